#include "platform/graphql/persisted.h"

#include "base/encoding.h"
#include "base/json.h"

namespace waymark::graphql {
namespace {

PersistedProblem problem(unsigned status, std::string message, std::string_view code) {
  GraphqlError error;
  error.message = std::move(message);
  error.extensions["code"] = boost::json::string_view(code.data(), code.size());
  PersistedProblem result;
  result.status = status;
  result.refusal.errors = "[";
  append_json(result.refusal.errors, error);
  result.refusal.errors += ']';
  return result;
}

}  // namespace

std::optional<PersistedProblem> PersistedDocuments::resolve(Parameters& parameters) {
  const auto* persisted = parameters.extensions.if_contains("persistedQuery");
  if (persisted == nullptr || persisted->is_null()) return std::nullopt;
  const auto* object = persisted->if_object();
  const auto* version = object != nullptr ? object->if_contains("version") : nullptr;
  const auto* hash = object != nullptr ? object->if_contains("sha256Hash") : nullptr;
  if (version == nullptr || hash == nullptr || !hash->is_string() || !version->is_int64() ||
      version->get_int64() != 1)
    return problem(400, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED");

  const std::string key(hash->get_string());
  std::string& query = parameters.request.query;
  if (!parameters.has_query) {
    const auto known = documents_.find(key);
    if (!known) return problem(200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND");
    query = *known;
    parameters.has_query = true;
    return std::nullopt;
  }
  if (hex_encode(sha256(query)) != key)
    return problem(400, "provided sha does not match query", "INVALID_INPUT");
  documents_.put(key, std::make_shared<const std::string>(query), query.size());
  return std::nullopt;
}

}  // namespace waymark::graphql
