#include "platform/realtime/redis/hearing.h"

#include <boost/asio/this_coro.hpp>

#include "base/backoff.h"
#include "base/error.h"
#include "platform/realtime/redis/envelope.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::realtime {
namespace {

constexpr Backoff kBackoff{std::chrono::milliseconds(50), std::chrono::milliseconds(2'000)};
constexpr std::chrono::seconds kReadyWithin{2};
constexpr std::size_t kChannelsACommand = 500;

}  // namespace

Hearing::Hearing(redis::Address address, std::string prefix, std::string node, Random& random)
    : address_(std::move(address)),
      topics_(prefix + ":t:"),
      loss_(prefix + ":loss"),
      node_(std::move(node)),
      random_(random) {}

void Hearing::want(const std::string& topic, bool wanted) {
  const std::lock_guard lock(mutex_);
  if (wanted)
    known_[topic] = Topic();
  else
    known_.erase(topic);
  if (!changed_) return;  // all that is wanted is subscribed to with the connection
  if (wanted) ++asked_[topic];
  changes_.emplace_back(topic, wanted);
  changed_->notify();
}

Task<void> Hearing::ready(std::string topic) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  std::shared_ptr<runtime::Signal> signal;
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(topic);
    if (!connected_ || found == known_.end() || found->second.heard) co_return;
    signal = std::make_shared<runtime::Signal>(executor);
    found->second.waiting.push_back(signal);
  }
  co_await signal->wait_until(std::chrono::steady_clock::now() + kReadyWithin);
}

void Hearing::give_up() {
  connected_ = false;
  const std::lock_guard lock(mutex_);
  for (auto& [name, topic] : known_) {
    topic.heard = false;
    for (const auto& signal : std::exchange(topic.waiting, {})) signal->notify();
  }
}

Task<void> Hearing::run(Switchboard& board) {
  for (unsigned attempt = 0;; ++attempt) {
    std::string why;
    try {
      co_await serve(board);
    } catch (const Error& error) {
      why = error.what();
    }
    if (connected_ || attempt == 0)
      telemetry::log(telemetry::Level::warn, "realtime_deaf", {{"reason", why}});
    if (connected_) attempt = 0;
    give_up();
    const std::chrono::milliseconds pause = kBackoff.delay(attempt, random_);
    co_await runtime::sleep_for(pause + std::chrono::milliseconds(1));
  }
}

/// One connection, to its end.
Task<void> Hearing::serve(Switchboard& board) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  redis::Connection connection(executor);
  co_await connection.open(address_);
  const std::vector<std::string> channels = all_wanted(executor);
  to_confirm_ = channels.size();
  runtime::TaskGroup beside(executor, [&connection](const std::exception_ptr&) {
    connection.close();  // reading ends, and says why
  });
  std::exception_ptr failure;
  try {
    for (std::size_t i = 0; i < channels.size(); i += kChannelsACommand) {
      std::vector<std::string> command = {"SUBSCRIBE"};
      const std::size_t end = std::min(channels.size(), i + kChannelsACommand);
      for (std::size_t each = i; each < end; ++each) command.push_back(channels[each]);
      std::string bytes;
      redis::append_command(bytes, command);
      co_await connection.write(std::move(bytes));
    }
    connected_ = true;
    beside.spawn(write_changes(connection));
    beside.spawn(keep_alive(connection));
    while (true) {
      const std::vector<redis::Reply> replies = co_await connection.read();
      heard_since_beat_ = true;
      for (const redis::Reply& reply : replies) take(reply, board);
    }
  } catch (...) {
    failure = std::current_exception();
  }
  {
    const std::lock_guard lock(mutex_);
    changed_.reset();
    changes_.clear();
  }
  connection.close();
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  co_await beside.stop();
  co_await boost::asio::this_coro::throw_if_cancelled(true);
  std::rethrow_exception(failure);
}

/// The channels of now; what changes from now on is in `changes_`.
std::vector<std::string> Hearing::all_wanted(const Executor& executor) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> channels = {loss_};
  asked_.clear();
  for (const auto& [name, topic] : known_) {
    channels.push_back(channel(name));
    asked_[name] = 1;
  }
  changes_.clear();
  changed_ = std::make_shared<runtime::Signal>(executor);
  return channels;
}

Task<void> Hearing::write_changes(redis::Connection& connection) {
  std::shared_ptr<runtime::Signal> changed;
  {
    const std::lock_guard lock(mutex_);
    changed = changed_;
  }
  while (true) {
    std::vector<std::pair<std::string, bool>> changes;
    {
      const std::lock_guard lock(mutex_);
      changes.swap(changes_);
    }
    std::string bytes;
    for (const auto& [topic, wanted] : changes) {
      const std::vector<std::string> command = {wanted ? "SUBSCRIBE" : "UNSUBSCRIBE",
                                                channel(topic)};
      redis::append_command(bytes, command);
    }
    if (!bytes.empty()) co_await connection.write(std::move(bytes));
    co_await changed->wait();
  }
}

Task<void> Hearing::keep_alive(redis::Connection& connection) {
  const std::vector<std::string> command = {"PING"};
  std::string ping;
  redis::append_command(ping, command);
  while (true) {
    heard_since_beat_ = false;
    co_await connection.write(ping);
    co_await runtime::sleep_for(kHeartbeat);
    if (!heard_since_beat_)
      throw Error(ErrorCode::unavailable, "error.unavailable", "Redis does not answer");
  }
}

/// ["message", channel, bytes], ["subscribe", channel, count], ["unsubscribe", …], ["pong", ""].
void Hearing::take(const redis::Reply& reply, Switchboard& board) {
  if (reply.is_error()) throw Error(ErrorCode::unavailable, "error.unavailable", reply.text);
  if (reply.items.size() < 2) return;
  const std::string& what = reply.items[0].text;
  const std::string_view channel = reply.items[1].text;
  if (what == "subscribe") return confirm(channel, board);
  if (what != "message" || reply.items.size() < 3) return;
  if (channel == loss_) {
    if (reply.items[2].text != node_) board.tell_loss();
    return;
  }
  const auto envelope = unseal(reply.items[2].text);
  if (!envelope) {
    telemetry::log(telemetry::Level::warn, "realtime_message_not_understood");
  } else if (envelope->node != node_ && channel.starts_with(topics_)) {
    board.deliver(channel.substr(topics_.size()), envelope->message);
  }
}

void Hearing::confirm(std::string_view channel, Switchboard& board) {
  Signals waiting;
  if (channel.starts_with(topics_)) {
    const std::lock_guard lock(mutex_);
    const std::string topic(channel.substr(topics_.size()));
    const auto asked = asked_.find(topic);
    const bool last = asked == asked_.end() || --asked->second == 0;
    if (last && asked != asked_.end()) asked_.erase(asked);
    const auto found = known_.find(topic);
    if (last && found != known_.end()) {
      found->second.heard = true;
      waiting.swap(found->second.waiting);
    }
  }
  for (const auto& signal : waiting) signal->notify();
  // What others published while this node was deaf never comes.
  if (to_confirm_ > 0 && --to_confirm_ == 0) board.tell_loss();
}

}  // namespace waymark::realtime
