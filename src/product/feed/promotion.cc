#include "product/feed/promotion.h"

#include "base/json.h"
#include "product/feed/facts.h"
#include "product/feed/keys.h"
#include "product/social/events.h"

namespace waymark::feed {
namespace {

bool is_follow(std::string_view type) {
  return type == social::UserFollowed::kType || type == social::UserUnfollowed::kType;
}

/// Whom a follow is about; for everything else, who did it.
UserId concerned(const events::Event& event) {
  if (event.type == social::UserFollowed::kType)
    return json::decode<social::UserFollowed>(event.payload).followee_id;
  if (event.type == social::UserUnfollowed::kType)
    return json::decode<social::UserUnfollowed>(event.payload).followee_id;
  return event.user;
}

}  // namespace

Verdict judge(const PromotionRules& rules, const Head& head, std::int64_t followers, Instant now) {
  const double rate = decayed(head.rate, head.rated_at, now);
  if (head.is_promoted())
    return followers < rules.followers_to_keep || rate < rules.rate_to_keep ? Verdict::demote
                                                                            : Verdict::stay;
  return followers >= rules.followers_to_promote && rate >= rules.rate_to_promote ? Verdict::promote
                                                                                  : Verdict::stay;
}

bool Promotion::wants(std::string_view type) const {
  return is_follow(type) || is_meaningful(type);
}

Task<store::Transaction> Promotion::reviewed(UserId user) const {
  store::Transaction transaction;
  const Head head = co_await repository_.head(user);
  if (head.last.empty()) co_return transaction;
  const social::Counts counts = co_await social_.counts(user);
  switch (judge(rules_, head, counts.followers, clock_.now())) {
    case Verdict::promote:
      ActivityRepository::promote(transaction, user, head);
      break;
    case Verdict::demote:
      ActivityRepository::demote(transaction, user, head);
      break;
    case Verdict::stay:
      break;
  }
  co_return transaction;
}

Task<events::Effects> Promotion::apply(const events::Event& event) {
  events::Effects effects;
  effects.transaction = co_await reviewed(concerned(event));
  co_return effects;
}

Task<void> Promotion::review(std::uint32_t shard) const {
  std::optional<store::Cursor> after;
  do {
    store::Query query(store::Index::gsi2, keys::promoted(shard));
    query.starting_after(std::move(after));
    const store::Page page = co_await store_.query(std::move(query));
    for (const store::Item& item : page.items) {
      const auto user = UserId::parse(item.text("GSI2SK").value_or(""));
      if (!user) continue;
      store::Transaction transaction = co_await reviewed(*user);
      // Whoever is doing something just now is looked at by its event.
      if (transaction.size() > 0) co_await store_.transact(std::move(transaction));
    }
    after = page.next;
  } while (after);
}

}  // namespace waymark::feed
