// Where a restored database is put together, and how it takes its place.
//
//   <target>              the database's folder
//   <target>.restoring    the one that is being put together; has a file RESTORING until it is whole
//   <target>.replaced-<time>  what lay at the target before
//
// The two folders change places in one step, so that after a kill there is either the old database or the restored
// one, whole. What a killed restore left is taken up again. While this lives it holds the lock of the database at the
// target: no server can open it meanwhile.
#pragma once

#include <filesystem>
#include <optional>

#include "base/file.h"
#include "base/time.h"

namespace waymark::backup {

/// Used by one thread at a time; blocks.
class Workplace {
 public:
  /// Throws Error(conflict) when something is at the target and `replace` does not allow that, Error(unavailable) when
  /// a process uses it or the folders cannot be made.
  Workplace(const std::filesystem::path& target, bool replace, Instant now);

  /// Where to put it together.
  const std::filesystem::path& folder() const { return folder_; }
  /// What is in the folder now belongs at the target. Returns where that which was there lies now.
  std::optional<std::filesystem::path> put_in_place();

 private:
  void lock_target();
  void set_aside_old();
  std::filesystem::path replaced_name() const;

  std::filesystem::path target_;
  std::filesystem::path folder_;
  Instant now_;
  bool target_is_there_ = false;
  Descriptor lock_;
};

}  // namespace waymark::backup
