#include "base/locale.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_map>

#include <boost/json.hpp>

#include "base/embedded.h"

namespace waymark {
namespace {

// Catalogue format (api/messages/<tag>.json): one flat object, message key → text with
// {placeholders}.
using Catalogue = std::unordered_map<std::string, std::string>;
using Catalogues = std::array<Catalogue, std::size(kLocales)>;

Catalogue read_catalogue(std::string_view text) {
  Catalogue catalogue;
  const boost::json::value parsed =
      boost::json::parse(boost::json::string_view(text.data(), text.size()));
  for (const auto& [key, value] : parsed.as_object())
    catalogue.emplace(std::string(key.data(), key.size()),
                      boost::json::value_to<std::string>(value));
  return catalogue;
}

const Catalogues& catalogues() {
  static const Catalogues kAll = [] {
    Catalogues all;
    for (const EmbeddedFile& file : embedded::messages()) {
      std::string_view name = file.name.substr(file.name.rfind('/') + 1);
      name.remove_suffix(std::string_view(".json").size());
      const auto locale = parse_locale(name);
      assert(locale && "a catalogue of a language that we do not speak");
      all[static_cast<std::size_t>(*locale)] = read_catalogue(file.content);
    }
    return all;
  }();
  return kAll;
}

const std::string* find(Locale locale, std::string_view key) {
  const Catalogue& catalogue = catalogues()[static_cast<std::size_t>(locale)];
  const auto it = catalogue.find(std::string(key));
  return it == catalogue.end() ? nullptr : &it->second;
}

std::string fill(std::string_view text, const std::map<std::string, std::string>& arguments) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) break;
    out += text.substr(0, open);
    const auto it = arguments.find(std::string(text.substr(open + 1, close - open - 1)));
    out +=
        it == arguments.end() ? text.substr(open, close - open + 1) : std::string_view(it->second);
    text.remove_prefix(close + 1);
  }
  return out.append(text);
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// ";q=0.5" → 500; a missing weight is 1000, a broken one 0.
int weight_of(std::string_view parameters) {
  const std::size_t q = parameters.find("q=");
  if (q == parameters.npos) return 1000;
  parameters.remove_prefix(q + 2);
  if (parameters.starts_with('1')) return 1000;
  if (!parameters.starts_with("0.")) return 0;
  int weight = 0;
  int scale = 100;
  for (const char c : parameters.substr(2, 3)) {
    if (c < '0' || c > '9') break;
    weight += (c - '0') * scale;
    scale /= 10;
  }
  return weight;
}

}  // namespace

std::string_view to_tag(Locale locale) {
  switch (locale) {
    case Locale::en:
      return "en";
    case Locale::es:
      return "es";
    case Locale::fr:
      return "fr";
    case Locale::pt_br:
      return "pt-BR";
  }
  return "en";
}

std::optional<Locale> parse_locale(std::string_view tag) {
  const std::string wanted = lower(tag);
  if (wanted == "pt") return Locale::pt_br;
  for (const Locale locale : kLocales)
    if (lower(to_tag(locale)) == wanted) return locale;
  return std::nullopt;
}

std::optional<Locale> negotiate_locale(std::string_view accept_language) {
  std::optional<Locale> best;
  int best_weight = 0;
  for (int ranges = 0; !accept_language.empty() && ranges < 32; ++ranges) {
    const std::size_t comma = accept_language.find(',');
    const std::string_view range = trim(accept_language.substr(0, comma));
    accept_language.remove_prefix(comma == accept_language.npos ? accept_language.size()
                                                                : comma + 1);
    const std::size_t semicolon = range.find(';');
    const std::string_view tag = trim(range.substr(0, semicolon));
    const int weight = semicolon == range.npos ? 1000 : weight_of(range.substr(semicolon));
    auto locale = parse_locale(tag);
    if (!locale) locale = parse_locale(tag.substr(0, tag.find('-')));
    if (locale && weight > best_weight) {
      best = locale;
      best_weight = weight;
    }
  }
  return best;
}

std::string translate(Locale locale, std::string_view key,
                      const std::map<std::string, std::string>& arguments) {
  const std::string* text = find(locale, key);
  if (!text) text = find(Locale::en, key);
  return text ? fill(*text, arguments) : std::string(key);
}

bool has_translation(Locale locale, std::string_view key) {
  return find(locale, key) != nullptr;
}

}  // namespace waymark
