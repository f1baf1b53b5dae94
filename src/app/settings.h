// Everything that can be set, with its defaults. See base/config.h for how the file and the environment fill it;
// docs/configuration.md explains each one to people.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/secret.h"

namespace waymark::app {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::int64_t port = 8080;
  std::int64_t reactors = 0;  // 0: one a core
  std::string public_url;     // what links in mails begin with; empty: http://localhost:<port>
  std::string certificate_file;
  std::string private_key_file;
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> allowed_origins;  // other origins whose pages may call us (CORS, WebSocket)
  std::int64_t drain_seconds = 10;
  bool development = false;  // GraphiQL, and nothing else
};
BOOST_DESCRIBE_STRUCT(ServerSettings, (),
                      (address, port, reactors, public_url, certificate_file, private_key_file, trusted_proxies,
                       allowed_origins, drain_seconds, development))

struct StoreSettings {
  std::string directory = "data";  // --data
  std::int64_t cache_megabytes = 256;
};
BOOST_DESCRIBE_STRUCT(StoreSettings, (), (directory, cache_megabytes))

struct LogSettings {
  std::string level = "info";  // debug, info, warn, error
  bool requests = false;       // a line for each request
};
BOOST_DESCRIBE_STRUCT(LogSettings, (), (level, requests))

struct AuthSettings {
  std::int64_t bcrypt_cost = 12;
  Secret api_key;  // for the public availability queries; empty: one is made and kept
};
BOOST_DESCRIBE_STRUCT(AuthSettings, (), (bcrypt_cost, api_key))

struct MailSettings {
  std::string from = "Waymark <waymark@localhost>";
};
BOOST_DESCRIBE_STRUCT(MailSettings, (), (from))

struct Settings {
  ServerSettings server;
  StoreSettings store;
  LogSettings log;
  AuthSettings auth;
  MailSettings mail;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (server, store, log, auth, mail))

}  // namespace waymark::app
