// Text from people: UTF-8, normal forms, length as people count it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waymark {

/// Valid UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing past U+10FFFF).
bool is_utf8(std::string_view text);

/// Unicode code points of valid UTF-8.
std::size_t code_points(std::string_view text);

/// Normal form C, without white space at either end. What people typed, ready to keep.
std::string normalise(std::string_view text);

/// The form in which names are compared: NFKC, case-folded (Unicode TR 44 `NFKC_Casefold`).
/// "Ana@Example.org" and "ANA@example.ORG", or full-width letters, become one.
std::string fold(std::string_view text);

/// Normal form KC, nothing trimmed: for passwords, which must match however a keyboard composed them.
std::string compatibility_form(std::string_view text);

/// Control characters other than tab and line feed, or characters with no meaning of their own in a
/// one-line text (bidirectional overrides, line separators).
bool has_control_characters(std::string_view text);

}  // namespace waymark
