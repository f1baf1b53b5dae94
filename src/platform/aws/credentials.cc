#include "platform/aws/credentials.h"

#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/aws/credential_sources.h"

namespace waymark::aws {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::minutes kRefreshBefore(5);
constexpr std::chrono::seconds kPauseAfterFailure(1);

using Timer = boost::asio::basic_waitable_timer<steady_clock,
                                                boost::asio::wait_traits<steady_clock>, Executor>;

/// A coroutine that waits for another's fetch, on a reactor of its own.
struct Waiter {
  explicit Waiter(const Executor& reactor) : executor(reactor), timer(reactor) {
    timer.expires_at(steady_clock::time_point::max());
  }
  Executor executor;
  Timer timer;
};

bool same(const Credentials& a, const Credentials& b) {
  return a.access_key_id == b.access_key_id && a.session_token.expose() == b.session_token.expose();
}

}  // namespace

FixedCredentials::FixedCredentials(Credentials credentials)
    : credentials_(std::make_shared<const Credentials>(std::move(credentials))) {}

Task<std::shared_ptr<const Credentials>> FixedCredentials::credentials() {
  co_return credentials_;
}

void FixedCredentials::refused(const Credentials&) {}

struct CredentialChain::State {
  State(CredentialSources sources, http::Client& client, runtime::BackgroundPool& pool,
        const Clock& the_clock)
      : reader(std::move(sources), client, pool), clock(the_clock) {}

  bool holds() const { return current && (!current->expires || *current->expires > clock.now()); }
  bool fresh() const {
    return current && (!current->expires || *current->expires - kRefreshBefore > clock.now());
  }
  void wake_all() {
    for (const std::shared_ptr<Waiter>& waiter : std::exchange(waiting, {}))
      boost::asio::post(waiter->executor, [waiter] { waiter->timer.cancel(); });
  }

  SourceReader reader;
  const Clock& clock;
  std::mutex mutex;  // what follows
  std::shared_ptr<const Credentials> current;
  bool fetching = false;
  steady_clock::time_point try_again = steady_clock::time_point::min();
  std::exception_ptr failure;  // of the last fetch
  std::vector<std::shared_ptr<Waiter>> waiting;
};

namespace {

/// Whoever fetches; however it ends, the others are told.
template <typename State>
class Fetch {
 public:
  explicit Fetch(State& state) : state_(state) {}
  ~Fetch() {
    const std::lock_guard lock(state_.mutex);
    state_.fetching = false;
    state_.wake_all();
  }
  Fetch(const Fetch&) = delete;
  Fetch& operator=(const Fetch&) = delete;

 private:
  State& state_;
};

}  // namespace

CredentialChain::CredentialChain(CredentialSources sources, http::Client& client,
                                 runtime::BackgroundPool& pool, const Clock& clock)
    : state_(std::make_unique<State>(std::move(sources), client, pool, clock)) {}
CredentialChain::~CredentialChain() = default;

void CredentialChain::refused(const Credentials& credentials) {
  const std::lock_guard lock(state_->mutex);
  if (state_->current && same(*state_->current, credentials)) state_->current.reset();
}

Task<std::shared_ptr<const Credentials>> CredentialChain::credentials() {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  for (;;) {
    std::shared_ptr<Waiter> waiter;
    {
      const std::lock_guard lock(state_->mutex);
      if (state_->fresh()) co_return state_->current;
      const bool paused = steady_clock::now() < state_->try_again;
      if ((state_->fetching || paused) && state_->holds()) co_return state_->current;
      if (!state_->fetching) {
        if (paused) std::rethrow_exception(state_->failure);
        state_->fetching = true;
      } else {
        waiter = std::make_shared<Waiter>(reactor);
        state_->waiting.push_back(waiter);
      }
    }
    if (!waiter) break;
    boost::system::error_code ended;
    co_await waiter->timer.async_wait(boost::asio::redirect_error(use_task, ended));
    const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != boost::asio::cancellation_type::none)
      throw boost::system::system_error(boost::asio::error::operation_aborted);
  }

  const Fetch fetch(*state_);
  std::exception_ptr failure;
  try {
    auto found = std::make_shared<const Credentials>(co_await state_->reader.find());
    const std::lock_guard lock(state_->mutex);
    state_->current = found;
    co_return found;
  } catch (const Error&) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(state_->mutex);
  state_->failure = failure;
  state_->try_again = steady_clock::now() + kPauseAfterFailure;
  if (state_->holds()) co_return state_->current;
  std::rethrow_exception(failure);
}

}  // namespace waymark::aws
