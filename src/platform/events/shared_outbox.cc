#include "platform/events/shared_outbox.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "base/error.h"
#include "platform/events/appending.h"
#include "platform/telemetry/log.h"

namespace waymark::events {
namespace {

using std::chrono::milliseconds;

/// Commits that find themselves fenced begin again; so often.
constexpr int kTries = 5;
/// How long a commit waits for a slot, in pauses of this length.
constexpr milliseconds kSlotPause{5};
constexpr int kSlotPauses = 1000;

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::warn, "event_horizon_failed", {{"reason", error.what()}});
  }
}

std::int64_t millis(Instant instant) {
  return instant.time_since_epoch().count();
}

}  // namespace

class SharedOutbox::Slot {
 public:
  Slot(SharedOutbox& outbox, std::string writer, std::size_t number)
      : outbox_(&outbox), writer_(std::move(writer)), number_(number) {}
  ~Slot() {
    if (outbox_ == nullptr) return;
    const std::lock_guard lock(outbox_->slots_mutex_);
    if (outbox_->writer_ == writer_) outbox_->free_slots_.push_back(number_);
  }
  Slot(Slot&& other) noexcept
      : outbox_(std::exchange(other.outbox_, nullptr)),
        writer_(std::move(other.writer_)),
        number_(other.number_) {}
  Slot& operator=(Slot&&) = delete;

  const std::string& writer() const { return writer_; }
  store::Key key() const { return Writers::slot_key(writer_, number_); }

 private:
  SharedOutbox* outbox_;
  std::string writer_;
  std::size_t number_;
};

SharedOutbox::SharedOutbox(SharedOutboxPorts ports, SharedOutboxOptions options)
    : ports_(ports),
      options_(options),
      sequencer_(ports.clock, ports.ids),
      writers_(ports.store, ports.uptime, ports.clock, ports.ids, options.gone_after) {}

SharedOutbox::~SharedOutbox() {
  assert(!group_);
}

Task<void> SharedOutbox::start(Executor executor) {
  assert(!group_);
  co_await step();  // joins
  co_await step();  // the second look counts
  {
    const std::lock_guard lock(signal_mutex_);
    signal_ = std::make_shared<runtime::Signal>(executor);
  }
  group_ = std::make_unique<runtime::TaskGroup>(executor, log_failure);
  group_->spawn(go_on());
}

Task<void> SharedOutbox::stop() {
  if (!group_) co_return;
  open_ = false;
  co_await group_->stop();
  group_.reset();
  {
    const std::lock_guard lock(signal_mutex_);
    signal_.reset();  // it must not outlive the reactor
  }
  fenced(writers_.id());
  std::exception_ptr failure;
  try {
    co_await writers_.leave();
  } catch (...) {
    failure = std::current_exception();  // others will fence us
  }
  if (failure) log_failure(failure);
}

Task<void> SharedOutbox::go_on() {
  while (true) {
    std::exception_ptr failure;
    bool waiting = false;
    try {
      waiting = co_await step();
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) {
      log_failure(failure);
      dirty_ = true;  // what was to be published may not have been
    }
    // A pause in any case: many commits share one publication.
    co_await runtime::sleep_for(options_.look_again);
    if (waiting && !failure) continue;
    co_await signal_->wait_until(std::chrono::steady_clock::now() + options_.look_every -
                                 options_.look_again);
  }
}

void SharedOutbox::wake() {
  dirty_ = true;
  const std::lock_guard lock(signal_mutex_);
  if (signal_) signal_->notify();
}

Task<bool> SharedOutbox::step() {
  if (writers_.id().empty()) co_await join();
  co_await settle_abandoned();
  const timing::Ticks since = ports_.uptime.now() - published_at_;
  if (dirty_ || since >= options_.beat_every) co_await publish();
  std::optional<WritersSeen> seen = co_await look();
  if (seen && wanted_ > published_) {
    co_await publish();
    seen = co_await look();
  }
  if (!seen) co_return true;
  horizon_ = std::max(horizon_, millis(seen->horizon));
  announce(*seen);
  ends_unknown_ = ends_unknown_ || seen->changed;
  if (ends_unknown_) co_await adopt_ends();
  const auto waits = [&](std::int64_t end) { return end > horizon_; };
  co_return std::ranges::any_of(seen->ends, waits) || dirty_;
}

Task<void> SharedOutbox::join() {
  co_await adopt_ends();
  const Instant after = co_await writers_.join();
  sequencer_.promise(after);
  published_ = Instant::min();
  published_at_ = timing::Ticks(0);
  dirty_ = true;
  open_ = true;
  const std::lock_guard lock(slots_mutex_);
  writer_ = writers_.id();
  free_slots_.resize(Writers::kSlots);
  std::iota(free_slots_.rbegin(), free_slots_.rend(), std::size_t{0});
}

/// Events of writers that are gone may lie further ahead than any clock here: we answer for them.
Task<void> SharedOutbox::adopt_ends() {
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const Position end = co_await end_of(ports_.store, shard);
    sequencer_.keep_after(shard, end);
    if (const auto at = parse_rfc3339(end.substr(0, end.find('#')))) note_end(shard, *at);
  }
  ends_unknown_ = false;
  dirty_ = true;
}

void SharedOutbox::note_end(std::uint32_t shard, Instant at) {
  std::int64_t before = own_ends_[shard];
  while (before < millis(at) && !own_ends_[shard].compare_exchange_weak(before, millis(at))) {
  }
}

Task<void> SharedOutbox::settle_abandoned() {
  for (std::uint32_t shard = 0; shard < kShards; ++shard)
    for (const Stamp& stamp : sequencer_.abandoned(shard)) {
      store::Transaction seal = seal_of(stamp, ports_.clock.now());
      co_await ports_.store.transact(std::move(seal));  // put or not: either way it is decided
      note_end(stamp.shard, stamp.at);                  // the event may be there all the same
      sequencer_.end(stamp);
      dirty_ = true;
    }
}

Task<std::optional<WritersSeen>> SharedOutbox::look() {
  std::optional<WritersSeen> seen = co_await writers_.look();
  // What others have placed and we hold back: their clocks may be ahead of ours.
  if (seen)
    wanted_ =
        std::min(seen->furthest, Instant(milliseconds(*std::ranges::max_element(seen->ends))));
  co_return seen;
}

Task<void> SharedOutbox::publish() {
  const timing::Ticks now = ports_.uptime.now();
  dirty_ = false;
  std::array<std::int64_t, kShards> ends{};
  for (std::uint32_t shard = 0; shard < kShards; ++shard) ends[shard] = own_ends_[shard];
  // What is in `ends` was placed before this: our own events never wait for a later publication.
  Instant through = std::max(ports_.clock.now(), wanted_);
  for (const std::int64_t end : ends) through = std::max(through, Instant(milliseconds(end)));
  through = std::max(sequencer_.promise(through), published_);
  const std::string writer = writers_.id();
  const bool ours = co_await writers_.publish(through, ends);
  if (!ours) {
    fenced(writer);
    co_return;
  }
  published_ = through;
  published_at_ = now;
}

/// Wakes the readers of shards where there is something new to read.
void SharedOutbox::announce(const WritersSeen& seen) {
  const std::lock_guard lock(listener_mutex_);
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    const std::int64_t reach = std::min(seen.ends[shard], horizon_);
    if (reach <= readable_[shard]) continue;
    readable_[shard] = reach;
    if (listener_) listener_(shard);
  }
}

Task<SharedOutbox::Slot> SharedOutbox::take_slot() {
  for (int pauses = 0; pauses < kSlotPauses; ++pauses) {
    {
      const std::lock_guard lock(slots_mutex_);
      if (!writer_.empty() && !free_slots_.empty()) {
        const std::size_t number = free_slots_.back();
        free_slots_.pop_back();
        co_return Slot(*this, writer_, number);
      }
      if (writer_.empty() && pauses == 0) wake();
    }
    co_await runtime::sleep_for(kSlotPause);
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "too many commits wait to be made");
}

/// Commits of that writer are refused from now on.
void SharedOutbox::fenced(const std::string& writer) {
  {
    const std::lock_guard lock(slots_mutex_);
    if (writer_ != writer) return;
    writer_.clear();
    free_slots_.clear();
  }
  wake();
}

/// What was committed before this commit began lies before it in the log.
Task<void> SharedOutbox::start_after_ends(const std::vector<NewEvent>& events) {
  std::vector<std::uint32_t> shards;
  for (const NewEvent& event : events) {
    const std::uint32_t shard = shard_of(event.user);
    if (std::ranges::find(shards, shard) != shards.end()) continue;
    shards.push_back(shard);
    const Position end = co_await end_of(ports_.store, shard);
    sequencer_.keep_after(shard, end);
  }
}

Task<store::Outcome> SharedOutbox::commit(store::Transaction transaction,
                                          std::vector<NewEvent> events,
                                          const RequestContext& context) {
  if (events.empty()) co_return co_await ports_.store.transact(std::move(transaction));
  if (!open_) throw Error(ErrorCode::unavailable, "error.unavailable", "the outbox is starting");
  for (int tries = 0; tries < kTries; ++tries) {
    std::optional<store::Outcome> outcome = co_await try_commit(transaction, events, context);
    if (outcome) co_return std::move(*outcome);
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", "this node was fenced again and again");
}

/// nullopt when nothing was committed, because we had been fenced.
Task<std::optional<store::Outcome>> SharedOutbox::try_commit(const store::Transaction& transaction,
                                                             const std::vector<NewEvent>& events,
                                                             const RequestContext& context) {
  // The slot comes first: places that were taken as one writer must not commit as the next one,
  // for between the two the horizon may have passed them.
  const Slot slot = co_await take_slot();
  co_await start_after_ends(events);
  store::Transaction all = transaction;
  Flight flight(sequencer_, [this](std::uint32_t) {
    dirty_ = true;
    wake();
  });
  append_events(all, events, context, ports_.clock.now(), flight);
  const std::size_t slot_at = all.size();
  all.check(slot.key(), store::Condition::item_exists());
  flight.depart();
  store::Outcome outcome = co_await ports_.store.transact(std::move(all));
  // Told before it is decided: whoever publishes in between must not go past it in silence.
  if (outcome.committed())
    for (const Stamp& stamp : flight.stamps()) note_end(stamp.shard, stamp.at);
  flight.decide();
  if (outcome.failed_at(slot_at)) {
    fenced(slot.writer());
    co_return std::nullopt;
  }
  co_return own_part(std::move(outcome), transaction.size());
}

/// No further than the last event: readers who stand there need not ask the store. Events of a writer that died before it
/// could tell of them count once others have looked for them (adopt_ends()).
Task<Position> SharedOutbox::readable_through(std::uint32_t shard) {
  const std::int64_t readable = readable_[shard];
  co_return readable == 0 ? Position() : end_of_instant(Instant(milliseconds(readable)));
}

void SharedOutbox::keep_after(std::uint32_t shard, const Position& position) {
  sequencer_.keep_after(shard, position);
}

void SharedOutbox::on_move(std::function<void(std::uint32_t)> moved) {
  const std::lock_guard lock(listener_mutex_);
  listener_ = std::move(moved);
}

}  // namespace waymark::events
