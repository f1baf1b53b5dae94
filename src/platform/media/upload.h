// A picture in a request: as the part `file` of a form, or as the body itself.
#pragma once

#include <optional>
#include <string>

#include "platform/http/message.h"
#include "platform/http/router.h"

namespace waymark::media {

struct Upload {
  std::string file;
  std::optional<std::string> alt;  // the form's field, or the query parameter
};

/// Of a route with upload_route(). Throws Error(unsupported_media) when it is neither a form nor a picture by its
/// Content-Type, Error(invalid_input) naming "file" when there is none, Error(too_large) past kUploadLimit.
Task<Upload> read_upload(http::Request& request);

/// Streamed, with room for a picture and its form.
http::RouteOptions upload_route();

}  // namespace waymark::media
