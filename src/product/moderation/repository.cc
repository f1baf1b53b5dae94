#include "product/moderation/repository.h"

#include <algorithm>

#include "base/encoding.h"
#include "platform/store/entity.h"
#include "product/moderation/keys.h"

namespace waymark::moderation {
namespace {

using store::Condition;
using store::Index;
using store::Item;
using store::Key;
using store::Listing;
using store::Order;
using store::Transaction;

Item item_of(const Case& each) {
  Item item = store::to_item(each, keys::of_case(each.id));
  item.set_index(1, keys::queue(each.state),
                 std::string(keys::kCase) + to_rfc3339(each.opened_at) + "#" + each.id.to_string());
  return item;
}

Item item_of(const Decision& decision) {
  Item item = store::to_item(decision, keys::decision(decision.id));
  const std::string at = to_rfc3339(decision.decided_at) + "#" + decision.id.to_string();
  if (decision.action != DecisionAction::dismiss)
    item.set_index(1, keys::person(decision.owner_id), std::string(keys::kNotice) + at);
  item.set_index(2, keys::partition(decision.case_id), std::string(keys::kDecision) + at);
  return item;
}

Key snapshot_key(CaseId id, const Snapshot& snapshot) {
  Sha256 hash;
  hash.add(snapshot.text);
  for (const std::string& picture : snapshot.pictures) {
    hash.add("\n");
    hash.add(picture);
  }
  return Key(keys::partition(id), std::string(keys::kSnapshot) + hex_encode(hash.digest()));
}

Item reference(const Key& key, CaseId id) {
  Item item(key);
  item.set("caseId", id.to_string());
  return item;
}

}  // namespace

Task<std::optional<Case>> Repository::find(CaseId id) const {
  const auto item = co_await store_.get(keys::of_case(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Case>(*item);
}

Task<std::optional<Case>> Repository::open_case(Subject subject) const {
  const auto item = co_await store_.get(keys::open_case(subject));
  if (!item) co_return std::nullopt;
  const auto id = CaseId::parse(item->text("caseId").value_or(""));
  if (!id) co_return std::nullopt;
  co_return co_await find(*id);
}

Task<bool> Repository::has_reported(UserId reporter, Subject subject) const {
  const auto item = co_await store_.get(keys::reported(reporter, subject));
  co_return item.has_value();
}

Task<bool> Repository::has_snapshot(CaseId id, Snapshot snapshot) const {
  const auto item = co_await store_.get(snapshot_key(id, snapshot));
  co_return item.has_value();
}

Task<store::ListedPage> Repository::queue(CaseState state, store::PageRequest request) const {
  Listing listing(Index::gsi1, keys::queue(state), std::string(keys::kCase), Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> Repository::reports(CaseId id, store::PageRequest request) const {
  Listing listing(Index::table, keys::partition(id), std::string(keys::kReport), Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<Snapshot>> Repository::snapshots(CaseId id) const {
  store::Query query(Index::table, keys::partition(id));
  query.where(store::SortKey::begins_with(std::string(keys::kSnapshot))).at_most(kMostSnapshots);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Snapshot> snapshots;
  for (const Item& item : page.items) snapshots.push_back(store::from_item<Snapshot>(item));
  std::ranges::sort(snapshots, std::greater<>(), &Snapshot::taken_at);
  co_return snapshots;
}

Task<std::optional<Decision>> Repository::find(DecisionId id) const {
  const auto item = co_await store_.get(keys::decision(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Decision>(*item);
}

Task<std::vector<Decision>> Repository::decisions(CaseId id) const {
  store::Query query(Index::gsi2, keys::partition(id));
  query.where(store::SortKey::begins_with(std::string(keys::kDecision)));
  query.newest_first().at_most(kMostDecisions);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Decision> decisions;
  for (const Item& item : page.items) decisions.push_back(store::from_item<Decision>(item));
  co_return decisions;
}

Task<store::ListedPage> Repository::notices(Owner owner, store::PageRequest request) const {
  Listing listing(Index::gsi1, keys::person(owner.user()), std::string(keys::kNotice),
                  Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

void Repository::open(Transaction& transaction, const Case& opened) {
  transaction.put(item_of(opened), Condition::item_absent());
  transaction.put(reference(keys::open_case(opened.subject()), opened.id),
                  Condition::item_absent());
}

void Repository::change(Transaction& transaction, Case changed) {
  const auto condition = Condition::version_is(changed.version);
  ++changed.version;
  transaction.put(item_of(changed), condition);
}

void Repository::close(Transaction& transaction, const Case& closed) {
  transaction.erase(keys::open_case(closed.subject()));
}

void Repository::add_report(Transaction& transaction, const Case& of, const Report& report) {
  transaction.put(reference(keys::reported(report.reporter_id, of.subject()), of.id),
                  Condition::item_absent());
  transaction.put(
      store::to_item(report, keys::report(of.id, report.reporter_id, report.reported_at)));
}

void Repository::add_snapshot(Transaction& transaction, CaseId id, const Snapshot& snapshot) {
  transaction.put(store::to_item(snapshot, snapshot_key(id, snapshot)));
}

void Repository::add(Transaction& transaction, const Decision& decision) {
  transaction.put(item_of(decision), Condition::item_absent());
}

void Repository::change(Transaction& transaction, Decision changed) {
  const auto condition = Condition::version_is(changed.version);
  ++changed.version;
  transaction.put(item_of(changed), condition);
}

}  // namespace waymark::moderation
