// The consumer "notifications": keeps people's bells by events.
//
// Each source (a like, a follow, a comment) has a record, which says up to which event it is known and where it was told.
// Events at or before that one change nothing, so an event may come again, and all of them may be replayed. Events of two
// people about one source (a comment, and its deletion by another) may come in either order: positions tell which was later.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/notifications/entry_repository.h"
#include "product/notifications/facts.h"
#include "product/notifications/preferences.h"
#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::notifications {

/// A bell holds about that many entries: one in kLooksOnceIn new ones looks for what is too much.
inline constexpr std::uint32_t kMostEntries = 500;
inline constexpr std::uint32_t kLooksOnceIn = 8;

/// The kind of the message, on the topic of the user, that says that their bell has changed.
inline constexpr std::string_view kBellMessage = "notification";

/// GraphQL `NotificationChange`; the entry is looked up for whoever is told.
struct BellNotice {
  std::optional<std::string> id;  // none: something was read
};
BOOST_DESCRIBE_STRUCT(BellNotice, (), (id))

/// Tells those who listen.
void publish(realtime::Hub& hub, UserId user, std::optional<std::string> entry);

/// Called by one coroutine a shard; what it borrows outlives it.
class BellWriter final : public events::Consumer {
 public:
  BellWriter(store::Store& store, realtime::Hub& hub, const social::Social& social,
             const posts::Reading& reading)
      : repository_(store), preferences_(store), hub_(hub), social_(social), reading_(reading) {}

  std::string_view name() const override { return "notifications"; }
  bool wants(std::string_view type) const override { return is_meaningful(type); }
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  struct Change;
  Task<void> apply_fact(Change& change, Fact fact) const;
  Task<void> stand(Change& change, Stands fact) const;
  Task<void> end(Change& change, std::string source) const;
  Task<void> expect(Change& change, std::string source) const;
  Task<void> hold(Change& change, Held fact) const;
  Task<void> release(Change& change, Released fact) const;
  Task<void> level(Change& change, OnLevel fact) const;

  Task<std::optional<Told>> tell(Change& change, std::optional<UserId> actor,
                                 const std::vector<Told>& before, News news) const;
  Task<bool> is_wanted(std::optional<UserId> actor, NotificationKind kind, UserId to,
                       std::optional<posts::PostId> post) const;
  Task<void> trim(Change& change, UserId user) const;

  EntryRepository repository_;
  Preferences preferences_;
  realtime::Hub& hub_;
  const social::Social& social_;
  const posts::Reading& reading_;
};

}  // namespace waymark::notifications
