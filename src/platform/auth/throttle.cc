#include "platform/auth/throttle.h"

#include <algorithm>
#include <cmath>

#include <boost/asio/ip/address.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"

namespace waymark::auth {
namespace {

constexpr FailureCounter::Limits kDeviceLimits{10, std::chrono::seconds(900),
                                               std::chrono::seconds(900)};
constexpr FailureCounter::Limits kStrangerLimits{5, std::chrono::seconds(900),
                                                 std::chrono::seconds(900)};
// One address may stand for a whole office.
constexpr FailureCounter::Limits kAddressLimits{30, std::chrono::seconds(900),
                                                std::chrono::seconds(60)};
constexpr std::size_t kDeviceDigits = 32;

unsigned whole_seconds(std::chrono::milliseconds wait) {
  return static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

}  // namespace

FailureCounter::FailureCounter(Limits limits, const Clock& clock, std::size_t capacity)
    : limits_(limits), clock_(clock), capacity_(capacity) {}

double FailureCounter::failures_now(const Entry& entry, Instant now) const {
  const double elapsed = std::chrono::duration<double>(now - entry.last).count();
  return std::max(0.0,
                  entry.failures - elapsed / static_cast<double>(limits_.forgiven_after.count()));
}

std::chrono::milliseconds FailureCounter::wait(const std::string& name) const {
  const std::scoped_lock lock(mutex_);
  const auto it = entries_.find(name);
  if (it == entries_.end()) return std::chrono::milliseconds(0);
  return std::max(it->second.blocked_until - clock_.now(), std::chrono::milliseconds(0));
}

void FailureCounter::fail(const std::string& name) {
  const Instant now = clock_.now();
  const std::scoped_lock lock(mutex_);
  if (entries_.size() >= capacity_ && !entries_.contains(name)) make_room(now);
  Entry& entry = entries_[name];
  entry.failures = failures_now(entry, now) + 1;
  entry.last = now;
  // Rounded up, so that what little was forgiven since the last one does not halve the wait.
  const double over = std::ceil(entry.failures) - limits_.free;
  if (over < 0) return;
  const double longest = static_cast<double>(limits_.longest.count());
  const double seconds = std::min(longest, std::exp2(std::min(over, 30.0)));
  entry.blocked_until = now + std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

void FailureCounter::forgive(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  const auto it = entries_.find(name);
  if (it == entries_.end()) return;
  it->second.failures = std::max(0.0, it->second.failures - 1);
  if (it->second.failures < limits_.free) it->second.blocked_until = Instant();
}

void FailureCounter::clear(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  entries_.erase(name);
}

/// First what is forgiven, then an eighth, whatever it is: a flood of names cannot make this grow.
void FailureCounter::make_room(Instant now) {
  std::erase_if(entries_, [&](const auto& entry) {
    return entry.second.blocked_until <= now && failures_now(entry.second, now) <= 0;
  });
  std::size_t surplus = entries_.size() < capacity_ ? 0 : capacity_ / 8 + 1;
  for (auto it = entries_.begin(); surplus > 0 && it != entries_.end(); --surplus)
    it = entries_.erase(it);
}

LoginThrottle::LoginThrottle(Secret key, const Clock& clock, Random& random)
    : key_(std::move(key)),
      random_(random),
      devices_(kDeviceLimits, clock),
      strangers_(kStrangerLimits, clock),
      addresses_(kAddressLimits, clock) {}

std::string LoginThrottle::mac(std::string_view account, std::string_view device) const {
  return base64url_encode(
      secrets::hmac_sha256(key_, std::string(device) + "\n" + std::string(account)));
}

std::optional<std::string> LoginThrottle::device_of(std::string_view account,
                                                    const Secret& proof) const {
  const std::string_view text = proof.expose();
  if (text.size() < kDeviceDigits + 1 || text[kDeviceDigits] != '.') return std::nullopt;
  const std::string_view device = text.substr(0, kDeviceDigits);
  if (!equal_in_constant_time(mac(account, device), text.substr(kDeviceDigits + 1)))
    return std::nullopt;
  return std::string(device);
}

Secret LoginThrottle::device_proof(std::string_view account) {
  std::array<std::uint8_t, kDeviceDigits / 2> bytes;
  random_.fill(bytes);
  const std::string device =
      hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return Secret(device + "." + mac(account, device));
}

LoginThrottle::Attempt LoginThrottle::begin(std::string_view account, std::string_view address,
                                            const Secret& device_proof) {
  const auto device = device_of(account, device_proof);
  FailureCounter& lane = device ? devices_ : strangers_;
  // Accounts are named by a MAC: no list of e-mail addresses lies in memory.
  std::string lane_name = device ? *device : mac(account, "account");
  std::string network = network_of(address);
  auto wait = lane.wait(lane_name);
  if (!device) wait = std::max(wait, addresses_.wait(network));
  if (wait > std::chrono::milliseconds(0)) {
    Error error = Error::rate_limited("error.login.throttled", whole_seconds(wait));
    error.with("seconds", std::to_string(whole_seconds(wait)));
    throw error;
  }
  lane.fail(lane_name);
  addresses_.fail(network);
  return Attempt(*this, lane, std::move(lane_name), std::move(network));
}

void LoginThrottle::Attempt::succeeded() {
  // The account's other strangers stay slowed down: only this attempt is taken back.
  lane_.forgive(lane_name_);
  throttle_.addresses_.forgive(address_);
}

RateLimiter::RateLimiter(double burst, double per_second, const Clock& clock, std::size_t capacity)
    : burst_(burst), per_second_(per_second), clock_(clock), capacity_(capacity) {}

void RateLimiter::take(const std::string& name) {
  const Instant now = clock_.now();
  const std::scoped_lock lock(mutex_);
  const auto full_again =
      std::chrono::milliseconds(static_cast<std::int64_t>(burst_ / per_second_ * 1000));
  if (buckets_.size() >= capacity_) {
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.at + full_again <= now; });
    while (buckets_.size() >= capacity_) buckets_.erase(buckets_.begin());
  }
  Bucket& bucket = buckets_.try_emplace(name, Bucket{burst_, now}).first->second;
  const double elapsed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  bucket.left = std::min(burst_, bucket.left + elapsed * per_second_);
  bucket.at = now;
  if (bucket.left < 1)
    throw Error::rate_limited("error.rate_limited",
                              static_cast<unsigned>(std::ceil((1 - bucket.left) / per_second_)));
  bucket.left -= 1;
}

std::string network_of(std::string_view address) {
  boost::system::error_code failure;
  const auto parsed = boost::asio::ip::make_address(std::string(address), failure);
  if (failure || parsed.is_v4()) return std::string(address);
  if (parsed.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, parsed.to_v6()).to_string();
  auto bytes = parsed.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace waymark::auth
