#include "platform/cache/redis/redis_cache.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::cache {
namespace {

// KEYS: bucket. ARGV: burst, tokens a second, how many are taken (-1 gives one back). By the
// server's clock. Milliseconds to wait, 0 when it was taken.
constexpr const char* kTake = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local burst, rate, taken = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000, tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(kept[1]) or burst
local at = tonumber(kept[2]) or now
left = math.min(burst, left + math.max(0, now - at) * rate)
if left < taken then return math.ceil((taken - left) / rate) end
left = math.min(burst, left - taken)
redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - left) / rate) + 1)
return 0
)";

// KEYS: guesses. ARGV: how many are free, the longest wait and the time in which one is forgiven (seconds), "guess" or
// "forgive". Milliseconds to wait, 0 when it was counted.
constexpr const char* kGuess = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local free, longest, forgiven = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]) * 1000
local kept = redis.call('HMGET', KEYS[1], 'failures', 'at', 'blocked')
local failures, at = tonumber(kept[1]) or 0, tonumber(kept[2]) or now
local blocked = tonumber(kept[3]) or 0
if ARGV[4] == 'forgive' then
  if not kept[1] then return 0 end
  failures = math.max(0, failures - 1)
  if failures < free then blocked = 0 end
else
  if now < blocked then return blocked - now end
  failures = math.max(0, failures - math.max(0, now - at) / forgiven) + 1
  at = now
  local over = math.ceil(failures) - free
  blocked = 0
  if over >= 0 then blocked = now + math.min(longest, 2 ^ math.min(over, 30)) * 1000 end
end
redis.call('HSET', KEYS[1], 'failures', tostring(failures), 'at', tostring(at), 'blocked', tostring(blocked))
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(blocked - now, failures * forgiven)) + 1)
return 0
)";

std::string number(double value) {
  std::string text;
  json::append_number(text, value);
  return text;
}

}  // namespace

RedisCache::RedisCache(redis::Client& client, std::string prefix)
    : client_(client), prefix_(std::move(prefix) + ":c:") {}

Task<std::optional<Cached>> RedisCache::get(std::string key) {
  std::vector<std::string> command = {"GET", prefix_ + key};
  redis::Reply reply;
  try {
    reply = co_await client_.call(std::move(command));
  } catch (const Error&) {  // the client has said so
    co_return std::nullopt;
  }
  if (reply.kind != redis::Reply::Kind::text || reply.text.empty()) co_return std::nullopt;
  Cached cached;
  if (reply.text.front() == '+') cached.value = reply.text.substr(1);
  co_return cached;
}

Task<void> RedisCache::set(std::string key, std::optional<std::string> value,
                           std::chrono::milliseconds life) {
  if (key.size() > kMostKeyBytes || (value && value->size() > kMostValueBytes)) co_return;
  std::vector<std::string> command = {"SET", prefix_ + key, value ? "+" + *value : "-", "PX",
                                      std::to_string(life.count())};
  try {
    co_await client_.call(std::move(command));
  } catch (const Error&) {
  }
}

Task<void> RedisCache::erase(std::string key) {
  std::vector<std::string> command = {"DEL", prefix_ + key};
  try {
    co_await client_.call(std::move(command));
  } catch (const Error&) {
  }
}

RedisRateLimits::RedisRateLimits(redis::Client& client, std::string prefix, RateLimits& alone)
    : client_(client),
      prefix_(std::move(prefix)),
      alone_(alone),
      buckets_(kTake),
      guesses_(kGuess) {}

Task<redis::Reply> RedisRateLimits::ask_bucket(std::string name, Rate rate, const char* taken) {
  std::vector<std::string> keys = {prefix_ + ":l:" + name};
  std::vector<std::string> arguments = {number(rate.burst), number(rate.per_second), taken};
  redis::Reply reply = co_await buckets_.run(client_, std::move(keys), std::move(arguments));
  co_return reply;
}

Task<std::chrono::milliseconds> RedisRateLimits::try_take(std::string name, Rate rate) {
  std::optional<redis::Reply> reply;
  try {
    reply = co_await ask_bucket(name, rate, "1");
  } catch (const Error&) {  // the client has said so
  }
  if (reply) co_return std::chrono::milliseconds(reply->integer);
  const std::chrono::milliseconds wait = co_await alone_.try_take(std::move(name), rate);
  co_return wait;
}

Task<void> RedisRateLimits::give_back(std::string name, Rate rate) {
  bool away = false;
  try {
    co_await ask_bucket(name, rate, "-1");
  } catch (const Error&) {
    away = true;
  }
  if (away) co_await alone_.give_back(std::move(name), rate);
}

Task<redis::Reply> RedisRateLimits::ask_guesses(std::string name, GuessRule rule,
                                                const char* what) {
  std::vector<std::string> keys = {prefix_ + ":g:" + name};
  std::vector<std::string> arguments = {std::to_string(rule.free),
                                        std::to_string(rule.longest.count()),
                                        std::to_string(rule.forgiven_after.count()), what};
  redis::Reply reply = co_await guesses_.run(client_, std::move(keys), std::move(arguments));
  co_return reply;
}

Task<std::chrono::milliseconds> RedisRateLimits::guess(std::string name, GuessRule rule) {
  std::optional<redis::Reply> reply;
  try {
    reply = co_await ask_guesses(name, rule, "guess");
  } catch (const Error&) {  // the client has said so
  }
  if (reply) co_return std::chrono::milliseconds(reply->integer);
  const std::chrono::milliseconds wait = co_await alone_.guess(std::move(name), rule);
  co_return wait;
}

Task<void> RedisRateLimits::forgive(std::string name, GuessRule rule) {
  bool away = false;
  try {
    co_await ask_guesses(name, rule, "forgive");
  } catch (const Error&) {
    away = true;
  }
  if (away) co_await alone_.forgive(std::move(name), rule);
}

}  // namespace waymark::cache
