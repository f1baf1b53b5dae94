// JSON in requests.
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "platform/http/message.h"

namespace waymark::http {

/// Throws Error(unsupported_media) unless Content-Type is application/json or another +json.
void require_json(const Request& request);

/// The body as a described struct. Throws what require_json() and json::decode() throw.
template <typename T>
T json_body(const Request& request, json::Limits limits = json::Limits()) {
  require_json(request);
  return json::decode<T>(request.body, limits);
}

}  // namespace waymark::http
