#include "platform/store/apply.h"

#include "platform/store/limits.h"

namespace waymark::store {
namespace {

struct Apply {
  const Item* current;  // null when absent or expired
  bool stored;          // something is in the table, though it may have expired

  Effect operator()(const Put& put) const { return put.item; }
  Effect operator()(const Update& update) const {
    Item item = update.changes.apply(update.key, current);
    check_item(item);
    return item;
  }
  Effect operator()(const Delete&) const {
    if (stored) return Erased{};
    return Nothing{};
  }
  Effect operator()(const Check&) const { return Nothing{}; }
};

}  // namespace

Effect apply(const Operation& operation, const Item* stored, Instant now) {
  const Item* current = stored && !stored->expired(now) ? stored : nullptr;
  if (!condition_of(operation).holds(current)) return Refused{};
  return std::visit(Apply{current, stored != nullptr}, operation);
}

}  // namespace waymark::store
