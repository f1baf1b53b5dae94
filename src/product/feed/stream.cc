#include "product/feed/stream.h"

#include <algorithm>

#include "product/feed/keys.h"

namespace waymark::feed {
namespace {

constexpr std::uint32_t kMostAtOnce = 64;
/// A feed is read for whole pages.
constexpr std::uint32_t kFeedAtOnce = 32;

}  // namespace

Stream Stream::of_actor(UserId actor, const Range& range, const Place& bound) {
  Stream stream;
  stream.owner_ = actor;
  stream.range_ = range;
  stream.bound_ = bound;
  return stream;
}

Stream Stream::of_feed(UserId viewer, const Spreads& spreads, const Place& below) {
  Stream stream;
  stream.owner_ = viewer;
  stream.spreads_ = &spreads;
  stream.bound_ = below;
  for (const auto& [actor, spread] : spreads) {
    if (stream.range_.at_most < spread.through) stream.range_.at_most = spread.through;
    if (stream.range_.above.empty() || spread.after < stream.range_.above)
      stream.range_.above = spread.after;
  }
  if (stream.bound_.empty() || stream.range_.at_most < stream.bound_)
    stream.bound_ = stream.range_.at_most;
  stream.range_.below = below;
  stream.at_once_ = kFeedAtOnce;
  return stream;
}

Candidate Stream::take() {
  Candidate next = std::move(ahead_[next_++]);
  settle();
  return next;
}

/// Says where it stands.
void Stream::settle() {
  if (has_next())
    bound_ = ahead_[next_].ref.place;
  else if (ended_)
    bound_ = Place();
  else
    bound_ = range_.below;
}

Task<void> Stream::read(store::Store& store) {
  ahead_.clear();
  next_ = 0;
  if (spreads_)
    co_await read_feed(store);
  else
    co_await read_actor(store);
  at_once_ = std::min(at_once_ * 2, kMostAtOnce);
  settle();
}

Task<void> Stream::read_actor(store::Store& store) {
  const ActivityRepository activities(store);
  PlacedPage page = co_await activities.newest(owner_, range_, at_once_);
  ended_ = page.ended;
  for (Placed& entry : page.entries) {
    Candidate candidate;
    candidate.ref.actor = owner_;
    candidate.ref.place = entry.place;
    candidate.activity = std::move(entry.activity);
    ahead_.push_back(std::move(candidate));
  }
  if (!ahead_.empty()) range_.below = ahead_.back().ref.place;
}

/// Passes over what the viewer does not follow any more, and what is read at its owner's.
Task<void> Stream::read_feed(store::Store& store) {
  store::Query query(store::Index::table, keys::feed(owner_));
  query.where(span_of(range_)).newest_first().at_most(at_once_ + 1);
  bool more = true;
  while (more && ahead_.empty()) {
    store::Page page = co_await store.query(query);
    for (const store::Item& item : page.items) {
      const Place place = place_of(item);
      if (!range_.has(place)) continue;
      range_.below = place;
      const auto actor = UserId::parse(item.text("actorId").value_or(""));
      const auto spread = actor ? spreads_->find(*actor) : spreads_->end();
      if (spread == spreads_->end()) continue;
      if (place <= spread->second.after || place > spread->second.through) continue;
      Candidate candidate;
      candidate.ref.actor = *actor;
      candidate.ref.place = place;
      ahead_.push_back(std::move(candidate));
    }
    more = page.next.has_value();
    query.starting_after(std::move(page.next));
  }
  ended_ = !more;
}

}  // namespace waymark::feed
