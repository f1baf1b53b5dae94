#include "product/workouts/imports/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::workouts {
namespace {

std::string reason_of(const ImportFailure& failure, graphql::Call& call) {
  return failure.reason(call.context().locale);
}

}  // namespace

void ImportsGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<ImportJob>("ImportJob");
  bindings.object<ImportFailure>("ImportFailure").field("reason", &reason_of);
  bindings.object<StepDay>("StepDay");
  bindings.query("importJob", &ImportsGraphql::import_job, this);
  bindings.query("myImports", &ImportsGraphql::my_imports, this);
  bindings.query("mySteps", &ImportsGraphql::my_steps, this);
  bindings.mutation("cancelImport", &ImportsGraphql::cancel, this);
  bindings.subscription("onImportProgress", &ImportsGraphql::on_progress, this);
}

Task<std::optional<ImportJob>> ImportsGraphql::import_job(graphql::Call& call) const {
  return imports_.find(Owner(call.context()), call.argument<ImportId>("id"));
}

Task<graphql::Connection<ImportJob>> ImportsGraphql::my_imports(graphql::Call& call) const {
  const Owner owner(call.context());
  ImportPage page = co_await imports_.list(owner, page_of(call));
  graphql::Connection<ImportJob> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& [job, cursor] : page.entries)
    connection.edges.push_back({std::move(job), std::move(cursor)});
  co_return connection;
}

Task<ImportJob> ImportsGraphql::cancel(graphql::Call& call) const {
  return imports_.cancel(call.context(), call.argument<ImportId>("id"));
}

Task<graphql::Live<ImportJob>> ImportsGraphql::on_progress(graphql::Call& call) const {
  const Owner owner(call.context());
  const auto id = call.argument<ImportId>("id");
  const auto job = co_await imports_.find(owner, id);
  if (!job) throw Error::not_found("import");
  co_return graphql::Live<ImportJob>(hub_, realtime::job_topic(id.to_string()), kImportMessage);
}

Task<std::vector<StepDay>> ImportsGraphql::my_steps(graphql::Call& call) const {
  return imports_.steps(Owner(call.context()), call.argument<Date>("from"),
                        call.argument<Date>("to"));
}

}  // namespace waymark::workouts
