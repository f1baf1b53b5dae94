#include "platform/blobs/files/links.h"

#include "base/error.h"
#include "platform/blobs/files/link_seal.h"

namespace waymark::blobs {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::chrono::minutes kLongestTransfer{10};

SealedLink link_of(const http::Request& request) {
  SealedLink link;
  link.key = request.path_parameter("key");
  link.use = request.query("use").value_or("");
  link.content_type = request.query("type").value_or("");
  link.expires = request.query("expires").value_or("");
  link.seal = request.query("seal").value_or("");
  return link;
}

/// The media type of an opened link.
std::string opened(const http::Request& request, const FileBlobs& blobs, LinkRequest::Use use,
                   Instant now) {
  const SealedLink link = link_of(request);
  auto type = open_link(blobs.options().link_key, link, use, now);
  if (!type) throw Error(ErrorCode::forbidden, "error.forbidden", "a link that does not hold");
  return type->empty() ? "application/octet-stream" : *type;
}

/// A body that is written while it comes in.
class UploadSource final : public Source {
 public:
  explicit UploadSource(http::BodyReader& body) : body_(body) {}
  Task<std::string> read(std::size_t at_most) override {
    if (held_.empty()) held_ = co_await body_.read();
    std::string piece = held_.substr(0, at_most);
    held_.erase(0, piece.size());
    co_return piece;
  }

 private:
  http::BodyReader& body_;
  std::string held_;
};

Task<void> send(FileBlobs& blobs, std::string key, http::BodyWriter& writer) {
  Range range;
  range.length = kPiece;
  while (true) {
    auto piece = co_await blobs.get(key, range);
    if (!piece) throw Error::not_found("resource");
    const bool last = piece->size() < kPiece;
    range.offset += piece->size();
    if (!piece->empty()) co_await writer.write(std::move(*piece));
    if (last) co_return;
  }
}

Task<http::Response> download(FileBlobs& blobs, const Clock& clock, const http::Request& request) {
  std::string type = opened(request, blobs, LinkRequest::Use::download, clock.now());
  const std::string key(request.path_parameter("key"));
  if (!co_await blobs.head(key)) throw Error::not_found("resource");
  http::Response response;
  response.headers.set("Content-Type", std::move(type));
  // Whatever the bytes are, a browser must not take them for a page of ours.
  response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.set("Cache-Control", "private, max-age=300");
  response.body = http::StreamedBody(
      [&blobs, key](http::BodyWriter& writer) { return send(blobs, key, writer); });
  co_return response;
}

Task<http::Response> upload(FileBlobs& blobs, const Clock& clock, http::Request& request) {
  const std::string type = opened(request, blobs, LinkRequest::Use::upload, clock.now());
  if (request.headers.find("content-type").value_or("application/octet-stream") != type)
    throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  auto source = std::make_shared<UploadSource>(*request.stream);
  std::string key(request.path_parameter("key"));
  co_await blobs.put(std::move(key), std::move(source));
  co_return http::Response::empty();
}

}  // namespace

void add_link_routes(http::Router& router, const std::string& path, FileBlobs& blobs,
                     const Clock& clock, std::size_t upload_limit) {
  router.add(http::Method::get, path + "/{key*}",
             [&blobs, &clock](http::Request& request, RequestContext&) {
               return download(blobs, clock, request);
             });
  http::RouteOptions options;
  options.body_limit = upload_limit;
  options.streamed = true;
  options.timeout = kLongestTransfer;
  router.add(
      http::Method::put, path + "/{key*}",
      [&blobs, &clock](http::Request& request, RequestContext&) {
        return upload(blobs, clock, request);
      },
      options);
}

}  // namespace waymark::blobs
