// Who the client is, when proxies stand between.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include "platform/http/message.h"

namespace waymark::http {

/// The proxies whose word counts. Immutable.
class TrustedProxies {
 public:
  /// Addresses or networks; throws Error(invalid_input) naming the entry that is neither.
  explicit TrustedProxies(const std::vector<std::string>& entries);

  bool empty() const { return v4_.empty() && v6_.empty(); }
  bool contains(std::string_view address) const;
  /// The first address from the right of X-Forwarded-For that no trusted proxy has, when `peer` is a trusted one;
  /// otherwise `peer`. Behind a trusted peer `secure` becomes what X-Forwarded-Proto says.
  std::string client(const std::string& peer, const Headers& headers, bool& secure) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace waymark::http
