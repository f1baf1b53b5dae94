#include "product/workouts/rest.h"

#include "base/json.h"
#include "platform/http/json_body.h"
#include "platform/http/router.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

/// Handlers are plain functions that call these coroutines: a lambda that is a coroutine would
/// outlive its captures.
Task<http::Response> log(const Workouts& workouts, http::Request& request,
                         RequestContext& context) {
  context.require_principal();
  WorkoutInput input = http::json_body<WorkoutInput>(request);
  const Workout workout = co_await workouts.log(context, std::move(input), InputPath());
  co_return http::Response::json(json::to_string(workout), 201);
}

}  // namespace

void add_routes(http::Router& router, const Workouts& workouts) {
  router.add(http::Method::post, "/api/workouts",
             [&workouts](http::Request& request, RequestContext& context) {
               return log(workouts, request, context);
             });
}

}  // namespace waymark::workouts
