#include "platform/auth/throttle.h"

#include <algorithm>
#include <array>

#include <boost/asio/ip/address.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"

namespace waymark::auth {
namespace {

constexpr cache::GuessRule kDeviceRule{10, std::chrono::seconds(900), std::chrono::seconds(900)};
constexpr cache::GuessRule kStrangerRule{5, std::chrono::seconds(900), std::chrono::seconds(900)};
constexpr std::size_t kDeviceDigits = 32;

unsigned whole_seconds(std::chrono::milliseconds wait) {
  return static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

Error throttled(std::chrono::milliseconds wait) {
  Error error = Error::rate_limited("error.login.throttled", whole_seconds(wait));
  error.with("seconds", std::to_string(whole_seconds(wait)));
  return error;
}

std::string bucket_of(const std::string& network) {
  return "log_in:network:" + network;
}

}  // namespace

LoginThrottle::LoginThrottle(Secret key, cache::RateLimits& limits,
                             std::optional<cache::Rate> addresses, Random& random)
    : key_(std::move(key)), limits_(limits), addresses_(addresses), random_(random) {}

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

Secret LoginThrottle::device_proof(std::string_view account) const {
  std::array<std::uint8_t, kDeviceDigits / 2> bytes;
  random_.fill(bytes);
  const std::string device =
      hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return Secret(device + "." + mac(account, device));
}

/// Zero: counted, in the lane and at the network.
Task<std::chrono::milliseconds> LoginThrottle::stranger_waits(const std::string& lane,
                                                              const std::string& network) const {
  const auto lane_waits = co_await limits_.guess(lane, kStrangerRule);
  if (lane_waits.count() > 0 || !addresses_ || network.empty()) co_return lane_waits;
  const auto network_waits = co_await limits_.try_take(bucket_of(network), *addresses_);
  if (network_waits.count() > 0) co_await limits_.forgive(lane, kStrangerRule);
  co_return network_waits;
}

Task<LoginThrottle::Attempt> LoginThrottle::begin(std::string account, std::string address,
                                                  Secret device_proof) const {
  const auto device = device_of(account, device_proof);
  // Accounts are named by a MAC: no list of e-mail addresses lies where counts are kept.
  std::string lane = device ? "device:" + *device : "account:" + mac(account, "account");
  std::string network = device ? "" : network_of(address);
  std::chrono::milliseconds wait(0);
  if (device)
    wait = co_await limits_.guess(lane, kDeviceRule);
  else
    wait = co_await stranger_waits(lane, network);
  if (wait.count() > 0) throw throttled(wait);
  co_return Attempt(*this, std::move(lane), device ? kDeviceRule : kStrangerRule,
                    std::move(network));
}

Task<void> LoginThrottle::Attempt::succeeded() {
  // The account's other strangers stay slowed down: only this attempt is taken back.
  co_await throttle_.limits_.forgive(lane_, rule_);
  if (throttle_.addresses_ && !network_.empty())
    co_await throttle_.limits_.give_back(bucket_of(network_), *throttle_.addresses_);
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
