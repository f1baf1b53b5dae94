// Activities as items (keys.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/store/store.h"
#include "product/feed/heads.h"
#include "product/feed/model.h"

namespace waymark::feed {

/// What is known of something that is or was an activity.
struct Origin {
  Place written;               // of the last event that is in it
  std::optional<Place> place;  // of the activity, while it stands
  std::int64_t level = 1;      // of the one that keeps a person's level: where they are
};
BOOST_DESCRIBE_STRUCT(Origin, (), (written, place, level))

/// One of a person's activities, with its place.
struct Placed {
  Place place;
  Activity activity;
};

struct PlacedPage {
  std::vector<Placed> entries;
  bool ended = false;  // nothing of the range is left
};

/// A part of somebody's activities: after `above`, before `below`, at or before `at_most`. Empty: no bound.
struct Range {
  Place above;
  Place below;
  Place at_most;
  bool has(const Place& place) const {
    return place > above && (below.empty() || place < below) &&
           (at_most.empty() || place <= at_most);
  }
};

class ActivityRepository {
 public:
  explicit ActivityRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Origin>> origin(UserId user, ActivityKind kind, std::string source) const;
  Task<Head> head(UserId user) const;
  /// Newest first, about `limit` of them.
  Task<PlacedPage> newest(UserId user, Range range, std::uint32_t limit) const;
  /// The places, oldest first, at most `limit`.
  Task<std::vector<Place>> oldest_places(UserId user, Range range, std::uint32_t limit) const;
  /// In the order of `refs`.
  Task<std::vector<std::optional<Activity>>> find_all(std::vector<ActivityRef> refs) const;

  // Parts of a commit.
  static void put(store::Transaction& transaction, UserId user, const Place& place,
                  const Activity& activity);
  static void erase(store::Transaction& transaction, UserId user, const Place& place);
  static void put(store::Transaction& transaction, UserId user, ActivityKind kind,
                  const std::string& source, const Origin& origin);
  /// A new activity at `place`. Fails when whether the person is promoted has changed since `head` was read.
  static void advance(store::Transaction& transaction, UserId user, const Head& head,
                      const Place& place);
  /// From now on, or no longer. Both fail when something has happened since `head` was read.
  static void promote(store::Transaction& transaction, UserId user, const Head& head);
  static void demote(store::Transaction& transaction, UserId user, const Head& head);
  /// Fails when it is not where `head` says.
  static void spread(store::Transaction& transaction, UserId user, const Head& head,
                     const Place& through);

 private:
  store::Store& store_;
};

/// The bounds of a query for a range; the ends themselves come along.
store::SortKey span_of(const Range& range);
/// The place in an item's sort key; empty when there is none.
Place place_of(const store::Item& item);

}  // namespace waymark::feed
