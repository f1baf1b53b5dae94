#include "product/limits/limits.h"

#include <charconv>
#include <string>

#include "base/encoding.h"
#include "platform/auth/throttle.h"

namespace waymark::limits {
namespace {

constexpr std::array<std::string_view, kActions> kNames{
    "sign_up", "mail_request", "mail",   "availability", "post",   "comment",
    "follow",  "message",      "typing", "report",       "upload", "search"};

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(number > 0 && number <= 1e9)) return std::nullopt;  // nan is neither
  return number;
}

std::optional<double> seconds_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 3'600;
    case 'd':
      return 86'400;
    default:
      return std::nullopt;
  }
}

bool is_nobodys(Action action) {
  return action == Action::sign_up || action == Action::mail_request ||
         action == Action::availability;
}

std::string digest(std::string_view whom) {
  return base64url_encode(sha256(whom));
}

std::string bucket(Action action, std::string_view of, const std::string& who) {
  return std::string(kNames[static_cast<std::size_t>(action)]) + ":" + std::string(of) + ":" + who;
}

}  // namespace

std::optional<std::optional<cache::Rate>> parse_rate(std::string_view text) {
  if (text == "off") return std::optional<cache::Rate>();
  const std::size_t space = text.find(' ');
  if (space == text.npos || text.size() < space + 4 || text[text.size() - 2] != '/')
    return std::nullopt;
  const auto burst = number_of(text.substr(0, space));
  const auto count = number_of(text.substr(space + 1, text.size() - space - 3));
  const auto seconds = seconds_of(text.back());
  if (!burst || *burst < 1 || !count || !seconds) return std::nullopt;
  cache::Rate rate;
  rate.burst = *burst;
  rate.per_second = *count / *seconds;
  return std::optional<cache::Rate>(rate);
}

Task<void> Limits::take(Action action, const RequestContext& context) const {
  const std::optional<cache::Rate>& rate = table_.at(action);
  if (!rate) co_return;
  cache::Rate network = *rate;
  if (!is_nobodys(action)) {
    if (context.principal)
      co_await cache::take(limits_, bucket(action, "user", context.principal->user.to_string()),
                           *rate);
    network.burst *= table_.network_factor;
    network.per_second *= table_.network_factor;
  }
  if (context.client_address.empty()) co_return;
  co_await cache::take(limits_, bucket(action, "network", auth::network_of(context.client_address)),
                       network);
}

Task<void> Limits::take_for(Action action, std::string whom) const {
  const std::optional<cache::Rate>& rate = table_.at(action);
  if (!rate) co_return;
  co_await cache::take(limits_, bucket(action, "for", digest(whom)), *rate);
}

Task<bool> Limits::try_take_for(Action action, std::string whom) const {
  const std::optional<cache::Rate>& rate = table_.at(action);
  if (!rate) co_return true;
  const auto wait = co_await limits_.try_take(bucket(action, "for", digest(whom)), *rate);
  co_return wait.count() == 0;
}

}  // namespace waymark::limits
