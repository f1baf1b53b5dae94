// Where the parts of a backup lie in its destination, format 1. Kept for years: never changed, only added to.
//
//   files/<2 digits>/<sha256>        a file of the database, under the hash of its bytes: copied once, however many
//                                    bases have it
//   bases/<time>-<sequence>-<timeline>.json
//                                    a base: a whole copy as of a sequence number (manifest.h). It is written last: a
//                                    base that has its manifest has everything
//   log/<timeline>/<first>-<last>-<from>-<to>.log
//                                    a segment of the log (segment.h)
//   blobs/<time>/<key>               a blob of the server, its picture of somebody say, under the time of the round that
//                                    copied it. What has a key never changes: copied once
//   blob-lists/<time>-<sha256>.txt   which blobs the server had then (blob_list.h), named by the hash of its bytes
//
//   <time>      20261121T070000123Z, UTC: the texts sort as the times do
//   <sequence>, <first>, <last>      20 digits
//   <from>, <to>                     times of the first and the last commit
//   <timeline>  32 hexadecimal digits: one uninterrupted run of the log of one database. Where the log has a gap, or
//               the data were replaced, a new timeline begins with a new base
//
// There is no index and no file that is written twice: what is there is what the list says, so that a kill at any
// moment leaves a backup that is only a little shorter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace waymark::backup {

inline constexpr std::string_view kFiles = "files/";
inline constexpr std::string_view kBases = "bases/";
inline constexpr std::string_view kLog = "log/";
inline constexpr std::string_view kBlobs = "blobs/";
inline constexpr std::string_view kBlobLists = "blob-lists/";

/// A base, as its name tells it.
struct BaseName {
  Instant time;
  std::uint64_t sequence = 0;
  std::string timeline;
  std::string key() const;
  static std::optional<BaseName> parse(std::string_view key);
};

/// A segment, as its name tells it.
struct SegmentName {
  std::string timeline;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  Instant from;
  Instant to;
  std::string key() const;
  static std::optional<SegmentName> parse(std::string_view key);
};

/// The copy of a blob.
struct BlobCopy {
  Instant time;
  std::string blob;  // its key at the server
  std::string key() const;
  static std::optional<BlobCopy> parse(std::string_view key);
};

/// A list of blobs, as its name tells it.
struct BlobListName {
  Instant time;
  std::string sha256;
  std::string key() const;
  static std::optional<BlobListName> parse(std::string_view key);
};

std::string file_key(std::string_view sha256_hex);
/// What the keys of a timeline's segments begin with.
std::string log_prefix(std::string_view timeline);
/// Segments of the timeline whose first number is at least `sequence` come after this key.
std::string before_segment(std::string_view timeline, std::uint64_t sequence);
/// Copies of this time and later come after this key.
std::string before_blobs(Instant time);

bool is_timeline(std::string_view text);
bool is_sha256_hex(std::string_view text);

}  // namespace waymark::backup
