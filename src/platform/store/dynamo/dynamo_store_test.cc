#include "platform/store/dynamo/dynamo_store.h"

#include <atomic>

#include "base/test_seed.h"
#include "platform/http/curl/curl_client.h"
#include "platform/store/conformance_test.h"
#include "platform/store/dynamo/dynamo_local_test.h"
#include "platform/store/model_test.h"

namespace waymark::store {
namespace {

/// One server for all tests of this binary.
const DynamoLocal& local() {
  static const DynamoLocal kServer;
  return kServer;
}

aws::Credentials credentials() {
  aws::Credentials made;
  made.access_key_id = "local";
  made.secret_access_key = Secret("local");
  return made;
}

DynamoOptions options() {
  static std::atomic<int> tables = 0;
  DynamoOptions made;
  made.region = "eu-west-1";
  made.endpoint = local().endpoint();
  made.table = "test_" + std::to_string(++tables);
  made.cursor_key = Secret(std::string(32, 'k'));
  made.sweeping = Sweeping::by_scan;
  made.deadline = std::chrono::seconds(60);
  made.attempt_timeout = std::chrono::seconds(30);
  return made;
}

/// A store with all it borrows, on a table of its own.
class Dynamo final : public StoreUnderTest {
 public:
  explicit Dynamo(const Clock& clock, const DynamoOptions& given = options())
      : store_(given, client_, credentials_, clock, random_, metrics_) {
    runtime::run_task(store_.create(), std::chrono::seconds(120));
  }
  DynamoStore& store() override { return store_; }
  telemetry::Metrics& metrics() { return metrics_; }

 private:
  http::CurlClient client_;
  aws::FixedCredentials credentials_{credentials()};
  SystemRandom random_;
  telemetry::Metrics metrics_;
  DynamoStore store_;
};

std::unique_ptr<StoreUnderTest> make_dynamo_store(const Clock& clock) {
  return std::make_unique<Dynamo>(clock);
}

INSTANTIATE_TEST_SUITE_P(Dynamo, StoreConformance, testing::Values(&make_dynamo_store));
INSTANTIATE_TEST_SUITE_P(Dynamo, StoreModel, testing::Values(&make_dynamo_store));

/// Conditions and changes on few attributes of many types, so that they meet.
class RandomExpressions {
 public:
  explicit RandomExpressions(std::uint64_t seed) : random_(seed) {}
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

  Value value() {
    switch (below(11)) {
      case 0:
        return Value();
      case 1:
        return Value(below(2) == 0);
      case 2:
      case 3:
      case 4:
        return Value(below(4) - 1);
      case 5:
        return Value(below(8) / 4.0);
      case 6:
        return Value(Bytes{1, static_cast<std::uint8_t>(below(3))});
      case 7:
        return Value(List{Value(below(3)), Value("a")});
      case 8:
        return Value(Map{{"a", Value(below(2))}});
      default:
        return Value(kTexts[static_cast<std::size_t>(below(5))]);
    }
  }
  std::string name() { return kNames[static_cast<std::size_t>(below(4))]; }

  Condition condition(int depth = 3) {
    switch (below(depth > 0 ? 15 : 11)) {
      case 0:
        return Condition();
      case 1:
        return Condition::item_exists();
      case 2:
        return Condition::item_absent();
      case 3:
        return Condition::exists(name());
      case 4:
        return Condition::absent(name());
      case 5:
        return Condition::begins_with(name(), kTexts[static_cast<std::size_t>(below(5))]);
      case 6:
        return Condition::contains(name(), value());
      case 7:
      case 8:
      case 9:
      case 10:
        return Condition::compare(kComparisons[static_cast<std::size_t>(below(6))], name(),
                                  value());
      case 11:
        return Condition::none_of(several(depth));
      case 12:
        return Condition::any_of(several(depth));
      default:
        return Condition::all_of(several(depth));
    }
  }

  /// Adding to what was just set to no number is refused at once, even where the condition would have failed.
  void set(Changes& changes, const std::string& attribute) {
    changes.set(attribute, attribute == "n" ? Value(below(5)) : value());
  }
  /// Changes of one attribute meet each other.
  Changes changes() {
    Changes made;
    for (int i = below(6); i > 0; --i) switch (below(4)) {
        case 0:
          set(made, name());
          break;
        case 1:
          made.set_if_absent(name(), Value(below(5)));
          break;
        case 2:
          made.add("n", below(5) - 2);
          break;
        default:
          made.remove(name());
      }
    return made;
  }

  Item item(const Clock& clock) {
    Item made(Key("p", "s"));
    for (const char* attribute : {"text", "list", "other"})
      if (below(3) > 0) made.set(attribute, value());
    if (below(3) > 0) made.set("n", below(4));
    if (below(3) == 0) made.set_ttl(clock.now() + std::chrono::seconds(below(4) - 2));
    return made;
  }

 private:
  std::vector<Condition> several(int depth) {
    std::vector<Condition> made;
    for (int i = below(4); i > 0; --i) made.push_back(condition(depth - 1));
    return made;
  }
  static constexpr const char* kNames[] = {"n", "text", "list", "other"};
  static constexpr const char* kTexts[] = {"", "a", "ab", "b", "\u00e9"};
  static constexpr Condition::Op kComparisons[] = {
      Condition::Op::equal,      Condition::Op::not_equal, Condition::Op::less,
      Condition::Op::less_equal, Condition::Op::greater,   Condition::Op::greater_equal};
  std::mt19937_64 random_;
};

std::string told(StoreRunner& run, const Transaction& transaction) {
  try {
    std::string failed = "failed:";
    for (const std::size_t i : run.transact(transaction).failed) failed += " " + std::to_string(i);
    return failed;
  } catch (const Error& error) {
    return "error " + std::string(to_string(error.code()));
  }
}

TEST(DynamoExpressions, MeanWhatTheStoresMean) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("WAYMARK_SEED=" + std::to_string(seed));
  RandomExpressions random(seed);
  FakeClock clock(kConformanceStart);
  Dynamo engine(clock);
  MemoryStore memory(clock);
  StoreRunner real(engine.store());
  StoreRunner model(memory);
  const Key key("p", "s");
  for (int step = 0; step < 400 && !testing::Test::HasFailure(); ++step) {
    Transaction prepare;
    if (random.below(4) == 0)
      prepare.erase(key);
    else
      prepare.put(random.item(clock));
    told(real, prepare);
    told(model, prepare);
    Transaction transaction;
    switch (random.below(4)) {
      case 0:
        transaction.check(key, random.condition());
        break;
      case 1:
        transaction.erase(key, random.condition());
        break;
      case 2:
        transaction.put(random.item(clock), random.condition());
        break;
      default:
        transaction.update(key, random.changes(), random.condition());
    }
    if (random.below(2) == 0) transaction.put(Item(Key("p", "other")));
    EXPECT_EQ(told(real, transaction), told(model, transaction)) << "step " << step;
    EXPECT_EQ(real.get(key), model.get(key)) << "step " << step;
  }
}

// ---- the table -----------------------------------------------------------------------------------

TEST(DynamoTable, IsMadeOnceAndExpiresItsItemsItself) {
  FakeClock clock(kConformanceStart);
  DynamoOptions by_table = options();
  by_table.sweeping = Sweeping::by_table;
  Dynamo engine(clock, by_table);
  StoreRunner run(engine.store());
  run.put(Item(Key("p", "s")).set_ttl(clock.now()));
  run.loop().run(engine.store().create());
  EXPECT_EQ(run.sweep(100), 0U) << "it is DynamoDB's business";
  EXPECT_FALSE(run.get(Key("p", "s")));
}

TEST(DynamoTable, OneOfAnotherShapeIsNotTaken) {
  FakeClock clock(kConformanceStart);
  DynamoOptions given = options();
  http::CurlClient client;
  aws::FixedCredentials fixed(credentials());
  SystemRandom random;
  aws::JsonService service;
  service.endpoint = given.endpoint;
  service.region = given.region;
  service.signing_name = "dynamodb";
  service.target_prefix = "DynamoDB_20120810";
  SystemClock system;
  aws::JsonClient raw(service, client, fixed, system, random);
  aws::JsonCall create(
      "CreateTable",
      R"({"TableName":")" + given.table +
          R"(","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)"
          R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]})");
  ASSERT_TRUE(runtime::run_task(raw.call(std::move(create))).ok());
  try {
    Dynamo engine(clock, given);
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
    EXPECT_THAT(error.what(), testing::HasSubstr("PK and SK"));
  }
}

// More share a sort key than fit a page, so that each page sees only a part of them.
TEST(DynamoPages, ManyItemsUnderOneIndexKeyComeInOrder) {
  FakeClock clock(kConformanceStart);
  Dynamo engine(clock);
  StoreRunner run(engine.store());
  std::vector<std::string> wanted;
  for (int batch = 0; batch < 2; ++batch) {
    Transaction transaction;
    for (int i = 0; i < 100; ++i) {
      const int number = batch * 100 + i;
      const std::string sort = number < 20 ? "a" : number < 180 ? "same" : "z";
      transaction.put(Item(Key("p", std::to_string(1'000 + number))).set_index(1, "i", sort));
      wanted.push_back(std::to_string(1'000 + number));
    }
    ASSERT_TRUE(run.transact(std::move(transaction)).committed());
  }
  for (const std::uint32_t limit : {13U, 50U, 200U, 1000U}) {
    Query query(Index::gsi1, "i");
    query.at_most(limit);
    EXPECT_EQ(run.sort_keys(query), wanted) << limit;
    EXPECT_EQ(run.sort_keys(query.newest_first()),
              std::vector<std::string>(wanted.rbegin(), wanted.rend()))
        << limit;
  }
}

}  // namespace
}  // namespace waymark::store
