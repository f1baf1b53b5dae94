#include "product/social/follows.h"

#include "base/error.h"
#include "product/accounts/people.h"
#include "product/social/events.h"

namespace waymark::social {
namespace {

constexpr int kAttempts = 5;

Error too_contended() {
  return Error::conflict("error.conflict", "two people's ties change too quickly");
}

/// That the profile is still one which is followed at once.
void still_public(store::Transaction& transaction, UserId who) {
  const auto there = store::Condition::item_exists();
  const auto unset = store::Condition::absent("visibility");
  const auto open = store::Condition::equal(
      "visibility", store::Value(std::string(enum_name(Audience::public_))));
  const auto either = store::Condition::any_of(std::vector<store::Condition>{unset, open});
  transaction.check(accounts::People::profile_key(who),
                    store::Condition::all_of(std::vector<store::Condition>{there, either}));
}

}  // namespace

Relation relation_of(const Ties& ties) {
  Relation relation;
  relation.self = ties.from == ties.to;
  relation.follows = ties.follow.has_value();
  relation.followed_by = ties.follow_back.has_value();
  relation.requested = ties.asked;
  relation.requested_by = ties.asked_back;
  relation.blocks = ties.block;
  relation.blocked_by = ties.block_back;
  relation.mutes = ties.mute;
  return relation;
}

Follows::Follows(store::Store& store, events::Outbox& outbox, const Clock& clock)
    : store_(store), repository_(store), outbox_(outbox), clock_(clock) {}

Task<Ties> Follows::ties(const RequestContext& context, UserId who) {
  const UserId me = context.require_principal().user;
  if (me == who) throw Error::invalid("id", "error.follow.self");
  Ties found = co_await repository_.read(me, who);
  if (!found.to_exists || found.block_back) throw Error::not_found("user");
  co_return found;
}

Task<void> Follows::require_room(UserId follower) const {
  const auto counts = co_await store_.get(keys::counts(follower));
  if (counts && counts->integer("following").value_or(0) >= kFolloweeLimit) {
    Error full = Error::conflict("error.follow.limit");
    full.with("limit", std::to_string(kFolloweeLimit));
    throw full;
  }
}

Task<bool> Follows::commit(store::Transaction transaction, std::vector<events::NewEvent> facts,
                           const RequestContext& context) {
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(facts), context);
  co_return outcome.committed();
}

Task<Relation> Follows::follow(const RequestContext& context, UserId who) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (now.follow || now.asked) co_return relation_of(now);
    if (now.block) throw Error::conflict("error.follow.blocked");
    co_await require_room(now.from);
    store::Transaction transaction;
    std::vector<events::NewEvent> facts;
    TieRepository::no_block(transaction, now.from, who);
    if (now.to_is_public) {
      const std::uint32_t shards = co_await repository_.shards(who);
      TieRepository::add_follow(transaction, now.from, who, shards, clock_.now());
      TieRepository::no_asking(transaction, now.from, who);
      still_public(transaction, who);
      facts.push_back(told(now.from, UserFollowed{now.from, who, clock_.now()}));
      now.follow.emplace();
    } else {
      TieRepository::ask(transaction, now.from, who, clock_.now());
      TieRepository::no_follow(transaction, now.from, who);
      facts.push_back(told(now.from, FollowRequested{now.from, who, clock_.now()}));
      now.asked = true;
    }
    if (co_await commit(std::move(transaction), std::move(facts), context))
      co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Follows::unfollow(const RequestContext& context, UserId who) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (!now.follow && !now.asked) co_return relation_of(now);
    store::Transaction transaction;
    std::vector<events::NewEvent> facts;
    if (now.follow) {
      TieRepository::end_follow(transaction, now.from, who, *now.follow);
      facts.push_back(told(now.from, UserUnfollowed{now.from, who, clock_.now()}));
      now.follow.reset();
    }
    if (now.asked) {
      TieRepository::end_asking(transaction, now.from, who);
      facts.push_back(told(now.from, FollowRequestEnded{now.from, who, clock_.now()}));
      now.asked = false;
    }
    if (co_await commit(std::move(transaction), std::move(facts), context))
      co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Follows::accept(const RequestContext& context, UserId who) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (now.follow_back && !now.asked_back) co_return relation_of(now);
    if (!now.asked_back) throw Error::not_found("follow_request");
    const std::uint32_t shards = co_await repository_.shards(now.from);
    store::Transaction transaction;
    TieRepository::end_asking(transaction, who, now.from);
    TieRepository::add_follow(transaction, who, now.from, shards, clock_.now());
    TieRepository::no_block(transaction, now.from, who);
    std::vector<events::NewEvent> facts;
    facts.push_back(told(who, FollowAccepted{who, now.from, clock_.now()}));
    facts.push_back(told(who, UserFollowed{who, now.from, clock_.now()}));
    now.asked_back = false;
    now.follow_back.emplace();
    if (co_await commit(std::move(transaction), std::move(facts), context))
      co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Follows::decline(const RequestContext& context, UserId who) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (!now.asked_back) throw Error::not_found("follow_request");
    store::Transaction transaction;
    TieRepository::end_asking(transaction, who, now.from);
    std::vector<events::NewEvent> facts;
    facts.push_back(told(who, FollowRequestEnded{who, now.from, clock_.now()}));
    now.asked_back = false;
    if (co_await commit(std::move(transaction), std::move(facts), context))
      co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Follows::remove_follower(const RequestContext& context, UserId who) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (!now.follow_back) co_return relation_of(now);
    store::Transaction transaction;
    TieRepository::end_follow(transaction, who, now.from, *now.follow_back);
    std::vector<events::NewEvent> facts;
    facts.push_back(told(who, UserUnfollowed{who, now.from, clock_.now()}));
    now.follow_back.reset();
    if (co_await commit(std::move(transaction), std::move(facts), context))
      co_return relation_of(now);
  }
  throw too_contended();
}

}  // namespace waymark::social
