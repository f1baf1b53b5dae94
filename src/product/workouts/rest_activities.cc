#include "product/workouts/rest_activities.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/page_query.h"
#include "platform/http/router.h"

namespace waymark::workouts {
namespace {

using http::Request;
using http::Response;

std::optional<Instant> instant_in(const Request& request, std::string_view name) {
  const auto text = request.query(name);
  if (!text || text->empty()) return std::nullopt;
  const auto instant = parse_rfc3339(*text);
  if (!instant) throw Error::invalid(std::string(name), "error.type.instant");
  return instant;
}

WorkoutFilter filter_of(const Request& request) {
  WorkoutFilter filter;
  if (const auto type = request.query("type"); type && !type->empty()) {
    filter.type = parse_enum<WorkoutType>(*type);
    if (!filter.type) throw Error::invalid("type", "error.type.choice");
  }
  filter.from = instant_in(request, "from");
  filter.to = instant_in(request, "to");
  return filter;
}

/// Handlers are plain functions that call these coroutines: a lambda that is a coroutine would
/// outlive its captures.
Task<Response> log(const Workouts& workouts, Request& request, RequestContext& context) {
  const Owner owner(context);
  WorkoutInput input = http::json_body<WorkoutInput>(request);
  Workout workout = co_await workouts.log(context, std::move(input), InputPath());
  const WorkoutView view = own_view(owner, std::move(workout));
  co_return http::json_answer(request, json::to_string(view), 201);
}

Task<Response> list(const Workouts& workouts, Request& request, RequestContext& context) {
  const Owner owner(context);
  WorkoutPage page = co_await workouts.list(owner, filter_of(request), page_of(request));
  http::Items<WorkoutView> items;
  if (page.has_next && !page.entries.empty()) items.next_cursor = page.entries.back().cursor;
  for (auto& [workout, cursor] : page.entries)
    items.items.push_back(own_view(owner, std::move(workout)));
  co_return http::items_answer(request, items);
}

Task<Response> show(const Viewing& viewing, Request& request, RequestContext& context) {
  const UserId viewer = context.require_principal().user;
  const auto id = WorkoutId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("workout");
  const auto view = co_await viewing.find(viewer, *id);
  if (!view) throw Error::not_found("workout");
  co_return http::json_answer(request, json::to_string(*view));
}

}  // namespace

void add_activity_routes(http::Router& router, EdgePorts ports) {
  const Workouts& workouts = ports.workouts;
  const Viewing& viewing = ports.viewing;
  router.add(http::Method::post, "/api/activities",
             [&workouts](Request& request, RequestContext& context) {
               return log(workouts, request, context);
             });
  router.add(http::Method::get, "/api/activities",
             [&workouts](Request& request, RequestContext& context) {
               return list(workouts, request, context);
             });
  for (const char* path : {"/api/activities/{id}", "/api/workouts/{id}"})
    router.add(http::Method::get, path, [&viewing](Request& request, RequestContext& context) {
      return show(viewing, request, context);
    });
}

}  // namespace waymark::workouts
