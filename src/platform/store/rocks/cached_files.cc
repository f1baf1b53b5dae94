#include "platform/store/rocks/cached_files.h"

#include <fcntl.h>
#include <rocksdb/file_system.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace waymark::store::rocks {
namespace {

thread_local bool no_waiting = false;

rocksdb::IOStatus would_wait() {
  return rocksdb::IOStatus::Busy("the file is not in memory");
}

rocksdb::IOStatus failure(const std::string& file, int error) {
  return rocksdb::IOStatus::IOError("While reading " + file, std::strerror(error));
}

/// Any thread.
class CachedFile final : public rocksdb::FSRandomAccessFile {
 public:
  CachedFile(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}
  ~CachedFile() override { ::close(descriptor_); }

  rocksdb::IOStatus Read(std::uint64_t offset, std::size_t length, const rocksdb::IOOptions&,
                         rocksdb::Slice* result, char* scratch,
                         rocksdb::IODebugContext*) const override {
    std::size_t taken = 0;
    *result = rocksdb::Slice();
    while (taken < length) {
      iovec rest{scratch + taken, length - taken};
      const ssize_t some = ::preadv2(descriptor_, &rest, 1, static_cast<off_t>(offset + taken),
                                     no_waiting ? RWF_NOWAIT : 0);
      if (some == 0) break;
      if (some > 0) {
        taken += static_cast<std::size_t>(some);
      } else if (no_waiting) {
        return would_wait();  // or a fault, which a read that may wait will tell
      } else if (errno != EINTR) {
        return failure(name_, errno);
      }
    }
    *result = rocksdb::Slice(scratch, taken);
    return rocksdb::IOStatus::OK();
  }

  rocksdb::IOStatus Prefetch(std::uint64_t offset, std::size_t length, const rocksdb::IOOptions&,
                             rocksdb::IODebugContext*) override {
    advise(offset, length, POSIX_FADV_WILLNEED);
    return rocksdb::IOStatus::OK();
  }

  void Hint(AccessPattern pattern) override {
    switch (pattern) {
      case kNormal:
        return advise(0, 0, POSIX_FADV_NORMAL);
      case kRandom:
        return advise(0, 0, POSIX_FADV_RANDOM);
      case kSequential:
        return advise(0, 0, POSIX_FADV_SEQUENTIAL);
      case kWillNeed:
        return advise(0, 0, POSIX_FADV_WILLNEED);
      case kWontNeed:
        return advise(0, 0, POSIX_FADV_DONTNEED);
    }
  }

  rocksdb::IOStatus InvalidateCache(std::size_t offset, std::size_t length) override {
    advise(offset, length, POSIX_FADV_DONTNEED);
    return rocksdb::IOStatus::OK();
  }

 private:
  /// A hint; nothing depends on it.
  void advise(std::uint64_t offset, std::size_t length, int advice) const {
    ::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(length), advice);
  }

  std::string name_;
  int descriptor_;
};

class CachedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  CachedFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "WaymarkCachedFiles"; }

  rocksdb::IOStatus NewRandomAccessFile(const std::string& name, const rocksdb::FileOptions&,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext*) override {
    if (no_waiting) return would_wait();
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT)
      return rocksdb::IOStatus::PathNotFound("While opening " + name, std::strerror(errno));
    if (descriptor < 0) return failure(name, errno);
    *file = std::make_unique<CachedFile>(name, descriptor);
    return rocksdb::IOStatus::OK();
  }
};

}  // namespace

rocksdb::Env* cached_files() {
  static rocksdb::Env* const files =
      rocksdb::NewCompositeEnv(std::make_shared<CachedFileSystem>()).release();
  return files;
}

NoWaiting::NoWaiting() {
  assert(!no_waiting);
  no_waiting = true;
}

NoWaiting::~NoWaiting() {
  no_waiting = false;
}

}  // namespace waymark::store::rocks
