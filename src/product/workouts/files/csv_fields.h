// The texts that tables of workouts are made of (csv_reader.h): lines into fields, fields into numbers, durations and dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace waymark::workouts::csv {

/// Whichever of `,`, `;` and tab stands most often in a first line.
char separator_of(std::string_view first_line);

/// Cuts text into lines of fields (RFC 4180; CR, LF or both end a line). Fed in pieces of any size.
class Splitter {
 public:
  explicit Splitter(char separator) : separator_(separator) {}

  /// Takes text up to the end of the line that is being read. True when it ended: fields() has it, and `text` is what
  /// follows. False when more is needed.
  bool take_line(std::string_view& text);
  /// The end of the text: true when it ends within a line, which fields() then has.
  bool finish();

  const std::vector<std::string>& fields() const { return fields_; }
  /// Where the line that fields() has began, from 1.
  std::size_t line() const { return line_; }
  /// More than 64 KiB in a line: it is no table of workouts.
  bool too_long() const { return size_ > 64 * 1024; }

 private:
  void begin_line();
  void end_line();
  /// False when `c` ends the line.
  bool take(char c);

  const char separator_;
  std::vector<std::string> fields_;
  std::string field_;
  std::size_t size_ = 0;  // bytes of the line
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;  // counting the line ends within quotes
  bool given_out_ = true;      // fields_ is a whole line
  bool quoted_ = false;
  bool quote_before_ = false;   // within quotes, a quote: their end, or the first of two
  bool return_before_ = false;  // the CR of a CRLF
};

/// `decimal_comma`: a lone comma is the decimal mark, not that of thousands.
std::optional<double> number(std::string_view text, bool decimal_comma);
/// Seconds, of a number or of [h:]mm:ss[.f].
std::optional<double> seconds(std::string_view text, bool decimal_comma);

struct Moment {
  Instant instant;
  bool has_zone = false;  // else it is the wall clock's, taken as UTC
};
/// RFC 3339, "2026-11-21 07:30:00", "Nov 21, 2026, 7:30:00 AM" or "21 Nov 2026, 07:30:00".
std::optional<Moment> moment(std::string_view text);

}  // namespace waymark::workouts::csv
