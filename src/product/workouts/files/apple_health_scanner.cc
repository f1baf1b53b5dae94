#include "product/workouts/files/apple_health_scanner.h"

#include <array>
#include <charconv>
#include <cstring>

#include "base/error.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kLongestTag = 64 * 1024;
constexpr std::size_t kMostAttributes = 64;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool ends_name(char c) {
  return is_space(c) || c == '/' || c == '>' || c == '=';
}

std::size_t find(std::string_view text, char c, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* at = std::memchr(text.data() + from, c, text.size() - from);
  if (!at) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

std::size_t name_end_of(std::string_view text, std::size_t from) {
  while (from < text.size() && !ends_name(text[from])) ++from;
  return from;
}

Error malformed() {
  return Error::invalid("file", "error.apple_health.malformed");
}

struct NamedElement {
  std::string_view name;
  HealthElement element;
};
constexpr std::array<NamedElement, 9> kElements{{
    {"Record", HealthElement::record},
    {"Correlation", HealthElement::correlation},
    {"Workout", HealthElement::workout},
    {"WorkoutActivity", HealthElement::workout_activity},
    {"WorkoutEvent", HealthElement::workout_event},
    {"WorkoutStatistics", HealthElement::workout_statistics},
    {"WorkoutRoute", HealthElement::workout_route},
    {"FileReference", HealthElement::file_reference},
    {"MetadataEntry", HealthElement::metadata_entry},
}};

std::optional<HealthElement> element_of(std::string_view name) {
  for (const NamedElement& known : kElements)
    if (known.name == name) return known.element;
  return std::nullopt;
}

void append_code_point(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (code >> 18));
    text += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// "lt", "#39", "#x27"; false for what is no such entity.
bool append_entity(std::string& text, std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed{
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [known, character] : kNamed) {
    if (known != name) continue;
    text += character;
    return true;
  }
  if (!name.starts_with('#')) return false;
  const bool hexadecimal = name.starts_with("#x");
  name.remove_prefix(hexadecimal ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, problem] =
      std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (problem != std::errc() || end != name.data() + name.size()) return false;
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
  append_code_point(text, code);
  return true;
}

}  // namespace

std::string unescaped(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  while (!value.empty()) {
    const std::size_t start = value.find('&');
    text += value.substr(0, start);
    if (start == std::string_view::npos) break;
    value.remove_prefix(start);
    const std::size_t end = value.find(';');
    const bool known =
        end != std::string_view::npos && append_entity(text, value.substr(1, end - 1));
    if (!known) text += '&';
    value.remove_prefix(known ? end + 1 : 1);
  }
  return text;
}

std::string_view XmlAttributes::raw(std::string_view name) const {
  for (const Attribute& attribute : all_)
    if (attribute.name == name) return attribute.value;
  return {};
}

void AppleHealthScanner::feed(std::string_view piece) {
  if (rest_.empty()) {
    rest_ = scan(piece);
  } else {
    rest_ += piece;
    const std::string_view left = scan(rest_);
    rest_.erase(0, rest_.size() - left.size());
  }
  if (rest_.size() > kLongestTag) throw malformed();
}

void AppleHealthScanner::finish() const {
  if (part_ == Part::prologue) throw Error::invalid("file", "error.apple_health.not_health");
  if (part_ != Part::end) throw Error::invalid("file", "error.apple_health.cut");
}

std::string_view AppleHealthScanner::scan(std::string_view text) {
  while (part_ != Part::end) {
    if (!skipping_to_.empty()) {
      const std::size_t at = text.find(skipping_to_);
      if (at == std::string_view::npos)  // its end may have begun
        return text.substr(text.size() - std::min(text.size(), skipping_to_.size() - 1));
      text.remove_prefix(at + skipping_to_.size());
      skipping_to_ = {};
    }
    const std::size_t at = find(text, '<', 0);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at);
    if (!take_markup(text)) return text;
  }
  return {};
}

bool AppleHealthScanner::take_markup(std::string_view& text) {
  if (text.size() < 2) return false;
  if (text[1] == '!') return take_declaration(text);
  if (text[1] == '?') {
    skipping_to_ = "?>";
    text.remove_prefix(2);
    return true;
  }
  if (part_ == Part::prologue) return take_prologue_element(text);
  return text[1] == '/' ? take_end(text) : take_element(text);
}

/// Comments and sections. Of the document type nothing is believed: what it declares is passed over
/// one '<' at a time.
bool AppleHealthScanner::take_declaration(std::string_view& text) {
  constexpr std::string_view kSection = "<![CDATA[";
  constexpr std::string_view kComment = "<!--";
  if (text.size() < kSection.size()) {
    const bool undecided = kSection.starts_with(text) || kComment.starts_with(text);
    if (undecided) return false;
  }
  if (text.starts_with(kComment)) {
    skipping_to_ = "-->";
    text.remove_prefix(kComment.size());
  } else if (text.starts_with(kSection)) {
    skipping_to_ = "]]>";
    text.remove_prefix(kSection.size());
  } else {
    text.remove_prefix(2);
  }
  return true;
}

bool AppleHealthScanner::take_prologue_element(std::string_view& text) {
  const std::size_t end = name_end_of(text, 1);
  if (end == text.size()) return false;
  if (text.substr(1, end - 1) != "HealthData")
    throw Error::invalid("file", "error.apple_health.not_health");
  const std::optional<std::size_t> size = read_tag(text, end);
  if (!size) return false;
  part_ = empty_element_ ? Part::end : Part::body;
  text.remove_prefix(*size);
  return true;
}

bool AppleHealthScanner::take_element(std::string_view& text) {
  constexpr std::string_view kRecord = "<Record ";
  if (text.starts_with(kRecord)) return take_record(text);
  const std::size_t end = name_end_of(text, 1);
  if (end == text.size()) return false;
  const std::string_view name = text.substr(1, end - 1);
  return take_start(text, name, element_of(name));
}

/// Nearly all of the file. Their first attribute is their type, by which most are passed over.
bool AppleHealthScanner::take_record(std::string_view& text) {
  constexpr std::string_view kStart = "<Record type=\"";
  if (text.starts_with(kStart)) {
    const std::size_t end = find(text, '"', kStart.size());
    if (end == std::string_view::npos) return false;
    if (!elements_.wants_record(text.substr(kStart.size(), end - kStart.size()))) {
      text.remove_prefix(end + 1);
      return true;
    }
  } else if (text.size() < kStart.size()) {
    return false;
  }
  return take_start(text, "Record", HealthElement::record);
}

bool AppleHealthScanner::take_start(std::string_view& text, std::string_view name,
                                    std::optional<HealthElement> element) {
  if (!element) {
    text.remove_prefix(1 + name.size());
    return true;
  }
  const std::optional<std::size_t> size = read_tag(text, 1 + name.size());
  if (!size) return false;
  if (*element != HealthElement::record || elements_.wants_record(attributes_.raw("type"))) {
    elements_.begins(*element, attributes_);
    if (empty_element_) elements_.ends(*element);
  }
  text.remove_prefix(*size);
  return true;
}

bool AppleHealthScanner::take_end(std::string_view& text) {
  const std::size_t end = name_end_of(text, 2);
  if (end == text.size()) return false;
  const std::string_view name = text.substr(2, end - 2);
  if (name == "HealthData")
    part_ = Part::end;
  else if (const auto element = element_of(name); element && *element != HealthElement::record)
    elements_.ends(*element);
  text.remove_prefix(end);
  return true;
}

std::optional<std::size_t> AppleHealthScanner::read_tag(std::string_view text, std::size_t at) {
  attributes_.all_.clear();
  empty_element_ = false;
  while (true) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return std::nullopt;
    if (text[at] == '>') return at + 1;
    if (text[at] == '/') {
      empty_element_ = true;
      ++at;
      continue;
    }
    const std::size_t name_start = at;
    at = name_end_of(text, at);
    const std::string_view name = text.substr(name_start, at - name_start);
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return std::nullopt;
    if (name.empty() || text[at] != '=') throw malformed();
    ++at;
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return std::nullopt;
    const char quote = text[at];
    if (quote != '"' && quote != '\'') throw malformed();
    const std::size_t end = find(text, quote, at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    if (attributes_.all_.size() == kMostAttributes) throw malformed();
    attributes_.all_.push_back({name, text.substr(at + 1, end - at - 1)});
    at = end + 1;
  }
}

}  // namespace waymark::workouts
