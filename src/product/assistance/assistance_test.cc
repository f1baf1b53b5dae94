#include "product/assistance/assistance.h"

#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <random>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/people.h"
#include "product/assistance/events.h"
#include "product/assistance/graphql.h"
#include "product/social/blocks.h"
#include "product/social/follows.h"
#include "product/social/sharing.h"

namespace waymark::assistance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AssistanceTest : public testing::Test {
 protected:
  AssistanceTest() {
    run(outbox.start());
    runner.add(service.experience);
    ana = person("ana");
    ben = person("ben");
    eve = person("eve");
    tom = person("tom");
  }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  void settle() { run(runner.catch_up()); }
  RequestContext person(const std::string& nickname) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.created_at = clock.now();
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    run(store.transact(std::move(transaction)));
    RequestContext context;
    context.principal.emplace().user = user.id;
    return context;
  }
  static UserId id(const RequestContext& who) { return who.principal->user; }

  goals::Goal goal(const RequestContext& who, std::vector<std::string> tags) {
    clock.advance(std::chrono::seconds(1));
    goals::GoalInput input;
    input.title = "A goal";
    input.tags = std::move(tags);
    return run(goals.create(who, std::move(input), InputPath()));
  }
  goals::Goal set(const RequestContext& who, goals::Goal goal, goals::GoalStatus status) {
    goals::GoalChanges changes;
    changes.status = status;
    changes.version = goal.version;
    return run(goals.update(who, goal.id, std::move(changes), InputPath()));
  }
  goals::Goal finished(const RequestContext& who, std::vector<std::string> tags) {
    return set(who, goal(who, std::move(tags)), goals::GoalStatus::completed);
  }
  void share(const RequestContext& who, social::Audience audience) {
    social::SharingInput input;
    input.goals = audience;
    run(sharing.change(who, input));
  }
  void may_help(const RequestContext& who, std::vector<std::string> tags) {
    share(who, social::Audience::public_);
    finished(who, std::move(tags));
    settle();
  }

  AssistanceView ask(const RequestContext& who, const goals::Goal& on) {
    AssistanceInput input;
    input.goal_id = on.id;
    input.text = "How did you do it?";
    return run(service.helping.ask(who, std::move(input), InputPath("input")));
  }
  Answer answer(const RequestContext& who, AssistanceId of, std::string text = "Like this.") {
    clock.advance(std::chrono::seconds(1));
    return run(service.helping.answer(who, of, std::move(text), InputPath()));
  }
  std::vector<AssistanceId> for_me(const RequestContext& who) {
    std::vector<AssistanceId> found;
    for (const auto& entry : run(service.helping.for_me(Owner(who), store::PageRequest())).entries)
      found.push_back(entry.view.id);
    return found;
  }
  std::vector<std::string> texts(const RequestContext& who, AssistanceId of) {
    std::vector<std::string> found;
    for (const auto& entry :
         run(service.helping.answers(id(who), of, store::PageRequest())).entries)
      found.push_back(entry.answer.text);
    return found;
  }
  template <typename T>
  std::string key_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error.problems().empty() ? error.message_key() : error.problems()[0].message_key;
    }
    return "ok";
  }
  std::vector<UserId> matched() {
    for (const events::Event& event : run(events::recorded_events(store)))
      if (event.type == HelpAsked::kType) return json::decode<HelpAsked>(event.payload).matched;
    return {};
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  events::ConsumerRunner runner{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  goals::Goals goals{store, outbox, clock, ids};
  social::Social social{store};
  social::Follows follows{store, outbox, clock};
  social::Blocks blocks{store, outbox, clock};
  social::SharingSettings sharing{store, outbox, clock};
  Service service{Ports(store, outbox, goals, social, clock, ids)};
  RequestContext ana, ben, eve, tom;
};

TEST_F(AssistanceTest, SomebodyAsksIsAnsweredAndSaysThanks) {
  may_help(ben, {"Running", "5k"});
  const AssistanceView asked = ask(ana, goal(ana, {"running", "health"}));
  EXPECT_TRUE(asked.mine);
  EXPECT_THAT(matched(), ElementsAre(id(ben)));
  EXPECT_THAT(for_me(ben), ElementsAre(asked.id));
  EXPECT_THAT(run(service.helping.require(id(ben), asked.id)).shared_tags, ElementsAre("running"));
  answer(ben, asked.id);
  answer(ana, asked.id, "Thank you!");
  EXPECT_THAT(texts(ana, asked.id), ElementsAre("Like this.", "Thank you!"));
  EXPECT_EQ(run(service.helping.require(id(ana), asked.id)).answer_count, 2);
  run(service.helping.thank(ana, asked.id, id(ben)));
  const auto thanked = run(service.helping.thank(ana, asked.id, id(ben)));
  EXPECT_THAT(thanked.thanked, ElementsAre(id(ben)));
  EXPECT_EQ(run(service.helping.thanks_of(id(eve), id(ben))), 1) << "once for a request";
  run(service.helping.withdraw_thanks(ana, asked.id, id(ben)));
  EXPECT_THAT(run(service.helping.withdraw_thanks(ana, asked.id, id(ben))).thanked, IsEmpty());
  EXPECT_EQ(run(service.helping.thanks_of(id(eve), id(ben))), 0);
  run(service.helping.thank(ana, asked.id, id(ben)));
  const auto closed = run(service.helping.close(ana, asked.id));
  EXPECT_EQ(closed.status, AssistanceStatus::closed);
  EXPECT_EQ(run(service.helping.close(ana, asked.id)).closed_at, closed.closed_at);
  EXPECT_THAT(for_me(ben), IsEmpty());
  EXPECT_THAT(texts(ben, asked.id), ElementsAre("Like this.", "Thank you!"))
      << "who helped keeps it";
  EXPECT_EQ(key_of(service.helping.answer(ben, asked.id, "More", InputPath())),
            "error.assistance.closed");
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(AssistanceTest, AGoalHasOneOpenRequest) {
  const goals::Goal on = goal(ana, {"running"});
  const AssistanceView first = ask(ana, on);
  AssistanceInput again;
  again.goal_id = on.id;
  again.text = "And?";
  EXPECT_EQ(key_of(service.helping.ask(ana, again, InputPath())), "error.assistance.goal_has_one");
  run(service.helping.close(ana, first.id));
  const AssistanceView second = ask(ana, on);
  const auto mine = run(service.helping.mine(Owner(ana), store::PageRequest())).entries;
  ASSERT_EQ(mine.size(), 2u);
  EXPECT_EQ(mine[0].view.id, second.id);
  again.goal_id = goal(ana, {}).id;
  EXPECT_EQ(key_of(service.helping.ask(ana, again, InputPath())), "error.assistance.no_tags");
  again.goal_id = goal(ben, {"running"}).id;
  EXPECT_EQ(key_of(service.helping.ask(ana, again, InputPath())), "error.not_found.goal");
  again.goal_id = on.id;
  again.text = "  ";
  EXPECT_NE(key_of(service.helping.ask(ana, again, InputPath())), "ok");
}

TEST_F(AssistanceTest, WhoSharesTheirGoalsWithNobodyIsNotFound) {
  may_help(ben, {"running"});
  may_help(eve, {"running"});
  may_help(tom, {"running"});
  share(ben, social::Audience::private_);
  share(eve, social::Audience::followers);
  run(blocks.block(tom, id(ana)));
  const AssistanceView asked = ask(ana, goal(ana, {"running"}));
  EXPECT_THAT(matched(), IsEmpty());
  for (const RequestContext* who : {&ben, &eve, &tom}) EXPECT_THAT(for_me(*who), IsEmpty());
  run(follows.follow(ana, id(eve)));
  EXPECT_THAT(for_me(eve), ElementsAre(asked.id)) << "ana may know what eve has done";
  run(blocks.block(ana, id(eve)));
  EXPECT_THAT(for_me(eve), IsEmpty());
}

TEST_F(AssistanceTest, WhatIsReopenedDeletedOrNamedOtherwiseNoLongerCounts) {
  share(ben, social::Audience::public_);
  const AssistanceView asked = ask(ana, goal(ana, {"running"}));
  goals::Goal one = finished(ben, {"running"});
  const goals::Goal two = finished(ben, {"Running", "health"});
  settle();
  EXPECT_THAT(for_me(ben), ElementsAre(asked.id));
  one = set(ben, one, goals::GoalStatus::active);
  settle();
  EXPECT_THAT(for_me(ben), ElementsAre(asked.id));
  run(goals.remove(ben, two.id));
  settle();
  EXPECT_THAT(for_me(ben), IsEmpty());
  one = set(ben, one, goals::GoalStatus::completed);
  settle();
  run(runner.replay("experience"));
  settle();
  EXPECT_THAT(for_me(ben), ElementsAre(asked.id));
  goals::GoalChanges changes;
  changes.tags = std::vector<std::string>{"walking"};
  changes.version = one.version;
  run(goals.update(ben, one.id, std::move(changes), InputPath()));
  settle();
  EXPECT_THAT(for_me(ben), IsEmpty());
}

TEST_F(AssistanceTest, CountsAgreeWithWhatIsThereWhateverHappens) {
  const std::vector<std::string> names = {"running", "walking", "health"};
  std::mt19937 dice(7);
  std::vector<goals::Goal> all;
  for (int step = 0; step < 120; ++step) {
    if (all.size() < 6) all.push_back(goal(ben, {names[dice() % 3], names[dice() % 3]}));
    const std::size_t which = dice() % all.size();
    if (dice() % 8 == 0) {
      run(goals.remove(ben, all[which].id));
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
    } else {
      goals::GoalChanges changes;
      changes.status = dice() % 2 == 0 ? goals::GoalStatus::completed : goals::GoalStatus::active;
      changes.tags = std::vector<std::string>{names[dice() % 3]};
      changes.version = all[which].version;
      all[which] = run(goals.update(ben, all[which].id, std::move(changes), InputPath()));
    }
    if (dice() % 3 == 0) settle();
    if (dice() % 20 == 0) run(runner.replay("experience"));
  }
  settle();
  std::map<std::string, std::int64_t> expected;
  for (const goals::Goal& one : all)
    if (one.completed_at) ++expected["DID#" + one.tags.front()];
  std::map<std::string, std::int64_t> counted;
  store::Query query(store::Index::table, "USER#" + id(ben).to_string());
  query.where(store::SortKey::begins_with("DID#"));
  for (const store::Item& item : run(store.query(query)).items)
    counted[item.key().sk] = item.integer("count").value_or(0);
  EXPECT_EQ(counted, expected);
}

TEST_F(AssistanceTest, PagesOfManyTagsHoldEachRequestOnce) {
  may_help(ben, {"a", "b", "c"});
  std::vector<AssistanceId> expected;
  for (int i = 0; i < 9; ++i) {
    const std::vector<std::string> tags =
        i % 3 == 0
            ? std::vector<std::string>{"a", "b"}
            : (i % 3 == 1 ? std::vector<std::string>{"b", "c"} : std::vector<std::string>{"other"});
    const AssistanceView asked = ask(ana, goal(ana, tags));
    if (i % 3 != 2) expected.insert(expected.begin(), asked.id);
  }
  std::vector<AssistanceId> found;
  std::optional<std::string> after;
  do {
    const auto page = run(
        service.helping.for_me(Owner(ben), store::PageRequest(2, std::move(after), InputPath())));
    for (const auto& entry : page.entries) found.push_back(entry.view.id);
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after);
  EXPECT_EQ(found, expected);
  EXPECT_EQ(key_of(service.helping.for_me(
                Owner(ben), store::PageRequest(2, std::string("nonsense"), InputPath()))),
            "error.cursor");
}

/// Every operation, by who neither asks nor may help: as if it were not there.
TEST_F(AssistanceTest, AStrangerFindsNothing) {
  may_help(ben, {"running"});
  const AssistanceView asked = ask(ana, goal(ana, {"running"}));
  answer(ben, asked.id);
  const auto ask_all = [&](const RequestContext& who, AssistanceId of) {
    std::map<std::string, std::string> answers;
    answers["require"] = key_of(service.helping.require(id(who), of));
    answers["answer"] = key_of(service.helping.answer(who, of, "x", InputPath()));
    answers["thank"] = key_of(service.helping.thank(who, of, id(ben)));
    answers["withdraw"] = key_of(service.helping.withdraw_thanks(who, of, id(ben)));
    answers["close"] = key_of(service.helping.close(who, of));
    answers["answers"] = key_of(service.helping.answers(id(who), of, store::PageRequest()));
    return answers;
  };
  for (const auto& [operation, said] : ask_all(eve, asked.id))
    EXPECT_EQ(said, "error.not_found.assistance") << operation;
  EXPECT_EQ(ask_all(eve, asked.id), ask_all(eve, ids.make<AssistanceId>()));
  EXPECT_EQ(key_of(service.helping.close(ben, asked.id)), "error.not_found.assistance")
      << "a helper does not own it";
  EXPECT_EQ(key_of(service.helping.thank(ana, asked.id, id(eve))), "error.not_found.user");
  EXPECT_THAT(for_me(eve), IsEmpty());
}

TEST_F(AssistanceTest, ThroughGraphql) {
  AssistanceGraphql edge(service.helping, social);
  graphql::Bindings bindings;
  edge.bind(bindings);
  bindings.object<social::Person>("PublicUser");
  const graphql::ContractPart part(
      {"assistance", "myAssistance", "assistanceForMe", "thanksOf", "askForHelp",
       "answerAssistance", "sayThanks", "withdrawThanks", "closeAssistance"},
      {"PublicUser.followers", "PublicUser.following"});
  graphql::Engine engine(part.schema(), std::move(bindings));
  const auto query = [&](const RequestContext& who, std::string text) {
    graphql::Request request;
    request.query = std::move(text);
    RequestContext context = who;
    return run(engine.execute(request, context));
  };
  may_help(ben, {"running"});
  const std::string goal_id = goal(ana, {"running"}).id.to_string();
  query(ana,
        "mutation { askForHelp(input: { goalId: \"" + goal_id + "\", text: \"How?\" }) { id } }");
  const std::string found = for_me(ben).at(0).to_string();
  query(ben, "mutation { answerAssistance(id: \"" + found + "\", text: \"So.\") { id } }");
  query(ana, "mutation { sayThanks(id: \"" + found + "\", helperId: \"" + id(ben).to_string() +
                 "\") { id } }");
  EXPECT_EQ(
      query(ben,
            "{ assistanceForMe { nodes { goalTitle tags text status mine sharedTags "
            "answerCount asker { nickname } thanked { nickname } answers { nodes { text "
            "author { nickname } } } } } }"),
      R"({"data":{"assistanceForMe":{"nodes":[{"goalTitle":"A goal","tags":["running"],)"
      R"("text":"How?","status":"OPEN","mine":false,"sharedTags":["running"],"answerCount":1,)"
      R"("asker":{"nickname":"ana"},"thanked":[{"nickname":"ben"}],"answers":{"nodes":[)"
      R"({"text":"So.","author":{"nickname":"ben"}}]}}]}}})");
  EXPECT_EQ(query(ana, "mutation { closeAssistance(id: \"" + found + "\") { status mine } }"),
            R"({"data":{"closeAssistance":{"status":"CLOSED","mine":true}}})");
  EXPECT_EQ(query(eve, "{ assistance(id: \"" + found + "\") { id } thanksOf(userId: \"" +
                           id(ben).to_string() + "\") }"),
            R"({"data":{"assistance":null,"thanksOf":1}})");
  EXPECT_THAT(query(RequestContext(), "{ myAssistance { nodes { id } } }"),
              testing::HasSubstr("UNAUTHENTICATED"));
  run(engine.stop());
}

}  // namespace
}  // namespace waymark::assistance
