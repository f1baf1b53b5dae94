#include "platform/events/delivery.h"

#include "base/error.h"
#include "base/failure.h"
#include "base/while.h"
#include "platform/events/parked.h"
#include "platform/store/entity.h"
#include "platform/telemetry/log.h"

namespace waymark::events {
namespace {

constexpr std::string_view kPosition = "position";
constexpr std::string_view kFence = "fence";

std::string label(std::string_view consumer) {
  return "consumer=\"" + std::string(consumer) + '"';
}

std::optional<Position> position_of(const std::optional<store::Item>& cursor) {
  if (!cursor) return std::nullopt;
  return std::string(cursor->text(kPosition).value());
}

/// And no later holder of the shard has been there.
store::Condition not_fenced_off(store::Condition unmoved, std::int64_t token) {
  std::vector<store::Condition> either;
  either.push_back(store::Condition::absent(std::string(kFence)));
  either.push_back(
      store::Condition::compare(store::Condition::Op::less_equal, std::string(kFence), token));
  std::vector<store::Condition> both;
  both.push_back(std::move(unmoved));
  both.push_back(store::Condition::any_of(std::move(either)));
  return store::Condition::all_of(std::move(both));
}

}  // namespace

ConsumerMetrics::ConsumerMetrics(telemetry::Metrics& metrics, std::string_view consumer)
    : applied(metrics.counter("waymark_events_applied_total", "Events a consumer has applied.",
                              label(consumer))),
      failures(metrics.counter("waymark_event_failures_total",
                               "Attempts to apply an event that failed.", label(consumer))),
      parked(metrics.counter("waymark_events_parked_total",
                             "Events set aside after repeated failure.", label(consumer))),
      delay(metrics.histogram("waymark_event_delay_seconds",
                              "From the commit of an event to that of its effects.",
                              telemetry::latency_buckets(), label(consumer))) {}

Delivery::Delivery(const ConsumerPorts& ports, const ConsumerOptions& options, LogReader& log,
                   Consumer& consumer, ConsumerMetrics& metrics, std::uint32_t shard)
    : ports_(ports),
      options_(options),
      log_(log),
      consumer_(consumer),
      metrics_(metrics),
      shard_(shard) {}

Task<bool> Delivery::deliver_page(const timing::Hold* hold) {
  hold_ = hold;
  const std::int64_t token = hold ? hold->token() : 0;
  if (std::exchange(token_, token) != token) rewound_ = true;
  const While delivering(busy_);
  co_return co_await deliver_events();
}

Task<bool> Delivery::deliver_events() {
  if (rewound_.exchange(false)) co_await load_cursor();
  if (fence_ < token_) {
    const bool ours = co_await claim_cursor();
    if (!ours) co_return true;
  }
  if (token_ != 0 && fence_ > token_) {  // the shard has gone on to others; our hold ends soon
    rewound_ = true;
    co_return false;
  }
  const LoggedEvents page = co_await log_.read(shard_, position_, options_.page);
  for (const auto& logged : page) {
    if (!may_go_on()) co_return false;
    const auto& [position, event] = *logged;
    waiting_since_ = event.occurred_at.time_since_epoch().count();
    if (event.type.empty() || !consumer_.wants(event.type)) {
      moved_to(position);
    } else {
      const bool cursor_known = co_await deliver(event, position);
      if (!cursor_known) co_return true;
    }
  }
  if (passed_ >= options_.passed_before_saving) co_await save_cursor();
  if (page.empty()) waiting_since_ = 0;
  co_return !page.empty();
}

Task<void> Delivery::load_cursor() {
  std::optional<store::Item> item;
  try {
    item = co_await ports_.store.get(cursor_key(consumer_.name(), shard_));
  } catch (...) {
    rewound_ = true;
    throw;
  }
  take_cursor(item);
}

void Delivery::take_cursor(const std::optional<store::Item>& cursor) {
  saved_ = position_of(cursor);
  position_ = saved_.value_or(Position());
  passed_ = 0;
  fence_ = cursor ? cursor->integer(kFence).value_or(0) : 0;
  ports_.horizon.keep_after(shard_, position_);
}

bool Delivery::adopt(const std::optional<store::Item>& cursor, std::int64_t token) {
  if (busy_ || rewound_) return false;
  token_ = token;
  take_cursor(cursor);
  return true;
}

bool Delivery::add_claim(store::Transaction& transaction) const {
  if (fence_ >= token_) return false;
  add_cursor_move(transaction, position_);
  return true;
}

void Delivery::claimed() {
  if (busy_ || rewound_) return;  // it sees to itself
  saved_ = position_;
  fence_ = token_;
}

bool Delivery::stands_at(const std::optional<store::Item>& cursor) const {
  return saved_ == position_of(cursor);
}

/// From here on nobody who held the shard before moves the cursor. False when it has to be read again.
Task<bool> Delivery::claim_cursor() {
  store::Transaction transaction;
  add_cursor_move(transaction, position_);
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  if (outcome.committed())
    saved_ = position_;
  else
    rewound_ = true;
  fence_ = token_;
  co_return outcome.committed();
}

void Delivery::add_cursor_move(store::Transaction& transaction, const Position& to) const {
  store::Item item(cursor_key(consumer_.name(), shard_));
  item.set(kPosition, std::string_view(to));
  store::Condition unmoved = saved_ ? store::Condition::equal(std::string(kPosition), *saved_)
                                    : store::Condition::item_absent();
  if (token_ != 0) {
    item.set(kFence, token_);
    if (saved_) unmoved = not_fenced_off(std::move(unmoved), token_);
  }
  transaction.put(std::move(item), std::move(unmoved));
}

void Delivery::moved_to(const Position& position) {
  position_ = position;
  ++passed_;
}

Task<bool> Delivery::save_cursor() {
  store::Transaction transaction;
  add_cursor_move(transaction, position_);
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  if (outcome.committed()) {
    saved_ = position_;
    passed_ = 0;
  } else {
    rewound_ = true;
  }
  co_return outcome.committed();
}

/// False when the cursor has to be read again.
Task<bool> Delivery::deliver(const Event& event, const Position& position) {
  unsigned tries = 0;
  unsigned failures = 0;
  unsigned contended = 0;
  while (true) {
    if (!may_go_on()) co_return false;
    std::exception_ptr failure;
    try {
      const Attempt made = co_await attempt(event, position);
      if (made == Attempt::applied) co_return true;
      if (made == Attempt::superseded) co_return false;
      if (++contended < options_.contended_tries) continue;
      contended = 0;
      throw Error(ErrorCode::conflict, "error.conflict", "its conditions failed again and again");
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) std::rethrow_exception(failure);

    metrics_.failures.add();
    const std::string reason = reason_of(failure);
    const std::string id = event.id.to_string();
    const Trace trace = context_of(event).trace;
    telemetry::log(telemetry::Level::warn, "event_failed",
                   {{"consumer", consumer_.name()},
                    {"type", std::string_view(event.type)},
                    {"id", std::string_view(id)},
                    {"try", static_cast<std::int64_t>(tries + 1)},
                    {"reason", std::string_view(reason)}},
                   &trace);
    if (!is_passing(failure) && ++failures >= options_.failures_before_parking)
      co_return co_await park(event, position, reason);
    const auto delay = options_.pause.delay(tries++, ports_.random);
    co_await ports_.sleep(delay);
  }
}

Task<Delivery::Attempt> Delivery::attempt(const Event& event, const Position& position) {
  Effects effects = co_await consumer_.apply(event);
  if (effects.transaction.size() > 0 || !effects.events.empty()) {
    const std::size_t cursor_at = effects.transaction.size();
    add_cursor_move(effects.transaction, position);
    const RequestContext context = context_of(event);
    const store::Outcome outcome = co_await ports_.outbox.commit(
        std::move(effects.transaction), std::move(effects.events), context);
    if (outcome.failed_at(cursor_at)) {
      rewound_ = true;
      co_return Attempt::superseded;
    }
    if (!outcome.committed()) co_return Attempt::contended;
    saved_ = position_ = position;
    passed_ = 0;
  } else {
    moved_to(position);
  }
  metrics_.applied.add();
  const auto delay = ports_.clock.now() - event.occurred_at;
  metrics_.delay.observe(std::chrono::duration<double>(delay).count());
  run_after_commit(effects, consumer_.name());
  co_return Attempt::applied;
}

/// Sets the event aside and moves on; false when the cursor has to be read again.
Task<bool> Delivery::park(const Event& event, const Position& position, std::string reason) {
  ParkedEvent parked;
  parked.event = event;
  parked.reason = reason;
  parked.failures = options_.failures_before_parking;
  parked.parked_at = ports_.clock.now();
  store::Transaction transaction;
  transaction.put(store::to_item(parked, parked_key(consumer_.name(), shard_, position)));
  add_cursor_move(transaction, position);
  const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
  if (!outcome.committed()) {
    rewound_ = true;
    co_return false;
  }
  saved_ = position_ = position;
  passed_ = 0;
  metrics_.parked.add();
  const std::string id = event.id.to_string();
  telemetry::log(telemetry::Level::error, "event_parked",
                 {{"consumer", consumer_.name()},
                  {"type", std::string_view(event.type)},
                  {"id", std::string_view(id)},
                  {"reason", std::string_view(reason)}});
  co_return true;
}

}  // namespace waymark::events
