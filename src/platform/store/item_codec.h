// The stored format of an item, version 1. Kept on disks: never reordered, only added to under a
// new version.
//
//   item      := 0x01 attribute*                       (the version, then attributes in the order
//   they were set) attribute := name value                            (names within an item or a
//   map are distinct) name      := length:u8 (1–255) bytes value     := tag:u8 payload
//     0 null, 1 false, 2 true      no payload
//     3 integer                    zigzag varint (LEB128, at most 10 bytes)
//     4 real                       IEEE 754 binary64, little endian; never NaN or infinite
//     5 text, 6 bytes              length:varint bytes
//     7 list                       length:u32 (little endian, in bytes) value*
//     8 map                        length:u32 (little endian, in bytes) attribute*
//
// Lists and maps nest at most kMaxDepth deep. A scan steps over every value by its length, so
// finding one attribute reads only names and lengths.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "platform/store/item.h"

namespace waymark::store::codec {

inline constexpr char kVersion = 1;
inline constexpr std::size_t kMaxName = 255;
inline constexpr std::size_t kMaxDepth = 32;  // DynamoDB's

enum class Tag : std::uint8_t { null, no, yes, integer, real, text, bytes, list, map };

static_assert(std::endian::native == std::endian::little, "numbers are stored little endian");

inline void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

inline void append_tag(std::string& out, Tag tag) {
  out += static_cast<char>(tag);
}

/// `name` must be 1 to 255 bytes.
inline void append_name(std::string& out, std::string_view name) {
  out += static_cast<char>(name.size());
  out += name;
}

inline void append_null(std::string& out) {
  append_tag(out, Tag::null);
}
inline void append_boolean(std::string& out, bool value) {
  append_tag(out, value ? Tag::yes : Tag::no);
}

inline void append_integer(std::string& out, std::int64_t value) {
  append_tag(out, Tag::integer);
  const auto bits = static_cast<std::uint64_t>(value);
  append_varint(out, (bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

/// Throws Error(internal) for a NaN or an infinity.
void append_real(std::string& out, double value);

inline void append_text(std::string& out, std::string_view text) {
  append_tag(out, Tag::text);
  append_varint(out, text.size());
  out += text;
}

inline void append_bytes(std::string& out, std::string_view bytes) {
  append_tag(out, Tag::bytes);
  append_varint(out, bytes.size());
  out += bytes;
}

/// Starts a list or a map; what is appended until close() is its content.
inline std::size_t open(std::string& out, Tag tag) {
  append_tag(out, tag);
  out.append(4, '\0');
  return out.size();
}
inline void close(std::string& out, std::size_t opened) {
  const auto length = static_cast<std::uint32_t>(out.size() - opened);
  std::memcpy(out.data() + opened - sizeof length, &length, sizeof length);
}

/// A whole value. Throws Error(internal) when it is nested too deep or holds a name or number that
/// cannot be kept.
void append_value(std::string& out, const Value& value, std::size_t depth = 0);

/// Walks values and attributes of encoded bytes; never reads past their end, whatever they are.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool at_end() const { return at_ == end_; }
  const char* position() const { return at_; }
  /// False when no well-formed name (value) begins here; the reader is then of no further use.
  bool name(std::string_view& name);
  bool value(ValueView& value);

 private:
  bool varint(std::uint64_t& value);
  bool take(std::uint64_t length, std::string_view& bytes);
  const char* at_;
  const char* end_;
};

/// The attributes of an encoded item, without the version.
inline std::string_view attributes(const std::string& item) {
  return item.empty() ? std::string_view() : std::string_view(item).substr(1);
}

/// Whether these bytes are an item of version 1, in every part.
bool is_valid(std::string_view item);
/// The same, and in the same pass when it expires.
bool inspect(std::string_view item, std::optional<std::int64_t>& ttl);

inline bool Reader::varint(std::uint64_t& value) {
  if (at_ != end_ && static_cast<std::uint8_t>(*at_) < 0x80) {
    value = static_cast<std::uint8_t>(*at_++);
    return true;
  }
  value = 0;
  for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(*at_++);
    if (shift == 63 && byte > 1) return false;
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return byte != 0 || shift == 0;  // one encoding for each number
  }
  return false;
}

inline bool Reader::take(std::uint64_t length, std::string_view& bytes) {
  if (length > static_cast<std::uint64_t>(end_ - at_)) return false;
  bytes = {at_, static_cast<std::size_t>(length)};
  at_ += length;
  return true;
}

inline bool Reader::name(std::string_view& name) {
  if (at_ == end_) return false;
  const auto length = static_cast<std::uint8_t>(*at_++);
  return length > 0 && take(length, name);
}

inline bool Reader::value(ValueView& value) {
  if (at_ == end_) return false;
  const auto tag = static_cast<std::uint8_t>(*at_++);
  switch (static_cast<Tag>(tag)) {
    case Tag::null:
      value.type_ = ValueView::Type::null;
      return true;
    case Tag::no:
    case Tag::yes:
      value.type_ = ValueView::Type::boolean;
      value.boolean_ = static_cast<Tag>(tag) == Tag::yes;
      return true;
    case Tag::integer: {
      std::uint64_t bits = 0;
      if (!varint(bits)) return false;
      value.type_ = ValueView::Type::integer;
      value.integer_ = static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
      return true;
    }
    case Tag::real: {
      std::string_view bytes;
      if (!take(sizeof(double), bytes)) return false;
      value.type_ = ValueView::Type::real;
      std::memcpy(&value.real_, bytes.data(), sizeof(double));
      return std::isfinite(value.real_);
    }
    case Tag::text:
    case Tag::bytes: {
      std::uint64_t length = 0;
      value.type_ =
          static_cast<Tag>(tag) == Tag::text ? ValueView::Type::text : ValueView::Type::bytes;
      return varint(length) && take(length, value.raw_);
    }
    case Tag::list:
    case Tag::map: {
      std::string_view bytes;
      if (!take(sizeof(std::uint32_t), bytes)) return false;
      std::uint32_t length = 0;
      std::memcpy(&length, bytes.data(), sizeof length);
      value.type_ =
          static_cast<Tag>(tag) == Tag::list ? ValueView::Type::list : ValueView::Type::map;
      return take(length, value.raw_);
    }
  }
  return false;
}

}  // namespace waymark::store::codec

namespace waymark::store {

template <typename F>
void ValueView::each_element(F&& f) const {
  if (type_ != Type::list) return;
  codec::Reader reader(raw_);
  for (ValueView element; !reader.at_end() && reader.value(element);)
    f(static_cast<const ValueView&>(element));
}

template <typename F>
void ValueView::each_entry(F&& f) const {
  if (type_ != Type::map) return;
  codec::Reader reader(raw_);
  std::string_view name;
  for (ValueView entry; !reader.at_end() && reader.name(name) && reader.value(entry);)
    f(name, static_cast<const ValueView&>(entry));
}

template <typename F>
void Item::each(F&& f) const {
  codec::Reader reader(codec::attributes(encoded_));
  std::string_view name;
  for (ValueView value; !reader.at_end() && reader.name(name) && reader.value(value);)
    f(name, static_cast<const ValueView&>(value));
}

}  // namespace waymark::store
