#include "platform/graphql/run.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "platform/graphql/failure.h"
#include "platform/graphql/field_binding.h"

namespace waymark::graphql {
namespace {

[[noreturn]] void end_run(Error error) {
  throw RunEnded(std::make_exception_ptr(std::move(error)));
}

bool past(const RequestContext& context) {
  return context.deadline != std::chrono::steady_clock::time_point::max() &&
         std::chrono::steady_clock::now() >= context.deadline;
}

std::string place_of(const PlanField& field) {
  return std::string(field.definition->parent ? field.definition->parent->name : "") + "." +
         std::string(field.definition->name);
}

const PlanField& field_of(const Path& path) {
  const Path* at = &path;
  while (at->field == nullptr) at = at->parent;
  return *at->field;
}

std::vector<PathSegment> segments_of(const Path& path) {
  std::vector<PathSegment> segments;
  for (const Path* at = &path; at != nullptr; at = at->parent) {
    if (at->field != nullptr)
      segments.emplace_back(at->field->name);
    else
      segments.emplace_back(at->index);
  }
  return {segments.rbegin(), segments.rend()};
}

}  // namespace

Run::Run(const Plan& plan, RequestContext& context, const VariableValues& variables,
         const RunLimits& limits)
    : plan_(plan), context_(context), variables_(variables), limits_(limits) {
  conditions_.reserve(plan.condition_variables.size());
  for (const std::size_t place : plan.condition_variables) {
    const bool* value = variables.at(place).get_if<bool>();
    if (value == nullptr) {
      const std::string_view name = plan.operation->variables[place].name.text;
      throw Error::invalid(std::string(name), "error.required");
    }
    conditions_.push_back(*value ? 1 : 0);
  }
}

bool Run::included(const PlanField& field) const {
  const auto holds = [&](const Conditions& all) {
    for (const Condition& each : all) {
      if (static_cast<bool>(conditions_[each.variable]) != each.wanted) return false;
    }
    return true;
  };
  if (!holds(field.when)) return false;
  for (const Conditions& earlier : field.unless) {
    if (holds(earlier)) return false;
  }
  return true;
}

void Run::too_large() {
  end_run(Error(ErrorCode::too_large, "error.response_too_large"));
}

void Run::count_resolver() {
  if (++resolvers_ > limits_.resolvers) too_large();
  check_deadline();
}

void Run::check_deadline() const {
  if (past(context_)) end_run(Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded"));
}

void Run::add(const Path* path, GraphqlError error) {
  if (path != nullptr) {
    for (const ast::Offset offset : field_of(*path).places)
      error.locations.push_back(plan_.document->location(offset));
    error.path = segments_of(*path);
  }
  bubbling_ = errors_.size();
  append_json(errors_.emplace_back(), error);
  error_bytes_ += errors_.back().size();
  if (error_bytes_ > limits_.response_bytes) too_large();
}

void Run::fail(const Path& path, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const RunEnded&) {
    throw;
  } catch (...) {
  }
  if (is_cancellation(failure)) {
    if (past(context_)) end_run(Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded"));
    throw RunEnded(failure);
  }
  add(&path, describe_failure(failure, context_, place_of(field_of(path))));
}

void Run::fail_null(const Path& path) {
  const std::string cause =
      "Cannot return null for non-nullable field " + place_of(field_of(path)) + ".";
  add(&path,
      describe_failure(std::make_exception_ptr(Error(ErrorCode::internal, "error.internal", cause)),
                       context_, place_of(field_of(path))));
}

void Run::fail_all(const std::exception_ptr& failure) {
  errors_.clear();
  error_bytes_ = 0;
  add(nullptr, describe_failure(failure, context_, "the whole response"));
}

bool Run::has_errors() const {
  return std::any_of(errors_.begin(), errors_.end(),
                     [](const auto& each) { return !each.empty(); });
}

std::string Run::errors() const {
  std::string joined;
  for (const std::string& error : errors_) {
    if (error.empty()) continue;
    if (!joined.empty()) joined += ',';
    joined += error;
  }
  return joined;
}

const Path* Run::keep(const Path& path) {
  if (path.kept) return &path;
  Path copy = path;
  copy.parent = path.parent != nullptr ? keep(*path.parent) : nullptr;
  copy.kept = true;
  kept_.push_back(copy);
  return &kept_.back();
}

}  // namespace waymark::graphql
