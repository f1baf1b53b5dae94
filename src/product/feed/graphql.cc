#include "product/feed/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::feed {
namespace {

using graphql::Call;
using graphql::Connection;

Connection<FeedEntry> connection_of(FeedPage page) {
  return graphql::connection_of(std::move(page), &FeedPage::Entry::entry);
}

}  // namespace

void FeedGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<ActivityView>("Activity")
      .resolver("actor", &FeedGraphql::actor_of_activity, this);
  bindings.object<FeedEntry>("FeedEntry").resolver("actor", &FeedGraphql::actor_of_entry, this);
  bindings.query("feed", &FeedGraphql::feed, this);
  bindings.query("timeline", &FeedGraphql::timeline, this);
  bindings.query("activities", &FeedGraphql::activities, this);
  bindings.subscription("onNewFeedItem", &FeedGraphql::on_new_feed_item, this);
}

Task<Connection<FeedEntry>> FeedGraphql::feed(Call& call) const {
  FeedPage page = co_await feed_.home(Owner(call.context()), page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<FeedEntry>> FeedGraphql::timeline(Call& call) const {
  const Owner viewer(call.context());
  const auto person = call.argument<std::optional<UserId>>("userId");
  FeedPage page = co_await feed_.timeline(viewer, person.value_or(viewer.user()), page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::vector<ActivityView>> FeedGraphql::activities(Call& call) const {
  const UserId viewer = call.context().require_principal().user;
  return feed_.activities(viewer, call.argument<std::vector<std::string>>("ids"));
}

graphql::Live<FeedEntry> FeedGraphql::on_new_feed_item(Call& call) const {
  return live_.listen(call.context().require_principal().user);
}

Task<social::PersonPtr> FeedGraphql::actor_of_activity(const ActivityView& activity,
                                                       Call& call) const {
  return social::load_person(call, social_, activity.actor_id);
}

Task<social::PersonPtr> FeedGraphql::actor_of_entry(const FeedEntry& entry, Call& call) const {
  return social::load_person(call, social_, entry.actor_id);
}

}  // namespace waymark::feed
