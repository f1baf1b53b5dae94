// For tests: writes FIT files, whole and wrong ones.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/files/fit_decoder.h"

namespace waymark::workouts::fit {

// Base types as they are written.
inline constexpr std::uint8_t kEnum = 0x00, kSint8 = 0x01, kUint8 = 0x02, kSint16 = 0x83,
                              kUint16 = 0x84, kSint32 = 0x85, kUint32 = 0x86, kText = 0x07,
                              kFloat32 = 0x88, kFloat64 = 0x89, kUint32z = 0x8C, kByte = 0x0D,
                              kSint64 = 0x8E;

struct FieldText {
  std::uint8_t number;
  std::uint8_t size;
  std::uint8_t type;  // of a developer's field: the developer's index
};

/// A value of a data message: `size` bytes of `bits`, or a text.
struct Value {
  std::uint64_t bits = 0;
  std::size_t size = 0;
  std::string text;
};
inline Value u8(std::uint64_t value) {
  return {value, 1, {}};
}
inline Value u16(std::uint64_t value) {
  return {value, 2, {}};
}
inline Value u32(std::uint64_t value) {
  return {value, 4, {}};
}
inline Value u64(std::uint64_t value) {
  return {value, 8, {}};
}
inline Value s32(std::int32_t value) {
  return {static_cast<std::uint32_t>(value), 4, {}};
}
inline Value f32(float value) {
  return {std::bit_cast<std::uint32_t>(value), 4, {}};
}
inline Value f64(double value) {
  return {std::bit_cast<std::uint64_t>(value), 8, {}};
}
inline Value text(std::string value, std::size_t size) {
  value.resize(size);
  return {0, 0, std::move(value)};
}
inline Value semicircles(double degrees) {
  return s32(static_cast<std::int32_t>(degrees * 2147483648.0 / 180.0));
}

/// 2026-11-14T07:30:00Z in FIT's seconds.
inline constexpr std::uint32_t kMorning = 1794641400 - 631065600;

class Writer {
 public:
  explicit Writer(bool big_endian = false) : big_endian_(big_endian) {}

  Writer& define(std::uint8_t local, Kind message, const std::vector<FieldText>& fields,
                 const std::vector<FieldText>& developer_fields = {}) {
    records_ += static_cast<char>(0x40 | (developer_fields.empty() ? 0 : 0x20) | local);
    records_ += '\0';
    records_ += static_cast<char>(big_endian_ ? 1 : 0);
    put(static_cast<std::uint16_t>(message), 2);
    put_fields(fields);
    if (!developer_fields.empty()) put_fields(developer_fields);
    return *this;
  }

  Writer& data(std::uint8_t local, const std::vector<Value>& values) {
    return raw_data(local, values);
  }
  /// `offset`: the low five bits of the time.
  Writer& compressed(std::uint8_t local, std::uint32_t offset, const std::vector<Value>& values) {
    return raw_data(static_cast<std::uint8_t>(0x80 | local << 5 | (offset & 0x1F)), values);
  }

  Writer& raw(std::string_view bytes) {
    records_ += bytes;
    return *this;
  }

  const std::string& records() const { return records_; }

  /// Header, records, CRC.
  std::string file() const { return header(records_.size()) + records_ + checksum(); }
  std::string header(std::size_t data_size, std::size_t header_size = 14) const {
    std::string bytes;
    bytes += static_cast<char>(header_size);
    bytes += '\x20';
    bytes += std::string("\xE1\x52", 2);
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(data_size >> (8 * i) & 0xFF);
    bytes += ".FIT";
    if (header_size == 14) bytes += little(crc_of(bytes));
    return bytes;
  }
  /// Of a file with a header that tells the right size.
  std::string checksum() const { return little(crc_of(header(records_.size()) + records_)); }
  static std::string little(std::uint16_t value) {
    return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8)};
  }

 private:
  Writer& raw_data(std::uint8_t header, const std::vector<Value>& values) {
    records_ += static_cast<char>(header);
    for (const Value& value : values) {
      put(value.bits, value.size);
      records_ += value.text;
    }
    return *this;
  }
  void put(std::uint64_t bits, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = big_endian_ ? size - 1 - i : i;
      records_ += static_cast<char>(bits >> (8 * at) & 0xFF);
    }
  }
  void put_fields(const std::vector<FieldText>& fields) {
    records_ += static_cast<char>(fields.size());
    for (const FieldText& field : fields) {
      records_ += static_cast<char>(field.number);
      records_ += static_cast<char>(field.size);
      records_ += static_cast<char>(field.type);
    }
  }

  const bool big_endian_;
  std::string records_;
};

inline void define_file_id(Writer& writer, std::uint8_t type = 4) {
  writer.define(0, Kind::file_id,
                {{0, 1, kEnum}, {1, 2, kUint16}, {2, 2, kUint16}, {3, 4, kUint32z}});
  writer.data(0, {u8(type), u16(1), u16(3113), u32(12345)});
}

}  // namespace waymark::workouts::fit
