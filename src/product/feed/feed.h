// Feeds: what people have done, for those who may see it (QF 11 "hybrid").
//
//   feed.h      pages of feeds (this file)           model.h     activities, entries
//   facts.h     what events mean                     activity_writer.h  the consumer that writes timelines
//   heads.h, head_memory.h  known before reading     stream.h, merge.h, loser_tree.h  how a home feed is merged
//   promotion.h whose activities are put into feeds  fan_out.h   putting them there
//   folding.h   similar ones shown as one            showing.h   who sees what
//   live.h      as it happens                        graphql.h, rest.h  the edges
//   keys.h, activity_repository.h  where it lies
//
// A home feed is the same by whichever way it is read (merge.h), and is read from a cursor on: what a page has shown is
// not read again for the next.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/feed/head_memory.h"
#include "product/feed/merge.h"
#include "product/feed/model.h"
#include "product/feed/showing.h"

namespace waymark::feed {

/// What part of the people read their feed the hybrid way, by a hash of their ids: 0 to 1.
struct Cohort {
  double share = 1;
  Way way_of(UserId viewer) const;
};

/// What feeds borrow; all of it outlives them.
struct Ports {
  Ports(store::Store& the_store, const social::Social& the_social, const social::Graph& the_graph,
        const posts::Reading& the_posts, const posts::GroupAudience& the_groups,
        HeadMemory& the_heads, const Clock& the_clock)
      : store(the_store),
        social(the_social),
        graph(the_graph),
        posts(the_posts),
        groups(the_groups),
        heads(the_heads),
        clock(the_clock) {}
  store::Store& store;
  const social::Social& social;
  const social::Graph& graph;
  const posts::Reading& posts;
  const posts::GroupAudience& groups;
  HeadMemory& heads;
  const Clock& clock;
};

/// Where a person's day begins (accounts::Preferences).
using TimeZoneOf = std::function<Task<TimeZone>(Owner)>;

/// One for the whole server, any reactor. Pages throw Error(invalid_input) naming `after` for what is no cursor.
class Feed {
 public:
  Feed(const Ports& ports, TimeZoneOf time_zone_of, Cohort cohort)
      : ports_(ports),
        showing_(ports.store, ports.social, ports.graph, ports.posts),
        time_zone_of_(std::move(time_zone_of)),
        cohort_(cohort) {}

  /// What those whom the viewer follows have done, and the viewer, and what is written in the viewer's groups.
  Task<FeedPage> home(Owner viewer, store::PageRequest request) const;
  /// The same by the way that is named: for tests and measurements.
  Task<FeedPage> home_by(Way way, Owner viewer, store::PageRequest request) const;
  /// What one person has done, as far as the viewer may see it; nothing, for who is hidden.
  Task<FeedPage> timeline(Owner viewer, UserId person, store::PageRequest request) const;
  /// Those of at most kMostOfEntry ids that are there for the viewer, in their order. Throws Error(invalid_input) naming
  /// "ids" for more, or what is none.
  Task<std::vector<ActivityView>> activities(UserId viewer, std::vector<std::string> ids) const;

 private:
  Task<FeedPage> page_of(UserId viewer, std::unique_ptr<Merge> merge, bool home,
                         store::PageRequest request) const;

  Ports ports_;
  Showing showing_;
  TimeZoneOf time_zone_of_;
  Cohort cohort_;
};

}  // namespace waymark::feed
