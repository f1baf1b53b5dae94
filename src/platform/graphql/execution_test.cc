// Execution (September 2025 §6) on the world of world.graphql. What the reference implementation says of many more
// documents is compared in tests/graphql-reference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/world_test.h"
#include "platform/runtime/testing.h"

namespace waymark::graphql {
namespace {

using ::testing::HasSubstr;

class ExecutionTest : public ::testing::Test {
 protected:
  std::string run(std::string query, std::string_view variables = "{}",
                  std::string operation = "") {
    Request request;
    request.query = std::move(query);
    request.operation_name = std::move(operation);
    request.variables =
        boost::json::parse(boost::json::string_view(variables.data(), variables.size()))
            .as_object();
    return runtime::run_task(engine_.execute(request, context_));
  }

  /// Only `data`, with no errors allowed.
  std::string data(std::string query, std::string_view variables = "{}") {
    std::string body = run(std::move(query), variables);
    constexpr std::string_view kOpening = "{\"data\":";
    if (!body.starts_with(kOpening)) return body;
    return body.substr(kOpening.size(), body.size() - kOpening.size() - 1);
  }

  boost::json::object parsed(std::string query, std::string_view variables = "{}") {
    return boost::json::parse(run(std::move(query), variables)).as_object();
  }

  RequestContext context_;
  Engine engine_{testing::world_schema(), testing::world_bindings()};
};

std::string paths(const boost::json::object& response) {
  std::string all;
  for (const auto& error : response.at("errors").as_array()) {
    if (!all.empty()) all += ' ';
    all += boost::json::serialize(error.at("path"));
  }
  return all;
}

std::string text(const boost::json::value& value) {
  return boost::json::serialize(value);
}

TEST_F(ExecutionTest, WritesPlainFieldsInTheOrderOfTheQuery) {
  EXPECT_EQ(data("{ hero { height name id mood born __typename } }"),
            R"({"hero":{"height":1.7,"name":"Ana","id":"1","mood":"HAPPY",)"
            R"("born":"1994-05-06T05:08:09.000Z","__typename":"Person"}})");
}

TEST_F(ExecutionTest, NamesFieldsByTheirAliases) {
  EXPECT_EQ(data("{ a: hero { x: name, y: name } b: hero { id } t: __typename }"),
            R"({"a":{"x":"Ana","y":"Ana"},"b":{"id":"1"},"t":"Query"})");
}

TEST_F(ExecutionTest, EscapesText) {
  EXPECT_EQ(data("{ person(id: 2) { name } }"), R"({"person":{"name":"Ben \"the 2nd\"\n"}})");
}

TEST_F(ExecutionTest, MergesFieldsAskedForTwice) {
  EXPECT_EQ(data("{ hero { id } ...More hero { friends { name } } } "
                 "fragment More on Query { hero { name friends { id } } }"),
            R"({"hero":{"id":"1","name":"Ana","friends":[{"id":"2","name":"Ben \"the 2nd\"\n"},)"
            R"({"id":"3","name":null}]}})");
}

TEST_F(ExecutionTest, SkipsAndIncludesByVariables) {
  const std::string query =
      "query($a: Boolean!, $b: Boolean!) { hero { id @include(if: $a) name @skip(if: $b) "
      "... @include(if: $b) { mood } } }";
  EXPECT_EQ(data(query, R"({"a":true,"b":false})"), R"({"hero":{"id":"1","name":"Ana"}})");
  EXPECT_EQ(data(query, R"({"a":false,"b":true})"), R"({"hero":{"mood":"HAPPY"}})");
  EXPECT_EQ(engine_.cached_plans(), 1u);
}

TEST_F(ExecutionTest, AFieldStandsAtItsFirstOccurrenceThatCounts) {
  const std::string query =
      "query($a: Boolean!, $b: Boolean!) "
      "{ hero { name @include(if: $a) id friends @include(if: $b) { id } name "
      "friends { mood } } }";
  EXPECT_EQ(data(query, R"({"a":true,"b":false})"),
            R"({"hero":{"name":"Ana","id":"1","friends":[{"mood":"SAD"},{"mood":"HAPPY"}]}})");
  EXPECT_EQ(data(query, R"({"a":false,"b":true})"),
            R"({"hero":{"id":"1","friends":[{"id":"2","mood":"SAD"},{"id":"3","mood":"HAPPY"}],)"
            R"("name":"Ana"}})");
}

TEST_F(ExecutionTest, ANullForANonNullFieldTakesItsParentAway) {
  const auto response = parsed("{ maybeHero { id sureAge } nothing { id } }");
  EXPECT_EQ(text(response.at("data")), R"({"maybeHero":null,"nothing":null})");
  EXPECT_EQ(paths(response), R"(["maybeHero","sureAge"])");
  const auto& error = response.at("errors").at(0);
  EXPECT_EQ(error.at("extensions").at("code").as_string(), "INTERNAL");
  EXPECT_EQ(text(error.at("locations")), R"([{"line":1,"column":18}])");
}

TEST_F(ExecutionTest, ANullBubblesToTheRoot) {
  const auto response = parsed("{ hero { name friends { sureAge } } }");
  EXPECT_EQ(text(response.at("data")), "null");
  EXPECT_EQ(paths(response), R"(["hero","friends",1,"sureAge"])");
}

TEST_F(ExecutionTest, ANullableListItemStopsANull) {
  const auto response = parsed("{ maybePeople { shaky } hero { maybeFriends { sureAge } } }");
  EXPECT_EQ(text(response.at("data")),
            R"({"maybePeople":[{"shaky":"steady"},null,{"shaky":"steady"},{"shaky":"steady"}],)"
            R"("hero":{"maybeFriends":[{"sureAge":40},null,null]}})");
  EXPECT_EQ(paths(response), R"(["maybePeople",1,"shaky"] ["hero","maybeFriends",1,"sureAge"])");
}

TEST_F(ExecutionTest, ListsOfListsBubbleLevelByLevel) {
  const auto response = parsed(
      "{ a: person(id: 1) { matrix } b: person(id: 2) { strictMatrix } "
      "c: person(id: 3) { strictMatrix } }");
  EXPECT_EQ(text(response.at("data")), R"({"a":{"matrix":[[1,2],null,null]},"b":null,"c":null})");
  EXPECT_EQ(paths(response), R"(["a","matrix",2,1] ["b","strictMatrix",1] )"
                             R"(["c","strictMatrix",1,0])");
}

TEST_F(ExecutionTest, ResolversThatWaitFillTheirPlaces) {
  EXPECT_EQ(
      data("{ lateHero { id lateName mood lateAge lateFriends { id lateName } height } "
           "hero { lateName } }"),
      R"({"lateHero":{"id":"1","lateName":"Ana","mood":"HAPPY","lateAge":31,)"
      R"("lateFriends":[{"id":"2","lateName":"Ben \"the 2nd\"\n"},{"id":"3","lateName":null}],)"
      R"("height":1.7},"hero":{"lateName":"Ana"}})");
}

TEST_F(ExecutionTest, NullsThatComeLateTakeAwayWhatStandsAlready) {
  const auto response =
      parsed("{ people { id bestFriend { id lateAge } lateMaybeFriends { id lateShaky } } }");
  EXPECT_EQ(text(response.at("data")),
            R"({"people":[{"id":"1","bestFriend":{"id":"2","lateAge":40},)"
            R"("lateMaybeFriends":[null,{"id":"3","lateShaky":"steady"},null]},)"
            R"({"id":"2","bestFriend":{"id":"1","lateAge":31},)"
            R"("lateMaybeFriends":[{"id":"1","lateShaky":"steady"},null]},)"
            R"({"id":"3","bestFriend":{"id":"1","lateAge":31},"lateMaybeFriends":)"
            R"([{"id":"1","lateShaky":"steady"},null,{"id":"3","lateShaky":"steady"},null]},)"
            R"({"id":"4","bestFriend":null,"lateMaybeFriends":[null]}]})");
  EXPECT_EQ(response.at("errors").as_array().size(), 2u);
}

TEST_F(ExecutionTest, OneLateResolverIsFilledInPlace) {
  const auto response = parsed("{ maybeHero { id lateAge name } t: __typename }");
  EXPECT_EQ(text(response.at("data")), R"({"maybeHero":null,"t":"Query"})");
  EXPECT_EQ(data("{ maybeHero { id lateName mood } t: __typename }"),
            R"({"maybeHero":{"id":"3","lateName":null,"mood":"HAPPY"},"t":"Query"})");
}

TEST_F(ExecutionTest, TwoNullsOfOneParentAreOneError) {
  const auto response = parsed("{ maybeHero { a: lateBrokenHard b: lateBrokenHard lateBroken } }");
  EXPECT_EQ(text(response.at("data")), R"({"maybeHero":null})");
  EXPECT_EQ(paths(response), R"(["maybeHero","a"] ["maybeHero","lateBroken"])");
}

TEST_F(ExecutionTest, ALateNullBubblesToTheRoot) {
  const auto response = parsed("{ lateHero { lateName lateFriends { id lateAge } } hero { id } }");
  EXPECT_EQ(text(response.at("data")), "null");
  EXPECT_EQ(paths(response), R"(["lateHero","lateFriends",1,"lateAge"])");
}

TEST_F(ExecutionTest, ErrorsSpeakTheLanguageOfTheRequest) {
  context_.locale = Locale::es;
  const auto response = parsed("{ hero { broken } }");
  EXPECT_EQ(text(response.at("data")), R"({"hero":{"broken":null}})");
  const auto& error = response.at("errors").at(0);
  EXPECT_EQ(error.at("message").as_string(), translate(Locale::es, "error.conflict"));
  EXPECT_NE(translate(Locale::es, "error.conflict"), translate(Locale::en, "error.conflict"));
  EXPECT_EQ(error.at("extensions").at("code").as_string(), "CONFLICT");
}

TEST_F(ExecutionTest, NumbersThatDoNotFitAreErrors) {
  const auto response = parsed("{ tooLarge maybeHero { id } }");
  EXPECT_EQ(text(response.at("data")), R"({"tooLarge":null,"maybeHero":{"id":"3"}})");
  EXPECT_EQ(paths(response), R"(["tooLarge"])");
  EXPECT_EQ(text(parsed("{ notANumber }").at("data")), "null");
}

TEST_F(ExecutionTest, AbstractTypesChooseTheirSelection) {
  EXPECT_EQ(data("{ named { __typename name ... on Node { id } ... on Cat { lives } "
                 "...D } } fragment D on Dog { barks owner { name } }"),
            R"({"named":[{"__typename":"Person","name":null,"id":"3"},)"
            R"({"__typename":"Cat","name":"Tom","id":"c1","lives":9},)"
            R"({"__typename":"Dog","name":null,"id":"d2","barks":false,)"
            R"("owner":{"name":"Ben \"the 2nd\"\n"}}]})");
  const auto response = parsed(
      "{ latePets { ... on Dog { lateOwner { id } } ... on Cat { id } } "
      "pets { ... on Dog { lateOwner { id } } __typename } }");
  EXPECT_EQ(text(response.at("data")), "null");
  EXPECT_EQ(
      text(parsed("{ latePets { ... on Dog { lateOwner { id } } ... on Cat { id } } }").at("data")),
      R"({"latePets":[{"id":"c1"},null,null]})");
}

TEST_F(ExecutionTest, ArgumentsTellAbsentFromNull) {
  EXPECT_EQ(data("{ echo }"), R"({"echo":"{\"text\":\"default\",\"style\":\"LOUD\"}"})");
  EXPECT_EQ(data("{ echo(text: null, flag: null) }"),
            R"({"echo":"{\"text\":null,\"flag\":null,\"style\":\"LOUD\"}"})");
  EXPECT_EQ(data("query($t: String, $n: Int) { echo(text: $t, number: $n) }", R"({"n":null})"),
            R"({"echo":"{\"text\":\"default\",\"number\":null,\"style\":\"LOUD\"}"})");
}

TEST_F(ExecutionTest, ArgumentsBecomeCppValues) {
  EXPECT_EQ(data("query($n: Int!) { hero { a: greeting b: greeting(style: LOUD, times: $n) } }",
                 R"({"n":2})"),
            R"({"hero":{"a":"hi Ana","b":"hi Ana! hi Ana!"}})");
}

TEST_F(ExecutionTest, MutationsRunOneAfterTheOther) {
  EXPECT_EQ(data("mutation { a: lateAdd(value: 1) { value lateValue } b: add(value: 10) { value } "
                 "c: lateAdd(value: 100) { lateValue } }"),
            R"({"a":{"value":1,"lateValue":1},"b":{"value":11},"c":{"lateValue":111}})");
}

TEST_F(ExecutionTest, AFailedMutationLeavesTheOthersAlone) {
  const auto response = parsed(
      "mutation { a: lateAdd(value: 1) { value } fail "
      "b: lateAdd(value: 1) { value } }");
  EXPECT_EQ(text(response.at("data")), R"({"a":{"value":1},"fail":null,"b":{"value":2}})");
}

TEST_F(ExecutionTest, AGuardIsAskedBeforeEachMutation) {
  EngineOptions options;
  std::vector<std::string> asked;
  options.guard = [&asked](std::string field, const RequestContext&) -> Task<void> {
    asked.push_back(field);
    return [](bool refused) -> Task<void> {
      co_await boost::asio::post(use_task);
      if (refused) throw Error::rate_limited("error.rate_limited", 7);
    }(field == "fail" || asked.size() > 3);
  };
  Engine guarded(testing::world_schema(), testing::world_bindings(), options);
  const auto ask = [&](std::string query) {
    Request request;
    request.query = std::move(query);
    return runtime::run_task(guarded.execute(request, context_));
  };
  const std::string response =
      ask("mutation { __typename a: lateAdd(value: 1) { value } fail b: add(value: 1) { value } }");
  EXPECT_THAT(response, HasSubstr(R"("a":{"value":1},"fail":null,"b":{"value":2}})"));
  EXPECT_THAT(response, HasSubstr(R"("extensions":{"code":"RATE_LIMITED","retryAfter":7})"));
  EXPECT_EQ(asked, (std::vector<std::string>{"lateAdd", "fail", "add"}));
  EXPECT_THAT(ask("mutation { add(value: 1) { value } }"), HasSubstr(R"("data":null)"));
  ask("{ __typename }");
  EXPECT_EQ(asked.size(), 4u) << "queries are not guarded";
}

TEST_F(ExecutionTest, AGuardIsAskedBeforeASubscriptionBegins) {
  EngineOptions options;
  std::vector<std::string> asked;
  options.guard = [&asked](std::string field, const RequestContext&) -> Task<void> {
    asked.push_back(std::move(field));
    throw Error(ErrorCode::forbidden, "error.forbidden");
  };
  Engine guarded(testing::world_schema(), testing::world_bindings(), options);
  Request request;
  request.query = "subscription { count(to: 2) { value } }";
  auto prepared = std::get<Prepared>(guarded.prepare(request, context_));
  const auto started = runtime::run_task(guarded.subscribe(std::move(prepared), context_));
  EXPECT_THAT(std::get<Refusal>(started).errors, HasSubstr("FORBIDDEN"));
  EXPECT_EQ(asked, std::vector<std::string>{"count"});
}

TEST_F(ExecutionTest, NothingRunsAfterAMutationThatTookTheRootAway) {
  const auto response = parsed("mutation { failHard add(value: 5) { value } }");
  EXPECT_EQ(text(response.at("data")), "null");
  EXPECT_EQ(response.at("errors").as_array().size(), 1u);
  EXPECT_EQ(data("mutation { add(value: 1) { value } }"), R"({"add":{"value":1}})");
}

TEST_F(ExecutionTest, RequestErrorsHaveNoData) {
  EXPECT_THAT(run("{ hero { "), HasSubstr("GRAPHQL_PARSE_FAILED"));
  EXPECT_FALSE(parsed("{ hero { nix } }").contains("data"));
  EXPECT_FALSE(parsed("query($n: Int!) { echo(number: $n) }").contains("data"));
  EXPECT_THAT(run("query A { hero { id } } query B { hero { id } }"),
              HasSubstr("Must provide operation name"));
  EXPECT_THAT(run("query A { hero { id } }", "{}", "B"), HasSubstr("Unknown operation"));
  EXPECT_THAT(run("subscription { count(to: 1) { value } }"), HasSubstr("WebSocket"));
}

TEST_F(ExecutionTest, ADeadlineEndsTheRun) {
  context_.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const auto response = parsed("{ lateHero { id } }");
  EXPECT_EQ(text(response.at("data")), "null");
  EXPECT_EQ(response.at("errors").at(0).at("extensions").at("code").as_string(),
            "DEADLINE_EXCEEDED");
}

TEST_F(ExecutionTest, ResponsesAreBounded) {
  EngineOptions options;
  options.run.objects = 3;
  Engine engine(testing::world_schema(), testing::world_bindings(), options);
  Request request;
  request.query = "{ people { id } }";
  const std::string body = runtime::run_task(engine.execute(request, context_));
  EXPECT_THAT(body, HasSubstr("TOO_LARGE"));
  EXPECT_THAT(body, HasSubstr("\"data\":null"));
}

TEST_F(ExecutionTest, SubscriptionsYieldAResponseAnEvent) {
  Request request;
  request.query = "subscription($n: Int!) { c: count(to: $n) { value lateValue } }";
  request.variables["n"] = 2;
  auto prepared = engine_.prepare(request, context_);
  ASSERT_TRUE(std::holds_alternative<Prepared>(prepared));
  runtime::TestLoop loop;
  auto started = loop.run(engine_.subscribe(std::get<Prepared>(prepared), context_));
  auto& events = std::get<std::unique_ptr<EventSequence>>(started);
  EXPECT_EQ(loop.run(events->next()), R"({"data":{"c":{"value":1,"lateValue":1}}})");
  EXPECT_EQ(loop.run(events->next()), R"({"data":{"c":{"value":2,"lateValue":2}}})");
  EXPECT_EQ(loop.run(events->next()), std::nullopt);
}

TEST_F(ExecutionTest, AnEventMayHaveErrors) {
  Request request;
  request.query = "subscription { count(to: 1) { broken } }";
  auto prepared = engine_.prepare(request, context_);
  runtime::TestLoop loop;
  auto started = loop.run(engine_.subscribe(std::get<Prepared>(prepared), context_));
  auto& events = std::get<std::unique_ptr<EventSequence>>(started);
  const auto event = loop.run(events->next());
  ASSERT_TRUE(event);
  EXPECT_THAT(*event, HasSubstr(R"("path":["count","broken"])"));
  EXPECT_THAT(*event, HasSubstr(R"("data":null)"));
}

TEST_F(ExecutionTest, ASubscriptionThatIsRefusedIsAnError) {
  Request request;
  request.query = "subscription { refused }";
  auto prepared = engine_.prepare(request, context_);
  auto started = runtime::run_task(engine_.subscribe(std::get<Prepared>(prepared), context_));
  ASSERT_TRUE(std::holds_alternative<Refusal>(started));
  EXPECT_THAT(std::get<Refusal>(started).body(), HasSubstr("FORBIDDEN"));
}

TEST_F(ExecutionTest, Introspects) {
  EXPECT_EQ(data("{ __type(name: \"Choice\") { name kind isOneOf inputFields { name "
                 "type { kind name ofType { name } } } } }"),
            R"({"__type":{"name":"Choice","kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[)"
            R"({"name":"name","type":{"kind":"SCALAR","name":"String","ofType":null}},)"
            R"({"name":"number","type":{"kind":"SCALAR","name":"Int","ofType":null}}]}})");
  EXPECT_EQ(data("{ __type(name: \"Mood\") { enumValues { name } all: "
                 "enumValues(includeDeprecated: true) { name deprecationReason } } }"),
            R"({"__type":{"enumValues":[{"name":"HAPPY"},{"name":"SAD"}],"all":[)"
            R"({"name":"HAPPY","deprecationReason":null},{"name":"SAD","deprecationReason":null},)"
            R"({"name":"BORED","deprecationReason":"not used any more"}]}})");
  EXPECT_EQ(data("{ __schema { queryType { name } subscriptionType { name } } }"),
            R"({"__schema":{"queryType":{"name":"Query"},"subscriptionType":{"name":)"
            R"("Subscription"}}})");
}

}  // namespace
}  // namespace waymark::graphql
