// Journeys as teams that walk them need them: their lines do not change, so that a few hundred are kept in memory.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "product/journeys/catalogue.h"
#include "product/journeys/journey_repository.h"

namespace waymark::journeys {

/// What of a journey never changes.
struct RouteFacts {
  Line line;
  double length_metres = 0;
  Texts title;  // as it was when it was read: for events
  std::vector<Milestone> milestones;
};
using RoutePtr = std::shared_ptr<const RouteFacts>;

/// One for the whole server, any thread. At most 512 are kept; then any of them makes room.
class RouteBook {
 public:
  RouteBook(store::Store& store, const Catalogue& catalogue)
      : repository_(store), catalogue_(catalogue) {}

  /// Null when there is none.
  Task<RoutePtr> find(JourneyId id) const;

 private:
  RoutePtr known(JourneyId id) const;
  void remember(JourneyId id, const RoutePtr& route) const;

  JourneyRepository repository_;
  const Catalogue& catalogue_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<JourneyId, RoutePtr> routes_;
};

}  // namespace waymark::journeys
