#include "platform/graphql/graphql_error.h"

#include "base/json.h"

namespace waymark::graphql {
namespace {

void append_locations(std::string& out, const std::vector<SourceLocation>& locations) {
  out += ",\"locations\":[";
  for (std::size_t i = 0; i < locations.size(); ++i) {
    if (i > 0) out += ',';
    out += "{\"line\":";
    json::append_number(out, static_cast<std::int64_t>(locations[i].line));
    out += ",\"column\":";
    json::append_number(out, static_cast<std::int64_t>(locations[i].column));
    out += '}';
  }
  out += ']';
}

void append_path(std::string& out, const std::vector<PathSegment>& path) {
  out += ",\"path\":[";
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) out += ',';
    if (const auto* key = std::get_if<std::string>(&path[i]))
      json::append_string(out, *key);
    else
      json::append_number(out, static_cast<std::int64_t>(std::get<std::size_t>(path[i])));
  }
  out += ']';
}

}  // namespace

void append_json(std::string& out, const GraphqlError& error) {
  out += "{\"message\":";
  json::append_string(out, error.message);
  if (!error.locations.empty()) append_locations(out, error.locations);
  if (!error.path.empty()) append_path(out, error.path);
  if (!error.extensions.empty()) {
    out += ",\"extensions\":";
    out += boost::json::serialize(error.extensions);
  }
  out += '}';
}

}  // namespace waymark::graphql
