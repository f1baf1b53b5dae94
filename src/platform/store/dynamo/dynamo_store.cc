#include "platform/store/dynamo/dynamo_store.h"

#include <algorithm>
#include <utility>

#include "base/backoff.h"
#include "base/error.h"
#include "base/json.h"
#include "platform/runtime/reactor.h"
#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/dynamo/batch_read.h"
#include "platform/store/dynamo/document.h"
#include "platform/store/dynamo/key_range.h"
#include "platform/store/dynamo/pages.h"
#include "platform/store/dynamo/refusal.h"
#include "platform/store/limits.h"

namespace waymark::store {
namespace {

using aws::JsonAnswer;
using aws::JsonCall;
using dynamo::Document;
using dynamo::Placeholders;

// A batch of 100 items may be 16 MB large, and larger as JSON.
constexpr std::size_t kResponseLimit = 64 << 20;
// A page that DynamoDB fills no sooner than this is given short.
constexpr int kReadsPerPage = 16;
// What is asked for once expired items have been met.
constexpr std::size_t kReadAhead = 1'000;
// Rounds of a batch that DynamoDB gives in parts, and of pauses when it gives nothing.
constexpr unsigned kBatchRounds = 100;
constexpr unsigned kEmptyRounds = 10;
constexpr Backoff kBackoff{std::chrono::milliseconds(25), std::chrono::milliseconds(1'000)};

aws::JsonService service_of(const DynamoOptions& options) {
  aws::JsonService service;
  service.endpoint = options.endpoint.empty()
                         ? "https://dynamodb." + options.region + ".amazonaws.com"
                         : options.endpoint;
  while (service.endpoint.ends_with('/')) service.endpoint.pop_back();
  service.region = options.region;
  service.signing_name = "dynamodb";
  service.target_prefix = "DynamoDB_20120810";
  service.response_limit = kResponseLimit;
  service.attempt_timeout = options.attempt_timeout;
  service.deadline = options.deadline;
  return service;
}

std::string table_member(const std::string& table) {
  std::string out = "\"TableName\":";
  json::append_string(out, table);
  return out;
}

void append_filter(std::string& out, std::string_view member, const std::string& expression) {
  ((out += ",\"") += member) += "\":";
  json::append_string(out, expression);
}

std::string query_body(const std::string& table, const Query& query, const dynamo::KeyRange& range,
                       std::size_t limit, const std::optional<std::string>& start, Instant now) {
  Placeholders placeholders;
  std::string body = "{" + table;
  if (query.index == Index::table)
    body += ",\"ConsistentRead\":true";
  else
    body += ",\"IndexName\":\"GSI" + std::to_string(static_cast<int>(query.index)) + "\"";
  append_filter(body, "KeyConditionExpression", range.expression(query, placeholders));
  append_filter(body, "FilterExpression", dynamo::unexpired(placeholders, now));
  placeholders.append_to(body);
  if (query.order == Order::descending) body += ",\"ScanIndexForward\":false";
  body += ",\"Limit\":" + std::to_string(limit);
  if (start) body += ",\"ExclusiveStartKey\":" + *start;
  return body + "}";
}

std::string scan_body(const std::string& table, std::size_t limit,
                      const std::optional<std::string>& start, Instant now) {
  Placeholders placeholders;
  std::string body = "{" + table + ",\"ConsistentRead\":true";
  append_filter(body, "FilterExpression", dynamo::unexpired(placeholders, now));
  placeholders.append_to(body);
  body += ",\"Limit\":" + std::to_string(limit);
  if (start) body += ",\"ExclusiveStartKey\":" + *start;
  return body + "}";
}

std::string expired_body(const std::string& table, const std::optional<std::string>& start,
                         Instant now) {
  Placeholders placeholders;
  const std::string key = placeholders.name(attribute::kPk);
  const std::string sort = placeholders.name(attribute::kSk);
  std::string body = "{" + table + ",\"ConsistentRead\":true,\"ProjectionExpression\":\"" + key +
                     "," + sort + "\"";
  append_filter(body, "FilterExpression", dynamo::expired(placeholders, now));
  placeholders.append_to(body);
  if (start) body += ",\"ExclusiveStartKey\":" + *start;
  return body + "}";
}

}  // namespace

DynamoStore::DynamoStore(DynamoOptions options, http::Client& client,
                         aws::CredentialsProvider& credentials, const Clock& clock, Random& random,
                         telemetry::Metrics& metrics)
    : options_(std::move(options)),
      table_(table_member(options_.table)),
      service_(service_of(options_), client, credentials, clock, random),
      clock_(clock),
      random_(random),
      cursors_(options_.cursor_key.expose()),
      calls_(metrics.counter("waymark_store_calls_total", "Calls of DynamoDB.")),
      conflicts_(metrics.counter("waymark_store_conflicts_total",
                                 "Transactions that met another one and were tried again.")) {
  if (options_.cursor_key.expose().size() != CursorSeal::kKeyBytes)
    throw Error(ErrorCode::internal, "error.internal", "the key of cursors has 32 bytes");
}

Task<JsonAnswer> DynamoStore::call(JsonCall call) {
  calls_.add();
  return service_.call(std::move(call));
}

Task<std::string> DynamoStore::ask(JsonCall call) {
  const std::string operation = call.operation;
  JsonAnswer answer = co_await this->call(std::move(call));
  if (!answer.ok()) throw dynamo::refusal(operation, answer);
  co_return std::move(answer.body);
}

Task<void> DynamoStore::pause(unsigned attempt) {
  return runtime::sleep_for(kBackoff.delay(attempt, random_));
}

/// Expired ones too.
Task<std::optional<Item>> DynamoStore::read(Key key, bool consistent) {
  std::string body = "{" + table_ + ",\"Key\":";
  dynamo::append_key(body, key);
  body += consistent ? ",\"ConsistentRead\":true}" : "}";
  JsonCall call("GetItem", std::move(body));
  const std::string document = co_await ask(std::move(call));
  co_return dynamo::read_answered_item(document);
}

Task<std::optional<Item>> DynamoStore::get(Key key) {
  check_key(key);
  auto found = co_await read(std::move(key), true);
  if (found && found->expired(clock_.now())) found.reset();
  co_return found;
}

Task<void> DynamoStore::ping() {
  Key key("PING", "PING");
  co_await read(std::move(key), false);
}

Task<std::vector<std::optional<Item>>> DynamoStore::batch_get(std::vector<Key> keys) {
  check_batch(keys);
  std::vector<std::optional<Item>> found(keys.size());
  std::vector<Key> distinct = keys;
  std::ranges::sort(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  dynamo::BatchRead read(options_.table, distinct);
  for (unsigned round = 0, empty = 0; !read.done(); ++round) {
    if (round >= kBatchRounds || empty >= kEmptyRounds)
      throw Error(ErrorCode::unavailable, "error.unavailable",
                  "BatchGetItem: DynamoDB leaves keys unread again and again");
    JsonCall call("BatchGetItem", read.body());
    const std::string document = co_await ask(std::move(call));
    if (read.take(document)) {
      empty = 0;
      continue;
    }
    co_await pause(empty);
    ++empty;
  }
  const Instant now = clock_.now();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Item* item = read.find(keys[i]);
    if (item && !item->expired(now)) found[i] = *item;
  }
  co_return found;
}

Task<Page> DynamoStore::query(Query query) {
  check_query(query);
  std::optional<Position> after;
  std::optional<std::string> resumed_at;
  if (query.after) {
    after = cursors_.open(query);
    resumed_at = after->sort;
  }
  const dynamo::KeyRange range(query.sort, query.order, resumed_at);
  if (range.empty()) co_return Page();
  dynamo::PageBuilder builder(query, std::move(after));
  const Instant now = clock_.now();
  std::size_t limit = builder.missing() + (resumed_at ? 1 : 0);
  std::optional<std::string> start;
  for (int reads = 1;; ++reads) {
    JsonCall call("Query", query_body(table_, query, range, limit, start, now));
    const std::string document = co_await ask(std::move(call));
    dynamo::Batch batch = dynamo::read_batch(document, query.index);
    const bool some_expired = batch.items.size() < batch.scanned;
    for (Item& item : batch.items) builder.add(std::move(item));
    const bool enough = builder.full() || (reads >= kReadsPerPage && batch.last_position &&
                                           builder.may_end(*batch.last_position));
    if (enough || !batch.last_key) co_return builder.page(cursors_, batch.last_position);
    start = std::move(batch.last_key);
    // Many under one sort key, or many expired: in few reads rather than in small ones.
    limit = some_expired ? kReadAhead : std::min(kReadAhead, 2 * limit);
  }
}

Task<Page> DynamoStore::scan(Scan scan) {
  check_scan(scan);
  std::optional<std::string> start;
  if (scan.after) {
    start.emplace();
    dynamo::append_key(*start, cursors_.open_scan(scan));
  }
  const Instant now = clock_.now();
  Page page;
  for (int reads = 1;; ++reads) {
    JsonCall call("Scan", scan_body(table_, scan.limit - page.items.size(), start, now));
    const std::string document = co_await ask(std::move(call));
    dynamo::Batch batch = dynamo::read_batch(document, Index::table);
    std::size_t bytes = 0;
    for (Item& item : batch.items) {
      bytes += item.size();
      page.items.push_back(std::move(item));
    }
    if (!batch.last_key) co_return page;
    if (page.items.size() == scan.limit || bytes >= kMaxPageBytes / 2 || reads >= kReadsPerPage) {
      page.next = cursors_.seal_scan(dynamo::read_key(Document(*batch.last_key).object()));
      co_return page;
    }
    start = std::move(batch.last_key);
  }
}

Task<std::size_t> DynamoStore::sweep(std::size_t limit) {
  std::size_t swept = 0;
  if (options_.sweeping == Sweeping::by_table) co_return swept;
  std::optional<std::string> start;
  while (swept < limit) {
    const Instant now = clock_.now();
    JsonCall read("Scan", expired_body(table_, start, now));
    const std::string document = co_await ask(std::move(read));
    const dynamo::KeyBatch batch = dynamo::read_keys(document);
    for (const Key& key : batch.keys) {
      if (swept == limit) break;
      Placeholders placeholders;
      std::string body = "{" + table_ + ",\"Key\":";
      dynamo::append_key(body, key);
      append_filter(body, "ConditionExpression", dynamo::expired(placeholders, now));
      placeholders.append_to(body);
      JsonCall erase("DeleteItem", body + "}");
      const JsonAnswer answer = co_await call(std::move(erase));
      if (answer.ok())
        ++swept;
      else if (answer.error != "ConditionalCheckFailedException")  // it has been written anew
        throw dynamo::refusal("DeleteItem", answer);
    }
    if (!batch.last_key) break;
    start = batch.last_key;
  }
  co_return swept;
}

}  // namespace waymark::store
