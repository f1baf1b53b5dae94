#include "platform/http/json_body.h"

namespace waymark::http {

void require_json(const Request& request) {
  const std::string type = request.media_type();
  if (type != "application/json" && !(type.starts_with("application/") && type.ends_with("+json")))
    throw Error(ErrorCode::unsupported_media, "error.unsupported_media", type);
}

}  // namespace waymark::http
