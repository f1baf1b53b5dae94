#include "platform/redis/client.h"

#include <openssl/evp.h>

#include <atomic>
#include <deque>
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/backoff.h"
#include "base/encoding.h"
#include "base/error.h"
#include "platform/redis/connection.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/telemetry/log.h"

namespace waymark::redis {
namespace {

constexpr Backoff kBackoff{std::chrono::milliseconds(50), std::chrono::milliseconds(2'000)};

Error unavailable(const std::string& why) {
  return Error(ErrorCode::unavailable, "error.unavailable", "Redis: " + why);
}

/// A command and, later, its answer; shared by the connection and who waits.
struct Pending {
  explicit Pending(const Executor& caller) : answered(std::make_shared<runtime::Signal>(caller)) {}
  std::string command;
  std::optional<Reply> reply;  // none: the connection was lost
  std::shared_ptr<runtime::Signal> answered;
};
using PendingPtr = std::shared_ptr<Pending>;

}  // namespace

/// Lives on the reactor of start(); `connected` is for everybody.
struct Client::State : std::enable_shared_from_this<State> {
  State(Address where, std::string its_name, Random& source)
      : address(std::move(where)), name(std::move(its_name)), random(source) {}

  void submit(const PendingPtr& pending) {
    if (!connected || waiting.size() >= kMostWaiting) return pending->answered->notify();
    outgoing += pending->command;
    waiting.push_back(pending);
    to_write->notify();
  }
  void fail_all() {
    const std::deque<PendingPtr> lost = std::exchange(waiting, {});
    for (const PendingPtr& pending : lost) pending->answered->notify();
    outgoing.clear();
  }

  static Task<void> run(std::shared_ptr<State> self) {
    for (unsigned attempt = 0;; ++attempt) {
      std::string why;
      try {
        co_await self->serve();
      } catch (const Error& error) {
        why = error.what();
      }
      if (self->connected.exchange(false)) {
        attempt = 0;
        telemetry::log(telemetry::Level::warn, "redis_lost",
                       {{"use", self->name}, {"reason", why}});
      } else if (attempt == 0) {
        telemetry::log(telemetry::Level::warn, "redis_unreachable",
                       {{"use", self->name}, {"reason", why}});
      }
      self->fail_all();
      const std::chrono::milliseconds pause = kBackoff.delay(attempt, self->random);
      co_await runtime::sleep_for(pause + std::chrono::milliseconds(1));
    }
  }

  /// One connection, to its end.
  Task<void> serve() {
    const Executor executor = co_await boost::asio::this_coro::executor;
    Connection connection(executor);
    co_await connection.open(address);
    connected = true;
    current = &connection;
    telemetry::log(telemetry::Level::info, "redis_connected", {{"use", name}});
    runtime::TaskGroup writing(executor, [&connection](const std::exception_ptr&) {
      connection.close();  // the reader ends, and says why
    });
    writing.spawn(write_all(*this, connection));
    std::exception_ptr failure;
    try {
      co_await read_all(connection);
    } catch (...) {
      failure = std::current_exception();
    }
    current = nullptr;
    connection.close();
    co_await boost::asio::this_coro::throw_if_cancelled(false);
    co_await writing.stop();
    co_await boost::asio::this_coro::throw_if_cancelled(true);
    std::rethrow_exception(failure);
  }
  static Task<void> write_all(State& state, Connection& connection) {
    while (true) {
      if (state.outgoing.empty()) co_await state.to_write->wait();
      std::string bytes = std::exchange(state.outgoing, {});
      if (!bytes.empty()) co_await connection.write(std::move(bytes));
    }
  }
  Task<void> read_all(Connection& connection) {
    while (true) {
      std::vector<Reply> replies = co_await connection.read();
      for (Reply& reply : replies) {
        if (waiting.empty()) throw unavailable("an answer that nobody asked for");
        waiting.front()->reply = std::move(reply);
        waiting.front()->answered->notify();
        waiting.pop_front();
      }
    }
  }
  const Address address;
  const std::string name;
  Random& random;
  std::optional<Executor> home;
  std::shared_ptr<runtime::Signal> to_write;
  std::optional<runtime::TaskGroup> work;
  std::atomic<bool> connected{false};
  Connection* current = nullptr;
  std::deque<PendingPtr> waiting;
  std::string outgoing;
};

Client::Client(Address address, std::string name, Random& random)
    : state_(std::make_shared<State>(std::move(address), std::move(name), random)) {}

Client::~Client() = default;

Task<void> Client::start() {
  const Executor executor = co_await boost::asio::this_coro::executor;
  state_->home = executor;
  state_->to_write = std::make_shared<runtime::Signal>(executor);
  state_->work.emplace(executor, [name = state_->name](const std::exception_ptr&) {
    telemetry::log(telemetry::Level::error, "redis_client_failed", {{"use", name}});
  });
  state_->work->spawn(State::run(state_));
}

Task<void> Client::stop() {
  if (!state_->work) co_return;
  co_await state_->work->stop();
  state_->connected = false;
  state_->fail_all();
}

bool Client::connected() const {
  return state_->connected;
}

Task<Reply> Client::call(std::vector<std::string> arguments) {
  if (!connected()) throw unavailable("no connection");
  const Executor caller = co_await boost::asio::this_coro::executor;
  const auto pending = std::make_shared<Pending>(caller);
  append_command(pending->command, arguments);
  auto submit = [state = state_, pending] { state->submit(pending); };
  boost::asio::dispatch(*state_->home, std::move(submit));
  const auto deadline = std::chrono::steady_clock::now() + kCallTimeout;
  const bool answered = co_await pending->answered->wait_until(deadline);
  if (!answered) {
    // A server that does not answer is as good as gone.
    auto give_up = [state = state_] {
      if (state->current) state->current->close();
    };
    boost::asio::dispatch(*state_->home, std::move(give_up));
    throw unavailable("no answer in time");
  }
  if (!pending->reply) throw unavailable("the connection was lost, or too much waits for it");
  Reply reply = std::move(*pending->reply);
  if (reply.is_error()) throw unavailable(reply.text);
  co_return reply;
}

Script::Script(std::string text) : text_(std::move(text)) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(text_.data(), text_.size(), digest, &size, EVP_sha1(), nullptr);
  hash_ = hex_encode(std::string_view(reinterpret_cast<const char*>(digest), size));
}

Task<Reply> Script::run(Client& client, std::vector<std::string> keys,
                        std::vector<std::string> arguments) const {
  std::vector<std::string> command;
  command.reserve(3 + keys.size() + arguments.size());
  command.push_back("EVALSHA");
  command.push_back(hash_);
  command.push_back(std::to_string(keys.size()));
  for (std::string& key : keys) command.push_back(std::move(key));
  for (std::string& argument : arguments) command.push_back(std::move(argument));
  bool unknown = false;
  try {
    Reply reply = co_await client.call(command);
    co_return reply;
  } catch (const Error& error) {
    unknown = std::string_view(error.what()).find("NOSCRIPT") != std::string_view::npos;
    if (!unknown) throw;
  }
  command[0] = "EVAL";
  command[1] = text_;
  Reply reply = co_await client.call(std::move(command));
  co_return reply;
}

}  // namespace waymark::redis
