#include "product/feed/merge.h"

#include <algorithm>

#include "platform/runtime/when_all.h"
#include "product/feed/keys.h"

namespace waymark::feed {
namespace {

constexpr std::size_t kMostBesideEachOther = 100;

/// Up to where the viewer's feed may have lost what it had.
Task<Place> floor_of(store::Store& store, UserId viewer, Instant now) {
  const auto item = co_await store.get(keys::floor(viewer));
  const Place cut =
      item ? Place::parse(item->text("place").value_or("")).value_or(Place()) : Place();
  // Items expire by whole seconds, by the clocks of many machines.
  co_return std::max(cut, Place::before(now - kKeptFor + std::chrono::hours(1)));
}

}  // namespace

/// Nothing is read of whom there is nothing to see.
void Merge::add(UserId actor, const Range& range, const Place& last) {
  Place bound = last;
  if (!range.at_most.empty()) bound = std::min(bound, range.at_most);
  if (!range.below.empty()) bound = std::min(bound, range.below);
  if (bound.empty() || bound <= range.above) return;
  streams_.push_back(Stream::of_actor(actor, range, bound));
}

void Merge::add_followee(const social::Followee& followee, const Head& head, const Place& below,
                         const Place& floor) {
  if (!head.is_promoted()) {
    Range all;
    all.below = below;
    add(followee.id, all, head.last);
    return;
  }
  const Place begun = Place::before(followee.since + kSettling);
  Spread spread;
  spread.after = std::max({*head.promoted_at, begun, floor});
  spread.through = std::max(head.spread_through(), spread.after);
  Range fresh;  // not fanned out yet
  fresh.above = spread.through;
  fresh.below = below;
  add(followee.id, fresh, head.last);
  Range old;
  old.at_most = spread.after;
  old.below = below;
  add(followee.id, old, head.last);
  if (spread.through > spread.after) spreads_.emplace(followee.id, spread);
}

Task<std::unique_ptr<Merge>> Merge::of_home(store::Store& store, const social::Graph& graph,
                                            HeadMemory& memory, UserId viewer,
                                            std::vector<UserId> groups, Way way, Place below,
                                            Instant now) {
  std::unique_ptr<Merge> merge(new Merge(store));
  std::vector<social::Followee> people = co_await graph.followees(viewer);
  people.push_back(social::Followee{viewer, now});
  std::vector<UserId> ids;
  ids.reserve(people.size() + groups.size());
  for (const auto& person : people) ids.push_back(person.id);
  ids.insert(ids.end(), groups.begin(), groups.end());
  const std::size_t sources = ids.size();
  std::vector<Head> heads = co_await memory.read(std::move(ids));
  Place floor;
  if (way == Way::hybrid) floor = co_await floor_of(store, viewer, now);
  merge->streams_.reserve(sources + 1);
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool own = people[i].id == viewer;
    if (own || way == Way::fan_in) heads[i].promoted_at.reset();
    merge->add_followee(people[i], heads[i], below, floor);
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    Range all;
    all.below = below;
    merge->add(groups[i], all, heads[people.size() + i].last);
  }
  if (!merge->spreads_.empty())
    merge->streams_.push_back(Stream::of_feed(viewer, merge->spreads_, below));
  co_return merge;
}

Task<std::unique_ptr<Merge>> Merge::of_person(store::Store& store, HeadMemory& memory,
                                              UserId person, Place below) {
  std::unique_ptr<Merge> merge(new Merge(store));
  std::vector<UserId> ids(1, person);
  const std::vector<Head> heads = co_await memory.read(std::move(ids));
  Range all;
  all.below = below;
  merge->add(person, all, heads.front().last);
  co_return merge;
}

Task<void> Merge::prepare(std::size_t entries) {
  // What the viewer's own feed holds will do, but for what is newer.
  const Place least = spreads_.empty() ? Place() : streams_.back().bound();
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < streams_.size(); ++i)
    if (streams_[i].bound() >= least) order.push_back(i);
  const std::size_t first = std::min({entries, order.size(), kMostBesideEachOther});
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(first),
                            Later{&streams_});
  std::vector<Task<void>> reads;
  for (std::size_t i = 0; i < first; ++i) reads.push_back(streams_[order[i]].read(store_));
  co_await runtime::when_all(std::move(reads));
}

Task<std::optional<Candidate>> Merge::next() {
  if (streams_.empty()) co_return std::nullopt;
  if (!tree_) tree_ = std::make_unique<LoserTree<Later>>(streams_.size(), Later{&streams_});
  while (true) {
    Stream& first = streams_[tree_->winner()];
    if (first.bound().empty()) co_return std::nullopt;
    if (!first.has_next()) {
      co_await first.read(store_);
      tree_->replay();
      continue;
    }
    Candidate candidate = first.take();
    tree_->replay();
    co_return candidate;
  }
}

}  // namespace waymark::feed
