// What of an entry its reader may see: decided when they look, so that a block, a mute or a deleted post reaches what is
// already there.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
  Instant at;
  bool read = false;
  Position position;
};
BOOST_DESCRIBE_STRUCT(NotificationView, (About),
                      (id, kind, count, actor_ids, post, at, read, position))

/// Any reactor; what it borrows outlives it.
class Showing {
 public:
  Showing(const social::Social& social, const posts::Reading& reading)
      : social_(social), reading_(reading) {}

  /// In their order; nullopt for what is not to be shown: taken back, of people who are hidden or muted alone, or about a
  /// post that is gone or hidden. People who are hidden, and named, are not counted.
  Task<std::vector<std::optional<NotificationView>>> shown(UserId viewer,
                                                           std::vector<Entry> entries) const;

 private:
  Task<std::vector<UserId>> hidden_of(UserId viewer, const std::vector<Entry>& entries) const;

  const social::Social& social_;
  const posts::Reading& reading_;
};

}  // namespace waymark::notifications
