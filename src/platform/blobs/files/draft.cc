#include "platform/blobs/files/draft.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <vector>

#include "base/error.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSyncEvery = std::size_t{8} << 20;

Error taken(const fs::path& place) {
  return Error::conflict("error.conflict", place.string() + " is in the way of a blob's name");
}

/// A folder on the way was removed because it was empty just then (remove_empty): how often that is tried again.
constexpr int kTries = 16;

/// Makes the folders of a key, and adds to `parents` those which got a new one. False when one of them is gone again.
bool make_folders(const fs::path& root, std::string_view key, std::vector<fs::path>& parents) {
  fs::path folder = root;
  for (std::size_t slash = key.find('/'); slash != key.npos; slash = key.find('/')) {
    const fs::path parent = folder;
    folder /= key.substr(0, slash);
    key.remove_prefix(slash + 1);
    if (::mkdir(folder.c_str(), 0700) == 0)
      parents.push_back(parent);
    else if (errno == ENOTDIR)
      throw taken(parent);
    else if (errno == ENOENT)
      return false;
    else if (errno != EEXIST)
      fail_on(folder);
  }
  return true;
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
  // Nobody reads it soon: the memory is worth more to others.
  ::posix_fadvise(out_.get(), 0, 0, POSIX_FADV_DONTNEED);
}

void Draft::place(const fs::path& root, std::string_view key) {
  sync(out_, file_);
  const fs::path name = root / key;
  std::vector<fs::path> parents;
  for (int tries = 1; !placed_; ++tries) {
    placed_ = make_folders(root, key, parents) && ::rename(file_.c_str(), name.c_str()) == 0;
    if (placed_) break;
    if (errno == EISDIR || errno == ENOTDIR || errno == EEXIST) throw taken(name);
    if (errno != ENOENT || tries == kTries) fail_on(name);
  }
  // What is in them now keeps them from being removed. Each folder that was made is kept by syncing the one it is in.
  sync_folder(name.parent_path());
  for (const fs::path& parent : parents) sync_folder(parent);
}

void remove_empty(const fs::path& root, fs::path folder) {
  while (folder != root && ::rmdir(folder.c_str()) == 0) folder = folder.parent_path();
  const Descriptor rest(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!rest.open() && errno == ENOENT) return;  // somebody else has just removed it, and syncs that
  sync(rest, folder);
}

}  // namespace waymark::blobs
