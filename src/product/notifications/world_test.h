// A world for the tests of the bell: that of posts, with the consumer that rings.
#pragma once

#include <map>
#include <set>

#include "platform/realtime/local/local_hub.h"
#include "product/assistance/events.h"
#include "product/chat/events.h"
#include "product/goals/events.h"
#include "product/groups/events.h"
#include "product/groups/group_repository.h"
#include "product/moderation/events.h"
#include "product/notifications/notifications.h"
#include "product/posts/world_test.h"
#include "product/rewards/events.h"

namespace waymark::notifications {

using posts::at;
using posts::PostView;

class BellWorld : public posts::World {
 protected:
  BellWorld() { runner.add(notifications.writer); }

  /// Everything that is kept is delivered again.
  void replay() {
    run(runner.replay("notifications"));
    settle();
  }
  template <typename Payload>
  void tell(const RequestContext& who, std::string_view type, const Payload& payload) {
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(type), id_of(who), json::to_string(payload));
    run(outbox.commit({}, std::move(events), who));
  }

  void like(const RequestContext& who, const PostView& post) {
    run(service.reactions.like(who, post.id));
  }
  void unlike(const RequestContext& who, const PostView& post) {
    run(service.reactions.unlike(who, post.id));
  }
  void mute(const RequestContext& who, const RequestContext& whom) {
    run(blocks.mute(who, id_of(whom)));
  }
  void unfollow(const RequestContext& who, const RequestContext& whom) {
    run(follows.unfollow(who, id_of(whom)));
  }

  std::vector<NotificationView> all(const RequestContext& who, bool unread_only = false) {
    std::vector<NotificationView> views;
    const store::PageRequest page(100, std::nullopt, InputPath());
    for (auto& entry : run(notifications.bell.list(Owner(who), unread_only, page)).entries)
      views.push_back(std::move(entry.view));
    return views;
  }
  /// "LIKE 3: eve ben", those unread with a star.
  std::vector<std::string> bell(const RequestContext& who) {
    settle();
    std::vector<std::string> lines;
    for (const NotificationView& view : all(who)) lines.push_back(line_of(view));
    return lines;
  }
  std::string line_of(const NotificationView& view) {
    std::string line = view.read ? "" : "*";
    line += std::string(enum_name(view.kind)) + " " + std::to_string(view.count);
    if (!view.actor_ids.empty()) line += ":";
    for (const UserId actor : view.actor_ids) line += " " + name_of(actor);
    return line;
  }
  std::string name_of(UserId user) {
    const auto person = run(social.person(user, user));
    return person ? person->nickname : "nobody";
  }
  std::int64_t unread(const RequestContext& who) {
    return run(notifications.bell.unread_count(Owner(who)));
  }
  std::int64_t read_up_to(const RequestContext& who, const Position& position) {
    return run(notifications.bell.mark_read(Owner(who), position, InputPath()));
  }
  void set(const RequestContext& who, NotificationKind kind, NotificationDelivery delivery) {
    Preference preference;
    preference.kind = kind;
    preference.delivery = delivery;
    std::vector<Preference> changes(1, preference);
    run(notifications.preferences.change(Owner(who), std::move(changes)));
  }

  realtime::LocalHub hub{metrics};
  groups::Reading group_reading{store, social, service.reading};
  Notifications notifications{store, hub, social, service.reading, group_reading};
};

}  // namespace waymark::notifications
