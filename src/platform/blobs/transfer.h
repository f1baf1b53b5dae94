// Blobs that are small, whole; and listings, however many pages they have.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "platform/blobs/blobs.h"

namespace waymark::blobs {

Task<void> put_bytes(Blobs& blobs, std::string key, std::string bytes);
/// nullopt when there is none. Throws Error(too_large) past `limit` bytes.
Task<std::optional<std::string>> get_bytes(Blobs& blobs, std::string key, std::size_t limit);

/// The entries that begin with a prefix and come after a key, one after the other in the order of their keys; a page of
/// them is in memory at a time. Used by one coroutine; borrows the blobs.
class Entries {
 public:
  Entries(Blobs& blobs, std::string prefix, std::string after = {});
  /// nullopt at the end.
  Task<std::optional<Entry>> next();

 private:
  Blobs& blobs_;
  ListRequest request_;
  Listing page_;
  std::size_t at_ = 0;
  bool begun_ = false;
};

/// Every entry that begins with `prefix` and comes after `after`. Throws Error(too_large) past `limit` entries.
Task<std::vector<Entry>> list_all(Blobs& blobs, std::string prefix, std::string after,
                                  std::size_t limit);

}  // namespace waymark::blobs
