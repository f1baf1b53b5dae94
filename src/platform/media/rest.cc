#include "platform/media/rest.h"

#include "base/error.h"
#include "base/json.h"
#include "platform/media/upload.h"

namespace waymark::media {
namespace {

using http::Request;
using http::Response;

Task<Response> add(Library& library, UploadPlaces& places, Request& request,
                   RequestContext& context) {
  const Owner owner(context);
  const auto place = places.take();
  Upload upload = co_await read_upload(request);
  const Picture picture =
      co_await library.add(owner, std::move(upload.file), Purpose::post, std::move(upload.alt));
  co_return Response::json(json::to_string(picture), 201);
}

Task<Response> show(const Library& library, Request& request) {
  const std::string name(request.path_parameter("name"));
  const std::string tag = "\"" + name + "\"";
  const auto known = request.headers.find("if-none-match");
  Response response;
  if (known && (*known == "*" || known->find(tag) != known->npos)) {
    response = Response::empty(304);
  } else {
    auto file = co_await library.file(name);
    if (!file) throw Error::not_found("resource");
    response.headers.set("Content-Type", std::move(file->content_type));
    response.body = std::move(file->bytes);
  }
  response.headers.set("ETag", tag);
  response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  co_return response;
}

}  // namespace

UploadPlaces::Place UploadPlaces::take() {
  if (++taken_ > kAtOnce) {
    --taken_;
    throw Error(ErrorCode::unavailable, "error.unavailable", "too many uploads at once");
  }
  return Place(taken_);
}

/// Handlers are plain functions that call the coroutines above: a lambda that is a coroutine would outlive its captures.
void add_routes(http::Router& router, Library& library, UploadPlaces& places) {
  router.add(
      http::Method::post, "/api/media",
      [&library, &places](Request& request, RequestContext& context) {
        return add(library, places, request, context);
      },
      upload_route());
  router.add(http::Method::get, "/media/{name}",
             [&library](Request& request, RequestContext&) { return show(library, request); });
}

}  // namespace waymark::media
