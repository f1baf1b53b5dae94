#include "product/workouts/files/csv_fields.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "product/workouts/files/xml_parser.h"

namespace waymark::workouts::csv {
namespace {

/// Words and numbers of a date; every mark between them is left out.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  enum class Kind { none, digit, letter };
  Kind before = Kind::none;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const Kind kind = std::isdigit(byte) != 0   ? Kind::digit
                      : std::isalpha(byte) != 0 ? Kind::letter
                                                : Kind::none;
    if (kind != Kind::none) {
      if (kind != before) tokens.emplace_back();
      tokens.back() += static_cast<char>(std::tolower(byte));
    }
    before = kind;
  }
  return tokens;
}

std::optional<int> whole(const std::string& token) {
  int value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return value;
}

std::optional<unsigned> month(const std::string& token) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (token.size() < 3) return std::nullopt;
  const std::size_t at = kMonths.find(token.substr(0, 3));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<unsigned>(at / 3 + 1);
}

/// What the tokens h, m, s and am or pm from `at` on say.
std::optional<std::chrono::seconds> time_of_day(const std::vector<std::string>& tokens,
                                                std::size_t at) {
  if (tokens.size() < at + 3 || tokens.size() > at + 4) return std::nullopt;
  auto hour = whole(tokens[at]);
  const auto minute = whole(tokens[at + 1]);
  const auto second = whole(tokens[at + 2]);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
    return std::nullopt;
  if (tokens.size() == at + 4) {
    const std::string& half = tokens[at + 3];
    if ((half != "am" && half != "pm") || *hour < 1 || *hour > 12) return std::nullopt;
    hour = *hour % 12 + (half == "pm" ? 12 : 0);
  }
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
}

std::optional<Instant> instant_of(std::optional<int> year, std::optional<unsigned> month_number,
                                  std::optional<int> day,
                                  std::optional<std::chrono::seconds> time) {
  if (!year || !month_number || !day || !time || *year < 1900 || *year > 9999 || *day < 1)
    return std::nullopt;
  const Date date{std::chrono::year(*year), std::chrono::month(*month_number),
                  std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Instant(std::chrono::sys_days(date)) + *time;
}

}  // namespace

char separator_of(std::string_view first_line) {
  char most = ',';
  for (const char one : {';', '\t'})
    if (std::count(first_line.begin(), first_line.end(), one) >
        std::count(first_line.begin(), first_line.end(), most))
      most = one;
  return most;
}

void Splitter::begin_line() {
  fields_.clear();
  field_.clear();
  size_ = 0;
  line_ = next_line_;
  given_out_ = quoted_ = quote_before_ = false;
}

void Splitter::end_line() {
  fields_.push_back(std::move(field_));
  field_.clear();
  given_out_ = true;
}

bool Splitter::take(char c) {
  const bool escaped_or_ended = quote_before_;
  quote_before_ = false;
  if (quoted_ && !escaped_or_ended) {
    if (c == '\n') ++next_line_;
    if (c == '"')
      quote_before_ = true;
    else
      field_ += c;
    return true;
  }
  if (quoted_ && c == '"') {  // the second of two
    field_ += c;
    return true;
  }
  quoted_ = false;
  if (c == '\n' || c == '\r') return false;
  if (c == separator_) {
    fields_.push_back(std::move(field_));
    field_.clear();
  } else if (c == '"' && field_.empty()) {
    quoted_ = true;
  } else {
    field_ += c;
  }
  return true;
}

bool Splitter::take_line(std::string_view& text) {
  while (!text.empty() && !too_long()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (std::exchange(return_before_, false) && c == '\n') continue;
    if (given_out_) begin_line();
    ++size_;
    if (take(c)) continue;
    return_before_ = c == '\r';
    ++next_line_;
    end_line();
    return true;
  }
  return false;
}

bool Splitter::finish() {
  if (given_out_) return false;
  end_line();
  return true;
}

std::optional<double> number(std::string_view text, bool decimal_comma) {
  std::string plain(trimmed(text));
  const std::size_t comma = plain.rfind(',');
  const std::size_t point = plain.rfind('.');
  if (comma != std::string::npos) {
    const bool is_decimal = point != std::string::npos ? comma > point : decimal_comma;
    if (is_decimal) {
      std::erase(plain, '.');
      std::replace(plain.begin(), plain.end(), ',', '.');
    } else {
      std::erase(plain, ',');
    }
  }
  return workouts::number(plain);
}

std::optional<double> seconds(std::string_view text, bool decimal_comma) {
  text = trimmed(text);
  double total = 0;
  int parts = 0;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos;
       colon = text.find(':')) {
    const auto part = whole(std::string(text.substr(0, colon)));
    if (!part || *part < 0 || ++parts > 2) return std::nullopt;
    total = (total + *part) * 60;
    text.remove_prefix(colon + 1);
  }
  const auto last = number(text, decimal_comma);
  if (!last || *last < 0 || (parts > 0 && *last >= 60)) return std::nullopt;
  return total + *last;
}

std::optional<Moment> moment(std::string_view text) {
  text = trimmed(text);
  if (const auto exact = parse_rfc3339(text)) return Moment{*exact, true};
  const std::vector<std::string> tokens = tokens_of(text);
  if (tokens.size() < 6) return std::nullopt;
  const auto time = time_of_day(tokens, 3);
  std::optional<Instant> found =
      instant_of(whole(tokens[2]), month(tokens[0]), whole(tokens[1]), time);
  if (!found) found = instant_of(whole(tokens[2]), month(tokens[1]), whole(tokens[0]), time);
  const auto numeric_month = whole(tokens[1]);
  if (!found && numeric_month && *numeric_month > 0 && *numeric_month <= 12)
    found =
        instant_of(whole(tokens[0]), static_cast<unsigned>(*numeric_month), whole(tokens[2]), time);
  if (!found) return std::nullopt;
  return Moment{*found, false};
}

}  // namespace waymark::workouts::csv
