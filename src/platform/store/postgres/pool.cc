#include "platform/store/postgres/pool.h"

#include <algorithm>
#include <future>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::store::postgres {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kMaxInFlight = 32;  // exchanges on one connection
constexpr milliseconds kTick(100);
/// The server itself gives up at the request time-out (statement_timeout); past that and this it does not answer at all.
constexpr milliseconds kGrace(2'000);
constexpr Backoff kOpening{milliseconds(50), milliseconds(2'000)};

template <typename Handler>
struct ResumeOf final : Resume {
  ResumeOf(Handler waiting, Executor reactor) : handler(std::move(waiting)), guard(reactor) {}
  void operator()() override {
    const Executor executor = guard.get_executor();
    boost::asio::post(executor, [waiting = std::move(handler), kept = std::move(guard)]() mutable {
      if (auto slot = boost::asio::get_associated_cancellation_slot(waiting); slot.is_connected())
        slot.clear();
      waiting();
    });
  }
  Handler handler;
  boost::asio::executor_work_guard<Executor> guard;
};

}  // namespace

Pool::Pool(Executor executor, const PoolSurroundings& surroundings)
    : executor_(executor), surroundings_(surroundings), timer_(std::in_place, executor) {}

Pool::~Pool() = default;

Task<void> Pool::perform(std::shared_ptr<Exchange> exchange) {
  const auto start = [](auto handler, Pool* pool, const std::shared_ptr<Exchange>& begun) {
    using Handler = decltype(handler);
    if (auto slot = boost::asio::get_associated_cancellation_slot(handler); slot.is_connected())
      slot.assign([weak = std::weak_ptr<Exchange>(begun)](boost::asio::cancellation_type) {
        if (const auto running = weak.lock()) running->finish(Exchange::End::cancelled);
      });
    begun->resume = std::make_unique<ResumeOf<Handler>>(std::move(handler), pool->executor_);
    pool->submit(begun);
  };
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      start, use_task, this, exchange);
  if (exchange->end == Exchange::End::cancelled)
    throw boost::system::system_error(boost::asio::error::operation_aborted);
}

void Pool::submit(const std::shared_ptr<Exchange>& exchange) {
  keep_time();
  if (exchange->connection) return exchange->connection->send(exchange);
  if (closed_ || waiting_.size() >= surroundings_.limits.waiting) {
    exchange->cause = closed_ ? "the store was closed" : "too many requests wait for PostgreSQL";
    return exchange->finish(Exchange::End::unsent);
  }
  waiting_.push_back(exchange);
  dispatch();
}

/// Sends what can be sent. Sending may lose a connection, which calls this again: once is enough.
void Pool::dispatch() {
  if (std::exchange(dispatching_, true)) return;
  while (!waiting_.empty()) {
    const auto next = waiting_.front();
    if (!next->pending()) {
      waiting_.pop_front();
      continue;
    }
    Connection* const connection = least_busy();
    if (connection == nullptr || connection->in_flight() > 0) open_another();
    if (connection == nullptr || connection->in_flight() >= kMaxInFlight) break;
    waiting_.pop_front();
    connection->send(next);
  }
  dispatching_ = false;
}

Connection* Pool::least_busy() {
  Connection* best = nullptr;
  for (const auto& connection : connections_)
    if (connection->open() && !connection->leased() &&
        (best == nullptr || connection->in_flight() < best->in_flight()))
      best = connection.get();
  return best;
}

void Pool::open_another() {
  if (closed_ || opening_ || connections_.size() >= surroundings_.limits.connections ||
      steady_clock::now() < open_not_before_)
    return;
  opening_ = true;
  surroundings_.connector.open([weak = weak_from_this()](Opened session) {
    if (const auto pool = weak.lock()) pool->deliver(std::move(session));
  });
}

/// On the connector's thread.
void Pool::deliver(Opened session) {
  auto kept = std::make_shared<Opened>(std::move(session));
  const std::lock_guard lock(gate_);
  if (closed_) return;
  boost::asio::post(executor_,
                    [self = shared_from_this(), kept] { self->opened(std::move(*kept)); });
}

void Pool::opened(Opened session) {
  opening_ = false;
  if (closed_) return;
  if (const auto* failure = std::get_if<NoSession>(&session)) return failed_to_open(*failure);
  failures_ = 0;
  last_failure_.clear();
  surroundings_.opened.add();
  connections_.push_back(std::make_shared<Connection>(
      executor_, std::get<Session>(std::move(session)), surroundings_.statements, *this));
  connections_.back()->start();
  dispatch();
}

void Pool::failed_to_open(const NoSession& failure) {
  open_not_before_ = steady_clock::now() + kOpening.delay(failures_, surroundings_.random);
  if (failures_++ == 0 || failure.hopeless)
    telemetry::log(telemetry::Level::warn, "postgres_unreachable", {{"cause", failure.cause}});
  last_failure_ = failure.cause;
  if (failure.hopeless && connections_.empty()) end_waiting(failure.cause);
  keep_time();
}

void Pool::progressed() {
  dispatch();
}

void Pool::lost(Connection& connection, const std::string& cause) {
  surroundings_.lost.add();
  last_failure_ = cause;
  telemetry::log(telemetry::Level::warn, "postgres_connection_lost", {{"cause", cause}});
  std::erase_if(connections_, [&](const auto& one) { return one.get() == &connection; });
  dispatch();
}

/// While anything is under way the clock is looked at every tick.
void Pool::keep_time() {
  if (closed_ || std::exchange(timing_, true)) return;
  timer_->expires_after(kTick);
  timer_->async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (error || !self || self->closed_) return;
    self->timing_ = false;
    self->look_at_the_clock();
  });
}

void Pool::look_at_the_clock() {
  const auto now = steady_clock::now();
  for (const auto& exchange : std::deque(waiting_))
    if (exchange->deadline <= now) {
      exchange->cause =
          last_failure_.empty() ? "all connections to PostgreSQL are busy" : last_failure_;
      exchange->finish(Exchange::End::unsent);
    }
  for (const auto& connection : std::vector(connections_)) {
    for (const auto& exchange : std::deque(connection->exchanges()))
      if (exchange->deadline <= now) exchange->finish(Exchange::End::overdue);
    if (connection->in_flight() > 0 &&
        now - connection->waiting_since() > surroundings_.limits.request_timeout + kGrace)
      connection->give_up("PostgreSQL does not answer");
  }
  dispatch();
  const auto busy = [](const auto& connection) { return connection->in_flight() > 0; };
  if (!waiting_.empty() || std::ranges::any_of(connections_, busy)) keep_time();
}

void Pool::end_waiting(const std::string& cause) {
  for (const auto& exchange : std::exchange(waiting_, {})) {
    exchange->cause = cause;
    exchange->finish(Exchange::End::unsent);
  }
}

void Pool::close() {
  {
    const std::lock_guard lock(gate_);
    if (std::exchange(closed_, true)) return;
  }
  timer_.reset();
  end_waiting("the store was closed");
  for (const auto& connection : std::exchange(connections_, {}))
    connection->close("the store was closed");
}

void Pool::close_from_outside() {
  {
    const std::lock_guard lock(gate_);
    if (closed_) return;
  }
  auto& context = executor_.context();
  if (executor_.running_in_this_thread() || context.stopped()) return close();
  const auto done = std::make_shared<std::promise<void>>();
  auto closed = done->get_future();
  boost::asio::post(executor_, [self = shared_from_this(), done] {
    self->close();
    done->set_value();
  });
  // A reactor that stops meanwhile, or that nobody runs, will not do it.
  const auto patience = steady_clock::now() + kGrace;
  while (closed.wait_for(kTick) != std::future_status::ready)
    if (context.stopped() || steady_clock::now() > patience) return close();
}

}  // namespace waymark::store::postgres
