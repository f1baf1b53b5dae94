#include "platform/auth/api_keys.h"

#include <algorithm>
#include <stdexcept>

#include "base/encoding.h"

namespace waymark::auth {
namespace {

constexpr std::size_t kLongestKey = 256;

bool is_hash(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

ApiKeys::ApiKeys(const Secret& web_key, const std::vector<std::string>& hashes)
    : web_key_("wk_" + base64url_encode(std::string_view(web_key.expose()).substr(0, 24))),
      hashes_(hashes) {
  if (!std::ranges::all_of(hashes_, is_hash))
    throw std::invalid_argument(
        "an API key is configured by its SHA-256: 64 lower-case hexadecimal digits");
  hashes_.push_back(hex_encode(sha256(web_key_)));
}

bool ApiKeys::accepts(std::string_view key) const {
  if (key.empty() || key.size() > kLongestKey) return false;
  const std::string hash = hex_encode(sha256(key));
  bool accepted = false;
  for (const std::string& known : hashes_) accepted |= equal_in_constant_time(hash, known);
  return accepted;
}

}  // namespace waymark::auth
