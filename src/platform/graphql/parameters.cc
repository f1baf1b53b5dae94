#include "platform/graphql/parameters.h"

#include <optional>
#include <string>

#include "base/error.h"
#include "base/json.h"

namespace waymark::graphql {
namespace {

const boost::json::value* given(const boost::json::object& body, const char* name) {
  const auto* value = body.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> text_in(const boost::json::object& body, const char* name) {
  const auto* value = given(body, name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) throw Error::invalid(name, "error.type.text");
  return std::string(value->get_string());
}

boost::json::object object_in(const boost::json::object& body, const char* name) {
  const auto* value = given(body, name);
  if (value == nullptr) return {};
  if (!value->is_object()) throw Error::invalid(name, "error.type.object");
  return value->get_object();
}

boost::json::object object_in(const http::Request& request, const char* name) {
  const auto text = request.query(name);
  if (!text || text->empty()) return {};
  boost::json::value value;
  try {
    value = json::parse(*text);
  } catch (const Error&) {
    throw Error::invalid(name, "error.type.object");
  }
  if (value.is_null()) return {};
  if (!value.is_object()) throw Error::invalid(name, "error.type.object");
  return std::move(value.get_object());
}

Parameters parameters_in_query(const http::Request& request) {
  Parameters parameters;
  if (const auto query = request.query("query"); query && !query->empty()) {
    parameters.request.query = *query;
    parameters.has_query = true;
  }
  parameters.request.operation_name = request.query("operationName").value_or("");
  parameters.request.variables = object_in(request, "variables");
  parameters.extensions = object_in(request, "extensions");
  return parameters;
}

}  // namespace

Parameters parameters_of(const boost::json::value& body) {
  if (!body.is_object()) throw Error::invalid("body", "error.type.object");
  const boost::json::object& object = body.get_object();
  Parameters parameters;
  if (auto query = text_in(object, "query")) {
    parameters.request.query = std::move(*query);
    parameters.has_query = true;
  }
  parameters.request.operation_name = text_in(object, "operationName").value_or("");
  parameters.request.variables = object_in(object, "variables");
  parameters.extensions = object_in(object, "extensions");
  return parameters;
}

Parameters parameters_of(const http::Request& request) {
  if (request.method != http::Method::post) return parameters_in_query(request);
  if (request.media_type() != "application/json")
    throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  return parameters_of(json::parse(request.body));
}

}  // namespace waymark::graphql
