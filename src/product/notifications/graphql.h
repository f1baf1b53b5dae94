// The GraphQL edge of the bell (api/schema.graphql): type Notification, its queries, mutations and onNotification.
#pragma once

#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/live.h"
#include "product/notifications/notifications.h"
#include "product/social/person_loader.h"

namespace waymark::notifications {

/// Outlives the engine that it is bound to, as what it borrows does.
class NotificationsGraphql {
 public:
  NotificationsGraphql(const Notifications& notifications, const social::Social& social,
                       const posts::Reading& reading, realtime::Hub& hub, const Clock& clock)
      : notifications_(notifications),
        social_(social),
        reading_(reading),
        hub_(hub),
        clock_(clock) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<graphql::Connection<NotificationView>> notifications(graphql::Call& call) const;
  Task<std::int64_t> unread_count(graphql::Call& call) const;
  Task<std::vector<Preference>> preferences(graphql::Call& call) const;
  Task<std::int64_t> mark_all(graphql::Call& call) const;
  Task<NotificationView> mark_one(graphql::Call& call) const;
  Task<std::vector<Preference>> change_preferences(graphql::Call& call) const;
  graphql::Live<BellNotice> on_notification(graphql::Call& call) const;

  Task<std::vector<social::PersonPtr>> actors(const NotificationView& view,
                                              graphql::Call& call) const;
  Task<std::optional<posts::CommentView>> comment(const NotificationView& view,
                                                  graphql::Call& call) const;
  Task<std::optional<NotificationView>> notification_of(const BellNotice& notice,
                                                        graphql::Call& call) const;
  Task<std::int64_t> count_of(const BellNotice& notice, graphql::Call& call) const;

  const Notifications& notifications_;
  const social::Social& social_;
  const posts::Reading& reading_;
  realtime::Hub& hub_;
  const Clock& clock_;
};

}  // namespace waymark::notifications
