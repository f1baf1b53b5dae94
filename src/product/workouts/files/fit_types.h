// The base types of FIT (Flexible and Interoperable Data Transfer protocol, "FIT Base Types"): how wide a number is, how it
// is read, and which value says "nothing here".
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace waymark::workouts::fit {

/// The low five bits of the byte in a field's definition.
enum class BaseType : std::uint8_t {
  enumeration,
  sint8,
  uint8,
  sint16,
  uint16,
  sint32,
  uint32,
  string,
  float32,
  float64,
  uint8z,
  uint16z,
  uint32z,
  byte,
  sint64,
  uint64,
  uint64z,
};
inline constexpr std::uint8_t kBaseTypes = 17;

/// nullopt: a type that this version of FIT does not have; such a field can be skipped by its size, not read.
inline std::optional<BaseType> base_type_of(std::uint8_t code) {
  const std::uint8_t id = code & 0x1F;
  if (id >= kBaseTypes) return std::nullopt;
  return static_cast<BaseType>(id);
}

/// Bytes of one element.
constexpr std::size_t size_of(BaseType type) {
  constexpr std::uint8_t kSizes[kBaseTypes] = {1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8};
  return kSizes[static_cast<std::size_t>(type)];
}

template <class Unsigned, bool kBigEndian = false>
Unsigned load(const char* at) {
  Unsigned value;
  std::memcpy(&value, at, sizeof value);
  if constexpr (kBigEndian == (std::endian::native == std::endian::big)) return value;
  if constexpr (sizeof value == 2) return __builtin_bswap16(value);
  if constexpr (sizeof value == 4) return __builtin_bswap32(value);
  if constexpr (sizeof value == 8) return __builtin_bswap64(value);
}

/// The number at `at`, which has size_of(type) bytes; nullopt when it is the type's invalid value (or a string).
/// It runs for every value of every file, and costs a third more as a call. Integers past 2^53 lose their last bits; no field that is read here has such.
template <bool kBigEndian>
[[gnu::always_inline]] inline std::optional<double> number_at(const char* at, BaseType type) {
  const auto unless = [](auto value, auto invalid) -> std::optional<double> {
    if (value == invalid) return std::nullopt;
    return static_cast<double>(value);
  };
  switch (type) {
    case BaseType::enumeration:
    case BaseType::uint8:
    case BaseType::byte:
      return unless(static_cast<std::uint8_t>(*at), std::uint8_t{0xFF});
    case BaseType::sint8:
      return unless(static_cast<std::int8_t>(*at), std::int8_t{0x7F});
    case BaseType::uint8z:
      return unless(static_cast<std::uint8_t>(*at), std::uint8_t{0});
    case BaseType::sint16:
      return unless(static_cast<std::int16_t>(load<std::uint16_t, kBigEndian>(at)),
                    std::int16_t{0x7FFF});
    case BaseType::uint16:
      return unless(load<std::uint16_t, kBigEndian>(at), std::uint16_t{0xFFFF});
    case BaseType::uint16z:
      return unless(load<std::uint16_t, kBigEndian>(at), std::uint16_t{0});
    case BaseType::sint32:
      return unless(static_cast<std::int32_t>(load<std::uint32_t, kBigEndian>(at)),
                    std::int32_t{0x7FFFFFFF});
    case BaseType::uint32:
      return unless(load<std::uint32_t, kBigEndian>(at), std::uint32_t{0xFFFFFFFF});
    case BaseType::uint32z:
      return unless(load<std::uint32_t, kBigEndian>(at), std::uint32_t{0});
    case BaseType::sint64:
      return unless(static_cast<std::int64_t>(load<std::uint64_t, kBigEndian>(at)),
                    std::int64_t{0x7FFFFFFFFFFFFFFF});
    case BaseType::uint64:
      return unless(load<std::uint64_t, kBigEndian>(at), ~std::uint64_t{0});
    case BaseType::uint64z:
      return unless(load<std::uint64_t, kBigEndian>(at), std::uint64_t{0});
    case BaseType::float32: {
      const auto value = std::bit_cast<float>(load<std::uint32_t, kBigEndian>(at));
      if (!std::isfinite(value)) return std::nullopt;  // the invalid value, all ones, is a NaN
      return static_cast<double>(value);
    }
    case BaseType::float64: {
      const auto value = std::bit_cast<double>(load<std::uint64_t, kBigEndian>(at));
      if (!std::isfinite(value)) return std::nullopt;
      return value;
    }
    case BaseType::string:
      return std::nullopt;
  }
  return std::nullopt;
}

/// A string field's text: up to its first NUL.
inline std::string_view text_at(const char* at, std::size_t size) {
  const std::string_view whole(at, size);
  return whole.substr(0, whole.find('\0'));
}

}  // namespace waymark::workouts::fit
