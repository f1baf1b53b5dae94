#include "product/moderation/audit.h"

#include "base/encoding.h"
#include "base/json.h"
#include "platform/store/entity.h"
#include "product/moderation/keys.h"

namespace waymark::moderation {
namespace {

using store::Condition;
using store::Value;

constexpr std::size_t kDigits = 16;

std::string digits_of(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

/// What is hashed: its JSON text is the same for the same entry, always.
struct Sealed {
  std::int64_t number = 0;
  Instant at;
  AuditAction action = AuditAction::opened;
  std::optional<UserId> actor_id;
  CaseId case_id;
  std::string detail;
  std::string previous;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (number, at, action, actor_id, case_id, detail, previous))

std::string hash_of(const Entry& entry) {
  Sealed sealed;
  sealed.number = entry.number;
  sealed.at = entry.at;
  sealed.action = entry.action;
  sealed.actor_id = entry.actor_id;
  sealed.case_id = entry.case_id;
  sealed.detail = entry.detail;
  sealed.previous = entry.previous;
  return hex_encode(sha256(json::to_string(sealed)));
}

std::string first_hash() {
  return std::string(64, '0');
}

/// What is wrong with the entry that should follow `before`.
std::optional<std::string> fault_of(const Entry& entry, const store::Item& item,
                                    const AuditHead& before) {
  const std::string name = "entry " + std::to_string(before.number + 1);
  if (item.key().sk != std::string(keys::kEntry) + digits_of(before.number + 1))
    return name + " is missing";
  if (entry.number != before.number + 1) return name + " has another number";
  if (entry.previous != before.hash) return name + " does not follow the one before";
  if (entry.hash != hash_of(entry)) return name + " was changed";
  return std::nullopt;
}

}  // namespace

Task<AuditHead> AuditLog::head() const {
  const auto item = co_await store_.get(keys::audit_head());
  AuditHead head;
  head.hash = first_hash();
  if (item) head = store::from_item<AuditHead>(*item);
  co_return head;
}

void AuditLog::append(store::Transaction& transaction, const AuditHead& head, Entry entry) {
  entry.number = head.number + 1;
  entry.previous = head.hash;
  entry.hash = hash_of(entry);
  AuditHead next;
  next.number = entry.number;
  next.hash = entry.hash;
  transaction.put(
      store::to_item(next, keys::audit_head()),
      head.number == 0 ? Condition::item_absent() : Condition::equal("hash", Value(head.hash)));
  const std::string digits = digits_of(entry.number);
  store::Item item = store::to_item(
      entry, store::Key(std::string(keys::kAuditLog), std::string(keys::kEntry) + digits));
  item.set_index(1, keys::partition(entry.case_id), std::string(keys::kAudit) + digits);
  transaction.put(std::move(item), Condition::item_absent());
}

Task<std::vector<Entry>> AuditLog::of_case(CaseId id) const {
  store::Query query(store::Index::gsi1, keys::partition(id));
  query.where(store::SortKey::begins_with(std::string(keys::kAudit))).at_most(kMostHistory);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Entry> entries;
  for (const store::Item& item : page.items) entries.push_back(store::from_item<Entry>(item));
  co_return entries;
}

Task<AuditCheck> AuditLog::verify() const {
  const AuditHead end = co_await head();
  AuditCheck check;
  AuditHead before;
  before.hash = first_hash();
  store::Query query(store::Index::table, std::string(keys::kAuditLog));
  query.where(store::SortKey::begins_with(std::string(keys::kEntry))).at_most(1'000);
  bool more = true;
  while (more && !check.fault) {
    const store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) {
      const Entry entry = store::from_item<Entry>(item);
      check.fault = fault_of(entry, item, before);
      if (check.fault) break;
      before.number = entry.number;
      before.hash = entry.hash;
      // Those that were appended since the end was read are sound, but not yet counted.
      if (before.number == end.number) break;
    }
    more = page.next.has_value() && before.number != end.number;
    query.starting_after(page.next);
  }
  check.entries = before.number;
  check.last_hash = before.hash;
  if (!check.fault && (before.number != end.number || before.hash != end.hash))
    check.fault = "the log ends at entry " + std::to_string(before.number) + ", and not at " +
                  std::to_string(end.number) + " as it should";
  co_return check;
}

}  // namespace waymark::moderation
