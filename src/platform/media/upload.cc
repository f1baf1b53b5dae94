#include "platform/media/upload.h"

#include "base/error.h"
#include "platform/http/multipart.h"
#include "platform/media/renditions.h"

namespace waymark::media {
namespace {

constexpr std::size_t kRoomForForm = 64 * 1024;
constexpr std::size_t kLongestField = 16 * 1024;
constexpr std::chrono::minutes kTimeout{5};

Task<std::string> read_body(http::Request& request) {
  if (request.stream == nullptr) co_return std::exchange(request.body, std::string());
  std::string all;
  while (true) {
    const std::string piece = co_await request.stream->read();
    if (piece.empty()) co_return all;
    all += piece;
    if (all.size() > kUploadLimit) throw too_large();
  }
}

}  // namespace

Task<Upload> read_upload(http::Request& request) {
  Upload upload;
  const std::string type = request.media_type();
  if (type == "multipart/form-data") {
    http::FormReader form(request);
    while (const auto part = co_await form.next()) {
      if (part->name == "file") upload.file = co_await form.read_all(kUploadLimit);
      if (part->name == "alt") upload.alt = co_await form.read_all(kLongestField);
    }
  } else if (type.starts_with("image/") || type == "application/octet-stream") {
    upload.alt = request.query("alt");
    upload.file = co_await read_body(request);
  } else {
    throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  }
  if (upload.file.empty()) throw Error::invalid("file", "error.upload.no_file");
  co_return upload;
}

http::RouteOptions upload_route() {
  http::RouteOptions options;
  options.body_limit = kUploadLimit + kRoomForForm;
  options.streamed = true;
  options.timeout = kTimeout;
  return options;
}

}  // namespace waymark::media
