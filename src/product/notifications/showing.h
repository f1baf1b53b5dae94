// What of an entry its reader may see: decided when they look, so that a block, a mute or a deleted post reaches what is
// already there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "product/groups/reading.h"
#include "product/notifications/model.h"
#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::notifications {

/// An entry as its reader sees it: GraphQL `Notification`.
struct NotificationView : About {
  std::string id;
  NotificationKind kind = NotificationKind::follow;
  std::int64_t count = 0;
  std::vector<UserId> actor_ids;  // the latest first, each once
  std::optional<posts::PostView> post;
  std::optional<groups::GroupView> group;
  Instant at;
  bool read = false;
  Position position;
};
BOOST_DESCRIBE_STRUCT(NotificationView, (About),
                      (id, kind, count, actor_ids, post, group, at, read, position))

/// Any reactor; what it borrows outlives it.
class Showing {
 public:
  Showing(const social::Social& social, const posts::Reading& reading,
          const groups::Reading& groups)
      : social_(social), reading_(reading), groups_(groups) {}

  /// In their order; nullopt for what is not to be shown: taken back, of people who are hidden or muted alone, or about a
  /// post or a group that is gone or hidden. People who are hidden, and named, are not counted.
  Task<std::vector<std::optional<NotificationView>>> shown(UserId viewer,
                                                           std::vector<Entry> entries) const;

 private:
  using Views = std::vector<std::optional<NotificationView>>;
  Task<std::vector<UserId>> hidden_of(UserId viewer, const std::vector<Entry>& entries) const;
  Task<void> find_posts(UserId viewer, Views& views) const;
  Task<void> find_groups(UserId viewer, Views& views) const;

  const social::Social& social_;
  const posts::Reading& reading_;
  const groups::Reading& groups_;
};

}  // namespace waymark::notifications
