// A file on its way to a name.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"

namespace waymark::blobs {

/// Deleted at the end of its scope unless it was placed. Used by one thread at a time; blocks.
class Draft {
 public:
  explicit Draft(std::filesystem::path file);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  /// Hands the bytes to the disk as it goes, so that a large blob does not pile up in memory and then make everyone
  /// else's syncs wait for it.
  void write(std::string_view bytes);
  /// Syncs it and moves it to its name, making folders below `root` as needed. Throws Error(conflict) when a folder
  /// has that name, or a file has the name of a folder on the way.
  void place(const std::filesystem::path& root, std::string_view key);

 private:
  std::filesystem::path file_;
  Descriptor out_;
  std::size_t unsynced_ = 0;
  bool placed_ = false;
};

/// Removes a folder below `root` that nothing is in any more, and those above it that then are empty.
void remove_empty(const std::filesystem::path& root, std::filesystem::path folder);

}  // namespace waymark::blobs
