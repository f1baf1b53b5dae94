#include "platform/backup/workplace.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "base/error.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = "RESTORING";
constexpr const char* kDatabaseLock = "LOCK";  // the embedded engine's

void rename_now(const fs::path& from, const fs::path& to, unsigned flags) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) != 0) fail_on(to);
}

fs::path parent_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// The name of a folder with more at its end; without the slash it may have been given with.
fs::path beside(const fs::path& folder, const std::string& suffix) {
  return folder.string() + suffix;
}

/// Without links and without a slash at its end: the folder itself changes its place, wherever it lies.
fs::path resolved(const fs::path& path) {
  const fs::path real = fs::weakly_canonical(fs::absolute(path));
  return real.has_filename() ? real : real.parent_path();
}

}  // namespace

Workplace::Workplace(const fs::path& target, bool replace, Instant now)
    : target_(resolved(target)), folder_(beside(target_, ".restoring")), now_(now) {
  // An empty folder is in nobody's way.
  if (fs::is_directory(target_) && fs::is_empty(target_)) fs::remove(target_);
  target_is_there_ = fs::exists(target_);
  if (target_is_there_ && !replace)
    throw Error::conflict("error.conflict",
                          target_.string() + " is there already: nothing was restored");
  if (target_is_there_) lock_target();
  set_aside_old();
  std::error_code failure;
  if (fs::create_directories(folder_, failure))
    fs::permissions(folder_, fs::perms::owner_all, failure);
  if (failure)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                folder_.string() + ": " + failure.message());
  open_file(folder_ / kMark, O_WRONLY | O_CREAT);
}

void Workplace::lock_target() {
  lock_ = open_file(target_ / kDatabaseLock, O_RDWR | O_CREAT);
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (::fcntl(lock_.get(), F_SETLK, &whole) == 0) return;
  if (errno != EACCES && errno != EAGAIN) fail_on(target_ / kDatabaseLock);
  throw Error(ErrorCode::unavailable, "error.unavailable",
              target_.string() + " is in use by another process: stop the server first");
}

/// A folder there without the mark is whole: a restore was killed just after the two had changed places, or before.
void Workplace::set_aside_old() {
  if (!fs::exists(folder_) || fs::exists(folder_ / kMark)) return;
  rename_now(folder_, replaced_name(), RENAME_NOREPLACE);
}

fs::path Workplace::replaced_name() const {
  std::string time = to_rfc3339(now_);
  std::erase(time, ':');
  return beside(target_, ".replaced-" + time);
}

std::optional<fs::path> Workplace::put_in_place() {
  fs::remove(folder_ / kMark);
  sync_folder(folder_);
  const fs::path parent = parent_of(target_);
  if (!target_is_there_) {
    rename_now(folder_, target_, RENAME_NOREPLACE);
    sync_folder(parent);
    return std::nullopt;
  }
  rename_now(folder_, target_, RENAME_EXCHANGE);
  sync_folder(parent);
  const fs::path old = replaced_name();
  rename_now(folder_, old, RENAME_NOREPLACE);
  sync_folder(parent);
  return old;
}

}  // namespace waymark::backup
