#include "platform/blobs/files/link_seal.h"

#include <charconv>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"

namespace waymark::blobs {
namespace {

std::string_view name_of(LinkRequest::Use use) {
  switch (use) {
    case LinkRequest::Use::download:
      return "download";
    case LinkRequest::Use::upload:
      return "upload";
  }
  return "";
}

std::string seal_of(const Secret& key, std::string_view use, std::string_view blob,
                    std::string_view type, std::string_view expires) {
  std::string text = "1\n";
  for (const std::string_view part : {use, blob, type}) (text += part) += '\n';
  text += expires;
  return base64url_encode(secrets::hmac_sha256(key, text));
}

/// RFC 9110 §8.3.1 without quoted parameters: enough for every type we give out, and nothing a header could be split
/// with.
bool is_media_type(std::string_view type) {
  for (const char c : type)
    if (c <= ' ' ? c != ' ' : c == 0x7f || c == '"' || c == ',') return false;
  return type.size() <= 100;
}

}  // namespace

std::string seal_link(const Secret& key, const LinkRequest& request, Instant expires) {
  if (request.lifetime < std::chrono::seconds(1) || request.lifetime > kLongestLink)
    throw Error(ErrorCode::internal, "error.internal", "a link lives from 1 s to 7 days");
  if (!is_media_type(request.content_type))
    throw Error(ErrorCode::internal, "error.internal", "not a media type for a link");
  const std::string until =
      std::to_string(std::chrono::ceil<std::chrono::seconds>(expires).time_since_epoch().count());
  std::string link = request.key;
  link += "?use=" + std::string(name_of(request.use));
  link += "&type=" + percent_encode(request.content_type);
  link += "&expires=" + until;
  return link +
         "&seal=" + seal_of(key, name_of(request.use), request.key, request.content_type, until);
}

std::optional<std::string> open_link(const Secret& key, const SealedLink& link,
                                     LinkRequest::Use use, Instant now) {
  if (link.use != name_of(use)) return std::nullopt;
  const std::string expected = seal_of(key, link.use, link.key, link.content_type, link.expires);
  if (!equal_in_constant_time(expected, link.seal)) return std::nullopt;
  std::int64_t until = 0;
  const char* end = link.expires.data() + link.expires.size();
  if (std::from_chars(link.expires.data(), end, until).ptr != end) return std::nullopt;
  if (now >= Instant(std::chrono::seconds(until))) return std::nullopt;
  return link.content_type;
}

}  // namespace waymark::blobs
