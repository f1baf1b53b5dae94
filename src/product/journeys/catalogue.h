// The journeys that ship with the product: catalogue/*.json, built into the binary.
//
// Each file is one journey: way points by hand, [latitude, longitude] or with a height in metres, and the length that those
// who keep the route give it, to which the line between the way points is scaled. Milestones lie at way points, and each
// names the scene that shows it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "product/journeys/model.h"

namespace waymark::journeys {

/// GraphQL `JourneyFilter`.
struct JourneyFilter {
  std::vector<std::string> tags;  // all of them
  std::optional<double> min_length_metres;
  std::optional<double> max_length_metres;
  std::optional<std::string> text;  // in the title or the description
};
BOOST_DESCRIBE_STRUCT(JourneyFilter, (), (tags, min_length_metres, max_length_metres, text))

/// The pictures that the web app ships for milestones, web/public/scenes/<name>.svg.
std::span<const std::string_view> scenes();

/// Immutable; any thread.
class Catalogue {
 public:
  /// Throws std::logic_error naming the file that is wrong.
  explicit Catalogue(std::span<const EmbeddedFile> files);

  /// By length, the shortest first.
  const std::vector<Journey>& all() const { return journeys_; }
  /// Null: none of the catalogue's.
  const Journey* find(JourneyId id) const;
  std::vector<const Journey*> matching(const JourneyFilter& filter, Locale locale) const;

 private:
  std::vector<Journey> journeys_;
};

/// The one that ships.
Catalogue shipped_catalogue();

}  // namespace waymark::journeys
