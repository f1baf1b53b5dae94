#include "product/social/blocks.h"

#include "base/error.h"
#include "product/social/events.h"
#include "product/social/follows.h"

namespace waymark::social {
namespace {

constexpr int kAttempts = 5;
constexpr std::size_t kTallyPlace = 1;  // in a transaction that begins with a mark

Error too_contended() {
  return Error::conflict("error.conflict", "two people's ties change too quickly");
}

Error limit_reached(std::string message_key, std::int64_t limit) {
  Error full = Error::conflict(std::move(message_key));
  full.with("limit", std::to_string(limit));
  return full;
}

/// Ends whatever one direction has, or makes sure that it has nothing.
void end_direction(store::Transaction& transaction, std::vector<events::NewEvent>& facts,
                   UserId follower, UserId followee, const std::optional<Follow>& follow,
                   bool asked, Instant now) {
  if (follow) {
    TieRepository::end_follow(transaction, follower, followee, *follow);
    facts.push_back(told(follower, UserUnfollowed{follower, followee, now}));
  } else {
    TieRepository::no_follow(transaction, follower, followee);
  }
  if (asked) {
    TieRepository::end_asking(transaction, follower, followee);
    facts.push_back(told(follower, FollowRequestEnded{follower, followee, now}));
  } else {
    TieRepository::no_asking(transaction, follower, followee);
  }
}

}  // namespace

Task<Ties> Blocks::ties(const RequestContext& context, UserId who, Finding finding) const {
  const UserId me = context.require_principal().user;
  if (me == who) throw Error::invalid("id", "error.follow.self");
  Ties found = co_await repository_.read(me, who);
  const bool apart = found.block_back && finding == Finding::all_but_blockers;
  if (!found.to_exists || apart) throw Error::not_found("user");
  co_return found;
}

Task<Relation> Blocks::block(const RequestContext& context, UserId who) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who, Finding::everybody);
    if (now.block) co_return relation_of(now);
    store::Transaction transaction;
    std::vector<events::NewEvent> facts;
    TieRepository::add_mark(transaction, now.from, keys::block(now.from, who), "blocks",
                            kBlockLimit, clock_.now());
    end_direction(transaction, facts, now.from, who, now.follow, now.asked, clock_.now());
    end_direction(transaction, facts, who, now.from, now.follow_back, now.asked_back, clock_.now());
    facts.push_back(told(now.from, UserBlocked{now.from, who, clock_.now()}));
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), std::move(facts), context);
    if (outcome.failed_at(kTallyPlace)) throw limit_reached("error.block.limit", kBlockLimit);
    if (!outcome.committed()) continue;
    now.block = true;
    now.follow.reset();
    now.follow_back.reset();
    now.asked = now.asked_back = false;
    co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Blocks::unblock(const RequestContext& context, UserId who) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who, Finding::everybody);
    if (!now.block && now.block_back) throw Error::not_found("user");
    if (!now.block) co_return relation_of(now);
    store::Transaction transaction;
    TieRepository::remove_mark(transaction, now.from, keys::block(now.from, who), "blocks");
    std::vector<events::NewEvent> facts;
    facts.push_back(told(now.from, UserUnblocked{now.from, who, clock_.now()}));
    now.block = false;
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), std::move(facts), context);
    if (outcome.committed()) co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Blocks::mute(const RequestContext& context, UserId who) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (now.mute) co_return relation_of(now);
    store::Transaction transaction;
    TieRepository::add_mark(transaction, now.from, keys::mute(now.from, who), "mutes", kMuteLimit,
                            clock_.now());
    std::vector<events::NewEvent> facts;
    facts.push_back(told(now.from, UserMuted{now.from, who, clock_.now()}));
    now.mute = true;
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), std::move(facts), context);
    if (outcome.failed_at(kTallyPlace)) throw limit_reached("error.mute.limit", kMuteLimit);
    if (outcome.committed()) co_return relation_of(now);
  }
  throw too_contended();
}

Task<Relation> Blocks::unmute(const RequestContext& context, UserId who) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Ties now = co_await ties(context, who);
    if (!now.mute) co_return relation_of(now);
    store::Transaction transaction;
    TieRepository::remove_mark(transaction, now.from, keys::mute(now.from, who), "mutes");
    std::vector<events::NewEvent> facts;
    facts.push_back(told(now.from, UserUnmuted{now.from, who, clock_.now()}));
    now.mute = false;
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), std::move(facts), context);
    if (outcome.committed()) co_return relation_of(now);
  }
  throw too_contended();
}

}  // namespace waymark::social
