#include "platform/blobs/files/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "base/file.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;

/// A slash at the end of folders puts "a/b" where its bytes belong, after "a-b".
std::vector<std::string> names_in(const fs::path& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), &::closedir);
  if (!open) {
    if (errno == ENOENT) return {};
    fail_on(folder);
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(open.get())) {
    std::string name(entry->d_name);
    if (name.front() == '.') continue;
    struct stat status {};
    if (entry->d_type == DT_DIR) {
      name += '/';
    } else if (entry->d_type == DT_UNKNOWN) {
      if (::fstatat(::dirfd(open.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      if (S_ISDIR(status.st_mode)) name += '/';
    }
    names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

class Walk {
 public:
  Walk(const fs::path& root, const ListRequest& request) : root_(root), request_(request) {}

  /// False when the page is full.
  bool enter(const std::string& folder) {
    for (const std::string& name : names_in(root_ / folder)) {
      const std::string key = folder + name;
      if (key.ends_with('/') ? may_hold(key) && !enter(key) : !take(key)) return false;
    }
    return true;
  }

  Listing take_page() { return std::move(page_); }

 private:
  /// Whether keys that begin with `folder` can belong to what is asked for.
  bool may_hold(const std::string& folder) const {
    const std::size_t shared = std::min(folder.size(), request_.prefix.size());
    if (folder.compare(0, shared, request_.prefix, 0, shared) != 0) return false;
    return folder > request_.after || request_.after.starts_with(folder);
  }

  bool take(const std::string& key) {
    if (!key.starts_with(request_.prefix) || key <= request_.after || !is_key(key)) return true;
    struct stat status {};
    const fs::path file = root_ / key;
    if (::lstat(file.c_str(), &status) != 0) {
      if (errno == ENOENT) return true;  // deleted meanwhile
      fail_on(file);
    }
    if (!S_ISREG(status.st_mode)) return true;
    if (page_.entries.size() == request_.limit) {
      page_.more = true;
      return false;
    }
    Entry entry;
    entry.key = key;
    entry.size = static_cast<std::uint64_t>(status.st_size);
    entry.modified = modified_at(status);
    page_.entries.push_back(std::move(entry));
    return true;
  }

  const fs::path& root_;
  const ListRequest& request_;
  Listing page_;
};

}  // namespace

Listing walk(const fs::path& root, const ListRequest& request) {
  Walk walk(root, request);
  walk.enter("");
  return walk.take_page();
}

Instant modified_at(const struct stat& status) {
  return Instant(std::chrono::seconds(status.st_mtim.tv_sec) +
                 std::chrono::milliseconds(status.st_mtim.tv_nsec / 1'000'000));
}

}  // namespace waymark::blobs
