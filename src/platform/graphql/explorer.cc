#include "platform/graphql/explorer.h"

#include <span>
#include <string_view>

#include "base/embedded.h"
#include "base/error.h"

namespace waymark::embedded {
std::span<const EmbeddedFile> explorer();
}  // namespace waymark::embedded

namespace waymark::graphql {
namespace {

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  return "text/html; charset=utf-8";
}

http::Response file(std::string_view name) {
  for (const EmbeddedFile& each : embedded::explorer()) {
    if (each.name != name) continue;
    http::Response response;
    response.headers.set("Content-Type", std::string(type_of(name)));
    response.headers.set("Cache-Control", "no-cache");
    response.body = each.content;
    return response;
  }
  throw Error::not_found("resource");
}

Task<http::Response> answer_file(http::Request& request, RequestContext&) {
  co_return file(request.path_parameter("file"));
}

}  // namespace

http::Response explorer_page() {
  http::Response response = file("index.html");
  response.headers.set("Vary", "Accept");
  return response;
}

void mount_explorer(http::Router& router, const std::string& path) {
  router.add(http::Method::get, path + "/explorer/{file}", &answer_file);
}

}  // namespace waymark::graphql
