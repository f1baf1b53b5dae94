// The store on DynamoDB's JSON protocol: Amazon DynamoDB, ScyllaDB Alternator, DynamoDB Local.
//
// One table with string keys PK and SK, the indexes GSI1 … GSI6 (all attributes projected) and a
// time to live on `ttl`; attribute_value.h says how items are written. Reads of the table are
// strongly consistent. Writes are durable when DynamoDB says so.
//
// What is DynamoDB's own, and what it means to callers:
//   * Indexes of Amazon DynamoDB follow the table within moments (usually a few milliseconds), not
//     with the commit: a query of an index may miss an item just written, or give its state of
//     just before. Read-your-writes needs the table.
//   * Items with one sort key in an index stand there in no order that means anything; a query
//     reads all of them to give them in the order of their keys, so many items under one index key
//     make each page that touches them dear.
//   * Sums are made by DynamoDB in decimals of 38 digits: 0.1 + 0.2 is 0.3, and an integer that
//     outgrows 64 bits comes back as a real.
//   * A transaction of several operations may be 4 MB large (DynamoDB refuses more: Error(internal))
//     and costs twice the writes.
//   * A write that broke off half-way is sent again when doing it twice is doing it once: for all
//     transactions of several operations (they carry a token), unconditional puts and deletions.
//     For others the outcome is unknown: Error(unavailable).
#pragma once

#include <chrono>
#include <string>

#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "platform/aws/json_client.h"
#include "platform/store/cursor.h"
#include "platform/store/dynamo/steps.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::store {

/// Who deletes expired items; they are invisible from their second on in any case.
enum class Sweeping : std::uint8_t {
  by_table,  // DynamoDB's time to live: sweep() has nothing to do
  by_scan,   // sweep() reads the whole table: for small tables, and engines without time to live
};

struct DynamoOptions {
  std::string region;
  std::string endpoint;  // "": Amazon's in the region
  std::string table = "gg_core";
  Secret cursor_key;  // 32 bytes, the same on every node: cursors wander between them
  Sweeping sweeping = Sweeping::by_table;
  std::chrono::milliseconds attempt_timeout{3'000};  // of one that may be repeated
  std::chrono::milliseconds deadline{10'000};        // of one call with all that is tried again
};

/// Any reactor. Everything is borrowed.
class DynamoStore final : public Store {
 public:
  DynamoStore(DynamoOptions options, http::Client& client, aws::CredentialsProvider& credentials,
              const Clock& clock, Random& random, telemetry::Metrics& metrics);

  /// Makes the table (pay per request) with its indexes and time to live, and waits until it can be
  /// used; does nothing when it is there. Throws Error(conflict) when a table of that name has
  /// another shape, Error(deadline_exceeded) when it is not ready in time.
  Task<void> create();

  Task<std::optional<Item>> get(Key key) override;
  Task<std::vector<std::optional<Item>>> batch_get(std::vector<Key> keys) override;
  Task<Page> query(Query query) override;
  Task<Outcome> transact(Transaction transaction) override;
  Task<Page> scan(Scan scan) override;
  Task<std::size_t> sweep(std::size_t limit) override;
  /// Reads one key, eventually consistent: half a read unit.
  Task<void> ping() override;

 private:
  Task<aws::JsonAnswer> call(aws::JsonCall call);
  /// The document of an answer, or the error translated.
  Task<std::string> ask(aws::JsonCall call);
  Task<std::optional<Item>> read(Key key, bool consistent);
  Task<Outcome> transact_one(std::vector<dynamo::Step> steps);
  Task<Outcome> transact_many(std::vector<dynamo::Step> steps);
  Task<std::optional<Item>> item_met(Key key, bool matters, std::optional<Item> sent);
  Task<void> pause(unsigned attempt);
  Task<void> make_table();
  Task<void> wait_until_active();
  Task<void> enable_time_to_live();

  const DynamoOptions options_;
  const std::string table_;  // as a JSON member: "TableName":"gg_core"
  aws::JsonClient service_;
  const Clock& clock_;
  Random& random_;
  CursorSeal cursors_;
  telemetry::Counter& calls_;
  telemetry::Counter& conflicts_;
};

}  // namespace waymark::store
