// api/schemas: versions never change, each understands all before it, and the newest is what the code writes.
#include <gmock/gmock.h>
#include <openssl/sha.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "product/workouts/model.h"
#include "product/workouts/schema_changes_test.h"

namespace waymark::workouts {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::filesystem::path folder() {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  if (!root) throw std::runtime_error("WAYMARK_SOURCE_DIR is not set");
  return std::filesystem::path(root) / "api" / "schemas";
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Model → version → schema.
std::map<std::string, std::map<int, boost::json::object>> models() {
  std::map<std::string, std::map<int, boost::json::object>> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json")) continue;
    const std::size_t dot = name.find(".v");
    found[name.substr(0, dot)][std::stoi(name.substr(dot + 2))] =
        boost::json::parse(content(entry.path())).as_object();
  }
  return found;
}

std::string sha256(const std::string& text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return hex_encode(digest);
}

boost::json::object schema_with(std::string_view properties, std::string_view required = "[]") {
  return boost::json::parse(R"({"type": "object", "additionalProperties": false, "required": )" +
                            std::string(required) + R"(, "properties": )" +
                            std::string(properties) + "}")
      .as_object();
}

std::vector<std::string> broken_by(std::string_view older, std::string_view newer) {
  return SchemaChanges::that_break(schema_with(older), schema_with(newer));
}

TEST(Schemas, AVersionThatWasReleasedIsNotEdited) {
  std::istringstream lines(content(folder() / "released.sha256"));
  std::map<std::string, std::string> released;
  for (std::string hash, name; lines >> hash >> name;) released[name] = hash;
  std::set<std::string> there;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json")) continue;
    there.insert(name);
    EXPECT_EQ(released[name], sha256(content(entry.path())))
        << name << " is not what was released: make a new version";
  }
  EXPECT_EQ(released.size(), there.size());
}

TEST(Schemas, EveryVersionUnderstandsAllBeforeIt) {
  for (const auto& [model, versions] : models())
    for (auto newer = versions.begin(); newer != versions.end(); ++newer)
      for (auto older = versions.begin(); older != newer; ++older) {
        SCOPED_TRACE(model + " " + std::to_string(older->first) + " → " +
                     std::to_string(newer->first));
        EXPECT_THAT(SchemaChanges::that_break(older->second, newer->second), IsEmpty());
      }
}

TEST(Schemas, WhatWouldBreakReadersIsRefused) {
  const char* was =
      R"({"a": {"type": "number", "minimum": 0}, "b": {"type": "string", "enum": ["X", "Y"]}})";
  EXPECT_THAT(broken_by(was, was), IsEmpty());
  EXPECT_THAT(
      broken_by(
          was,
          R"({"a": {"type": ["number", "null"]}, "b": {"type": "string", "enum": ["X", "Y", "Z"]}, "c": {"type": "string"}})"),
      IsEmpty());
  EXPECT_THAT(broken_by(was, R"({"a": {"type": "number", "minimum": 0}})"),
              ElementsAre("b is gone"));
  EXPECT_THAT(
      broken_by(
          was,
          R"({"a": {"type": "integer", "minimum": 1}, "b": {"type": "string", "enum": ["X"]}})"),
      ElementsAre("a no longer takes number", "a has a narrower minimum", "b no longer takes Y"));
  EXPECT_THAT(SchemaChanges::that_break(schema_with(was), schema_with(was, R"(["a"])")),
              ElementsAre("a is required now"));
  const char* list = R"({"a": {"type": "array", "items": {"type": "string"}}})";
  EXPECT_THAT(
      broken_by(list, R"({"a": {"type": "array", "items": {"type": "string", "maxLength": 5}}})"),
      ElementsAre("a[] has a maxLength now"));
  EXPECT_THAT(
      broken_by(list, R"({"a": {"type": "array", "minItems": 1, "items": {"type": "string"}}})"),
      ElementsAre("a uses 'minItems'"));
}

TEST(Schemas, TheNewestIsWhatTheCodeWrites) {
  const auto versions = models().at("Workout");
  const boost::json::object& newest = versions.rbegin()->second;
  std::set<std::string> described, written;
  for (const auto& [name, value] : newest.at("properties").as_object())
    described.insert(std::string(name));
  for_each_member<Workout>([&](std::string_view name, auto) { written.insert(std::string(name)); });
  EXPECT_EQ(described, written);

  Workout workout;
  workout.track = TrackSummary();
  workout.best_efforts.emplace_back();
  workout.merge_reasons.emplace_back();
  workout.time_zone = "Europe/Madrid";
  const boost::json::value value = boost::json::parse(json::to_string(workout));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const boost::json::value definition(newest);
  parser.populateSchema(valijson::adapters::BoostJsonAdapter(definition), schema);
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  EXPECT_TRUE(validator.validate(schema, valijson::adapters::BoostJsonAdapter(value), nullptr))
      << boost::json::serialize(value);
}

}  // namespace
}  // namespace waymark::workouts
