#include "platform/backup/segment.h"

#include <zlib.h>

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"

namespace waymark::backup {
namespace {

constexpr std::string_view kMagic{"WMLOG\0\0\1", 8};
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kTimelineDigits = 32;
// Mostly items beside their own index entries: the least effort finds most of it.
constexpr int kCompression = 1;

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(number >> shift);
}

std::uint64_t milliseconds_of(Instant time) {
  return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

/// Reads what a segment is made of; every complaint names the segment.
class Reader {
 public:
  Reader(std::string_view key, std::string_view bytes) : key_(key), left_(bytes) {}

  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(ErrorCode::internal, "error.internal",
                "damaged backup: " + std::string(key_) + ": " + why);
  }
  std::string_view take(std::size_t count) {
    if (count > left_.size()) refuse("it is cut short");
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }
  std::uint64_t number(std::size_t bytes) {
    std::uint64_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<std::uint8_t>(c);
    return value;
  }
  Instant time() {
    return Instant(std::chrono::milliseconds(static_cast<std::int64_t>(number(8))));
  }
  std::string_view rest() const { return left_; }

 private:
  std::string_view key_;
  std::string_view left_;
};

std::string compressed(const std::string& body) {
  uLongf size = compressBound(body.size());
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                reinterpret_cast<const Bytef*>(body.data()), body.size(), kCompression) != Z_OK)
    throw Error(ErrorCode::internal, "error.internal", "a log segment cannot be compressed");
  out.resize(size);
  return out;
}

std::string expanded(const Reader& reader, std::string_view body, std::size_t size) {
  if (size > kLargestSegment) reader.refuse("it claims too large a body");
  std::string out(size, '\0');
  uLongf have = size;
  const int result = uncompress(reinterpret_cast<Bytef*>(out.data()), &have,
                                reinterpret_cast<const Bytef*>(body.data()), body.size());
  if (result != Z_OK || have != size) reader.refuse("its body does not unpack");
  return out;
}

std::string body_of(const Segment& segment) {
  std::string body;
  for (const store::LogRecord& record : segment.records) {
    append_number(body, record.sequence, 8);
    append_number(body, record.operations, 4);
    append_number(body, milliseconds_of(*record.time), 8);
    append_number(body, record.bytes.size(), 4);
    body += record.bytes;
  }
  return body;
}

store::LogRecord read_record(Reader& reader) {
  store::LogRecord record;
  record.sequence = reader.number(8);
  record.operations = static_cast<std::uint32_t>(reader.number(4));
  record.time = reader.time();
  record.bytes = reader.take(reader.number(4));
  return record;
}

void check_order(const Reader& reader, const Segment& segment) {
  std::uint64_t next = segment.name.first;
  Instant time = segment.name.from;
  for (const store::LogRecord& record : segment.records) {
    if (record.sequence != next || record.operations == 0 || *record.time < time)
      reader.refuse("a record is out of order");
    next = record.last() + 1;
    time = *record.time;
  }
  if (next != segment.name.last + 1 || time != segment.name.to)
    reader.refuse("its last record is not what its name says");
}

}  // namespace

Segment make_segment(std::string timeline, Instant not_before,
                     std::vector<store::LogRecord> records) {
  Segment segment;
  segment.records = std::move(records);
  for (store::LogRecord& record : segment.records)
    record.time = not_before = std::max(not_before, record.time.value_or(not_before));
  segment.name.timeline = std::move(timeline);
  segment.name.first = segment.records.front().sequence;
  segment.name.last = segment.records.back().last();
  segment.name.from = *segment.records.front().time;
  segment.name.to = *segment.records.back().time;
  return segment;
}

std::string encode(const Segment& segment) {
  const std::string body = body_of(segment);
  std::string out(kMagic);
  out += segment.name.timeline;
  append_number(out, segment.name.first, 8);
  append_number(out, segment.name.last, 8);
  append_number(out, milliseconds_of(segment.name.from), 8);
  append_number(out, milliseconds_of(segment.name.to), 8);
  append_number(out, segment.records.size(), 4);
  append_number(out, body.size(), 8);
  out += compressed(body);
  return out + sha256(out);
}

Segment decode_segment(std::string_view key, std::string_view bytes) {
  Reader whole(key, bytes);
  if (bytes.size() < kHashBytes) whole.refuse("it is cut short");
  const std::string_view content = bytes.substr(0, bytes.size() - kHashBytes);
  if (sha256(content) != bytes.substr(content.size()))
    whole.refuse("its bytes do not have the hash they were written with");

  Reader reader(key, content);
  if (reader.take(kMagic.size()) != kMagic) reader.refuse("it is no segment of format 1");
  Segment segment;
  segment.name.timeline = reader.take(kTimelineDigits);
  segment.name.first = reader.number(8);
  segment.name.last = reader.number(8);
  segment.name.from = reader.time();
  segment.name.to = reader.time();
  const std::uint64_t records = reader.number(4);
  const std::uint64_t size = reader.number(8);
  if (segment.name.key() != key) reader.refuse("what is in it belongs to another name");

  const std::string body = expanded(reader, reader.rest(), size);
  Reader inner(key, body);
  for (std::uint64_t i = 0; i < records; ++i) segment.records.push_back(read_record(inner));
  if (!inner.rest().empty()) inner.refuse("something follows its last record");
  check_order(inner, segment);
  return segment;
}

}  // namespace waymark::backup
