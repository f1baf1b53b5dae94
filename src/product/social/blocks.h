// Blocking hides two people from each other; muting keeps one out of the other's feeds, and nobody is told.
#pragma once

#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/social/model.h"
#include "product/social/ties.h"

namespace waymark::social {

inline constexpr std::int64_t kBlockLimit = 10'000;
inline constexpr std::int64_t kMuteLimit = 10'000;

/// One for the whole server, any reactor; what it borrows outlives it. Every function is the same when it is called
/// again, and answers with the relation after it. Each throws as those of Follows do, Error(conflict) at its limit. Only
/// block and unblock find who has blocked the one who asks: those stay apart then, should the other change their mind.
class Blocks {
 public:
  Blocks(store::Store& store, events::Outbox& outbox, const Clock& clock)
      : repository_(store), outbox_(outbox), clock_(clock) {}

  /// Ends follows and requests in both directions, in the same commit.
  Task<Relation> block(const RequestContext& context, UserId who) const;
  Task<Relation> unblock(const RequestContext& context, UserId who) const;
  Task<Relation> mute(const RequestContext& context, UserId who) const;
  Task<Relation> unmute(const RequestContext& context, UserId who) const;

 private:
  enum class Finding { all_but_blockers, everybody };
  Task<Ties> ties(const RequestContext& context, UserId who,
                  Finding finding = Finding::all_but_blockers) const;

  TieRepository repository_;
  events::Outbox& outbox_;
  const Clock& clock_;
};

}  // namespace waymark::social
