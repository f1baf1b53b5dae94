#include "platform/http/web_socket_handshake.h"

#include <openssl/sha.h>

#include <algorithm>

#include "base/encoding.h"
#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

constexpr std::string_view kMagic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::size_t kKeyBytes = 16;

}  // namespace

bool wants_web_socket(const Request& request) {
  return request.method == Method::get &&
         list_contains(request.headers.find("connection").value_or(""), "upgrade") &&
         list_contains(request.headers.find("upgrade").value_or(""), "websocket");
}

bool may_open(const Request& request, const std::vector<std::string>& allowed_origins) {
  const auto origin = request.headers.find("origin");
  if (!origin) return true;
  if (std::ranges::find(allowed_origins, *origin) != allowed_origins.end()) return true;
  const std::size_t scheme = origin->find("://");
  return scheme != origin->npos &&
         equal_ignoring_case(origin->substr(scheme + 3), request.headers.find("host").value_or(""));
}

std::string choose_subprotocol(const Request& request, const std::vector<std::string>& ours) {
  for (const std::string& protocol : ours)
    for (const auto& [name, value] : request.headers.fields())
      if (equal_ignoring_case(name, "sec-websocket-protocol") && list_contains(value, protocol))
        return protocol;
  return {};
}

std::optional<std::string> accept_web_socket(const Request& request) {
  if (request.headers.find("sec-websocket-version") != "13") return std::nullopt;
  const std::string key(request.headers.find("sec-websocket-key").value_or(""));
  const auto bytes = base64_decode(key);
  if (!bytes || bytes->size() != kKeyBytes) return std::nullopt;
  const std::string text = key + std::string(kMagic);
  unsigned char digest[SHA_DIGEST_LENGTH];
  ::SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return base64_encode({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace waymark::http
