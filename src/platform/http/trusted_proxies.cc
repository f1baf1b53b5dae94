#include "platform/http/trusted_proxies.h"

#include <algorithm>

#include "base/error.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

namespace ip = boost::asio::ip;

/// An address of either family; IPv4 in IPv6's clothes counts as IPv4. nullopt when it is no address.
std::optional<ip::address> parse_address(std::string_view text) {
  boost::system::error_code error;
  ip::address address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    boost::system::error_code error;
    if (entry.find('/') != entry.npos) {
      const auto v4 = ip::make_network_v4(entry, error);
      if (!error) {
        v4_.push_back(v4);
        continue;
      }
      const auto v6 = ip::make_network_v6(entry, error);
      if (error) throw Error::invalid("trusted_proxies", "error.http.network", {{"value", entry}});
      v6_.push_back(v6);
    } else {
      const auto address = parse_address(entry);
      if (!address)
        throw Error::invalid("trusted_proxies", "error.http.network", {{"value", entry}});
      if (address->is_v4())
        v4_.emplace_back(address->to_v4(), 32);
      else
        v6_.emplace_back(address->to_v6(), 128);
    }
  }
}

bool TrustedProxies::contains(std::string_view text) const {
  const auto address = parse_address(text);
  if (!address) return false;
  if (address->is_v4())
    return std::ranges::any_of(v4_, [&](const auto& network) {
      return ip::network_v4(address->to_v4(), network.prefix_length()).network() ==
             network.network();
    });
  return std::ranges::any_of(v6_, [&](const auto& network) {
    return ip::network_v6(address->to_v6(), network.prefix_length()).network() == network.network();
  });
}

std::string TrustedProxies::client(const std::string& peer, const Headers& headers,
                                   bool& secure) const {
  if (empty() || !contains(peer)) return peer;
  if (const auto scheme = headers.find("x-forwarded-proto"))
    secure = equal_ignoring_case(*scheme, "https");
  std::string client = peer;
  std::string hops;  // of several fields, in order, they are one list
  for (const auto& [name, value] : headers.fields()) {
    if (!equal_ignoring_case(name, "x-forwarded-for")) continue;
    if (!hops.empty()) hops += ',';
    hops += value;
  }
  while (!hops.empty()) {
    const std::size_t comma = hops.rfind(',');
    const std::string_view hop =
        trim_field(std::string_view(hops).substr(comma == hops.npos ? 0 : comma + 1));
    const auto address = parse_address(hop);
    if (!address) break;
    client = address->to_string();
    if (comma == hops.npos || !contains(client)) break;
    hops.resize(comma);
  }
  return client;
}

}  // namespace waymark::http
