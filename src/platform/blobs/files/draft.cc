#include "platform/blobs/files/draft.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "base/error.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSyncEvery = std::size_t{8} << 20;

Error taken(const fs::path& place) {
  return Error::conflict("error.conflict", place.string() + " is in the way of a blob's name");
}

/// The folder of a key. Each one that is made is kept by syncing the folder it is in.
fs::path made_folder(const fs::path& root, std::string_view key) {
  fs::path folder = root;
  for (std::size_t slash = key.find('/'); slash != key.npos; slash = key.find('/')) {
    const fs::path parent = folder;
    folder /= key.substr(0, slash);
    key.remove_prefix(slash + 1);
    if (::mkdir(folder.c_str(), 0700) == 0)
      sync_folder(parent);
    else if (errno == ENOTDIR)
      throw taken(parent);
    else if (errno != EEXIST)
      fail_on(folder);
  }
  return folder;
}

}  // namespace

Draft::Draft(fs::path file)
    : file_(std::move(file)), out_(open_file(file_, O_WRONLY | O_CREAT | O_EXCL)) {}

Draft::~Draft() {
  if (!placed_) ::unlink(file_.c_str());
}

void Draft::write(std::string_view bytes) {
  write_all(out_, bytes, file_);
  unsynced_ += bytes.size();
  if (unsynced_ < kSyncEvery) return;
  unsynced_ = 0;
  if (::fdatasync(out_.get()) != 0) fail_on(file_);
}

void Draft::place(const fs::path& root, std::string_view key) {
  sync(out_, file_);
  const fs::path folder = made_folder(root, key);
  const fs::path name = root / key;
  if (::rename(file_.c_str(), name.c_str()) != 0) {
    if (errno == EISDIR || errno == ENOTDIR || errno == EEXIST) throw taken(name);
    fail_on(name);
  }
  placed_ = true;
  sync_folder(folder);
}

}  // namespace waymark::blobs
