// Reading one's bell, and having read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/realtime/hub.h"
#include "product/notifications/entry_repository.h"
#include "product/notifications/showing.h"

namespace waymark::notifications {

/// Unread entries are counted up to here.
inline constexpr std::uint32_t kMostCounted = 100;

struct NotificationPage {
  struct Entry {
    NotificationView view;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Bell {
 public:
  Bell(store::Store& store, realtime::Hub& hub, const social::Social& social,
       const posts::Reading& reading, const groups::Reading& groups)
      : store_(store), repository_(store), showing_(social, reading, groups), hub_(hub) {}

  /// The latest first. A page is shorter than asked for only when it is the last, or so much is not to be shown that
  /// looking for more has to end. Throws Error(invalid_input) naming `after`.
  Task<NotificationPage> list(Owner owner, bool unread_only, store::PageRequest request) const;
  /// nullopt for what is gone or not to be shown.
  Task<std::optional<NotificationView>> find(Owner owner, std::string id) const;
  /// What has had news after that position, the oldest first, about a hundred at a time: where each is now, and its id.
  struct Rung {
    Position position;
    std::string id;
  };
  Task<std::vector<Rung>> rung_after(UserId user, Position position) const;
  /// Of entries that are shown; kMostCounted at most.
  Task<std::int64_t> unread_count(Owner owner) const;

  /// Everything that is at or before `up_to` now; what has had news meanwhile stays unread. Gives the unread_count()
  /// after it. Throws Error(invalid_input) naming `upTo` below `at` when it is no position.
  Task<std::int64_t> mark_read(Owner owner, Position up_to, InputPath at) const;
  /// Throws Error(not_found).
  Task<NotificationView> mark_one(Owner owner, std::string id) const;

 private:
  Task<std::vector<Entry>> commit_read(UserId user, std::vector<Entry> entries) const;

  store::Store& store_;
  EntryRepository repository_;
  Showing showing_;
  realtime::Hub& hub_;
};

}  // namespace waymark::notifications
