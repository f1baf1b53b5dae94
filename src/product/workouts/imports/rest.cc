#include "product/workouts/imports/rest.h"

#include "base/json.h"
#include "platform/http/fields.h"
#include "platform/http/items.h"
#include "platform/http/page_query.h"
#include "platform/http/router.h"
#include "product/workouts/imports/imports.h"

namespace waymark::workouts {
namespace {

using http::Request;
using http::Response;

constexpr std::chrono::minutes kUploadTimeout{10};
constexpr std::chrono::minutes kArchiveTimeout{60};

struct FailureAnswer {
  std::string file_name;
  std::string key;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(FailureAnswer, (), (file_name, key, reason))

/// An ImportJob with its reasons in the language of the request.
struct ImportAnswer {
  ImportId id;
  ImportState state = ImportState::waiting;
  std::optional<std::string> file_name;
  std::int64_t bytes = 0;
  double progress = 0;
  std::int64_t files = 0;
  std::int64_t skipped = 0;
  std::int64_t found = 0;
  std::int64_t made = 0;
  std::int64_t merged = 0;
  std::int64_t same = 0;
  std::int64_t failed = 0;
  std::int64_t step_days = 0;
  std::vector<FailureAnswer> failures;
  std::optional<FailureAnswer> problem;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> finished_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ImportAnswer, (),
                      (id, state, file_name, bytes, progress, files, skipped, found, made, merged,
                       same, failed, step_days, failures, problem, created_at, updated_at,
                       finished_at, version))

FailureAnswer answer_of(const ImportFailure& failure, Locale locale) {
  return FailureAnswer{failure.file_name, failure.key, failure.reason(locale)};
}

ImportAnswer answer_of(const ImportJob& job, Locale locale) {
  ImportAnswer answer;
  answer.id = job.id;
  answer.state = job.state;
  answer.file_name = job.file_name;
  answer.bytes = job.bytes;
  answer.progress = job.progress;
  answer.files = job.files;
  answer.skipped = job.skipped;
  answer.found = job.found;
  answer.made = job.made;
  answer.merged = job.merged;
  answer.same = job.same;
  answer.failed = job.failed;
  answer.step_days = job.step_days;
  for (const ImportFailure& failure : job.failures)
    answer.failures.push_back(answer_of(failure, locale));
  if (job.problem) answer.problem = answer_of(*job.problem, locale);
  answer.created_at = job.created_at;
  answer.updated_at = job.updated_at;
  answer.finished_at = job.finished_at;
  answer.version = job.version;
  return answer;
}

Response accepted(const ImportJob& job, Locale locale) {
  Response response = Response::json(json::to_string(answer_of(job, locale)), 202);
  response.headers.set("Location", "/api/imports/" + job.id.to_string());
  return response;
}

/// A text that is no id names nothing.
ImportId import_of(const Request& request) {
  const auto id = ImportId::parse(request.path_parameter("id"));
  if (!id) throw Error::not_found("import");
  return *id;
}

ImportOptions options_of(const Request& request) {
  ImportOptions options;
  if (const auto type = request.query("type"); type && !type->empty()) {
    options.type = parse_enum<WorkoutType>(*type);
    if (!options.type) throw Error::invalid("type", "error.type.choice");
  }
  if (const auto title = request.query("title"); title && !title->empty()) options.title = title;
  options.file_name = request.query("name");
  return options;
}

Task<Response> import_file(Imports& imports, Request& request, RequestContext& context) {
  const auto taken = co_await imports.take(context, request, options_of(request));
  if (const auto* job = std::get_if<ImportJob>(&taken)) co_return accepted(*job, context.locale);
  const Kept& kept = std::get<Kept>(taken);
  co_return Response::json(json::to_string(kept.workout),
                           kept.outcome == Outcome::made ? 201 : 200);
}

Task<Response> start(Imports& imports, Request& request, RequestContext& context) {
  context.require_principal();
  const ImportJob job = co_await imports.start(context, request, request.query("name"));
  co_return accepted(job, context.locale);
}

Task<Response> list(Imports& imports, Request& request, RequestContext& context) {
  const Owner owner(context);
  ImportPage page = co_await imports.list(owner, page_of(request));
  http::Items<ImportAnswer> answer;
  if (page.has_next && !page.entries.empty()) answer.next_cursor = page.entries.back().cursor;
  for (const auto& entry : page.entries)
    answer.items.push_back(answer_of(entry.job, context.locale));
  co_return http::items_answer(request, answer);
}

Task<Response> get(Imports& imports, Request& request, RequestContext& context) {
  const Owner owner(context);
  const auto job = co_await imports.find(owner, import_of(request));
  if (!job) throw Error::not_found("import");
  co_return http::json_answer(request, json::to_string(answer_of(*job, context.locale)), 200);
}

Task<Response> cancel(Imports& imports, Request& request, RequestContext& context) {
  context.require_principal();
  const ImportJob job = co_await imports.cancel(context, import_of(request));
  co_return Response::json(json::to_string(answer_of(job, context.locale)));
}

http::RouteOptions upload(std::size_t limit, std::chrono::milliseconds timeout) {
  http::RouteOptions options;
  options.body_limit = limit;
  options.streamed = true;
  options.timeout = timeout;
  return options;
}

}  // namespace

/// Handlers are plain functions that call the coroutines above: a lambda that is a coroutine would
/// outlive its captures.
void add_import_routes(http::Router& router, Imports& imports, std::size_t archive_limit) {
  using Handle = Task<Response> (*)(Imports&, Request&, RequestContext&);
  const auto add = [&](http::Method method, const char* pattern, Handle handle,
                       http::RouteOptions options = http::RouteOptions()) {
    router.add(
        method, pattern,
        [handle, &imports](Request& request, RequestContext& context) {
          return handle(imports, request, context);
        },
        options);
  };
  using http::Method;
  add(Method::post, "/api/workouts/import", &import_file, upload(kUploadLimit, kUploadTimeout));
  add(Method::post, "/api/imports", &start, upload(archive_limit, kArchiveTimeout));
  add(Method::get, "/api/imports", &list);
  add(Method::get, "/api/imports/{id}", &get);
  add(Method::del, "/api/imports/{id}", &cancel);
}

}  // namespace waymark::workouts
