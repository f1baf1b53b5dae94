#include "platform/redis/address.h"

#include <charconv>

#include <boost/url/parse.hpp>

#include "base/error.h"

namespace waymark::redis {
namespace {

[[noreturn]] void refuse(const std::string& field) {
  throw Error(ErrorCode::invalid_input, "error.invalid_input",
              field + " must be redis://[[user]:password@]host[:port][/database]");
}

template <typename Number>
bool read(std::string_view digits, Number& number) {
  const char* end = digits.data() + digits.size();
  const auto [rest, problem] = std::from_chars(digits.data(), end, number);
  return problem == std::errc() && rest == end;
}

}  // namespace

Address parse_address(const Secret& url, const std::string& field) {
  const auto parsed = boost::urls::parse_uri(url.expose());
  if (!parsed || parsed->scheme() != "redis" || parsed->encoded_host().empty()) refuse(field);
  Address address;
  address.host = parsed->host_address();
  if (parsed->has_port() && !read(parsed->port(), address.port)) refuse(field);
  if (address.port == 0) refuse(field);
  address.user = parsed->user();
  address.password = Secret(std::string(parsed->password()));
  const std::string path(parsed->path());
  if (path.size() <= 1) return address;
  if (!read(path.substr(1), address.database)) refuse(field);
  return address;
}

}  // namespace waymark::redis
