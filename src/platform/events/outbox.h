// The outbox: changes and the events that tell of them, in one commit; and the consumers that read
// them after.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/events/event.h"
#include "platform/store/store.h"

namespace waymark::events {

/// An event before it has its id and time.
struct NewEvent {
  NewEvent(std::string event_type, UserId whose, std::string json_payload,
           std::int64_t schema_version = 1)
      : type(std::move(event_type)),
        user(whose),
        payload(std::move(json_payload)),
        version(schema_version) {}
  std::string type;
  UserId user;
  std::string payload;
  std::int64_t version;
};

/// Where services commit. Any reactor.
class Outbox {
 public:
  virtual ~Outbox() = default;
  /// Commits `transaction` with the events appended to it (both together at most 100 operations).
  /// `context` lends its trace id. The outcome speaks of the transaction's own operations.
  virtual Task<store::Outcome> commit(store::Transaction transaction, std::vector<NewEvent> events,
                                      const RequestContext& context) = 0;
};

/// What a consumer wants done for one event.
struct Effects {
  store::Transaction transaction;  // committed together with the consumer's cursor
  std::vector<NewEvent> events;    // facts that follow from it, in the same commit
  std::vector<std::function<void()>>
      after_commit;  // e.g. publish to realtime; may be lost in a crash, never wrong
};

/// A named reader of events. Delivered at least once, in order per user; so apply() reads what is
/// there and decides: run again for the same event (a retry, a replay) it must lead to the same
/// totals. It has no effect outside the Effects it returns. When a condition of its transaction
/// fails, it is called again with fresh state.
class Consumer {
 public:
  virtual ~Consumer() = default;
  /// Stable: the durable cursor is kept under it.
  virtual std::string_view name() const = 0;
  /// Whether it cares for this type; events of other types are passed over.
  virtual bool wants(std::string_view type) const = 0;
  virtual Task<Effects> apply(const Event& event) = 0;
};

}  // namespace waymark::events
