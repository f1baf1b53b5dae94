// Following: at once where the profile is public, by request everywhere else.
#pragma once

#include <vector>

#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/social/model.h"
#include "product/social/ties.h"

namespace waymark::social {

inline constexpr std::int64_t kFolloweeLimit = 10'000;

/// One for the whole server, any reactor; what it borrows outlives it. Every function is the same when it is called
/// again, and answers with the relation after it. Each throws Error(not_found) for who is not there or has blocked the
/// one who asks, Error(invalid_input) naming "id" for oneself.
class Follows {
 public:
  Follows(store::Store& store, events::Outbox& outbox, const Clock& clock);

  /// Throws Error(conflict) for whom one blocks and past kFolloweeLimit (as counted so far).
  Task<Relation> follow(const RequestContext& context, UserId who);
  /// Takes back a request too.
  Task<Relation> unfollow(const RequestContext& context, UserId who);
  /// The request of `who`. Throws Error(not_found) when there is none, unless `who` follows already.
  Task<Relation> accept(const RequestContext& context, UserId who);
  Task<Relation> decline(const RequestContext& context, UserId who);
  /// `who` follows no more.
  Task<Relation> remove_follower(const RequestContext& context, UserId who);

 private:
  Task<Ties> ties(const RequestContext& context, UserId who);
  Task<void> require_room(UserId follower) const;
  Task<bool> commit(store::Transaction transaction, std::vector<events::NewEvent> facts,
                    const RequestContext& context);

  store::Store& store_;
  TieRepository repository_;
  events::Outbox& outbox_;
  const Clock& clock_;
};

/// What `ties.from` is told of them.
Relation relation_of(const Ties& ties);

}  // namespace waymark::social
