// For tests: what keeps a reader of a newer JSON schema from reading what was written by an older one (SW's `BACKWARD`).
// Knows the parts of JSON Schema that api/schemas uses; of any other keyword it says so.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace waymark::workouts {

/// One line a complaint, each with the place in the schema; empty: compatible.
class SchemaChanges {
 public:
  static std::vector<std::string> that_break(const boost::json::object& older,
                                             const boost::json::object& newer) {
    SchemaChanges changes;
    changes.compare(older, newer, "");
    return std::move(changes.complaints_);
  }

 private:
  using Object = boost::json::object;
  using Names = std::set<std::string>;

  void compare(const Object& older, const Object& newer, const std::string& at) {
    static const Names kKnown{"$schema",    "$id",
                              "title",      "description",
                              "type",       "enum",
                              "format",     "pattern",
                              "minimum",    "maximum",
                              "items",      "required",
                              "properties", "additionalProperties",
                              "minLength",  "maxLength"};
    for (const auto& [name, value] : newer)
      if (!kKnown.contains(std::string(name))) complain(at, "uses '" + std::string(name) + "'");
    for (const std::string& type : names_in(older, "type"))
      if (!takes(newer, type)) complain(at, "no longer takes " + type);
    if (newer.contains("enum")) {
      const Names choices = names_in(newer, "enum");
      if (!older.contains("enum")) complain(at, "has choices now");
      for (const std::string& choice : names_in(older, "enum"))
        if (!choices.contains(choice)) complain(at, "no longer takes " + choice);
    }
    for (const char* name : {"format", "pattern"})
      if (newer.contains(name) && (!older.contains(name) || older.at(name) != newer.at(name)))
        complain(at, std::string("has another ") + name);
    narrower(older, newer, at, "minimum", false);
    narrower(older, newer, at, "minLength", false);
    narrower(older, newer, at, "maximum", true);
    narrower(older, newer, at, "maxLength", true);
    if (older.contains("items") && newer.contains("items"))
      compare(older.at("items").as_object(), newer.at("items").as_object(), at + "[]");
    compare_members(older, newer, at);
  }

  void compare_members(const Object& older, const Object& newer, const std::string& at) {
    const Names was_required = names_in(older, "required");
    for (const std::string& name : names_in(newer, "required"))
      if (!was_required.contains(name)) complain(at + "." + name, "is required now");
    const auto* before = older.if_contains("properties");
    if (!before) return;
    const auto* after = newer.if_contains("properties");
    const bool open = !newer.contains("additionalProperties");
    for (const auto& [name, value] : before->as_object()) {
      const std::string place = at + "." + std::string(name);
      const auto* now = after ? after->as_object().if_contains(name) : nullptr;
      if (now)
        compare(value.as_object(), now->as_object(), place);
      else if (!open)
        complain(place, "is gone");
    }
  }

  void narrower(const Object& older, const Object& newer, const std::string& at, const char* name,
                bool upper) {
    if (!newer.contains(name)) return;
    if (!older.contains(name)) return complain(at, std::string("has a ") + name + " now");
    const double was = older.at(name).to_number<double>();
    const double is = newer.at(name).to_number<double>();
    if (upper ? is < was : is > was) complain(at, std::string("has a narrower ") + name);
  }

  static bool takes(const Object& schema, const std::string& type) {
    const Names types = names_in(schema, "type");
    return types.empty() || types.contains(type) || (type == "integer" && types.contains("number"));
  }

  /// The texts under a name: a list of them, or one.
  static Names names_in(const Object& schema, const char* name) {
    Names names;
    const auto* value = schema.if_contains(name);
    if (value && value->is_array())
      for (const auto& one : value->as_array()) names.insert(boost::json::serialize(one));
    else if (value)
      names.insert(boost::json::serialize(*value));
    Names plain;
    for (const std::string& one : names)
      plain.insert(one.starts_with('"') ? one.substr(1, one.size() - 2) : one);
    return plain;
  }

  void complain(const std::string& at, const std::string& what) {
    complaints_.push_back((at.empty() ? "the model" : at.substr(1)) + " " + what);
  }

  std::vector<std::string> complaints_;
};

}  // namespace waymark::workouts
