// What the engine refuses to start with, what it passes to resolvers, and its cache.
#include "platform/graphql/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/graphql/engine.h"
#include "platform/graphql/lru_cache.h"
#include "platform/graphql/media_type.h"
#include "platform/runtime/testing.h"

namespace waymark::graphql {
namespace {

using ::testing::HasSubstr;

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Thing {
  GoalId id;
  std::string title;
  Secret password;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, title, password))

std::shared_ptr<const Schema> schema(const std::string& sdl) {
  return std::get<std::shared_ptr<const Schema>>(load_schema(sdl));
}

/// What the engine says when it is made; "" when nothing is wrong.
std::string complaint(const std::string& sdl, Bindings bindings) {
  try {
    const Engine engine(schema(sdl), std::move(bindings));
    return "";
  } catch (const std::logic_error& error) {
    return error.what();
  }
}

template <typename T>
std::string complaint_about(const std::string& type) {
  Bindings bindings;
  bindings.query("x", [](Call&) { return T(); });
  return complaint(
      "scalar DateTime scalar JSON enum Colour { RED BLUE } "
      "type Thing { id: ID! title: String! } type Query { x: " +
          type + " }",
      std::move(bindings));
}

TEST(Registry, NamesWhatNothingResolves) {
  Bindings bindings;
  bindings.query("x", [](Call&) { return Thing(); });
  const std::string said =
      complaint("type Thing { id: ID! title: String! size: Int } type Query { x: Thing y: Int }",
                std::move(bindings));
  EXPECT_THAT(said, HasSubstr("Thing.size: nothing resolves it"));
  EXPECT_THAT(said, HasSubstr("Query.y: nothing resolves it"));
}

TEST(Registry, NamesWhatTheSchemaDoesNotKnow) {
  Bindings bindings;
  bindings.query("x", [](Call&) { return 1; });
  bindings.query("y", [](Call&) { return 1; });
  bindings.mutation("z", [](Call&) { return 1; });
  bindings.object<Thing>("Ding");
  const std::string said = complaint("type Query { x: Int }", std::move(bindings));
  EXPECT_THAT(said, HasSubstr("query y: bound, but not in the schema"));
  EXPECT_THAT(said, HasSubstr("mutation z: bound, but not in the schema"));
  EXPECT_THAT(said, HasSubstr("Ding: bound, but the schema has no such object type"));
}

TEST(Registry, NamesTypesThatDoNotFit) {
  EXPECT_EQ(complaint_about<int>("Int"), "");
  EXPECT_EQ(complaint_about<int>("Float!"), "");
  EXPECT_EQ(complaint_about<GoalId>("ID!"), "");
  EXPECT_EQ(complaint_about<std::optional<Instant>>("DateTime"), "");
  EXPECT_EQ(complaint_about<Metres>("Float"), "");
  EXPECT_EQ(complaint_about<std::vector<std::optional<Thing>>>("[Thing]!"), "");
  EXPECT_EQ(complaint_about<std::shared_ptr<Thing>>("Thing"), "");
  EXPECT_THAT(complaint_about<std::string>("Int"), HasSubstr("Query.x: the schema says Int"));
  EXPECT_THAT(complaint_about<double>("Int"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<GoalId>("String"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<int>("[Int]"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<std::vector<int>>("Int"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<int>("Thing"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<std::string>("DateTime"), HasSubstr("Query.x"));
  EXPECT_THAT(complaint_about<Colour>("Colour"), HasSubstr("no GREEN"));
}

class CallTest : public ::testing::Test {
 protected:
  template <typename Resolver>
  std::string run(std::string query, Resolver resolver) {
    Bindings bindings;
    bindings.query("x", resolver);
    Engine engine(schema("scalar Date input In { goal: ID! on: Date count: Int = 4 "
                         "colours: [Colour!] inner: In } enum Colour { RED GREEN } "
                         "type Query { x(in: In, id: ID): String }"),
                  std::move(bindings));
    Request request;
    request.query = std::move(query);
    RequestContext context;
    return runtime::run_task(engine.execute(request, context));
  }
};

struct In {
  GoalId goal;
  std::optional<Date> on;
  std::optional<int> count;
  std::vector<Colour> colours;
};
BOOST_DESCRIBE_STRUCT(In, (), (goal, on, count, colours))

std::string show(Call& call) {
  const In in = call.argument<In>("in");
  std::string text = in.goal.to_string().substr(0, 8) + " ";
  text += in.on ? to_iso_date(*in.on) : "-";
  text += " " + std::to_string(in.count.value_or(-1));
  for (const Colour colour : in.colours) text += " " + std::string(enum_name(colour));
  text += call.has_argument("in.on") ? " on" : "";
  text += call.has_argument("in.inner.on") ? " inner.on" : "";
  text += call.has_argument("id") ? " id" : "";
  return text;
}

constexpr const char* kGoal = "0193b5a1-7c3e-7a10-8b0c-1d2e3f405162";

TEST_F(CallTest, ArgumentsBecomeStructs) {
  const std::string goal = "goal: \"" + std::string(kGoal) + "\"";
  EXPECT_THAT(run("{ x(in: {" + goal + ", on: \"2026-02-28\", colours: RED}) }", &show),
              HasSubstr("0193b5a1 2026-02-28 4 RED on\""));
  EXPECT_THAT(run("{ x(in: {" + goal + ", on: null, count: null}, id: null) }", &show),
              HasSubstr("0193b5a1 - -1 on id\""));
  EXPECT_THAT(run("{ x(in: {" + goal + ", inner: {" + goal + ", on: null}}) }", &show),
              HasSubstr("0193b5a1 - 4 inner.on\""));
}

TEST_F(CallTest, WrongArgumentsNameTheirField) {
  const std::string body = run("{ x(in: {goal: \"nonsense\", on: \"2026-02-30\"}) }", &show);
  EXPECT_THAT(body, HasSubstr(R"("code":"INVALID_INPUT","field":"in.goal")"));
  EXPECT_THAT(body, HasSubstr(R"({"field":"in.on","message":)"));
  EXPECT_THAT(run("{ x }", &show), HasSubstr(R"("field":"in")"));
}

TEST_F(CallTest, FaultsOfOursAreMasked) {
  const auto broken = [](Call& call) { return call.argument<std::string>("nix"); };
  const std::string body = run("{ x }", broken);
  EXPECT_THAT(body, HasSubstr(R"("code":"INTERNAL")"));
  EXPECT_THAT(body, ::testing::Not(HasSubstr("nix")));
}

TEST(LruCache, ForgetsWhatWasUsedLeast) {
  CacheLimits limits;
  limits.entries = 8;
  LruCache<int> cache(limits);
  for (int i = 0; i < 1000; ++i) {
    cache.put("kept", std::make_shared<int>(7));
    EXPECT_NE(cache.find("kept"), nullptr);
    cache.put(std::to_string(i), std::make_shared<int>(i));
  }
  EXPECT_LE(cache.size(), 16u);
  EXPECT_EQ(cache.find("0"), nullptr);
}

TEST(LruCache, KeepsNothingTooLarge) {
  CacheLimits limits;
  limits.entry_bytes = 10;
  LruCache<int> cache(limits);
  cache.put(std::string(11, 'x'), std::make_shared<int>(1));
  EXPECT_EQ(cache.size(), 0u);
  cache.put("small", std::make_shared<int>(1), 6);
  EXPECT_EQ(cache.size(), 0u);
  cache.put("small", std::make_shared<int>(1), 5);
  EXPECT_EQ(cache.size(), 1u);
}

TEST(MediaType, IsChosenByTheClient) {
  EXPECT_EQ(negotiate(std::nullopt, false), Answer::graphql_response);
  EXPECT_EQ(negotiate("*/*", true), Answer::graphql_response);
  EXPECT_EQ(negotiate("application/*", false), Answer::graphql_response);
  EXPECT_EQ(negotiate("application/json", false), Answer::json);
  EXPECT_EQ(negotiate("APPLICATION/JSON ; charset=utf-8", false), Answer::json);
  EXPECT_EQ(negotiate("text/event-stream", false), Answer::event_stream);
  EXPECT_EQ(negotiate("application/graphql-response+json;q=0, application/json;q=0.1", false),
            Answer::json);
  EXPECT_EQ(negotiate("text/html,application/xml;q=0.9,*/*;q=0.8", true), Answer::html);
  EXPECT_EQ(negotiate("text/html,application/xml;q=0.9,*/*;q=0.8", false),
            Answer::graphql_response);
  EXPECT_EQ(negotiate("text/*", false), std::nullopt);
  EXPECT_EQ(negotiate("application/json;q=0", false), std::nullopt);
}

}  // namespace
}  // namespace waymark::graphql
