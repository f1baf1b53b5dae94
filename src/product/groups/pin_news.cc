#include "product/groups/pin_news.h"

#include <algorithm>

#include "product/groups/events.h"

namespace waymark::groups {
namespace {

/// What is told next, but for whom.
PinTold next_after(const events::Event& event) {
  PinTold next;
  if (event.type == PostPinned::kType) {
    const auto pinned = json::decode<PostPinned>(event.payload);
    next.group_id = pinned.group_id;
    next.post_id = pinned.post_id;
    next.pinned_at = pinned.pinned_at;
  } else {
    next = json::decode<PinTold>(event.payload);
    next.first += static_cast<std::int64_t>(PinNews::kToldAtOnce);
    next.told.clear();
  }
  return next;
}

}  // namespace

bool PinNews::wants(std::string_view type) const {
  return type == PostPinned::kType || type == PinTold::kType;
}

/// Who comes or goes meanwhile may be told twice, which the bell knows, or not at all.
Task<events::Effects> PinNews::apply(const events::Event& event) {
  PinTold next = next_after(event);
  const auto members = co_await reading_.members_with(next.group_id, Role::member);
  events::Effects effects;
  const auto first = static_cast<std::size_t>(next.first);
  if (first >= members.size()) co_return effects;
  const std::size_t end = std::min(members.size(), first + kToldAtOnce);
  next.told.assign(members.begin() + static_cast<std::ptrdiff_t>(first),
                   members.begin() + static_cast<std::ptrdiff_t>(end));
  effects.events.push_back(told(event.user, next));
  co_return effects;
}

}  // namespace waymark::groups
