// Making the table.
#include <chrono>

#include "base/error.h"
#include "base/json.h"
#include "platform/runtime/reactor.h"
#include "platform/store/dynamo/document.h"
#include "platform/store/dynamo/dynamo_store.h"
#include "platform/store/dynamo/key_range.h"
#include "platform/store/dynamo/refusal.h"
#include "platform/store/limits.h"

namespace waymark::store {
namespace {

using aws::JsonAnswer;
using aws::JsonCall;
using dynamo::Document;
using dynamo::KeyNames;

constexpr std::chrono::milliseconds kPollInterval(500);
constexpr int kPolls = 600;  // five minutes

std::string key_schema(const KeyNames& names) {
  return R"("KeySchema":[{"AttributeName":")" + names.partition +
         R"(","KeyType":"HASH"},{"AttributeName":")" + names.sort + R"(","KeyType":"RANGE"}])";
}

std::string definitions(const KeyNames& names) {
  return R"({"AttributeName":")" + names.partition +
         R"(","AttributeType":"S"},{"AttributeName":")" + names.sort + R"(","AttributeType":"S"})";
}

std::string create_body(const std::string& table) {
  const KeyNames keys = dynamo::key_names(Index::table);
  std::string attributes = definitions(keys);
  std::string indexes;
  for (int index = 1; index <= kIndexes; ++index) {
    const KeyNames names = dynamo::key_names(static_cast<Index>(index));
    attributes += "," + definitions(names);
    if (index > 1) indexes += ',';
    indexes += R"({"IndexName":"GSI)" + std::to_string(index) + "\"," + key_schema(names) +
               R"(,"Projection":{"ProjectionType":"ALL"}})";
  }
  return "{" + table + R"(,"BillingMode":"PAY_PER_REQUEST",)" + key_schema(keys) +
         R"(,"AttributeDefinitions":[)" + attributes + R"(],"GlobalSecondaryIndexes":[)" + indexes +
         "]}";
}

/// The member of an object, or null.
const boost::json::value* member(const boost::json::value* value, const char* name) {
  return value && value->is_object() ? value->get_object().if_contains(name) : nullptr;
}

bool is_text(const boost::json::value* value, std::string_view text) {
  return value && value->is_string() && value->get_string() == text;
}

bool has_schema(const boost::json::value* described, const KeyNames& names) {
  const auto* schema = member(described, "KeySchema");
  if (!schema || !schema->is_array() || schema->get_array().size() != 2) return false;
  const auto& parts = schema->get_array();
  return is_text(member(&parts[0], "AttributeName"), names.partition) &&
         is_text(member(&parts[0], "KeyType"), "HASH") &&
         is_text(member(&parts[1], "AttributeName"), names.sort) &&
         is_text(member(&parts[1], "KeyType"), "RANGE");
}

bool is_active(const boost::json::value& described, const char* status) {
  const auto* found = member(&described, status);
  return is_text(found, "ACTIVE") || is_text(found, "UPDATING");
}

/// Throws Error(conflict) when an index is missing or another; whether all can be used.
bool indexes_ready(const boost::json::value* table) {
  bool ready = true;
  const auto* list = member(table, "GlobalSecondaryIndexes");
  for (int index = 1; index <= kIndexes; ++index) {
    const std::string name = "GSI" + std::to_string(index);
    const boost::json::value* found = nullptr;
    if (list && list->is_array())
      for (const boost::json::value& one : list->get_array())
        if (is_text(member(&one, "IndexName"), name)) found = &one;
    const bool whole = is_text(member(member(found, "Projection"), "ProjectionType"), "ALL");
    if (!whole || !has_schema(found, dynamo::key_names(static_cast<Index>(index))))
      throw Error::conflict("error.conflict",
                            "the table has no index " + name + " of the shape the store needs");
    // Alternator tells no state of indexes.
    ready = ready && (!member(found, "IndexStatus") || is_active(*found, "IndexStatus"));
  }
  return ready;
}

}  // namespace

/// Or finds it there.
Task<void> DynamoStore::make_table() {
  JsonCall create("CreateTable", create_body(table_), aws::Repeat::always);
  const JsonAnswer answer = co_await call(std::move(create));
  if (!answer.ok() && answer.error != "ResourceInUseException")
    throw dynamo::refusal("CreateTable", answer);
}

Task<void> DynamoStore::wait_until_active() {
  for (int poll = 0; poll < kPolls; ++poll) {
    if (poll > 0) co_await runtime::sleep_for(kPollInterval);
    JsonCall describe("DescribeTable", "{" + table_ + "}");
    const std::string text = co_await ask(std::move(describe));
    const Document document(text);
    const auto* table = document.object().if_contains("Table");
    if (!table) throw dynamo::not_understood("a description without Table");
    if (!has_schema(table, dynamo::key_names(Index::table)))
      throw Error::conflict("error.conflict", "the table " + options_.table +
                                                  " is there, but its keys are not PK and SK");
    const bool ready = indexes_ready(table);
    if (ready && is_active(*table, "TableStatus")) co_return;
  }
  throw Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded",
              "the table " + options_.table + " is still not active");
}

Task<void> DynamoStore::enable_time_to_live() {
  JsonCall describe("DescribeTimeToLive", "{" + table_ + "}");
  const std::string text = co_await ask(std::move(describe));
  const Document document(text);
  const auto* described = document.object().if_contains("TimeToLiveDescription");
  const auto* status = member(described, "TimeToLiveStatus");
  if (is_text(status, "ENABLED") || is_text(status, "ENABLING")) {
    if (is_text(member(described, "AttributeName"), attribute::kTtl)) co_return;
    throw Error::conflict("error.conflict",
                          "the table's time to live is on an attribute other than ttl");
  }
  JsonCall enable(
      "UpdateTimeToLive",
      "{" + table_ + R"(,"TimeToLiveSpecification":{"Enabled":true,"AttributeName":"ttl"}})");
  co_await ask(std::move(enable));
}

Task<void> DynamoStore::create() {
  co_await make_table();
  co_await wait_until_active();
  if (options_.sweeping == Sweeping::by_table) co_await enable_time_to_live();
}

}  // namespace waymark::store
