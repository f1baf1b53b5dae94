#include "product/feed/feed.h"

#include "product/feed/world_test.h"

namespace waymark::feed {
namespace {

using posts::Visibility;
using testing::ElementsAre;
using testing::IsEmpty;

using FeedTest = FeedWorld;

TEST_F(FeedTest, SimilarOnesOfADayAreOne) {
  follow(eve, ana);
  follow(eve, ben);
  for (int i = 0; i < 5; ++i) {
    finish(ana, ids.make<TaskId>(), std::to_string(i));
    if (i == 2) write(ben, "in between");
    clock.advance(std::chrono::minutes(1));
  }
  settle();
  EXPECT_THAT(home_lines(eve), ElementsAre("TASK_COMPLETED 4 x5", "POST in between"));
  clock.advance(std::chrono::hours(24));
  finish(ana, ids.make<TaskId>(), "next day");
  settle();
  EXPECT_THAT(home_lines(eve),
              ElementsAre("TASK_COMPLETED next day", "TASK_COMPLETED 4 x5", "POST in between"));
  const FeedPage page = home(eve, Way::fan_in);
  const FeedEntry& folded = page.entries[1].entry;
  EXPECT_EQ(folded.activities.size(), kShownOfEntry);
  EXPECT_EQ(folded.activity_ids.size(), 5u);
  const auto all = run(feed.activities(id_of(eve), folded.activity_ids));
  ASSERT_EQ(all.size(), 5u);
  EXPECT_EQ(all[4].title, "0");
  const RequestContext stranger = person("stranger");
  EXPECT_THAT(run(feed.activities(id_of(stranger), folded.activity_ids)), IsEmpty());
}

TEST_F(FeedTest, PagesGoOnWhereTheLastEnded) {
  follow(eve, ana);
  follow(eve, ben);
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    expected.insert(expected.begin(), "POST " + std::to_string(i));
    write(i % 3 == 0 ? ana : ben, std::to_string(i));
    clock.advance(std::chrono::seconds(1));
  }
  settle();
  std::vector<std::string> lines;
  std::optional<std::string> after;
  int pages = 0;
  do {
    const FeedPage page = home(eve, Way::hybrid, 4, after);
    for (const auto& line : lines_of(page)) lines.push_back(line);
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
    EXPECT_LE(page.entries.size(), 4u);
    if (++pages == 1) write(ana, "new above");
    settle();
  } while (after);
  EXPECT_EQ(lines, expected);
  EXPECT_EQ(pages, 7);
}

TEST_F(FeedTest, SharingIsAsItIsNow) {
  follow(eve, ana);
  finish(ana, ids.make<TaskId>(), "Shoes");
  write(ana, "hello");
  settle();
  const RequestContext stranger = person("stranger");
  EXPECT_THAT(timeline(ana, stranger), ElementsAre("POST hello"));
  EXPECT_THAT(home_lines(eve), ElementsAre("POST hello", "TASK_COMPLETED Shoes"));
  social::SharingInput closed;
  closed.tasks = social::Audience::private_;
  run(sharing.change(ana, closed));
  EXPECT_THAT(home_lines(eve), ElementsAre("POST hello"));
  EXPECT_THAT(home_lines(ana), ElementsAre("POST hello", "TASK_COMPLETED Shoes"));
  social::SharingInput open;
  open.tasks = social::Audience::public_;
  run(sharing.change(ana, open));
  EXPECT_THAT(timeline(ana, stranger), ElementsAre("POST hello", "TASK_COMPLETED Shoes"));
}

TEST_F(FeedTest, WhoIsHiddenMutedOrNotFollowedIsNotInIt) {
  follow(eve, ana);
  write(ana, "hello");
  write(ben, "not followed");
  settle();
  EXPECT_THAT(home_lines(eve), ElementsAre("POST hello"));
  run(blocks.mute(eve, id_of(ana)));
  EXPECT_THAT(home_lines(eve), IsEmpty());
  EXPECT_THAT(timeline(ana, eve), ElementsAre("POST hello"));
  run(blocks.unmute(eve, id_of(ana)));
  block(ana, eve);
  EXPECT_THAT(home_lines(eve), IsEmpty());
  EXPECT_THAT(timeline(ana, eve), IsEmpty());
}

TEST_F(FeedTest, PostsKeepTheirVisibility) {
  follow(ben, ana);
  write(ana, "open");
  write(ana, "close", Visibility::followers);
  write(ana, "unlisted", Visibility::unlisted);
  write(ana, "psst @eve", Visibility::direct);
  settle();
  EXPECT_THAT(home_lines(ben), ElementsAre("POST unlisted", "POST close", "POST open"));
  EXPECT_THAT(timeline(ana, eve), ElementsAre("POST psst @eve", "POST unlisted", "POST open"));
}

TEST_F(FeedTest, WhatIsNoCursorIsNamed) {
  for (const char* wrong : {"?", "", "MjAyNg"}) {
    try {
      home(eve, Way::fan_in, 20, wrong);
      ADD_FAILURE() << wrong;
    } catch (const Error& error) {
      EXPECT_EQ(error.problems().at(0).field, "after");
    }
  }
  const std::vector<std::string> none{"nonsense"};
  EXPECT_EQ(refusal_of(feed.activities(id_of(eve), none)), ErrorCode::invalid_input);
}

TEST_F(FeedTest, PromotedPeopleAreReadFromTheFeedItself) {
  for (const auto* who : {&ben, &eve}) follow(*who, ana);
  follow(person("dan"), ana);
  clock.advance(kSettling * 2);
  for (int i = 0; i < 3; ++i) {
    write(ana, std::to_string(i));
    settle_all();
  }
  const Head head = run(ActivityRepository(store).head(id_of(ana)));
  ASSERT_TRUE(head.is_promoted());
  EXPECT_EQ(head.spread_through(), head.last);
  const auto items =
      run(store.query(store::Query(store::Index::table, "FEED#" + id_of(eve).to_string())));
  EXPECT_FALSE(items.items.empty());
  EXPECT_THAT(home_lines(eve), ElementsAre("POST 2", "POST 1", "POST 0"));
  unfollow(eve, ana);
  EXPECT_THAT(home_lines(eve), IsEmpty());
  follow(eve, ana);
  EXPECT_THAT(home_lines(eve), ElementsAre("POST 2", "POST 1", "POST 0"));
}

TEST_F(FeedTest, WhoDoesNothingAnyMoreIsDemotedAtNight) {
  for (const auto* who : {&ben, &eve}) follow(*who, ana);
  follow(person("dan"), ana);
  for (int i = 0; i < 3; ++i) write(ana, std::to_string(i));
  settle_all();
  ASSERT_TRUE(run(ActivityRepository(store).head(id_of(ana))).is_promoted());
  for (std::uint32_t shard = 0; shard < 16; ++shard) run(promotion.review(shard));
  EXPECT_TRUE(run(ActivityRepository(store).head(id_of(ana))).is_promoted());
  clock.advance(std::chrono::hours(24 * 30));
  for (std::uint32_t shard = 0; shard < 16; ++shard) run(promotion.review(shard));
  EXPECT_FALSE(run(ActivityRepository(store).head(id_of(ana))).is_promoted());
  EXPECT_THAT(home_lines(eve), ElementsAre("POST 2", "POST 1", "POST 0"));
}

TEST(CohortTest, IsAShareOfThePeople) {
  FakeClock clock{at("2026-11-18T10:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  Cohort third;
  third.share = 1.0 / 3;
  int hybrid = 0;
  for (int i = 0; i < 3'000; ++i) {
    const UserId user = ids.make<UserId>();
    EXPECT_EQ(Cohort{0}.way_of(user), Way::fan_in);
    EXPECT_EQ(Cohort{1}.way_of(user), Way::hybrid);
    if (third.way_of(user) == Way::hybrid) ++hybrid;
  }
  EXPECT_NEAR(hybrid, 1'000, 200);
}

TEST_F(FeedTest, WhatIsWrittenToAGroupComesToItsMembers) {
  follow(eve, ana);
  const GroupId group = group_of({ana, ben, eve}, true);
  const posts::PostView post = write_to(group, ana, "to the group");
  clock.advance(std::chrono::seconds(1));
  write(ana, "to all");
  clock.advance(std::chrono::seconds(1));
  write_to(group, ben, "answer");
  settle_all();
  EXPECT_THAT(home_lines(eve), ElementsAre("POST answer", "POST to all", "POST to the group"));
  EXPECT_THAT(home_lines(ben), ElementsAre("POST answer", "POST to the group"));
  const FeedPage page = home(ben, Way::fan_in);
  EXPECT_EQ(page.entries[1].entry.actor_id, id_of(ana)) << "who wrote it has done it";
  EXPECT_EQ(page.entries[1].entry.activities[0].post->id, post.id);
  const RequestContext stranger = person("stranger");
  follow(stranger, ana);
  settle_all();
  EXPECT_THAT(home_lines(stranger), ElementsAre("POST to all")) << "though they may read it there";
  EXPECT_THAT(timeline(ana, stranger), ElementsAre("POST to all"));
  block(eve, ben);
  EXPECT_THAT(home_lines(eve), ElementsAre("POST to all", "POST to the group"));
  groups.members[group].erase(id_of(eve));
  EXPECT_THAT(home_lines(eve), ElementsAre("POST to all"));
  run(service.posts.remove(ana, post.id));
  settle_all();
  EXPECT_THAT(home_lines(ben), ElementsAre("POST answer"));
  const std::vector<std::string> before = home_lines(ben);
  run(runner.replay("activities"));
  settle_all();
  EXPECT_EQ(home_lines(ben), before);
}

TEST_F(FeedTest, ManyWriteToOneGroupAndNothingIsOutOfPlace) {
  std::vector<RequestContext> people{ana, ben, eve};
  for (int i = 0; i < 9; ++i) people.push_back(person("writer" + std::to_string(i)));
  const GroupId group = group_of(people);
  std::vector<std::string> expected;
  for (int i = 0; i < 60; ++i) {
    write_to(group, people[static_cast<std::size_t>(i * 7) % people.size()], std::to_string(i));
    expected.insert(expected.begin(), "POST " + std::to_string(i));
    clock.advance(std::chrono::seconds(1));
  }
  settle_all();  // shard after shard: not in the order in which they were written
  std::vector<std::string> lines;
  std::optional<std::string> after;
  do {
    const FeedPage page = home(ana, Way::hybrid, 7, after);
    for (const auto& line : lines_of(page)) lines.push_back(line);
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after);
  EXPECT_EQ(lines, expected);
}

}  // namespace
}  // namespace waymark::feed
