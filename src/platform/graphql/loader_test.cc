// Batching within a request, and what a request's resolvers share.
#include "platform/graphql/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/graphql/engine.h"
#include "platform/runtime/testing.h"

namespace waymark::graphql {
namespace {

using ::testing::HasSubstr;

constexpr const char* kSchema = R"(
  type Query { items(count: Int!): [Item!]! late(count: Int!): [Item!]! }
  type Item { id: Int! name: String again: String next: Item }
)";

struct Item {
  int id = 0;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id))

/// Yields names for all numbers but those that 10 divides, and remembers what it was asked for.
class Names {
 public:
  using NameLoader = Loader<int, std::string>;

  void bind(Bindings& bindings) {
    bindings.object<Item>("Item")
        .resolver("name", &Names::name, this)
        .resolver("again", &Names::name, this)
        .resolver("next", &Names::next, this);
    bindings.query("items", &Names::items, this);
    bindings.query("late", &Names::items, this);
  }

  Task<std::vector<Item>> items(Call& call) {
    std::vector<Item> items;
    for (int id = 1; id <= call.argument<int>("count"); ++id) items.push_back(Item{id});
    co_return items;
  }
  Task<std::optional<std::string>> name(const Item& item, Call& call) {
    co_return co_await loader(call).load(item.id);
  }
  Task<std::optional<Item>> next(const Item& item, Call& call) {
    const auto name = co_await loader(call).load(item.id);
    if (!name) co_return std::nullopt;
    co_return Item{item.id + 1000};
  }

  std::vector<std::size_t> batches;
  bool fails = false;

 private:
  NameLoader& loader(Call& call) {
    return call.shared<NameLoader>([this] {
      return NameLoader([this](std::vector<int> ids) { return fetch(std::move(ids)); });
    });
  }
  Task<std::unordered_map<int, std::string>> fetch(std::vector<int> ids) {
    batches.push_back(ids.size());
    co_await boost::asio::post(use_task);
    if (fails) throw Error(ErrorCode::unavailable, "error.unavailable");
    std::unordered_map<int, std::string> names;
    for (const int id : ids) {
      if (id % 10 != 0) names.emplace(id, "n" + std::to_string(id));
    }
    co_return names;
  }
};

class LoaderTest : public ::testing::Test {
 protected:
  std::string run(std::string query) {
    if (!engine_) {
      Bindings bindings;
      names_.bind(bindings);
      engine_ = std::make_unique<Engine>(
          std::get<std::shared_ptr<const Schema>>(load_schema(kSchema)), std::move(bindings));
    }
    Request request;
    request.query = std::move(query);
    return runtime::run_task(engine_->execute(request, context_));
  }

  Names names_;
  RequestContext context_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(LoaderTest, AListIsOneFetch) {
  EXPECT_EQ(run("{ items(count: 3) { name again } }"),
            R"({"data":{"items":[{"name":"n1","again":"n1"},{"name":"n2","again":"n2"},)"
            R"({"name":"n3","again":"n3"}]}})");
  EXPECT_THAT(names_.batches, ::testing::ElementsAre(3));
}

TEST_F(LoaderTest, ListsBesideEachOtherAreOneFetch) {
  run("{ a: items(count: 5) { name } b: late(count: 8) { name } }");
  EXPECT_THAT(names_.batches, ::testing::ElementsAre(8));
}

TEST_F(LoaderTest, EachLevelIsOneFetchAndWhatIsKnownNone) {
  run("{ items(count: 5) { next { name next { id } } name } }");
  EXPECT_THAT(names_.batches, ::testing::ElementsAre(5, 5));
}

TEST_F(LoaderTest, ManyKeysAreSeveralFetches) {
  run("{ items(count: 250) { name } }");
  EXPECT_THAT(names_.batches, ::testing::ElementsAre(100, 100, 50));
}

TEST_F(LoaderTest, WhatIsNotThereIsNull) {
  EXPECT_THAT(run("{ items(count: 10) { id name } }"), HasSubstr(R"({"id":10,"name":null})"));
}

TEST_F(LoaderTest, AFailureReachesAllOfTheBatch) {
  names_.fails = true;
  const std::string body = run("{ items(count: 2) { name } }");
  EXPECT_THAT(body, HasSubstr(R"("data":{"items":[{"name":null},{"name":null}]})"));
  EXPECT_THAT(body, HasSubstr(R"("path":["items",0,"name"])"));
  EXPECT_THAT(body, HasSubstr(R"("path":["items",1,"name"])"));
}

TEST_F(LoaderTest, EachRequestLoadsAnew) {
  run("{ items(count: 2) { name } }");
  run("{ items(count: 2) { name } }");
  EXPECT_THAT(names_.batches, ::testing::ElementsAre(2, 2));
}

}  // namespace
}  // namespace waymark::graphql
