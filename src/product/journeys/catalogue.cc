#include "product/journeys/catalogue.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/json.h"
#include "base/text.h"

namespace waymark::embedded {
std::span<const EmbeddedFile> journeys();
}

namespace waymark::journeys {
namespace {

struct CatalogueMilestone {
  std::vector<double> at;  // a way point
  std::string scene;
  Texts title;
  Texts text;
};
BOOST_DESCRIBE_STRUCT(CatalogueMilestone, (), (at, scene, title, text))

struct CatalogueFile {
  JourneyId id;
  Texts title;
  Texts description;
  std::vector<std::string> tags;
  double length_metres = 0;
  double precision_metres = 0;
  Texts source;
  std::vector<std::vector<double>> points;
  std::vector<CatalogueMilestone> milestones;
};
BOOST_DESCRIBE_STRUCT(CatalogueFile, (),
                      (id, title, description, tags, length_metres, precision_metres, source,
                       points, milestones))

constexpr double kAtWayPoint = 5;  // metres

constexpr auto kScenes = std::to_array<std::string_view>(
    {"bridge", "castle", "cathedral", "coast", "desert", "forest", "lake", "pass", "peak", "plain",
     "river", "road", "sea", "shrine", "stone-bridge", "town", "village", "wall"});

RoutePoint point_of(const std::vector<double>& numbers) {
  if (numbers.size() != 2 && numbers.size() != 3) throw Error::invalid("points", "error.type.list");
  RoutePoint point{numbers[0], numbers[1], std::nullopt};
  if (numbers.size() == 3) point.elevation = numbers[2];
  return point;
}

Position position_of(const std::vector<double>& numbers) {
  const RoutePoint point = point_of(numbers);
  return Position{point.latitude, point.longitude};
}

std::string picture_of(const std::string& scene, const std::string& at) {
  if (std::ranges::find(kScenes, scene) == kScenes.end())
    throw Error::invalid(at, "error.type.choice");
  return "/scenes/" + scene + ".svg";
}

std::vector<Milestone> milestones_of(CatalogueFile& file, const Line& line) {
  std::vector<Milestone> milestones;
  for (CatalogueMilestone& given : file.milestones) {
    const std::string place = "milestones." + std::to_string(milestones.size());
    const Line::Nearest nearest = line.nearest(position_of(given.at));
    if (nearest.off > kAtWayPoint) throw Error::invalid(place + ".at", "error.type.choice");
    Milestone& milestone = milestones.emplace_back();
    milestone.id = std::to_string(milestones.size());
    milestone.distance_metres = nearest.metres;
    milestone.title = std::move(given.title);
    milestone.text = std::move(given.text);
    milestone.picture_url = picture_of(given.scene, place + ".scene");
  }
  return milestones;
}

Journey journey_of(CatalogueFile file) {
  std::vector<RoutePoint> points;
  for (const auto& numbers : file.points) points.push_back(point_of(numbers));
  const auto route = route_of(points);
  if (!route) throw Error::invalid("points", "error.journey.length");
  const Line line = route->line.scaled_to(file.length_metres);
  Journey journey;
  journey.id = file.id;
  journey.kind = JourneyKind::catalogue;
  journey.milestones = milestones_of(file, line);
  journey.title = std::move(file.title);
  journey.description = std::move(file.description);
  journey.tags = std::move(file.tags);
  journey.length_metres = file.length_metres;
  journey.polyline = line.polyline();
  journey.distances = line.encoded_distances();
  if (!route->profile.empty()) {
    std::vector<ProfilePoint> profile = route->profile;
    const double scale = file.length_metres / route->line.length();
    for (ProfilePoint& point : profile) point.distance_metres *= scale;
    journey.profile = encode_profile(profile);
  }
  journey.source = std::move(file.source);
  journey.precision_metres = file.precision_metres;
  journey.visibility = JourneyVisibility::public_;
  return journey;
}

bool has_all(const std::vector<std::string>& tags, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted, [&](const std::string& tag) {
    return std::ranges::find(tags, fold(tag)) != tags.end();
  });
}

}  // namespace

std::span<const std::string_view> scenes() {
  return kScenes;
}

Catalogue::Catalogue(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    try {
      journeys_.push_back(journey_of(json::decode<CatalogueFile>(file.content)));
    } catch (const Error& error) {
      throw std::logic_error(std::string(file.name) + ": " + error.what());
    }
  }
  std::ranges::sort(journeys_, {}, &Journey::length_metres);
}

const Journey* Catalogue::find(JourneyId id) const {
  const auto found = std::ranges::find(journeys_, id, &Journey::id);
  return found == journeys_.end() ? nullptr : &*found;
}

std::vector<const Journey*> Catalogue::matching(const JourneyFilter& filter, Locale locale) const {
  const std::string text = fold(filter.text.value_or(""));
  std::vector<const Journey*> found;
  for (const Journey& journey : journeys_) {
    if (!has_all(journey.tags, filter.tags)) continue;
    if (journey.length_metres < filter.min_length_metres.value_or(0)) continue;
    if (filter.max_length_metres && journey.length_metres > *filter.max_length_metres) continue;
    const std::string said = fold(journey.title.in(locale) + "\n" + journey.description.in(locale));
    if (said.find(text) != std::string::npos) found.push_back(&journey);
  }
  return found;
}

Catalogue shipped_catalogue() {
  return Catalogue(embedded::journeys());
}

}  // namespace waymark::journeys
