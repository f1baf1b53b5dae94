// For tests: events as they were written, held to their schemas.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/json.h"
#include "base/task.h"
#include "platform/events/event.h"
#include "platform/store/entity.h"
#include "platform/store/store.h"

namespace waymark::events {

/// What is wrong with a payload, by api/events/<type>.v<version>.json; empty when nothing is.
/// Needs WAYMARK_SOURCE_DIR in the environment, which CTest sets.
inline std::string schema_violations(std::string_view type, std::int64_t version,
                                     std::string_view payload) {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  if (root == nullptr) return "WAYMARK_SOURCE_DIR is not set";
  const std::string path = std::string(root) + "/api/events/" + std::string(type) + ".v" +
                           std::to_string(version) + ".json";
  std::ifstream file(path);
  if (!file) return "there is no " + path;
  std::stringstream text;
  text << file.rdbuf();
  const boost::json::value definition = boost::json::parse(text.str());
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(definition), schema);

  const boost::json::value value = json::parse(payload);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  valijson::ValidationResults results;
  std::string violations;
  if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(value), &results))
    return violations;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) violations += part;
    violations += ": " + error.description + "\n";
  }
  return violations;
}

/// All events that are kept, shard by shard, in order.
inline Task<std::vector<Event>> recorded_events(store::Store& store) {
  std::vector<Event> events;
  for (std::uint32_t shard = 0; shard < kShards; ++shard) {
    store::Query query(store::Index::table, shard_key(shard));
    bool more = true;
    while (more) {
      store::Page page = co_await store.query(query);
      for (const store::Item& item : page.items) {
        Event event = store::from_item<Event>(item);
        if (!event.type.empty()) events.push_back(std::move(event));
      }
      more = page.next.has_value();
      query.starting_after(std::move(page.next));
    }
  }
  co_return events;
}

/// A line for each event whose payload is not as its schema says.
inline std::string schema_violations(const std::vector<Event>& events) {
  std::string all;
  for (const Event& event : events) {
    const std::string some = schema_violations(event.type, event.version, event.payload);
    if (!some.empty()) all += event.type + " " + event.payload + "\n" + some;
  }
  return all;
}

}  // namespace waymark::events
