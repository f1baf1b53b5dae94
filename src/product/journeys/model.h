// Journeys: real routes, in the catalogue or made by people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/locale.h"
#include "base/time.h"
#include "platform/media/media.h"
#include "product/journeys/line.h"

namespace waymark::journeys {

using JourneyId = Id<struct JourneySubject>;

/// CATALOGUE: ships with the product. GPX: from a file. DRAWN: from points on a map.
enum class JourneyKind { catalogue, gpx, drawn };
BOOST_DESCRIBE_ENUM(JourneyKind, catalogue, gpx, drawn)

/// PRIVATE: for who made it, and the members of teams on it.
enum class JourneyVisibility { public_, private_ };
BOOST_DESCRIBE_ENUM(JourneyVisibility, public_, private_)

/// A text in the languages it is there in; English, or the one language of who wrote it, always.
struct Texts {
  std::string en;
  std::optional<std::string> es;
  std::optional<std::string> fr;
  std::optional<std::string> pt_br;

  const std::string& in(Locale locale) const {
    const std::optional<std::string>* found = nullptr;
    switch (locale) {
      case Locale::en:
        return en;
      case Locale::es:
        found = &es;
        break;
      case Locale::fr:
        found = &fr;
        break;
      case Locale::pt_br:
        found = &pt_br;
        break;
    }
    return *found ? **found : en;
  }
};
BOOST_DESCRIBE_STRUCT(Texts, (), (en, es, fr, pt_br))

struct Milestone {
  std::string id;  // within its journey: "1", "2", … by distance
  double distance_metres = 0;
  Texts title;
  Texts text;
  std::optional<std::string> picture_url;
  std::optional<media::MediaId> picture_id;  // of the journey's owner, kept as long as the journey
};
BOOST_DESCRIBE_STRUCT(Milestone, (), (id, distance_metres, title, text, picture_url, picture_id))

/// As stored: its line and profile encoded (line.h).
struct Journey {
  JourneyId id;
  JourneyKind kind = JourneyKind::drawn;
  Texts title;
  Texts description;
  std::vector<std::string> tags;
  double length_metres = 0;
  std::optional<double> climb_metres;
  std::string polyline;
  std::string distances;
  std::optional<std::string> profile;
  std::vector<Milestone> milestones;  // by distance
  std::optional<Texts> source;
  std::optional<double> precision_metres;
  JourneyVisibility visibility = JourneyVisibility::private_;
  std::optional<UserId> owner_id;  // none: the catalogue's
  std::int64_t teams = 0;          // that have ever been on it
  std::optional<Instant> created_at;
  std::int64_t version = 1;  // of what its owner edits
};
BOOST_DESCRIBE_STRUCT(Journey, (),
                      (id, kind, title, description, tags, length_metres, climb_metres, polyline,
                       distances, profile, milestones, source, precision_metres, visibility,
                       owner_id, teams, created_at, version))

inline Line line_of(const Journey& journey) {
  return Line(journey.polyline, journey.distances);
}

/// GraphQL and REST `JourneyBounds`: degrees; `east` is never less than `west`, and may be more than 180.
struct JourneyBounds {
  double south = 0;
  double west = 0;
  double north = 0;
  double east = 0;
};
BOOST_DESCRIBE_STRUCT(JourneyBounds, (), (south, west, north, east))

struct MilestoneView {
  std::string id;
  double distance_metres = 0;
  double latitude = 0;
  double longitude = 0;
  std::string title;
  std::string text;
  std::optional<std::string> picture_url;
};
BOOST_DESCRIBE_STRUCT(MilestoneView, (),
                      (id, distance_metres, latitude, longitude, title, text, picture_url))

/// A journey as one person sees it, in their language: GraphQL and REST `Journey`.
struct JourneyView {
  JourneyId id;
  JourneyKind kind = JourneyKind::drawn;
  std::string title;
  std::string description;
  std::vector<std::string> tags;
  double length_metres = 0;
  std::optional<double> climb_metres;
  JourneyBounds bounds;
  std::string polyline;
  std::vector<double> distances;  // metres from the start, of each point of the polyline
  std::vector<ProfilePoint> profile;
  std::vector<MilestoneView> milestones;
  std::optional<std::string> source;
  std::optional<double> precision_metres;
  JourneyVisibility visibility = JourneyVisibility::private_;
  bool is_mine = false;
  std::optional<Instant> created_at;
};
BOOST_DESCRIBE_STRUCT(JourneyView, (),
                      (id, kind, title, description, tags, length_metres, climb_metres, bounds,
                       polyline, distances, profile, milestones, source, precision_metres,
                       visibility, is_mine, created_at))

JourneyView view_of(const Journey& journey, std::optional<UserId> viewer, Locale locale);

}  // namespace waymark::journeys
