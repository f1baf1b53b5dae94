#include "platform/realtime/redis/redis_presence.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <set>

#include <boost/asio/this_coro.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/realtime/visitors.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/telemetry/log.h"

namespace waymark::realtime {
namespace {

// What is not written down yet; past it the next beat does that.
constexpr std::size_t kMostChanges = 65'536;

constexpr const char* kNow = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
)";

// KEYS: topic, nodes. ARGV: node, who, life, '1' for an arrival. 1: nobody else tells of it.
constexpr const char* kChange = R"(
local life = tonumber(ARGV[3])
local own = ARGV[1] .. '/' .. ARGV[2]
local before = redis.call('ZSCORE', KEYS[1], own)
if ARGV[4] == '1' then
  redis.call('ZADD', KEYS[1], now + life, own)
  redis.call('PEXPIRE', KEYS[1], 2 * life)
  redis.call('ZADD', KEYS[2], now + life, ARGV[1])
  redis.call('PEXPIRE', KEYS[2], 2 * life)
  if before then return 0 end
else
  redis.call('ZREM', KEYS[1], own)
  if not before then return 0 end
end
for _, node in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. now, '+inf')) do
  if node ~= ARGV[1] then
    local expires = redis.call('ZSCORE', KEYS[1], node .. '/' .. ARGV[2])
    if expires and tonumber(expires) > now then return 0 end
  end
end
return 1
)";

// KEYS: topic. ARGV: most. Who is there.
constexpr const char* kPresent =
    "return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'LIMIT', 0, ARGV[1])";

// KEYS: topic. ARGV: most. Who was forgotten, and is not there by another node.
constexpr const char* kForget = R"(
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local gone = {}
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])) do
  redis.call('ZREM', KEYS[1], member)
  local who = string.sub(member, string.find(member, '/', 1, true) + 1)
  local elsewhere = false
  for _, node in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    elsewhere = elsewhere or redis.call('ZSCORE', KEYS[1], node .. '/' .. who)
  end
  if not elsewhere then gone[#gone + 1] = who end
end
return gone
)";

redis::Script script(const char* text) {
  return redis::Script(std::string(kNow) + text);
}

std::string new_node(Random& random) {
  std::uint8_t bytes[8];
  random.fill(bytes);
  return hex_encode(std::string_view(reinterpret_cast<const char*>(bytes), sizeof bytes));
}

struct Change {
  std::string topic;
  std::string who;
  bool here = false;
};

}  // namespace

struct RedisPresence::State {
  State(Hub& its_hub, redis::Client& its_client, const std::string& prefix, Random& random)
      : hub(its_hub),
        client(its_client),
        topics(prefix + ":p:"),
        nodes(prefix + ":nodes"),
        node(new_node(random)),
        visitors([this](const std::string& topic, const std::string& who, bool here) {
          note(topic, who, here);
        }) {}

  void note(const std::string& topic, const std::string& who, bool here) {
    const std::lock_guard lock(mutex);
    if (changes.size() >= kMostChanges) return;
    Change& change = changes.emplace_back();
    change.topic = topic;
    change.who = who;
    change.here = here;
    if (noted) noted->notify();
  }

  Task<void> write_changes() {
    while (true) {
      std::deque<Change> some;
      {
        const std::lock_guard lock(mutex);
        some.swap(changes);
      }
      for (Change& each : some) co_await write(std::move(each));
      if (some.empty()) co_await noted->wait();
    }
  }
  Task<void> write(Change change) {
    bool first = true;  // as far as this node knows
    try {
      const redis::Reply reply = co_await ask(change);
      first = reply.integer == 1;
    } catch (const Error&) {  // the beat writes it down when Redis is there again
    }
    if (first) hub.publish(change.topic, presence_message(change.who, change.here));
  }
  Task<redis::Reply> ask(const Change& change) {
    std::vector<std::string> keys = {topics + change.topic, nodes};
    std::vector<std::string> arguments = {node, change.who, life(), change.here ? "1" : "0"};
    redis::Reply reply = co_await changing.run(client, std::move(keys), std::move(arguments));
    co_return reply;
  }
  Task<void> beat_for_ever(RedisPresence& presence) {
    while (true) {
      co_await runtime::sleep_for(kPresenceBeat);
      try {
        co_await presence.beat();
      } catch (const Error& error) {
        telemetry::log(telemetry::Level::warn, "presence_not_written", {{"reason", error.what()}});
      }
    }
  }
  static std::string life() {
    return std::to_string(std::chrono::milliseconds(kPresenceLife).count());
  }

  Hub& hub;
  redis::Client& client;
  const std::string topics;
  const std::string nodes;
  const std::string node;
  const redis::Script changing = script(kChange);
  const redis::Script looking = script(kPresent);
  const redis::Script forgetting = script(kForget);

  std::mutex mutex;
  std::deque<Change> changes;
  std::shared_ptr<runtime::Signal> noted;
  std::optional<runtime::TaskGroup> work;
  Visitors visitors;
};

RedisPresence::RedisPresence(Hub& hub, redis::Client& client, std::string prefix, Random& random)
    : state_(std::make_shared<State>(hub, client, prefix, random)) {}

RedisPresence::~RedisPresence() {
  state_->visitors.close();
}

Task<void> RedisPresence::start() {
  const Executor executor = co_await boost::asio::this_coro::executor;
  {
    const std::lock_guard lock(state_->mutex);
    state_->noted = std::make_shared<runtime::Signal>(executor);
  }
  state_->work.emplace(executor, [](const std::exception_ptr&) {
    telemetry::log(telemetry::Level::error, "presence_failed");
  });
  state_->work->spawn(state_->write_changes());
  state_->work->spawn(state_->beat_for_ever(*this));
}

Task<void> RedisPresence::stop() {
  state_->visitors.close();
  if (state_->work) co_await state_->work->stop();
  std::set<std::pair<std::string, std::string>> visitors;
  for (auto& visitor : state_->visitors.all()) visitors.insert(std::move(visitor));
  try {
    for (const auto& [topic, who] : visitors) {
      Change gone;
      gone.topic = topic;
      gone.who = who;
      co_await state_->ask(gone);
    }
  } catch (const Error&) {  // they are forgotten after kPresenceLife
  }
}

Task<void> RedisPresence::beat() {
  std::string last_topic;
  for (const auto& [topic, who] : state_->visitors.all()) {
    Change still;
    still.topic = topic;
    still.who = who;
    still.here = true;
    co_await state_->ask(still);
    if (topic == last_topic) continue;
    last_topic = topic;
    std::vector<std::string> keys = {state_->topics + topic, state_->nodes};
    std::vector<std::string> arguments = {std::to_string(kMostPresent)};
    const redis::Reply gone =
        co_await state_->forgetting.run(state_->client, std::move(keys), std::move(arguments));
    for (const redis::Reply& departed : gone.items)
      state_->hub.publish(topic, presence_message(departed.text, false));
  }
}

std::unique_ptr<Visit> RedisPresence::enter(std::string topic, std::string who) {
  return state_->visitors.enter(std::move(topic), std::move(who));
}

Task<std::vector<std::string>> RedisPresence::present(std::string topic) {
  std::vector<std::string> here = state_->visitors.present(topic);
  std::set<std::string> names(here.begin(), here.end());
  try {
    std::vector<std::string> keys = {state_->topics + topic};
    std::vector<std::string> arguments = {std::to_string(kMostPresent)};
    const redis::Reply all =
        co_await state_->looking.run(state_->client, std::move(keys), std::move(arguments));
    for (const redis::Reply& member : all.items) {
      const std::size_t slash = member.text.find('/');
      if (slash == std::string::npos || member.text.compare(0, slash, state_->node) == 0) continue;
      names.insert(member.text.substr(slash + 1));
    }
  } catch (const Error&) {  // then those of this node
  }
  std::vector<std::string> list(names.begin(), names.end());
  if (list.size() > kMostPresent) list.resize(kMostPresent);
  co_return list;
}

}  // namespace waymark::realtime
