// The GraphQL edge of imports (api/schema.graphql): importJob, myImports, cancelImport,
// onImportProgress, mySteps.
#pragma once

#include "platform/graphql/bindings.h"
#include "platform/graphql/live.h"
#include "product/workouts/imports/imports.h"

namespace waymark::workouts {

/// Outlives the engine that it is bound to.
class ImportsGraphql {
 public:
  ImportsGraphql(const Imports& imports, realtime::Hub& hub) : imports_(imports), hub_(hub) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<std::optional<ImportJob>> import_job(graphql::Call& call) const;
  Task<graphql::Connection<ImportJob>> my_imports(graphql::Call& call) const;
  Task<ImportJob> cancel(graphql::Call& call) const;
  Task<graphql::Live<ImportJob>> on_progress(graphql::Call& call) const;
  Task<std::vector<StepDay>> my_steps(graphql::Call& call) const;

  const Imports& imports_;
  realtime::Hub& hub_;
};

}  // namespace waymark::workouts
