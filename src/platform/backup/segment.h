// A segment of the archived log, format 1. Numbers are big endian.
//
//   "WMLOG\0\0\1"                8 bytes
//   timeline                     32 bytes, hexadecimal digits
//   first, last                  u64, u64: numbers of the first and the last operation
//   from, to                     i64, i64: milliseconds since 1970
//   records                      u32
//   size                         u64: bytes of the body before it was compressed
//   body                         compressed by zlib; the records one after the other, each
//     sequence                   u64
//     operations                 u32
//     time                       i64
//     length                     u32, then as many bytes
//   hash                         32 bytes: SHA-256 of all before it
//
// Records follow each other without a gap, and their times never go back: a record that has none in the log, or an
// earlier one, has that of the record before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/backup/layout.h"
#include "platform/store/journal.h"

namespace waymark::backup {

/// A segment's body has at most this much; more is a damaged header.
inline constexpr std::size_t kLargestSegment = std::size_t{256} << 20;

struct Segment {
  SegmentName name;
  std::vector<store::LogRecord> records;  // every one with its time
};

/// Gives every record its time, at least `not_before`, and the segment its name. `records` is not empty.
Segment make_segment(std::string timeline, Instant not_before,
                     std::vector<store::LogRecord> records);
std::string encode(const Segment& segment);
/// Throws Error(internal) naming `key` and what is wrong: cut short, changed, another's name, records out of order.
Segment decode_segment(std::string_view key, std::string_view bytes);

}  // namespace waymark::backup
