// The GraphQL edge of feeds (api/schema.graphql): Activity, FeedEntry, feed, timeline, activities, onNewFeedItem.
#pragma once

#include <memory>
#include <vector>

#include "platform/graphql/bindings.h"
#include "product/feed/feed.h"
#include "product/feed/live.h"
#include "product/social/person_loader.h"

namespace waymark::feed {

/// Outlives the engine that it is bound to, as what it borrows does.
class FeedGraphql {
 public:
  FeedGraphql(const Feed& feed, Live& live, const social::Social& social)
      : feed_(feed), live_(live), social_(social) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<graphql::Connection<FeedEntry>> feed(graphql::Call& call) const;
  Task<graphql::Connection<FeedEntry>> timeline(graphql::Call& call) const;
  Task<std::vector<ActivityView>> activities(graphql::Call& call) const;
  graphql::Live<FeedEntry> on_new_feed_item(graphql::Call& call) const;
  Task<social::PersonPtr> actor_of_activity(const ActivityView& activity,
                                            graphql::Call& call) const;
  Task<social::PersonPtr> actor_of_entry(const FeedEntry& entry, graphql::Call& call) const;

  const Feed& feed_;
  Live& live_;
  const social::Social& social_;
};

}  // namespace waymark::feed
