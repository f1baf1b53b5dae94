#include "platform/events/shard_watch.h"

#include <algorithm>
#include <utility>

#include "platform/events/parked.h"

namespace waymark::events {

using std::chrono::steady_clock;

ShardWatch::ShardWatch(const ConsumerPorts& ports, const ConsumerOptions& options, LogReader& log,
                       std::uint32_t shard, std::vector<Sleeper> sleepers,
                       std::shared_ptr<runtime::Signal> moved)
    : ports_(ports),
      options_(options),
      log_(log),
      shard_(shard),
      sleepers_(std::move(sleepers)),
      moved_(std::move(moved)) {}

Task<void> ShardWatch::run() {
  unsigned failures = 0;
  while (true) {
    std::exception_ptr failure;
    bool more = false;
    try {
      more = co_await step();
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) {
      log_failure("event_log_unread", failure);
      const auto delay = options_.pause.delay(failures++, ports_.random);
      co_await ports_.sleep(delay);
    } else if (!more && leased()) {
      co_await moved_->wait_until(steady_clock::now() + options_.ask_for_shard_every);
    } else if (!more) {
      co_await moved_->wait();
    }
  }
}

/// Whether there may be more to read at once.
Task<bool> ShardWatch::step() {
  std::int64_t token = 0;
  if (leased()) {
    const auto hold = ports_.shards->hold(shard_);
    if (!hold) {
      taken_under_.reset();
      co_return false;
    }
    token = hold->token();
  }
  if (taken_under_ != token) {
    co_await take_over(token);
  } else if (leased() && steady_clock::now() - looked_at_ >= options_.look_at_cursors_every) {
    co_await look_at_cursors();
  }
  const LoggedEvents page = co_await log_.read(shard_, position_, options_.page);
  for (const auto& logged : page) {
    position_ = logged->position;
    wake_whom_it_concerns(logged->event);
  }
  co_return !page.empty();
}

/// With two calls what each consumer would do by itself with two: reads the cursors, and, where the shard is leased, writes
/// the token into them. Those who are at work, or whose cursor moves meanwhile, see to it by themselves.
Task<void> ShardWatch::take_over(std::int64_t token) {
  std::vector<Sleeper*> together;
  for (Sleeper& sleeper : sleepers_)
    if (sleeper.delivery->wants_cursor(token)) together.push_back(&sleeper);
  for (const Sleeper* sleeper : together) sleeper->delivery->expect_cursor();
  std::exception_ptr failure;
  try {
    co_await claim(together, token);
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) {
    for (const Sleeper* sleeper : together) sleeper->delivery->rewind();
    std::rethrow_exception(failure);
  }
  position_ = co_await ports_.horizon.readable_through(shard_);
  for (const Sleeper& sleeper : sleepers_) {
    if (sleeper.delivery->rewound())
      sleeper.signal->notify();  // it reads to the end
    else
      position_ = std::min(position_, sleeper.delivery->position());
  }
  taken_under_ = token;
  looked_at_ = steady_clock::now();
}

Task<void> ShardWatch::claim(const std::vector<Sleeper*>& together, std::int64_t token) {
  const auto found = co_await cursors(together);
  store::Transaction claims;
  std::vector<Sleeper*> claiming;
  for (std::size_t i = 0; i < together.size(); ++i)
    if (together[i]->delivery->adopt(found[i], token) && together[i]->delivery->add_claim(claims))
      claiming.push_back(together[i]);
  if (claiming.empty()) co_return;
  const store::Outcome outcome = co_await ports_.store.transact(std::move(claims));
  for (const Sleeper* sleeper : claiming)
    outcome.committed() ? sleeper->delivery->claimed() : sleeper->delivery->rewind();
}

/// Another node may have set some back, for a replay.
Task<void> ShardWatch::look_at_cursors() {
  looked_at_ = steady_clock::now();
  std::vector<Sleeper*> all;
  for (Sleeper& sleeper : sleepers_) all.push_back(&sleeper);
  const auto found = co_await cursors(all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Sleeper& sleeper = *all[i];
    if (sleeper.delivery->busy() || sleeper.delivery->stands_at(found[i])) continue;
    sleeper.delivery->rewind();
    sleeper.signal->notify();
  }
}

Task<std::vector<std::optional<store::Item>>> ShardWatch::cursors(const std::vector<Sleeper*>& of) {
  if (of.empty()) co_return std::vector<std::optional<store::Item>>();
  std::vector<store::Key> keys;
  keys.reserve(of.size());
  for (const Sleeper* sleeper : of) keys.push_back(cursor_key(sleeper->consumer->name(), shard_));
  co_return co_await ports_.store.batch_get(std::move(keys));
}

void ShardWatch::wake_whom_it_concerns(const Event& event) {
  for (Sleeper& sleeper : sleepers_) {
    if (!sleeper.consumer->wants(event.type) && ++sleeper.passed < options_.passed_before_saving)
      continue;
    sleeper.passed = 0;
    sleeper.signal->notify();
  }
}

Task<void> ShardWatch::deliver(Delivery& delivery, std::shared_ptr<runtime::Signal> signal) {
  unsigned failures = 0;
  bool more = false;
  while (true) {
    if (!more) co_await signal->wait();
    std::optional<timing::Hold> hold;
    if (leased()) hold = ports_.shards->hold(shard_);
    if (leased() && !hold) {
      taken_under_.reset();  // we are woken when it is ours again
      more = false;
      continue;
    }
    std::exception_ptr failure;
    try {
      more = co_await delivery.deliver_page(hold ? &*hold : nullptr);
      failures = 0;
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (hold && (!hold->valid() || delivery.fenced_off())) taken_under_.reset();
    hold.reset();  // the shard may be handed over while we wait
    if (!failure) continue;
    log_failure("event_delivery_failed", failure);
    more = true;
    const auto delay = options_.pause.delay(failures++, ports_.random);
    co_await ports_.sleep(delay);
  }
}

}  // namespace waymark::events
