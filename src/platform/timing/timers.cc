#include "platform/timing/timers.h"

#include "base/encoding.h"
#include "platform/store/entity.h"
#include "platform/timing/shards.h"

namespace waymark::timing {
namespace wheel {

std::string minute_of(Instant instant) {
  const std::string text = to_rfc3339(instant);  // 2026-11-21T03:36:07.250Z
  return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) + text.substr(11, 2) +
         text.substr(14, 2);
}

std::string second_of(Instant instant) {
  return to_rfc3339(instant).substr(17, 6);
}

std::string partition(std::string_view minute, std::uint32_t shard) {
  return "DUE#" + std::string(minute) + "#" + shard_name(shard);
}

store::Key timer_key(const std::string& id, Instant due) {
  return {partition(minute_of(due), shard_of(id)), second_of(due) + "#TASK#" + id};
}

store::Key parked_key(const Timer& timer) {
  return {std::string(kParked), to_rfc3339(timer.due) + "#" + timer.id};
}

std::string calendar(std::uint32_t shard) {
  return "DUE#MINUTES#" + shard_name(shard);
}

std::string_view minute_of_entry(std::string_view sk) {
  return sk.substr(0, sk.find('#'));
}

}  // namespace wheel

void Timers::set(store::Transaction& transaction, const Timer& timer) const {
  const std::string nonce = ids_.next().to_string();
  store::Item item = store::to_item(timer, wheel::timer_key(timer.id, timer.due));
  item.set(wheel::kNonce, nonce);
  transaction.put(std::move(item));

  const std::uint32_t hash = murmur3_32(timer.id);
  const char digit = "0123456789abcdef"[hash / kShards % 16];
  store::Item entry(
      store::Key(wheel::calendar(hash % kShards), wheel::minute_of(timer.due) + "#" + digit));
  entry.set(wheel::kNonce, nonce);
  transaction.put(std::move(entry));
}

void Timers::cancel(store::Transaction& transaction, const std::string& id, Instant due) {
  transaction.erase(wheel::timer_key(id, due));
}

void Timers::reschedule(store::Transaction& transaction, Instant from, const Timer& timer) const {
  if (from != timer.due) cancel(transaction, timer.id, from);
  set(transaction, timer);
}

}  // namespace waymark::timing
