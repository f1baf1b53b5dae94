#include "product/discovery/trending.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/json.h"
#include "product/discovery/kind.h"

namespace waymark::discovery {
namespace {

/// Of each tag, when each person used it last.
using Uses = std::unordered_map<std::string, std::unordered_map<UserId, Instant>>;

void add(Uses& uses, const Summary& summary) {
  for (const std::string& tag : summary.tags) {
    Instant& last = uses[tag].try_emplace(summary.owner, summary.at).first->second;
    last = std::max(last, summary.at);
  }
}

TrendingTag counted(const std::string& tag, const std::unordered_map<UserId, Instant>& people,
                    Instant now) {
  constexpr double kHalfLife = std::chrono::duration<double>(Trending::kHalfLife).count();
  TrendingTag trending;
  trending.tag = tag;
  trending.people = static_cast<std::int64_t>(people.size());
  for (const auto& [person, last] : people) {
    const double age = std::chrono::duration<double>(now - last).count();
    trending.score += std::exp2(-std::max(age, 0.0) / kHalfLife);
  }
  return trending;
}

bool is_before(const TrendingTag& a, const TrendingTag& b) {
  return a.score != b.score ? a.score > b.score : a.tag < b.tag;
}

}  // namespace

Task<std::vector<TrendingTag>> Trending::tags(std::size_t first) const {
  const Instant now = clock_.now();
  std::shared_ptr<const Counted> known;
  {
    const std::lock_guard lock(mutex_);
    known = counted_;
  }
  if (!known || now - known->at >= kServes || now < known->at) {
    auto fresh = std::make_shared<Counted>();
    fresh->at = now;
    fresh->tags = co_await count(now);
    known = fresh;
    const std::lock_guard lock(mutex_);
    counted_ = known;
  }
  std::vector<TrendingTag> tags = known->tags;
  tags.resize(std::min(tags.size(), first));
  co_return tags;
}

Task<std::vector<TrendingTag>> Trending::count(Instant now) const {
  search::Query query;
  query.kinds = {std::string(enum_name(SearchKind::posts)),
                 std::string(enum_name(SearchKind::goals))};
  query.all.emplace_back(kPublic);
  query.least = age_number(now - kLookedAt);
  query.order = search::Order::newest;
  query.limit = search::kMostHits;
  Uses uses;
  std::size_t read = 0;
  bool more = true;
  while (more && read < kMostRead) {
    const search::Hits hits = co_await index_.find(query);
    for (const search::Hit& hit : hits.hits) add(uses, json::decode<Summary>(hit.stored));
    read += hits.hits.size();
    more = hits.more && !hits.hits.empty();
    if (more) query.after = hits.hits.back().cursor;
  }
  std::vector<TrendingTag> tags;
  for (const auto& [tag, people] : uses) tags.push_back(counted(tag, people, now));
  const auto end = tags.begin() + static_cast<std::ptrdiff_t>(std::min(tags.size(), kMostTags));
  std::ranges::partial_sort(tags, end, is_before);
  tags.erase(end, tags.end());
  co_return tags;
}

}  // namespace waymark::discovery
