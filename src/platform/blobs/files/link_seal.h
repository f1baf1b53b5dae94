// Links to blobs that we serve ourselves:
//
//   <key>?use=download|upload&type=<media type>&expires=<Unix seconds>&seal=<base64url>
//
//   seal = HMAC-SHA256(key of the links, "1\n" use "\n" key "\n" type "\n" expires)
//
// None of the parts can hold a line feed, so that no two links have one text.
#pragma once

#include <optional>
#include <string>

#include "base/secret.h"
#include "base/time.h"
#include "platform/blobs/blobs.h"

namespace waymark::blobs {

/// The part after the base. Throws Error(internal) for a lifetime or a media type that no link may have.
std::string seal_link(const Secret& key, const LinkRequest& request, Instant expires);

/// What a link allows, as it came in.
struct SealedLink {
  std::string key;
  std::string use;
  std::string content_type;
  std::string expires;
  std::string seal;
};

/// The media type a link is for, or nullopt when it is not ours, was changed, is for another use, or has expired.
std::optional<std::string> open_link(const Secret& key, const SealedLink& link,
                                     LinkRequest::Use use, Instant now);

}  // namespace waymark::blobs
