#include "product/journeys/route_book.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kMostKept = 512;

RoutePtr facts_of(const Journey& journey) {
  auto facts = std::make_shared<RouteFacts>();
  facts->line = line_of(journey);
  facts->length_metres = journey.length_metres;
  facts->title = journey.title;
  facts->milestones = journey.milestones;
  return facts;
}

}  // namespace

RoutePtr RouteBook::known(JourneyId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = routes_.find(id);
  return found == routes_.end() ? nullptr : found->second;
}

void RouteBook::remember(JourneyId id, const RoutePtr& route) const {
  const std::lock_guard lock(mutex_);
  if (routes_.size() >= kMostKept) routes_.erase(routes_.begin());
  routes_[id] = route;
}

Task<RoutePtr> RouteBook::find(JourneyId id) const {
  RoutePtr route = known(id);
  if (route) co_return route;
  if (const Journey* journey = catalogue_.find(id)) {
    route = facts_of(*journey);
  } else {
    const auto stored = co_await repository_.find(id);
    if (!stored) co_return nullptr;
    route = facts_of(*stored);
  }
  remember(id, route);
  co_return route;
}

}  // namespace waymark::journeys
