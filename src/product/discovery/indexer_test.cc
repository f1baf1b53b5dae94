#include "product/discovery/indexer.h"

#include <random>

#include "base/test_seed.h"
#include "platform/store/forwarding_store.h"
#include "product/discovery/world_test.h"

namespace waymark::discovery {
namespace {

using social::Audience;

class IndexerTest : public DiscoveryWorld {
 protected:
  /// Puts a profile without telling anybody, as if its event had been lost.
  void put_silently(const RequestContext& who, const std::string& bio) {
    accounts::People people(store);
    accounts::User user = run(people.find(Owner(who))).value();
    user.bio = bio;
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    run(store.transact(std::move(transaction)));
  }
};

TEST_F(IndexerTest, MakesAnIndexOfWhatWasThereBefore) {
  EXPECT_EQ(services.indexer.state(), Indexer::State::following);
  EXPECT_EQ(round(), 1);
  EXPECT_EQ(found(ana, "@be"), (Set{"@ben"})) << "who was there before the index";
  write(ben, "Over the hills");
  index_all();
  EXPECT_EQ(round(), 1) << "followed, not made anew";
  EXPECT_EQ(found(ana, "hills "), (Set{"Over the hills"}));
}

TEST_F(IndexerTest, IsMadeAnewWhenAnOperatorAsks) {
  put_silently(ben, "Glaciers");
  const auto post = write(ana, "To be forgotten");
  index_all();
  store::Transaction transaction;
  transaction.erase(store::Key("POST#" + post.id.to_string(), "POST#" + post.id.to_string()));
  run(store.transact(std::move(transaction)));
  const std::uint64_t before = run(index.size());
  EXPECT_EQ(found(ana, "glaciers "), Set());
  ask_for_rebuild();
  index_all();
  EXPECT_EQ(round(), 2);
  EXPECT_EQ(found(ana, "glaciers "), (Set{"@ben"}));
  EXPECT_EQ(run(index.size()), before - 1) << "what is no longer there is gone";
  index_all();
  EXPECT_EQ(round(), 2) << "once for each time it is asked";
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(IndexerTest, NoticesThatItsIndexWasThrownAway) {
  put_silently(ben, "Glaciers");
  search::Batch emptied;
  emptied.kept_with = "nothing";
  emptied.bookmark = "";
  run(index.apply(std::move(emptied)));
  EXPECT_EQ(run(index.size()), 0U);
  index_all();
  EXPECT_EQ(found(ana, "glaciers "), (Set{"@ben"}));
}

TEST_F(IndexerTest, IsMadeAnewWhenItMayHaveMissedEvents) {
  clock.advance(std::chrono::hours(24 * 5));
  index_all();
  EXPECT_EQ(round(), 1);
  put_silently(ben, "Glaciers");
  clock.advance(std::chrono::hours(24 * 8));
  Services later(indexer_ports, Subjects(social, service.reading, goals, group_reading),
                 unlimited.limits);  // after a restart
  run(later.indexer.catch_up());
  EXPECT_EQ(round(), 2);
  EXPECT_EQ(found(ana, "glaciers "), (Set{"@ben"}));
}

TEST_F(IndexerTest, IsMadeAnewForAnotherStore) {
  IndexerPorts elsewhere = indexer_ports;
  elsewhere.source = "there";
  Services later(elsewhere, Subjects(social, service.reading, goals, group_reading),
                 unlimited.limits);
  run(later.indexer.catch_up());
  EXPECT_EQ(round(), 2);
}

/// Fails on the nth page of a scan.
class BreakingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<store::Page> scan(store::Scan scan) override {
    scan.limit = 1;
    if (breaks_after-- == 0) throw Error(ErrorCode::unavailable, "error.unavailable", "as wished");
    return inner().scan(std::move(scan));
  }
  int breaks_after = -1;
};

TEST_F(IndexerTest, ARebuildThatWasBrokenOffBeginsAgain) {
  BreakingStore breaking(store);
  IndexerPorts over_breaking(breaking, outbox, index, clock, random, metrics, "here");
  Services broken(over_breaking, Subjects(social, service.reading, goals, group_reading),
                  unlimited.limits);
  put_silently(ben, "Glaciers");
  ask_for_rebuild();
  breaking.breaks_after = 2;
  EXPECT_THROW(run(broken.indexer.catch_up()), Error);
  EXPECT_EQ(found(ana, "@ben"), (Set{"@ben"})) << "it goes on answering with what it has";
  EXPECT_TRUE(parse_bookmark(run(index.bookmark())).value().rebuilding);
  write(ana, "Meanwhile");
  Services later(over_breaking, Subjects(social, service.reading, goals, group_reading),
                 unlimited.limits);
  run(later.indexer.catch_up());
  EXPECT_FALSE(parse_bookmark(run(index.bookmark())).value().rebuilding);
  EXPECT_EQ(found(ana, "glaciers "), (Set{"@ben"}));
  EXPECT_EQ(found(ana, "meanwhile "), (Set{"Meanwhile"}));
}

TEST_F(IndexerTest, AnEventThatMakesNoSenseIsPassedOver) {
  std::vector<events::NewEvent> events;
  events.emplace_back("PostCreated", id_of(ana), R"({"postId": 7})");
  events.emplace_back("GoalCreated", id_of(ana), R"([])");
  run(outbox.commit({}, std::move(events), RequestContext()));
  write(ana, "After it");
  index_all();
  EXPECT_EQ(found(ben, "after "), (Set{"After it"}));
}

TEST_F(IndexerTest, SaysThatItIsUnavailableAndComesBack) {
  BreakingStore breaking(store);
  IndexerPorts over_breaking(breaking, outbox, index, clock, random, metrics, "another");
  Services broken(over_breaking, Subjects(social, service.reading, goals, group_reading),
                  unlimited.limits);
  breaking.breaks_after = 0;
  broken.indexer.start(loop.executor());
  const auto wait_for = [&](Indexer::State wanted) {
    for (int i = 0; i < 2'000 && broken.indexer.state() != wanted; ++i)
      run(runtime::sleep_for(std::chrono::milliseconds(5)));
    return broken.indexer.state() == wanted;
  };
  EXPECT_TRUE(wait_for(Indexer::State::unavailable));
  EXPECT_TRUE(wait_for(Indexer::State::following));
  run(broken.indexer.stop());
}

/// Whatever happens, in whatever portions it is followed: in the end the index is as one made anew.
TEST_F(IndexerTest, FollowingLeadsToWhatARebuildLeadsTo) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937_64 dice(seed);
  const std::vector<RequestContext> people{ana, ben, eve};
  const std::vector<std::string> words{"alba", "brisa", "cumbre", "duna"};
  std::vector<std::pair<std::size_t, posts::PostView>> posts;
  std::vector<std::pair<std::size_t, GoalId>> goal_ids;
  const auto word = [&] { return words[dice() % words.size()]; };
  for (int step = 0; step < 120; ++step) {
    const std::size_t who = dice() % people.size();
    clock.advance(std::chrono::milliseconds(dice() % 50));
    switch (dice() % 8) {
      case 0:
      case 1:
        posts.emplace_back(who, write(people[who], word() + " " + std::to_string(step),
                                      static_cast<posts::Visibility>(dice() % 3)));
        break;
      case 2:
        goal_ids.emplace_back(who, goal(people[who], word() + " goal " + std::to_string(step)).id);
        break;
      case 3:
        share_goals(people[who], static_cast<Audience>(dice() % 3));
        break;
      case 4:
        change(people[who], [&](accounts::User& user) {
          user.bio = word();
          user.visibility = static_cast<Audience>(dice() % 2);
        });
        break;
      case 5:
        if (!posts.empty()) {
          auto& [author, post] = posts[dice() % posts.size()];
          post = edit(people[author], post, word() + " edited " + std::to_string(step));
        }
        break;
      case 6:
        if (!posts.empty()) {
          const std::size_t which = dice() % posts.size();
          run(service.posts.remove(people[posts[which].first], posts[which].second.id));
          posts.erase(posts.begin() + static_cast<std::ptrdiff_t>(which));
        }
        break;
      default:
        if (!goal_ids.empty()) {
          const std::size_t which = dice() % goal_ids.size();
          run(goals.remove(people[goal_ids[which].first], goal_ids[which].second));
          goal_ids.erase(goal_ids.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }
    if (dice() % 5 == 0) index_all();
  }
  index_all();
  const auto in_index = [&](const std::string& text) {
    search::Query query;
    query.text = text;
    query.limit = search::kMostHits;
    Set known;
    for (const search::Hit& hit : run(index.find(std::move(query))).hits)
      known.insert(hit.id + hit.stored);
    return known;
  };
  std::vector<Set> followed;
  for (const std::string& one : words) followed.push_back(in_index(one + " "));
  const std::uint64_t size = run(index.size());
  ask_for_rebuild();
  index_all();
  EXPECT_EQ(run(index.size()), size);
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(in_index(words[i] + " "), followed[i]);
}

}  // namespace
}  // namespace waymark::discovery
