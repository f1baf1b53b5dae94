#include "platform/queue/on_store/dispenser.h"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/store/limits.h"
#include "platform/telemetry/log.h"

namespace waymark::queue::on_store {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A claim changes each of its jobs once.
constexpr std::size_t kMostAtOnce = store::kMaxOperations;
// Of a claim that other processes contend for. Each attempt goes on without what they took.
constexpr int kAttempts = 5;
// The reactor does other things after so many pages without a job in them.
constexpr unsigned kPagesAtOnce = 4;

Error unavailable(const char* cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", cause);
}

}  // namespace

struct Dispenser::Waiter {
  Waiter(Executor executor, const ReceiveOptions& asked)
      : options(asked),
        deadline(steady_clock::now() + asked.wait),
        signal(std::make_shared<runtime::Signal>(executor)) {}

  ReceiveOptions options;
  SteadyTime deadline;
  std::shared_ptr<runtime::Signal> signal;
  // Under the mutex:
  bool tried = false;  // a round has looked for it
  bool done = false;   // it is no longer in the queue
  std::vector<Leftover> jobs;
  std::exception_ptr failure;
};

/// A receiver's place in the queue: left at its end, however it ends.
class Dispenser::Place {
 public:
  Place(Dispenser& dispenser, Executor executor, const ReceiveOptions& options)
      : dispenser_(dispenser), waiter_(std::make_shared<Waiter>(executor, options)) {
    const std::lock_guard lock(dispenser_.mutex_);
    if (!dispenser_.open_) throw unavailable("the queue is not served");
    if (dispenser_.waiters_.size() >= kMaxWaiting) throw unavailable("too many receivers wait");
    dispenser_.waiters_.push_back(waiter_);
    dispenser_.signal_->notify();
  }
  ~Place() {
    const std::lock_guard lock(dispenser_.mutex_);
    if (!waiter_->done) std::erase(dispenser_.waiters_, waiter_);
    waiter_->done = true;
    std::ranges::move(waiter_->jobs, std::back_inserter(dispenser_.leftovers_));
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  runtime::Signal& signal() { return *waiter_->signal; }
  std::vector<Job> take() {
    const std::lock_guard lock(dispenser_.mutex_);
    if (waiter_->failure) std::rethrow_exception(waiter_->failure);
    std::vector<Job> jobs;
    jobs.reserve(waiter_->jobs.size());
    for (Leftover& one : waiter_->jobs) jobs.push_back(std::move(one.job));
    waiter_->jobs.clear();
    return jobs;
  }

 private:
  Dispenser& dispenser_;
  std::shared_ptr<Waiter> waiter_;
};

/// What one look found, and for whom.
struct Dispenser::Round {
  struct Share {
    std::shared_ptr<Waiter> waiter;
    std::size_t jobs = 0;
  };
  /// A candidate on its way to a receiver.
  struct Claim {
    Candidate candidate;
    std::shared_ptr<Waiter> waiter;
    Instant hidden_until;
  };
  Instant now;
  std::vector<Candidate> found;
  std::vector<Claim> claims;
  std::vector<Candidate> dead;
};

Dispenser::Dispenser(store::Store& store, const Clock& clock, const QueueDefinition& definition,
                     const DispenserOptions& options, Executor home)
    : store_(store),
      clock_(clock),
      definition_(definition),
      options_(options),
      signal_(std::make_shared<runtime::Signal>(home)),
      ended_(std::make_shared<runtime::Signal>(home)),
      poll_(options.poll) {
  for (std::size_t place = 0; place < kLanes; ++place)
    lanes_.emplace_back(definition.name, LaneId::at(place));
}

Task<std::vector<Job>> Dispenser::receive(ReceiveOptions options) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  Place place(*this, executor, options);
  co_await place.signal().wait();
  co_return place.take();
}

void Dispenser::hint(LaneId lane, Instant due, std::string sk) {
  const std::lock_guard lock(mutex_);
  Hint& hint = hints_[lane.place()];
  if (due > clock_.now()) {
    hint.later.insert(due);
    if (hint.later.size() > kMostLater) hint.later.erase(std::prev(hint.later.end()));
  } else if (!hint.first || sk < *hint.first) {
    hint.first = std::move(sk);
  }
  if (!waiters_.empty()) signal_->notify();
}

Task<void> Dispenser::serve() {
  {
    const std::lock_guard lock(mutex_);
    open_ = true;
  }
  while (!stopping()) {
    co_await serve_waiters();
    if (const auto next = next_look())
      co_await signal_->wait_until(*next);
    else
      co_await signal_->wait();
  }
  try {
    co_await give_back_leftovers();
  } catch (const Error& error) {  // then they come back when their time-out lapses
    telemetry::log(telemetry::Level::warn, "jobs_not_given_back",
                   {{"queue", definition_.name}, {"cause", std::string_view(error.what())}});
  }
  ended_->notify();
}

Task<void> Dispenser::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (!open_) co_return;
    open_ = false;
  }
  dismiss(std::make_exception_ptr(unavailable("the queue is being stopped")));
  signal_->notify();
  co_await ended_->wait();
}

bool Dispenser::stopping() {
  const std::lock_guard lock(mutex_);
  return !open_;
}

Task<void> Dispenser::serve_waiters() {
  bool more = true;
  while (more && !stopping()) {
    Round round;
    std::exception_ptr failure;
    try {
      co_await serve_once(round);
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure) {
      dismiss(failure);
      co_return;
    }
    more = hand_out(round);
  }
}

Task<void> Dispenser::serve_once(Round& round) {
  const std::size_t wanted = demand();
  if (wanted == 0) co_return;
  round.now = clock_.now();
  const bool polls = steady_clock::now() >= poll_at_;
  if (polls) begin_poll();
  take_hints();
  co_await gather(round, wanted);
  if (!round.found.empty())
    poll_ = options_.poll;
  else if (polls)
    poll_ = std::min(2 * poll_, options_.longest_poll);
  assign(round);
  co_await claim(round);
}

std::size_t Dispenser::demand() {
  const std::lock_guard lock(mutex_);
  std::size_t wanted = 0;
  for (const auto& waiter : waiters_) wanted += waiter->options.max_jobs;
  return std::min(wanted, kMostAtOnce);
}

void Dispenser::take_hints() {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  for (std::size_t place = 0; place < kLanes; ++place) {
    Hint& hint = hints_[place];
    if (hint.first) lanes_[place].look_at(*hint.first);
    hint.first.reset();
    const auto due = hint.later.upper_bound(now);
    if (due != hint.later.begin()) lanes_[place].look_at(first_at(*hint.later.begin()));
    hint.later.erase(hint.later.begin(), due);
  }
}

void Dispenser::begin_poll() {
  const SteadyTime now = steady_clock::now();
  for (Lane& lane : lanes_) lane.begin_again(now);
  poll_at_ = now + poll_;
}

Task<void> Dispenser::gather(Round& round, std::size_t wanted) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  unsigned pages = 0;
  const std::size_t first = first_shard_++;
  for (const Priority priority : turns_.next()) {
    for (std::uint32_t i = 0; i < kShards; ++i) {
      const LaneId id{priority, static_cast<std::uint32_t>((first + i) % kShards)};
      Lane& lane = lanes_[id.place()];
      while (lane.worth_a_scan() && round.found.size() < wanted) {
        co_await lane.scan(store_, round.now, wanted - round.found.size(), round.found);
        if (++pages % kPagesAtOnce == 0) co_await boost::asio::post(executor, use_task);
      }
    }
  }
}

/// Who gets what, in the order in which they came. What was received too often goes to nobody.
void Dispenser::assign(Round& round) {
  const auto worn_out = [this](const Candidate& one) {
    return one.job.receives >= definition_.max_receives;
  };
  const auto dead = std::ranges::stable_partition(
      round.found, [&](const Candidate& one) { return !worn_out(one); });
  std::ranges::move(dead, std::back_inserter(round.dead));
  round.found.erase(dead.begin(), dead.end());

  const std::lock_guard lock(mutex_);
  auto next = round.found.begin();
  std::size_t leftovers = leftovers_.size();
  for (const auto& waiter : waiters_) {
    waiter->tried = true;
    std::size_t open = waiter->options.max_jobs;
    const std::size_t given = std::min(open, leftovers);
    leftovers -= given;
    for (open -= given; open > 0 && next != round.found.end(); --open, ++next) {
      const Instant hidden_until = round.now + waiter->options.visibility;
      round.claims.push_back(Round::Claim{std::move(*next), waiter, hidden_until});
    }
    if (next == round.found.end() && leftovers == 0 && !round.claims.empty()) break;
  }
  // What nobody is left for was not claimed: it must be found again.
  for (; next != round.found.end(); ++next) lanes_[next->lane.place()].look_at(next->sk);
}

Task<void> Dispenser::claim(Round& round) {
  for (int attempt = 0; attempt < kAttempts && !(round.claims.empty() && round.dead.empty());
       ++attempt) {
    store::Transaction transaction;
    for (const Round::Claim& claim : round.claims) {
      const Candidate& one = claim.candidate;
      const Delivery before{one.lane, one.job.receives, one.sk};
      store::Changes changes;
      changes.set("receives", std::int64_t{one.job.receives} + 1)
          .set("visibleAt", std::int64_t{claim.hidden_until.time_since_epoch().count()});
      transaction.update(before.key(definition_.name), std::move(changes), before.holds());
    }
    const std::size_t live = round.claims.size();
    const std::size_t room = (kMostAtOnce - live) / 2;
    if (round.dead.size() > room) round.dead.resize(room);  // the next poll finds the others
    for (const Candidate& one : round.dead) {
      const Delivery last{one.lane, one.job.receives, one.sk};
      transaction.erase(last.key(definition_.name), last.holds());
      transaction.put(dead_item(definition_.name, one.job, round.now));
    }
    if (transaction.size() == 0) co_return;
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) co_return;
    for (auto failed = outcome.failed.rbegin(); failed != outcome.failed.rend(); ++failed) {
      if (*failed < live)
        round.claims.erase(round.claims.begin() + static_cast<std::ptrdiff_t>(*failed));
      else
        round.dead.erase(round.dead.begin() + static_cast<std::ptrdiff_t>((*failed - live) / 2));
    }
  }
  round.claims.clear();  // the last attempt failed as well: nothing is ours
}

bool Dispenser::hand_out(Round& round) {
  const std::lock_guard lock(mutex_);
  const bool found = !round.claims.empty();
  for (Round::Claim& claim : round.claims) {
    Candidate& one = claim.candidate;
    Delivery delivery{one.lane, one.job.receives + 1, std::move(one.sk)};
    Leftover ready;
    ready.hidden_until = claim.hidden_until;
    ready.job.id = one.job.id;
    ready.job.body = std::move(one.job.body);
    ready.job.priority = one.job.priority;
    ready.job.receives = delivery.receives;
    ready.job.sent_at = one.job.sent_at;
    ready.job.last_error = std::move(one.job.last_error);
    ready.job.trace_id = std::move(one.job.trace_id);
    ready.job.receipt = delivery.receipt();
    if (claim.waiter->done)
      leftovers_.push_back(std::move(ready));
    else
      claim.waiter->jobs.push_back(std::move(ready));
  }
  const Instant now = clock_.now();
  const SteadyTime steady_now = steady_clock::now();
  bool untried = false;
  std::erase_if(waiters_, [&](const std::shared_ptr<Waiter>& waiter) {
    while (!leftovers_.empty() && waiter->jobs.size() < waiter->options.max_jobs) {
      if (leftovers_.front().hidden_until > now)
        waiter->jobs.push_back(std::move(leftovers_.front()));
      leftovers_.pop_front();
    }
    const bool answer = !waiter->jobs.empty() || (waiter->tried && steady_now >= waiter->deadline);
    if (!answer) {
      untried = untried || !waiter->tried;
      return false;
    }
    waiter->done = true;
    waiter->signal->notify();
    return true;
  });
  return untried || (found && !waiters_.empty());
}

void Dispenser::dismiss(const std::exception_ptr& failure) {
  const std::lock_guard lock(mutex_);
  for (const auto& waiter : waiters_) {
    waiter->failure = failure;
    waiter->done = true;
    waiter->signal->notify();
  }
  waiters_.clear();
}

/// Nobody comes for these any more: others may have them at once.
Task<void> Dispenser::give_back_leftovers() {
  std::deque<Leftover> left;
  {
    const std::lock_guard lock(mutex_);
    left.swap(leftovers_);
  }
  for (const Leftover& one : left) {
    const Delivery delivery = Delivery::of(one.job.receipt);
    store::Changes changes;
    changes.remove("visibleAt");
    store::Transaction transaction;
    transaction.update(delivery.key(definition_.name), std::move(changes), delivery.holds());
    co_await store_.transact(std::move(transaction));
  }
}

std::optional<Dispenser::SteadyTime> Dispenser::next_look() {
  const std::lock_guard lock(mutex_);
  if (waiters_.empty()) return std::nullopt;
  const SteadyTime soonest = steady_clock::now() + milliseconds(1);
  SteadyTime next = poll_at_;
  for (const auto& waiter : waiters_) next = std::min(next, waiter->deadline);
  const Instant now = clock_.now();
  for (const Hint& hint : hints_)
    if (!hint.later.empty())
      next = std::min(next, steady_clock::now() + (*hint.later.begin() - now));
  return std::max(next, soonest);
}

}  // namespace waymark::queue::on_store
