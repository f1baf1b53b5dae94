// The languages the product speaks, and the texts it says in them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

enum class Locale : std::uint8_t { en, es, fr, pt_br };
inline constexpr Locale kLocales[] = {Locale::en, Locale::es, Locale::fr, Locale::pt_br};

/// BCP 47: "en", "es", "fr", "pt-BR".
std::string_view to_tag(Locale locale);
/// Exactly one of our tags, any case; "pt" counts as pt-BR. nullopt otherwise.
std::optional<Locale> parse_locale(std::string_view tag);
/// The best of ours for an Accept-Language header (RFC 9110 §12.5.4), or nullopt when none fits.
std::optional<Locale> negotiate_locale(std::string_view accept_language);

/// The text of api/messages/<locale>.json for `key`, its {placeholders} filled in. A key that no
/// catalogue knows comes back as itself (a test makes sure that every key the code uses is there,
/// in every language).
std::string translate(Locale locale, std::string_view key,
                      const std::map<std::string, std::string>& arguments = {});

/// Whether the catalogue of this language has the key.
bool has_translation(Locale locale, std::string_view key);

}  // namespace waymark
