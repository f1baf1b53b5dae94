#include "base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace waymark {
namespace {

std::string apply(const icu::Normalizer2* normalizer, UErrorCode status, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status))
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                              sink, nullptr, status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("Unicode normalisation failed: ") + u_errorName(status));
  return out;
}

/// Calls f(code point) for each, -1 for a broken byte sequence, until f returns false.
template <typename F>
bool each_code_point(std::string_view text, F f) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (!f(c)) return false;
  }
  return true;
}

/// The first place from `at` on that may be other than ASCII; most texts are ASCII throughout.
int32_t ascii_until(std::string_view text, int32_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const auto size = static_cast<int32_t>(text.size());
  std::uint64_t eight = 0;
  for (; size - at >= static_cast<int32_t>(sizeof eight); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < size && static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) < 0x80) ++at;
  return at;
}

std::string_view trimmed(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  int32_t begin = 0;
  while (begin < size) {
    int32_t next = begin;
    UChar32 c;
    U8_NEXT(text.data(), next, size, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
    begin = next;
  }
  int32_t end = size;
  while (end > begin) {
    int32_t before = end;
    UChar32 c;
    U8_PREV(text.data(), begin, before, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
    end = before;
  }
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = ascii_until(text, 0); at < size; at = ascii_until(text, at)) {
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string normalise(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  return apply(nfc, status, trimmed(text));
}

std::string fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return apply(casefold, status, trimmed(text));
}

std::string compatibility_form(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  return apply(nfkc, status, text);
}

bool has_control_characters(std::string_view text) {
  return !each_code_point(text, [](UChar32 c) {
    if (c == '\t' || c == '\n') return true;
    const int8_t type = u_charType(c);
    const bool bidi_override = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c >= 0 && type != U_CONTROL_CHAR && type != U_LINE_SEPARATOR &&
           type != U_PARAGRAPH_SEPARATOR && !bidi_override;
  });
}

}  // namespace waymark
