#include "platform/runtime/reactor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

namespace waymark::runtime {
namespace {

using SteadyTimer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr std::chrono::milliseconds kProbeInterval(250);
constexpr std::size_t kProbesKept = 20;  // five seconds

std::size_t count_or_cores(std::size_t count) {
  return count > 0 ? count : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

/// Runs one reactor, and asks every quarter of a second to be run, noting how late that happens.
struct Reactors::Thread {
  explicit Thread(Reactor& reactor)
      : guard(reactor.executor()), timer(reactor.executor()), context(reactor.context()) {
    probe();
    thread = std::thread([this] { context.run(); });
  }
  ~Thread() {
    context.stop();
    thread.join();
  }

  void probe() {
    timer.expires_after(kProbeInterval);
    timer.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      lags[next++ % kProbesKept] = std::chrono::steady_clock::now() - timer.expiry();
      longest.store(std::ranges::max(lags).count(), std::memory_order_relaxed);
      probe();
    });
  }

  boost::asio::executor_work_guard<Executor> guard;
  SteadyTimer timer;
  boost::asio::io_context& context;
  std::array<std::chrono::nanoseconds, kProbesKept> lags{};
  std::size_t next = 0;
  std::atomic<std::int64_t> longest{0};  // nanoseconds
  std::thread thread;
};

Reactors::Reactors(std::size_t count, std::chrono::milliseconds tick) {
  for (std::size_t i = 0; i < count_or_cores(count); ++i)
    reactors_.push_back(std::make_unique<Reactor>(i, tick));
}

Reactors::~Reactors() {
  stop();
}

void Reactors::start() {
  for (const auto& reactor : reactors_) threads_.push_back(std::make_unique<Thread>(*reactor));
}

void Reactors::stop() {
  threads_.clear();
}

double Reactors::lag_seconds(std::size_t index) const {
  if (index >= threads_.size()) return 0;
  return static_cast<double>(threads_[index]->longest.load(std::memory_order_relaxed)) / 1e9;
}

Task<void> sleep_for(std::chrono::milliseconds duration) {
  SteadyTimer timer(co_await boost::asio::this_coro::executor);
  timer.expires_after(duration);
  co_await timer.async_wait(use_task);
}

}  // namespace waymark::runtime
