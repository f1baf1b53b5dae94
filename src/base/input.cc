#include "base/input.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace waymark {
namespace {

std::string in_words(double value) {
  std::string text;
  json::append_number(text, value);
  return text;
}

/// Line ends as browsers send them (CR LF) become LF.
std::string unix_lines(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lines += text[i];
  return lines;
}

}  // namespace

std::string InputCheck::text(std::string_view field, std::string_view given, TextRule rule) {
  // Before any work: four bytes a code point is the most that can be right.
  if (given.size() > 4 * rule.at_most + 64) {
    wrong(field, "error.text.too_long", {{"limit", std::to_string(rule.at_most)}});
    return {};
  }
  if (!is_utf8(given)) {
    wrong(field, "error.json.utf8");
    return {};
  }
  std::string kept = normalise(rule.lines ? unix_lines(given) : std::string(given));
  const std::size_t length = code_points(kept);
  if (length < rule.at_least)
    wrong(field, "error.required");
  else if (length > rule.at_most)
    wrong(field, "error.text.too_long", {{"limit", std::to_string(rule.at_most)}});
  else if (has_control_characters(kept) ||
           (!rule.lines && kept.find_first_of("\n\t") != std::string::npos))
    wrong(field, "error.text.control_characters");
  return kept;
}

std::optional<std::string> InputCheck::optional_text(std::string_view field,
                                                     const std::optional<std::string>& given,
                                                     TextRule rule) {
  if (!given) return std::nullopt;
  std::string kept = text(field, *given, rule);
  if (kept.empty()) return std::nullopt;
  return kept;
}

std::vector<std::string> InputCheck::tags(std::string_view field,
                                          const std::vector<std::string>& given,
                                          std::size_t at_most, std::size_t longest) {
  std::vector<std::string> kept;
  std::vector<std::string> folded;
  if (given.size() > at_most) {
    wrong(field, "error.list.too_long", {{"limit", std::to_string(at_most)}});
    return kept;
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string place = std::string(field) + "." + std::to_string(i);
    std::string tag = text(place, given[i], TextRule{1, longest, false});
    std::string key = fold(tag);
    if (std::find(folded.begin(), folded.end(), key) != folded.end()) continue;
    folded.push_back(std::move(key));
    kept.push_back(std::move(tag));
  }
  return kept;
}

void InputCheck::range(std::string_view field, double value, double low, double high) {
  if (std::isfinite(value) && value >= low && value <= high) return;
  wrong(field, "error.number.range", {{"low", in_words(low)}, {"high", in_words(high)}});
}

void InputCheck::wrong(std::string_view field, std::string message_key,
                       std::map<std::string, std::string> arguments) {
  problems_.add(path_(field), std::move(message_key), std::move(arguments));
}

}  // namespace waymark
