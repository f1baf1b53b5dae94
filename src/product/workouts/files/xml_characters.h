// Which characters XML 1.0 allows, and which of them may stand in names (§2.2, §2.3).
#pragma once

#include <array>
#include <cstdint>

namespace waymark::workouts::xml {

enum Class : std::uint8_t {
  kPlain = 1,  // in text and values: nothing to look at
  kNameStart = 2,
  kName = 4,
  kSpace = 8,
};

inline constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0x20; c < 0x80; ++c) classes[c] = kPlain;
  for (const char c : {'<', '&', ']'}) classes[static_cast<unsigned char>(c)] = 0;
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] |= kNameStart | kName;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] |= kNameStart | kName;
  for (const char c : {'_', ':'}) classes[static_cast<unsigned char>(c)] |= kNameStart | kName;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] |= kName;
  for (const char c : {'-', '.'}) classes[static_cast<unsigned char>(c)] |= kName;
  for (const char c : {' ', '\t', '\r', '\n'}) classes[static_cast<unsigned char>(c)] |= kSpace;
  classes['\n'] |= kPlain;
  classes['\t'] |= kPlain;
  return classes;
}();

inline bool is(char c, Class what) {
  return (kClasses[static_cast<unsigned char>(c)] & what) != 0;
}

/// A character of UTF-8 at `at`: its code point, and where the next begins; `next` is null when it is malformed.
struct Decoded {
  char32_t point = 0;
  const char* next = nullptr;
};
inline Decoded decode(const char* at, const char* end) {
  const auto byte = [at](int i) { return static_cast<std::uint8_t>(at[i]); };
  const auto follows = [&](int i) { return at + i < end && (byte(i) & 0xC0) == 0x80; };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return {first, at + 1};
  if (first >= 0xC2 && first < 0xE0 && follows(1))
    return {char32_t(first & 0x1F) << 6 | (byte(1) & 0x3F), at + 2};
  if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
    const char32_t point =
        char32_t(first & 0x0F) << 12 | char32_t(byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (point >= 0x800 && (point < 0xD800 || point > 0xDFFF)) return {point, at + 3};
  }
  if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
    const char32_t point = char32_t(first & 0x07) << 18 | char32_t(byte(1) & 0x3F) << 12 |
                           char32_t(byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (point >= 0x10000 && point <= 0x10FFFF) return {point, at + 4};
  }
  return {};
}

inline bool is_character(char32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return point <= 0xD7FF || (point >= 0xE000 && point <= 0xFFFD) ||
         (point >= 0x10000 && point <= 0x10FFFF);
}

/// Of a code point past ASCII.
inline bool is_name_start(char32_t c) {
  return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) ||
         (c >= 0x370 && c <= 0x1FFF && c != 0x37E) || c == 0x200C || c == 0x200D ||
         (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
         (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
         (c >= 0xFDF0 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0xEFFFF);
}
inline bool is_name(char32_t c) {
  return is_name_start(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

}  // namespace waymark::workouts::xml
