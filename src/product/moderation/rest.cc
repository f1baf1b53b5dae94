#include "product/moderation/rest.h"

#include "platform/http/json_body.h"

namespace waymark::moderation {
namespace {

Task<http::Response> report(const Moderation& moderation, http::Request& request,
                            RequestContext& context) {
  context.require_principal();
  auto input = http::json_body<ReportInput>(request);
  co_await moderation.reports.report(context, std::move(input), InputPath());
  co_return http::Response::empty(204);
}

}  // namespace

void add_routes(http::Router& router, const Moderation& moderation) {
  router.add(http::Method::post, "/api/reports",
             [&moderation](http::Request& request, RequestContext& context) {
               return report(moderation, request, context);
             });
}

}  // namespace waymark::moderation
