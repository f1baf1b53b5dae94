#include "product/groups/pins.h"

#include <algorithm>

#include "product/groups/events.h"
#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {

/// Posts that were deleted make room.
Task<void> Pins::drop_gone(UserId viewer, std::vector<PostId>& pinned) const {
  const std::vector<PostId> ids = pinned;
  const auto posts = co_await ports_.posts.find_all(viewer, ids);
  pinned.clear();
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (posts[i]) pinned.push_back(ids[i]);
}

/// `before` outlives the call.
Task<bool> Pins::keep(const RequestContext& context, const Group& before,
                      std::vector<PostId> pinned, events::NewEvent news) const {
  Group after = before;
  after.pinned = std::move(pinned);
  after.updated_at = ports_.clock.now();
  ++after.version;
  store::Transaction transaction;
  GroupRepository::update(transaction, before, after);
  std::vector<events::NewEvent> events;
  events.push_back(std::move(news));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<GroupView> Pins::pin(const RequestContext& context, GroupId id, PostId post) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place place = moderated(co_await repository_.place(me, id));
    std::vector<PostId> pinned = place.group.pinned;
    if (std::ranges::find(pinned, post) != pinned.end()) co_return view_of(place);
    const auto view = co_await ports_.posts.find(me, post);
    if (!view || view->group_id != id) throw Error::not_found("post");
    if (pinned.size() >= kMostPins) co_await drop_gone(me, pinned);
    if (pinned.size() >= kMostPins)
      throw limited("error.group.pins", static_cast<std::int64_t>(kMostPins));
    pinned.insert(pinned.begin(), post);
    PostPinned news;
    news.group_id = id;
    news.post_id = post;
    news.pinned_at = ports_.clock.now();
    if (co_await keep(context, place.group, std::move(pinned), told(me, news)))
      co_return co_await reading_.require(me, id);
  }
  throw changed_elsewhere();
}

Task<GroupView> Pins::unpin(const RequestContext& context, GroupId id, PostId post) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place place = moderated(co_await repository_.place(me, id));
    std::vector<PostId> pinned = place.group.pinned;
    if (std::erase(pinned, post) == 0) co_return view_of(place);
    PostUnpinned news;
    news.group_id = id;
    news.post_id = post;
    news.unpinned_at = ports_.clock.now();
    if (co_await keep(context, place.group, std::move(pinned), told(me, news)))
      co_return co_await reading_.require(me, id);
  }
  throw changed_elsewhere();
}

}  // namespace waymark::groups
