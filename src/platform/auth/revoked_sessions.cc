#include "platform/auth/revoked_sessions.h"

#include <mutex>

#include "platform/auth/access_tokens.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kPartition = "SESSION#ENDED";
/// Other nodes' clocks, and commits that were under way when load() last read.
constexpr std::chrono::minutes kOverlap{1};
/// No token that we accept lives longer (Cognito's may live a day).
constexpr std::chrono::hours kLongest{25};
constexpr std::size_t kInstantLength = 24;

}  // namespace

Instant RevokedSessions::last_token_ends() const {
  return clock_.now() + kAccessTokenLife + kOverlap;
}

store::Item RevokedSessions::record(SessionId session, Instant until) const {
  const Instant now = clock_.now();
  const store::Key key{std::string(kPartition), to_rfc3339(now) + "#" + session.to_string()};
  store::Item item(key);
  item.set("until", to_rfc3339(until));
  // One second more, because ttl counts whole seconds.
  item.set_ttl(until + std::chrono::seconds(1));
  return item;
}

void RevokedSessions::note(SessionId session, Instant until) {
  const std::unique_lock lock(mutex_);
  until_.insert_or_assign(session, until);
  any_ = true;
  if (until_.size() < prune_at_) return;
  const Instant now = clock_.now();
  std::erase_if(until_, [&](const auto& entry) { return entry.second <= now; });
  prune_at_ = std::max<std::size_t>(1024, until_.size() * 2);
}

bool RevokedSessions::contains(SessionId session) const {
  if (!any_.load(std::memory_order_acquire)) return false;
  const std::shared_lock lock(mutex_);
  return until_.contains(session);
}

Task<void> RevokedSessions::load() {
  const Instant started = clock_.now();
  const Instant since =
      std::max(Instant(std::chrono::milliseconds(loaded_.load())) - kOverlap, started - kLongest);
  store::Query query(store::Index::table, std::string(kPartition));
  query.where(store::SortKey::greater(to_rfc3339(since))).at_most(1000);
  while (true) {
    const store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) {
      const std::string sk = item.key().sk;
      const auto value = item.find("until");
      const auto until = parse_rfc3339(value ? value->text().value_or("") : "");
      const auto session = sk.size() > kInstantLength
                               ? SessionId::parse(std::string_view(sk).substr(kInstantLength + 1))
                               : std::nullopt;
      if (until && session) note(*session, *until);
    }
    if (!page.next) break;
    query.starting_after(page.next);
  }
  loaded_ = started.time_since_epoch().count();
}

}  // namespace waymark::auth
