#include "product/social/counting.h"

#include <random>

#include "base/test_seed.h"
#include "platform/store/entity.h"
#include "product/social/events.h"
#include "product/social/world_test.h"

namespace waymark::social {
namespace {

Counts of(std::int64_t followers, std::int64_t following, std::int64_t posts = 0) {
  Counts counts;
  counts.followers = followers;
  counts.following = following;
  counts.posts = posts;
  return counts;
}

class CountingTest : public World {
 protected:
  void post(const RequestContext& author, const char* type, const std::string& id_of_post) {
    std::vector<events::NewEvent> facts;
    facts.emplace_back(type, id(author), R"({"postId":")" + id_of_post + "\"}");
    run(outbox.commit(store::Transaction(), std::move(facts), RequestContext()));
  }
  RequestContext ana = person("ana");
  RequestContext ben = person("ben");
};

TEST_F(CountingTest, CountsBothSides) {
  follow(ana, ben);
  settle();
  EXPECT_EQ(counts(ana), of(0, 1));
  EXPECT_EQ(counts(ben), of(1, 0));
  unfollow(ana, ben);
  settle();
  EXPECT_EQ(counts(ana), of(0, 0));
  EXPECT_EQ(counts(ben), of(0, 0));
}

TEST_F(CountingTest, WhatIsBackBeforeItWasCountedIsCountedOnce) {
  follow(ana, ben);
  settle();
  unfollow(ana, ben);
  follow(ana, ben);
  unfollow(ana, ben);
  follow(ana, ben);
  settle();
  EXPECT_EQ(counts(ben), of(1, 0));
  unfollow(ana, ben);
  follow(ana, ben);
  unfollow(ana, ben);
  settle();
  EXPECT_EQ(counts(ben), of(0, 0));
  EXPECT_FALSE(run(store.get(keys::unfollowed(id(ana), id(ben))))) << "no note is left";
}

TEST_F(CountingTest, PostsCountOnceInWhateverOrder) {
  post(ana, "PostCreated", "p1");
  post(ana, "PostCreated", "p1");
  post(ana, "PostCreated", "p2");
  settle();
  EXPECT_EQ(counts(ana).posts, 2);
  post(ana, "PostDeleted", "p1");
  post(ana, "PostDeleted", "p1");
  post(ana, "PostDeleted", "p3");
  post(ana, "PostCreated", "p3");
  settle();
  EXPECT_EQ(counts(ana).posts, 1);
  replay();
  EXPECT_EQ(counts(ana).posts, 1);
}

/// Any walk of follows, blocks and posts, with the consumer coming when it likes, leaves the counts equal to what there
/// is; so does a replay of everything, and a recount finds nothing to mend.
TEST_F(CountingTest, AnyHistoryAndAnyReplayLeaveTheSameCounts) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 dice(seed);
  std::vector<RequestContext> people;
  for (int i = 0; i < 6; ++i)
    people.push_back(
        person("walker" + std::to_string(i), i == 0 ? Audience::followers : Audience::public_));
  std::map<std::string, int> posts;
  int next_post = 0;
  const auto step = [&] {
    const RequestContext& one = people[dice() % people.size()];
    const RequestContext& other = people[dice() % people.size()];
    clock.advance(std::chrono::seconds(3));
    try {
      switch (dice() % 9) {
        case 0:
        case 1:
        case 2:
          follow(one, other);
          break;
        case 3:
          unfollow(one, other);
          break;
        case 4:
          run(services.follows.accept(one, id(other)));
          break;
        case 5:
          dice() % 2 == 0 ? block(one, other) : run(services.blocks.unblock(one, id(other)));
          break;
        case 6:
          run(services.follows.remove_follower(one, id(other)));
          break;
        case 7:
          post(one, "PostCreated", "p" + std::to_string(next_post++));
          posts[id(one).to_string()]++;
          break;
        default:
          settle();
      }
    } catch (const Error&) {
      // Refused: nothing changed.
    }
  };
  for (int i = 0; i < 400; ++i) step();

  const auto expect_true_counts = [&](const char* when) {
    SCOPED_TRACE(when);
    for (const RequestContext& one : people) {
      Counts there;
      for (const RequestContext& other : people) {
        there.following += run(services.social.follows(id(one), id(other))) ? 1 : 0;
        there.followers += run(services.social.follows(id(other), id(one))) ? 1 : 0;
      }
      there.posts = posts[id(one).to_string()];
      EXPECT_EQ(counts(one), there);
      const Recount recounted = run(recount(store, id(one)));
      EXPECT_EQ(recounted.before, recounted.after);
    }
  };
  settle();
  expect_true_counts("at the end");
  replay();
  expect_true_counts("after a replay");
}

TEST_F(CountingTest, ARecountMendsWhatWasDamaged) {
  const RequestContext cleo = person("cleo");
  follow(ana, ben);
  follow(cleo, ben);
  follow(ben, ana);
  post(ben, "PostCreated", "p1");
  settle();
  unfollow(ana, ben);  // not counted yet
  store::Changes damage;
  damage.set("followers", store::Value(std::int64_t{77}))
      .set("posts", store::Value(std::int64_t{-3}));
  store::Transaction transaction;
  transaction.update(keys::counts(id(ben)), std::move(damage));
  run(store.transact(std::move(transaction)));
  const Recount mended = run(recount(store, id(ben)));
  EXPECT_EQ(mended.before.followers, 77);
  EXPECT_EQ(mended.after, of(2, 1, 1)) << "who left is in the counts until the event comes";
  settle();
  EXPECT_EQ(counts(ben), of(1, 1, 1));
  store::Transaction gone;
  gone.erase(keys::counts(id(ben)));
  run(store.transact(std::move(gone)));
  EXPECT_EQ(run(recount(store, id(ben))).after, of(1, 1, 1));
}

/// A world in which five followers are many.
class ShardingTest : public World {
 protected:
  ShardingTest() {
    runner_.add(counting_);
    for (int i = 0; i < 40; ++i) fans_.push_back(person("fan" + std::to_string(i)));
  }
  void follow_by(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      follow(fans_[i], star_);
      run(runner_.catch_up());
    }
  }
  std::vector<UserId> all_followers(std::int64_t page_size) {
    std::vector<UserId> found;
    std::optional<std::string> after;
    bool more = true;
    while (more) {
      const IdPage page = run(
          services.social.followers(id(star_), store::PageRequest(page_size, after, InputPath())));
      EXPECT_LE(page.entries.size(), static_cast<std::size_t>(page_size));
      EXPECT_EQ(page.has_previous, after.has_value());
      for (const IdPage::Entry& entry : page.entries) found.push_back(entry.id);
      more = page.has_next;
      if (more) after = page.entries.back().cursor;
    }
    return found;
  }
  std::vector<UserId> newest_first(std::size_t count) {
    std::vector<UserId> expected;
    for (std::size_t i = 0; i < count; ++i) expected.push_back(id(fans_[i]));
    std::ranges::sort(expected, std::ranges::greater());
    return expected;
  }

  Counting counting_{store, clock, 5};
  events::ConsumerRunner runner_{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  RequestContext star_ = person("star");
  std::vector<RequestContext> fans_;
};

TEST_F(ShardingTest, PastAThresholdNewFollowersAreSpread) {
  follow_by(0, 4);
  EXPECT_EQ(run(store.query(store::Query(store::Index::gsi1, keys::partition(id(star_)))
                                .where(store::SortKey::begins_with("FOLLOWER#"))))
                .items.size(),
            4U);
  follow_by(4, 40);
  EXPECT_EQ(run(store.query(store::Query(store::Index::gsi1, keys::partition(id(star_)))
                                .where(store::SortKey::begins_with("FOLLOWER#"))))
                .items.size(),
            5U)
      << "those of before stay";
  std::size_t spread = 0, used = 0;
  for (const std::string& partition : keys::follower_partitions(id(star_), keys::kShards)) {
    const auto there = run(store.query(store::Query(store::Index::gsi1, partition)
                                           .where(store::SortKey::begins_with("FOLLOWER#"))));
    spread += there.items.size();
    used += there.items.empty() ? 0 : 1;
  }
  EXPECT_EQ(spread, 40U);
  EXPECT_GT(used, 8U);
  EXPECT_EQ(counts(star_).followers, 40);
  EXPECT_EQ(std::ranges::count(event_types(), std::string(FollowersSharded::kType)), 1);
  EXPECT_EQ(events::schema_violations(recorded()), "");
}

TEST_F(ShardingTest, ListsAreWholeAndInOrderBeforeAndAfter) {
  for (const std::size_t count :
       {std::size_t{3}, std::size_t{5}, std::size_t{6}, std::size_t{40}}) {
    follow_by(count == 3 ? 0 : count == 5 ? 3 : count == 6 ? 5 : 6, count);
    for (const std::int64_t page_size : {1, 3, 7, 100})
      EXPECT_EQ(all_followers(page_size), newest_first(count)) << count << " by " << page_size;
  }
}

TEST_F(ShardingTest, ACursorFromBeforeLeadsOnAfter) {
  follow_by(0, 4);
  const IdPage first =
      run(services.social.followers(id(star_), store::PageRequest(2, std::nullopt, InputPath())));
  follow_by(4, 40);
  const IdPage rest = run(services.social.followers(
      id(star_), store::PageRequest(100, first.entries.back().cursor, InputPath())));
  std::vector<UserId> found;
  for (const auto& page : {first, rest})
    for (const IdPage::Entry& entry : page.entries) found.push_back(entry.id);
  EXPECT_EQ(found, newest_first(4)) << "the newer accounts come before the cursor";
}

TEST_F(ShardingTest, WhoLeavesAndComesBackIsThereOnce) {
  follow_by(0, 12);
  unfollow(fans_[0], star_);
  unfollow(fans_[11], star_);
  run(runner_.catch_up());
  EXPECT_EQ(counts(star_).followers, 10);
  EXPECT_EQ(all_followers(4).size(), 10U);
  follow(fans_[0], star_);  // from the old partition to a shard
  follow(fans_[11], star_);
  run(runner_.catch_up());
  EXPECT_EQ(all_followers(4), newest_first(12));
  EXPECT_EQ(counts(star_).followers, 12);
  EXPECT_EQ(run(recount(store, id(star_))).after.followers, 12);
}

}  // namespace
}  // namespace waymark::social
