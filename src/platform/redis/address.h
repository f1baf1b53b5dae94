// Where a Redis server is, and how to log in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace waymark::redis {

struct Address {
  std::string host = "127.0.0.1";
  std::uint16_t port = 6379;
  std::string user;  // empty: the default user
  Secret password;   // empty: none is asked for
  unsigned database = 0;
};

/// `redis://[[user]:password@]host[:port][/database]`; user and password may be percent-encoded.
/// Throws Error(invalid_input) naming `field`; the message holds nothing of the text.
Address parse_address(const Secret& url, const std::string& field);

}  // namespace waymark::redis
