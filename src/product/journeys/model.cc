#include "product/journeys/model.h"

#include <algorithm>

namespace waymark::journeys {
namespace {

JourneyBounds bounds_of(const Line& line) {
  const Position first = line.points().front();
  JourneyBounds bounds{first.latitude, first.longitude, first.latitude, first.longitude};
  for (const Position& point : line.points()) {
    bounds.south = std::min(bounds.south, point.latitude);
    bounds.north = std::max(bounds.north, point.latitude);
    bounds.west = std::min(bounds.west, point.longitude);
    bounds.east = std::max(bounds.east, point.longitude);
  }
  return bounds;
}

MilestoneView view_of(const Milestone& milestone, const Line& line, Locale locale) {
  const Position place = line.at(milestone.distance_metres);
  MilestoneView view;
  view.id = milestone.id;
  view.distance_metres = milestone.distance_metres;
  view.latitude = place.latitude;
  view.longitude = place.longitude;
  view.title = milestone.title.in(locale);
  view.text = milestone.text.in(locale);
  view.picture_url = milestone.picture_url;
  return view;
}

}  // namespace

JourneyView view_of(const Journey& journey, std::optional<UserId> viewer, Locale locale) {
  const Line line = line_of(journey);
  JourneyView view;
  view.id = journey.id;
  view.kind = journey.kind;
  view.title = journey.title.in(locale);
  view.description = journey.description.in(locale);
  view.tags = journey.tags;
  view.length_metres = journey.length_metres;
  view.climb_metres = journey.climb_metres;
  view.bounds = bounds_of(line);
  view.polyline = journey.polyline;
  view.distances = line.distances();
  if (journey.profile) view.profile = decode_profile(*journey.profile);
  for (const Milestone& milestone : journey.milestones)
    view.milestones.push_back(view_of(milestone, line, locale));
  if (journey.source) view.source = journey.source->in(locale);
  view.precision_metres = journey.precision_metres;
  view.visibility = journey.visibility;
  view.is_mine = viewer && journey.owner_id == viewer;
  view.created_at = journey.created_at;
  return view;
}

}  // namespace waymark::journeys
