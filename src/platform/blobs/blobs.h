// Blobs: named runs of bytes beside the store — media, exports, staged data, backups (architecture.md §1).
//
// A blob is put whole or not at all, replaces what had its name, and is then immutable until it is put again. Any
// reactor may call; the answer comes back there. No blob is ever whole in memory unless it is small: what is large is
// written from a Source and read in ranges.
//
//   blobs.h        the port                      source.h    where the bytes of a put come from
//   transfer.h     small blobs whole, listings   conformance_test.h  what every engine must pass
//   watched.h      telling of each put
//   files/         a folder                      s3/         S3 and what speaks its language
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "platform/blobs/source.h"

namespace waymark::blobs {

inline constexpr std::size_t kLongestKey = 512;
inline constexpr std::size_t kLargestRange = std::size_t{16} << 20;
inline constexpr std::size_t kLargestPage = 1000;

/// A key is 1 to 512 bytes: segments of letters, digits and - _ . = + @ ~ with one slash between, none of them longer
/// than 200 bytes or beginning with a dot. A key must not be the beginning of another up to a slash ("a" and "a/b"):
/// an engine on a file system cannot hold both and refuses the later with Error(conflict).
bool is_key(std::string_view key);
/// Throws Error(internal), a bug of the caller: people do not choose keys.
void check_key(std::string_view key);

struct Range {
  std::uint64_t offset = 0;
  std::size_t length = kLargestRange;  // at most kLargestRange
};

struct Head {
  std::uint64_t size = 0;
  Instant modified;
};

struct Entry {
  std::string key;
  std::uint64_t size = 0;
  Instant modified;
};

/// Which blobs: those that begin with `prefix`, any text, and come after `after`, in the order of their keys' bytes.
struct ListRequest {
  explicit ListRequest(std::string begins_with = {}, std::string comes_after = {},
                       std::size_t at_most = kLargestPage)
      : prefix(std::move(begins_with)), after(std::move(comes_after)), limit(at_most) {}
  std::string prefix;
  std::string after;
  std::size_t limit;  // 1 to kLargestPage
};

/// A page. `more`: ask again after the last entry.
struct Listing {
  std::vector<Entry> entries;
  bool more = false;
};

/// A URL with which whoever holds it may do one thing with one blob until it expires.
struct LinkRequest {
  enum class Use : std::uint8_t { download, upload };
  LinkRequest(Use what, std::string which, std::chrono::seconds how_long)
      : use(what), key(std::move(which)), lifetime(how_long) {}
  Use use;
  std::string key;
  std::chrono::seconds lifetime;  // 1 s to 7 days
  /// The media type a download is answered with, and the one an upload must have. Empty: octets.
  std::string content_type;
};
inline constexpr std::chrono::seconds kLongestLink = std::chrono::hours(7 * 24);

/// Faults of an engine are Error(unavailable) when trying again may help, Error(internal) when it will not.
class Blobs {
 public:
  virtual ~Blobs() = default;
  /// Durable when it returns. What `source` throws ends the put and is thrown on; then nothing has changed.
  virtual Task<void> put(std::string key, std::shared_ptr<Source> source) = 0;
  /// The bytes of the range as far as there are any; nullopt when there is no such blob.
  virtual Task<std::optional<std::string>> get(std::string key, Range range) = 0;
  virtual Task<std::optional<Head>> head(std::string key) = 0;
  virtual Task<Listing> list(ListRequest request) = 0;
  /// Does nothing when there is no such blob.
  virtual Task<void> remove(std::string key) = 0;
  virtual Task<std::string> link(LinkRequest request) = 0;
};

}  // namespace waymark::blobs
