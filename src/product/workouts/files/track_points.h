// What the readers of GPX and TCX share: points in the order of the file, and what is said of those that are wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/files/xml_parser.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// The points of one file, counted so that errors can name them. Errors are Error(invalid_input) on `file`.
class TrackPoints {
 public:
  /// `xml` outlives it: errors ask it for the line.
  TrackPoints(const XmlParser& xml, std::size_t most) : xml_(xml), most_(most) {}

  /// A point begins. Throws when there are too many.
  void begin();
  /// How many have begun.
  std::size_t seen() const { return seen_; }

  /// Degrees within ±limit; throws naming the point, its line and `name`.
  double coordinate(std::string_view name, std::string_view text, double limit) const;
  /// Milliseconds since 1970; throws naming the point and its line.
  std::int64_t time(std::string_view text) const;

  /// The point that began last is whole.
  void keep(const Sample& sample);
  /// Throws when most steps within segments go back in time.
  void require_forward() const;

  std::vector<Sample>& samples() { return samples_; }
  /// The samples so far, for a file that holds several recordings.
  std::vector<Sample> take();

 private:
  const XmlParser& xml_;
  const std::size_t most_;
  std::size_t seen_ = 0;
  std::size_t kept_ = 0;
  std::vector<Sample> samples_;
  // Steps within segments, to tell jitter from a track that runs backwards.
  std::size_t forward_ = 0;
  std::size_t back_ = 0;
  std::size_t first_back_point_ = 0;
  std::uint64_t first_back_line_ = 0;
};

/// One row of a format's grammar: `name` within `parent` is `element`.
template <class Element>
struct XmlRule {
  Element parent;
  std::string_view name;
  Element element;
};

}  // namespace waymark::workouts
