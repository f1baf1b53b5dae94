#include "product/journeys/rest.h"

#include <charconv>

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/json_body.h"
#include "platform/http/router.h"
#include "product/journeys/team_rest.h"
#include "product/journeys/upload.h"

namespace waymark::journeys {
namespace {

using http::Request;
using http::Response;

constexpr std::chrono::minutes kUploadTimeout{10};

std::optional<double> number_in(const Request& request, std::string_view name) {
  const auto text = request.query(name);
  if (!text || text->empty()) return std::nullopt;
  double number = 0;
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, number);
  if (read.ec != std::errc() || read.ptr != end)
    throw Error::invalid(std::string(name), "error.type.number");
  return number;
}

std::vector<std::string> list_in(const Request& request, std::string_view name) {
  std::vector<std::string> list;
  const std::string text = request.query(name).value_or("");
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    if (end > from) list.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return list;
}

Task<Response> list_journeys(const Journeys& journeys, Request& request, RequestContext& context) {
  context.require_principal();
  JourneyFilter filter;
  filter.tags = list_in(request, "tags");
  filter.min_length_metres = number_in(request, "minLength");
  filter.max_length_metres = number_in(request, "maxLength");
  filter.text = request.query("text");
  http::Items<JourneyView> items;
  items.items = journeys.catalogue(context, filter);
  co_return http::items_answer(request, items);
}

FileOptions options_of(const Request& request) {
  FileOptions options;
  if (const auto title = request.query("title"); title && !title->empty()) options.title = title;
  const auto visibility = request.query("visibility");
  if (!visibility || visibility->empty()) return options;
  options.visibility = parse_enum<JourneyVisibility>(*visibility);
  if (!options.visibility) throw Error::invalid("visibility", "error.type.choice");
  return options;
}

/// The route is streamed for its files; a JSON body is read whole.
Task<void> read_whole(Request& request) {
  constexpr std::size_t kLongestJson = 1 << 20;
  while (request.stream != nullptr) {
    const std::string piece = co_await request.stream->read();
    if (piece.empty()) co_return;
    request.body += piece;
    if (request.body.size() <= kLongestJson) continue;
    Error error(ErrorCode::too_large, "error.too_large");
    error.with("limit", std::to_string(kLongestJson));
    throw error;
  }
}

Task<Response> create_journey(const Journeys& journeys, JourneyUpload& upload, Request& request,
                              RequestContext& context) {
  context.require_principal();
  JourneyView journey;
  if (JourneyUpload::is_file(request)) {
    journey = co_await upload.run(context, request, options_of(request));
  } else {
    co_await read_whole(request);
    JourneyInput input = http::json_body<JourneyInput>(request);
    journey = co_await journeys.create(context, std::move(input), InputPath());
  }
  co_return http::json_answer(request, json::to_string(journey), 201);
}

Task<Response> show_journey(const Journeys& journeys, Request& request, RequestContext& context) {
  context.require_principal();
  const auto id = JourneyId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("journey");
  const JourneyView journey = co_await journeys.require(context, *id);
  co_return http::json_answer(request, json::to_string(journey));
}

}  // namespace

void add_routes(http::Router& router, const Service& service, JourneyUpload& upload) {
  const Journeys& journeys = service.journeys;
  router.add(http::Method::get, "/api/journeys",
             [&journeys](Request& request, RequestContext& context) {
               return list_journeys(journeys, request, context);
             });
  http::RouteOptions options;
  options.body_limit = kUploadLimit;
  options.streamed = true;
  options.timeout = kUploadTimeout;
  router.add(
      http::Method::post, "/api/journeys",
      [&journeys, &upload](Request& request, RequestContext& context) {
        return create_journey(journeys, upload, request, context);
      },
      options);
  router.add(http::Method::get, "/api/journeys/{id}",
             [&journeys](Request& request, RequestContext& context) {
               return show_journey(journeys, request, context);
             });
  add_team_routes(router, service);
}

}  // namespace waymark::journeys
