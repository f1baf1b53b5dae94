#include "platform/graphql/media_type.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace waymark::graphql {
namespace {

constexpr std::array kOffered = {Answer::graphql_response, Answer::json, Answer::event_stream,
                                 Answer::html};

std::string_view media_type(Answer answer) {
  const std::string_view full = content_type(answer);
  return full.substr(0, full.find(';'));
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool same(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

/// Takes what is before the first `delimiter` off `rest`.
std::string_view take(std::string_view& rest, char delimiter) {
  const auto end = std::min(rest.find(delimiter), rest.size());
  const std::string_view part = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

struct Range {
  std::string_view type;
  double quality = 1;
};

Range parse_range(std::string_view text) {
  Range range;
  range.type = take(text, ';');
  while (!text.empty()) {
    const std::string_view parameter = take(text, ';');
    if (parameter.size() < 2 || !same(parameter.substr(0, 2), "q=")) continue;
    const std::string_view value = parameter.substr(2);
    const auto read = std::from_chars(value.data(), value.data() + value.size(), range.quality);
    if (read.ec != std::errc()) range.quality = 0;
  }
  return range;
}

/// How closely a range names a type: 3 exactly, 2 by its first half, 1 as any, 0 not.
int closeness(std::string_view range, std::string_view type) {
  if (same(range, type)) return 3;
  if (range == "*/*") return 1;
  const auto slash = range.find('/');
  const bool half = slash != std::string_view::npos && range.substr(slash) == "/*" &&
                    same(range.substr(0, slash + 1), type.substr(0, slash + 1));
  return half ? 2 : 0;
}

/// The quality of the range that names the type most closely.
double quality_of(std::string_view accept, Answer answer) {
  const std::string_view type = media_type(answer);
  // Streams and pages are only for those who name them.
  const bool named_only = answer == Answer::event_stream || answer == Answer::html;
  int best = named_only ? 2 : 0;
  double quality = 0;
  while (!accept.empty()) {
    const Range range = parse_range(take(accept, ','));
    const int close = closeness(range.type, type);
    if (close <= best) continue;
    best = close;
    quality = range.quality;
  }
  return quality;
}

}  // namespace

std::string_view content_type(Answer answer) {
  switch (answer) {
    case Answer::graphql_response:
      return "application/graphql-response+json; charset=utf-8";
    case Answer::json:
      return "application/json; charset=utf-8";
    case Answer::event_stream:
      return "text/event-stream; charset=utf-8";
    case Answer::html:
      return "text/html; charset=utf-8";
  }
  return "";
}

std::optional<Answer> negotiate(std::optional<std::string_view> accept, bool html) {
  if (!accept || trim(*accept).empty()) return Answer::graphql_response;
  std::optional<Answer> best;
  double best_quality = 0;
  for (const Answer answer : kOffered) {
    if (answer == Answer::html && !html) continue;
    const double quality = quality_of(*accept, answer);
    if (quality <= best_quality) continue;
    best = answer;
    best_quality = quality;
  }
  return best;
}

}  // namespace waymark::graphql
