#include "product/notifications/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::notifications {
namespace {

using graphql::Call;
using graphql::Connection;

Connection<NotificationView> connection_of(NotificationPage page) {
  return graphql::connection_of(std::move(page), &NotificationPage::Entry::view);
}

/// After all that has happened by then.
Position position_at(Instant at) {
  return events::end_of_instant(at);
}

Task<std::vector<graphql::Past<BellNotice>>> past_of(const Bell& bell, UserId user,
                                                     std::string position) {
  auto rung = co_await bell.rung_after(user, std::move(position));
  std::vector<graphql::Past<BellNotice>> past;
  for (auto& one : rung) {
    auto& notice = past.emplace_back();
    notice.cursor = std::move(one.position);
    notice.event.id = std::move(one.id);
  }
  co_return past;
}

}  // namespace

void NotificationsGraphql::bind(graphql::Bindings& bindings) {
  using Self = NotificationsGraphql;
  bindings.object<Preference>("NotificationPreference");
  bindings.object<NotificationView>("Notification")
      .resolver("actors", &Self::actors, this)
      .resolver("comment", &Self::comment, this);
  bindings.object<BellNotice>("NotificationChange")
      .resolver("notification", &Self::notification_of, this)
      .resolver("unreadCount", &Self::count_of, this);
  bindings.query("notifications", &Self::notifications, this);
  bindings.query("unreadNotificationCount", &Self::unread_count, this);
  bindings.query("notificationPreferences", &Self::preferences, this);
  bindings.mutation("markNotificationsRead", &Self::mark_all, this);
  bindings.mutation("markNotificationRead", &Self::mark_one, this);
  bindings.mutation("updateNotificationPreferences", &Self::change_preferences, this);
  bindings.subscription("onNotification", &Self::on_notification, this);
}

Task<Connection<NotificationView>> NotificationsGraphql::notifications(Call& call) const {
  const Owner owner(call.context());
  const bool unread_only = call.argument<std::optional<bool>>("unreadOnly").value_or(false);
  NotificationPage page = co_await notifications_.bell.list(owner, unread_only, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::int64_t> NotificationsGraphql::unread_count(Call& call) const {
  return notifications_.bell.unread_count(Owner(call.context()));
}

Task<std::vector<Preference>> NotificationsGraphql::preferences(Call& call) const {
  return notifications_.preferences.of(Owner(call.context()));
}

Task<std::int64_t> NotificationsGraphql::mark_all(Call& call) const {
  return notifications_.bell.mark_read(Owner(call.context()), call.argument<std::string>("upTo"),
                                       InputPath());
}

Task<NotificationView> NotificationsGraphql::mark_one(Call& call) const {
  return notifications_.bell.mark_one(Owner(call.context()), call.argument<std::string>("id"));
}

Task<std::vector<Preference>> NotificationsGraphql::change_preferences(Call& call) const {
  return notifications_.preferences.change(Owner(call.context()),
                                           call.argument<std::vector<Preference>>("input"));
}

/// Each person's own; the entry is looked up when it is told of, as they see it then. What comes live has no cursor: events of
/// others come in any order. So an entry may be told of again after a replay, as the same id.
graphql::Live<BellNotice> NotificationsGraphql::on_notification(Call& call) const {
  const UserId user = call.context().require_principal().user;
  const auto after = call.argument<std::optional<std::string>>("after");
  if (after && !is_position(*after)) throw Error::invalid("after", "error.cursor");
  graphql::Live<BellNotice> live(hub_, realtime::user_topic(user.to_string()), kBellMessage);
  live.replay(after.value_or(position_at(clock_.now())),
              [&bell = notifications_.bell, user](std::string position) {
                return past_of(bell, user, std::move(position));
              });
  return live;
}

/// All of a page are one batch of reads.
Task<std::vector<social::PersonPtr>> NotificationsGraphql::actors(const NotificationView& view,
                                                                  Call& call) const {
  return social::load_people(call, social_, view.actor_ids);
}

/// What was deleted, or is hidden, is left out; the entry stays as long as anything in it does.
Task<std::optional<posts::CommentView>> NotificationsGraphql::comment(const NotificationView& view,
                                                                      Call& call) const {
  if (!view.comment_id) co_return std::nullopt;
  const UserId viewer = call.context().require_principal().user;
  auto found = co_await reading_.find_comment(viewer, *view.comment_id);
  if (!found) co_return std::nullopt;
  co_return posts::view_of(std::move(*found));
}

Task<std::optional<NotificationView>> NotificationsGraphql::notification_of(
    const BellNotice& notice, Call& call) const {
  if (!notice.id) co_return std::nullopt;
  co_return co_await notifications_.bell.find(Owner(call.context()), *notice.id);
}

Task<std::int64_t> NotificationsGraphql::count_of(const BellNotice&, Call& call) const {
  return notifications_.bell.unread_count(Owner(call.context()));
}

}  // namespace waymark::notifications
