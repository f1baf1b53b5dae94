#include "product/groups/recount.h"

#include <unordered_set>

#include "base/error.h"
#include "platform/store/entity.h"
#include "product/groups/keys.h"

namespace waymark::groups {
namespace {

constexpr int kAttempts = 10;
constexpr std::uint32_t kPage = 1'000;

/// Adds whom the items of one prefix name: all, or those with the mark.
Task<void> collect(store::Store& store, GroupId group, std::string_view prefix, bool marked,
                   std::unordered_set<std::string>& people) {
  std::optional<store::Cursor> next;
  do {
    store::Query query(store::Index::table, keys::partition(group));
    query.where(store::SortKey::begins_with(std::string(prefix))).at_most(kPage);
    query.starting_after(std::move(next));
    store::Page page = co_await store.query(std::move(query));
    for (const store::Item& item : page.items) {
      const auto counted = item.find("counted");
      if (marked && !(counted && counted->boolean().value_or(false))) continue;
      people.insert(item.key().sk.substr(prefix.size()));
    }
    next = std::move(page.next);
  } while (next);
}

}  // namespace

/// Members are read before notes: one who leaves between the two is found as both, and is one.
Task<Recount> recount(store::Store& store, GroupId group) {
  const auto there = co_await store.get(keys::group(group));
  if (!there) throw Error::not_found("group");
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto stored = co_await store.get(keys::counts(group));
    const std::int64_t version = stored ? stored->integer("version").value_or(0) : 0;
    Recount result;
    if (stored) result.before = stored->integer("members").value_or(0);
    std::unordered_set<std::string> people;
    co_await collect(store, group, keys::kMember, true, people);
    co_await collect(store, group, keys::kLeft, false, people);
    result.after = static_cast<std::int64_t>(people.size());
    store::Item item(keys::counts(group));
    item.set("members", result.after).set("version", version + 1);
    store::Condition unchanged =
        stored ? store::Condition::version_is(version) : store::Condition::item_absent();
    store::Transaction transaction;
    transaction.put(std::move(item), std::move(unchanged));
    const store::Outcome outcome = co_await store.transact(std::move(transaction));
    if (outcome.committed()) co_return result;
  }
  throw Error::conflict("error.conflict", "the count changes too quickly to be made anew");
}

}  // namespace waymark::groups
