#include "platform/store/rocks/paced_files.h"

#include <rocksdb/file_system.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace waymark::store::rocks {
namespace {

using std::chrono::steady_clock;

/// When the next byte may be read.
class Share {
 public:
  explicit Share(std::uint64_t bytes_per_second) : bytes_per_second_(bytes_per_second) {}
  void take(std::size_t bytes) {
    if (bytes_per_second_ == 0) return;
    const std::chrono::duration<double> cost(static_cast<double>(bytes) /
                                             static_cast<double>(bytes_per_second_));
    free_at_ = std::max(free_at_, steady_clock::now()) +
               std::chrono::duration_cast<steady_clock::duration>(cost);
    std::this_thread::sleep_until(free_at_);
  }

 private:
  std::uint64_t bytes_per_second_;
  steady_clock::time_point free_at_{};
};

class PacedFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  PacedFile(std::unique_ptr<rocksdb::FSRandomAccessFile> file, std::shared_ptr<Share> share)
      : FSRandomAccessFileOwnerWrapper(std::move(file)), share_(std::move(share)) {}

  rocksdb::IOStatus Read(std::uint64_t offset, std::size_t length,
                         const rocksdb::IOOptions& options, rocksdb::Slice* result, char* scratch,
                         rocksdb::IODebugContext* debug) const override {
    rocksdb::IOStatus status = target()->Read(offset, length, options, result, scratch, debug);
    share_->take(result->size());
    return status;
  }

 private:
  std::shared_ptr<Share> share_;
};

class PacedFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  PacedFileSystem(const std::shared_ptr<rocksdb::FileSystem>& base, std::uint64_t bytes_per_second)
      : FileSystemWrapper(base), share_(std::make_shared<Share>(bytes_per_second)) {}
  const char* Name() const override { return "WaymarkPacedFiles"; }

  rocksdb::IOStatus NewRandomAccessFile(const std::string& name,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override {
    std::unique_ptr<rocksdb::FSRandomAccessFile> plain;
    rocksdb::IOStatus status = target()->NewRandomAccessFile(name, options, &plain, debug);
    if (status.ok()) *file = std::make_unique<PacedFile>(std::move(plain), share_);
    return status;
  }

 private:
  std::shared_ptr<Share> share_;
};

}  // namespace

std::unique_ptr<rocksdb::Env> paced_files(rocksdb::Env& base, std::uint64_t bytes_per_second) {
  return rocksdb::NewCompositeEnv(
      std::make_shared<PacedFileSystem>(base.GetFileSystem(), bytes_per_second));
}

}  // namespace waymark::store::rocks
