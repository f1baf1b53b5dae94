#include "product/workouts/rest.h"

#include "base/json.h"
#include "platform/http/json_body.h"
#include "platform/http/router.h"
#include "product/workouts/import.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

constexpr std::chrono::minutes kUploadTimeout{10};

ImportOptions options_of(const http::Request& request) {
  ImportOptions options;
  if (const auto type = request.query("type"); type && !type->empty()) {
    options.type = parse_enum<WorkoutType>(*type);
    if (!options.type) throw Error::invalid("type", "error.type.choice");
  }
  if (const auto title = request.query("title"); title && !title->empty()) options.title = title;
  return options;
}

/// Handlers are plain functions that call these coroutines: a lambda that is a coroutine would
/// outlive its captures.
Task<http::Response> log(const Workouts& workouts, http::Request& request,
                         RequestContext& context) {
  context.require_principal();
  WorkoutInput input = http::json_body<WorkoutInput>(request);
  const Workout workout = co_await workouts.log(context, std::move(input), InputPath());
  co_return http::Response::json(json::to_string(workout), 201);
}

Task<http::Response> import_file(GpxImport& import, http::Request& request,
                                 RequestContext& context) {
  const Workout workout = co_await import.run(context, request, options_of(request));
  co_return http::Response::json(json::to_string(workout), 201);
}

}  // namespace

void add_routes(http::Router& router, const Workouts& workouts, GpxImport& import) {
  router.add(http::Method::post, "/api/workouts",
             [&workouts](http::Request& request, RequestContext& context) {
               return log(workouts, request, context);
             });
  http::RouteOptions upload;
  upload.body_limit = kUploadLimit;
  upload.streamed = true;
  upload.timeout = kUploadTimeout;
  router.add(
      http::Method::post, "/api/workouts/import",
      [&import](http::Request& request, RequestContext& context) {
        return import_file(import, request, context);
      },
      upload);
}

}  // namespace waymark::workouts
