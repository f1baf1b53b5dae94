// Blobs that are small, whole; and those that are large, to and from files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "platform/blobs/blobs.h"

namespace waymark::blobs {

Task<void> put_bytes(Blobs& blobs, std::string key, std::string bytes);
/// nullopt when there is none. Throws Error(too_large) past `limit` bytes.
Task<std::optional<std::string>> get_bytes(Blobs& blobs, std::string key, std::size_t limit);
/// Every entry that begins with `prefix` and comes after `after`. Throws Error(too_large) past `limit` entries.
Task<std::vector<Entry>> list_all(Blobs& blobs, std::string prefix, std::string after,
                                  std::size_t limit);

}  // namespace waymark::blobs
