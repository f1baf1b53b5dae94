#include "product/discovery/discovery.h"

#include "product/discovery/world_test.h"

namespace waymark::discovery {
namespace {

using posts::Visibility;
using social::Audience;
using testing::ElementsAre;

using DiscoveryTest = DiscoveryWorld;

TEST_F(DiscoveryTest, FindsPeopleByWhatTheyAreCalledAndSay) {
  const RequestContext sol = newcomer("sol_runs", [](accounts::User& user) {
    user.full_name = "Soledad Núñez";
    user.bio = "Corriendo por la sierra";
    user.language = "es";
    user.tags = {"Trail"};
  });
  index_all();
  for (const char* query : {"sol", "soledad nunez", "corre sierra", "#trail", "@sol_runs", "sierr"})
    EXPECT_EQ(found(ana, query), (Set{"@sol_runs"})) << query;
  EXPECT_EQ(found(ana, "sol", {SearchKind::posts, SearchKind::goals}), Set());
  EXPECT_EQ(found(sol, "soledad "), (Set{"@sol_runs"})) << "oneself too";
  change(sol, [](accounts::User& user) { user.bio = "Nadando"; });
  index_all();
  EXPECT_EQ(found(ana, "sierra "), Set());
  EXPECT_EQ(found(ana, "nadar "), (Set{"@sol_runs"}));
}

TEST_F(DiscoveryTest, ClosedProfilesAreFoundByNameAlone) {
  const auto closed = [](Audience audience) {
    return [audience](accounts::User& user) {
      user.visibility = audience;
      user.full_name = "Walker";
      user.bio = "Glaciers";
      user.tags = {"ice"};
    };
  };
  const RequestContext fay = newcomer("fay", closed(Audience::followers));
  newcomer("pia", closed(Audience::private_));
  index_all();
  EXPECT_EQ(found(ana, "walker "), (Set{"@fay"}));
  EXPECT_EQ(found(ana, "glaciers "), Set());
  EXPECT_EQ(found(ana, "#ice "), Set());
  EXPECT_EQ(found(ana, "@pia"), Set());
  change(fay, [](accounts::User& user) { user.visibility = Audience::private_; });
  EXPECT_EQ(found(ana, "walker "), Set()) << "at once, before the index knows";
}

TEST_F(DiscoveryTest, BlockedPeopleNeverFindEachOther) {
  newcomer("ana_again");
  write(ben, "A walk by the lake");
  write(ana, "Another walk");
  share_goals(ben, Audience::public_);
  goal(ben, "Walk every day");
  index_all();
  EXPECT_EQ(found(ana, "walk "), (Set{"A walk by the lake", "Another walk", "Walk every day"}));
  block(ben, ana);
  EXPECT_EQ(found(ana, "walk "), (Set{"Another walk"}));
  EXPECT_EQ(found(ana, "@ben"), Set());
  EXPECT_EQ(found(ben, "walk "), (Set{"A walk by the lake", "Walk every day"}));
  EXPECT_EQ(found(ben, "@ana"), (Set{"@ana_again"}));
  EXPECT_EQ(found(eve, "walk "), (Set{"A walk by the lake", "Another walk", "Walk every day"}));
}

TEST_F(DiscoveryTest, MutedPeopleAreFoundButNotWhatTheySay) {
  write(ben, "A walk by the lake");
  share_goals(ben, Audience::public_);
  goal(ben, "Walk every day");
  index_all();
  mute(ana, ben);
  EXPECT_EQ(found(ana, "walk "), Set());
  EXPECT_EQ(found(ana, "@ben"), (Set{"@ben"}));
  EXPECT_EQ(found(ben, "walk ").size(), 2U);
}

TEST_F(DiscoveryTest, OnlyPublicPostsAreFound) {
  const auto post = write(ana, "Sunrise #hike in public");
  write(ana, "Sunrise unlisted", Visibility::unlisted);
  write(ana, "Sunrise for followers", Visibility::followers);
  write(ana, "Sunrise for @ben", Visibility::direct);
  follow(ben, ana);
  index_all();
  for (const RequestContext& who : {ana, ben, eve})
    EXPECT_EQ(found(who, "sunrise "), (Set{"Sunrise #hike in public"}));
  EXPECT_EQ(found(eve, "#hike"), (Set{"Sunrise #hike in public"}));
  const auto edited = edit(ana, post, "Sunset");
  EXPECT_EQ(found(eve, "sunrise "), (Set{"Sunset"})) << "until the index knows: never what it said";
  index_all();
  EXPECT_EQ(found(eve, "sunrise "), Set());
  EXPECT_EQ(found(eve, "sunset "), (Set{"Sunset"}));
  run(service.posts.remove(ana, edited.id));
  EXPECT_EQ(found(eve, "sunset "), Set()) << "at once";
  index_all();
  EXPECT_EQ(found(ana, "sunset "), Set());
  write(ben, "Moonrise");
  index_all();
  change(ben, [](accounts::User& user) { user.visibility = Audience::followers; });
  EXPECT_EQ(found(eve, "moonrise "), Set()) << "a profile narrows what is public";
  follow(ana, ben);
}

TEST_F(DiscoveryTest, GoalsAreFoundOfThoseWhoShowTheirs) {
  const goals::Goal marathon = goal(ana, "Running a marathon", {"Running", "sea air"});
  goal(ana, "Read more");
  index_all();
  EXPECT_EQ(found(ben, "marathon "), Set());
  share_goals(ana, Audience::public_);
  index_all();
  EXPECT_EQ(found(ben, "run marathon "), (Set{"Running a marathon"}));
  EXPECT_EQ(found(ben, "#running "), (Set{"Running a marathon"}));
  EXPECT_EQ(found(ben, "read "), (Set{"Read more"})) << "all of them at once";
  const SearchPage one = page(ben, "marathon ");
  const auto& shown = std::get<FoundGoal>(one.entries.front().found);
  EXPECT_EQ(shown.owner_id, id_of(ana));
  EXPECT_THAT(shown.tags, ElementsAre("Running", "sea air"));
  share_goals(ana, Audience::followers);
  EXPECT_EQ(found(ben, "marathon "), Set()) << "at once";
  index_all();
  share_goals(ana, Audience::public_);
  index_all();
  run(goals.remove(ana, marathon.id));
  EXPECT_EQ(found(ben, "marathon "), Set());
  change(ana, [](accounts::User& user) { user.visibility = Audience::followers; });
  EXPECT_EQ(found(ben, "read "), Set());
  EXPECT_EQ(found(ana, "read "), (Set{"Read more"})) << "oneself";
}

TEST_F(DiscoveryTest, AGoalThatIsShownToEverybodyHasAPage) {
  const goals::Goal read = goal(ana, "Read more", {"Books"});
  const auto title = [&](const RequestContext& who) {
    const auto seen = run(services.goals.find(id_of(who), id_of(ana), read.id));
    return seen ? seen->title : "nothing";
  };
  EXPECT_EQ(title(ben), "nothing");
  share_goals(ana, Audience::followers);
  EXPECT_EQ(title(ben), "nothing");
  share_goals(ana, Audience::public_);
  EXPECT_EQ(title(ben), "Read more");
  EXPECT_FALSE(run(services.goals.find(id_of(ben), id_of(eve), read.id)));
  block(ana, ben);
  EXPECT_EQ(title(ben), "nothing");
}

TEST_F(DiscoveryTest, GroupsAreFoundWhenEverybodyMayReadThem) {
  const groups::Group hikers = group("Sunday hikers", "Slow walks in the hills", {"Hiking"});
  index_all();
  for (const char* query : {"hikers", "walking", "#hiking", "sund"})
    EXPECT_EQ(found(ben, query), (Set{"Sunday hikers"})) << query;
  EXPECT_EQ(found(ben, "hikers", {SearchKind::people}), Set());
  groups::Group closed = hikers;
  closed.visibility = groups::Visibility::private_;
  closed = change(hikers, closed);
  EXPECT_EQ(found(ben, "hikers"), Set()) << "at once";
  index_all();
  groups::Member member;
  member.group_id = closed.id;
  member.user_id = id_of(eve);
  store::Transaction joining;
  groups::GroupRepository::add(joining, member);
  run(store.transact(std::move(joining)));
  EXPECT_EQ(found(eve, "hikers"), (Set{"Sunday hikers"})) << "a member finds it";
  EXPECT_EQ(found(ben, "hikers"), Set()) << "and nobody else";
  index_all();
  groups::Group open = closed;
  open.visibility = groups::Visibility::public_;
  open.name = "Monday hikers";
  change(closed, open);
  index_all();
  EXPECT_EQ(found(ben, "hikers"), (Set{"Monday hikers"}));
  ask_for_rebuild();
  index_all();
  EXPECT_EQ(found(ben, "monday "), (Set{"Monday hikers"}));
}

TEST_F(DiscoveryTest, PagesAreFullAlthoughSomeIsHidden) {
  const RequestContext loud = newcomer("loud");
  Set expected;
  for (int i = 0; i < 30; ++i) {
    const std::string text = "Ride number " + std::to_string(i);
    write(i % 2 == 0 ? ben : loud, text);
    if (i % 2 == 0) expected.insert(text);
    clock.advance(std::chrono::seconds(1));
  }
  index_all();
  mute(ana, loud);
  Set seen;
  std::optional<std::string> after;
  std::vector<std::size_t> sizes;
  bool more = true;
  while (more) {
    const SearchPage found = page(ana, "ride ", 6, after);
    sizes.push_back(found.entries.size());
    for (const auto& entry : found.entries)
      EXPECT_TRUE(seen.insert(text_of(entry.found)).second) << text_of(entry.found);
    EXPECT_EQ(found.has_previous, after.has_value());
    more = found.has_next;
    if (more) after = found.entries.back().cursor;
    ASSERT_LT(sizes.size(), 20U);
  }
  EXPECT_EQ(seen, expected);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{6, 6, 3}));
}

TEST_F(DiscoveryTest, OnePersonSearchesOnlySoOften) {
  limits::Table table;
  table.at(limits::Action::search) = cache::Rate{2, 0.1};
  cache::LocalRateLimits buckets(clock);
  const limits::Limits counted(buckets, table);
  const Discovery search(index, {}, counted);
  const auto ask = [&](const RequestContext& who) {
    try {
      run(search.search(who, "x", {}, PageRequest(10, std::nullopt, InputPath("page")),
                        InputPath()));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::rate_limited);
      return error.retry_after_seconds();
    }
    return 0U;
  };
  EXPECT_EQ(ask(ana), 0U);
  EXPECT_EQ(ask(ana), 0U);
  EXPECT_EQ(ask(ana), 10U);
  EXPECT_EQ(ask(ben), 0U);
  clock.advance(std::chrono::seconds(10));
  EXPECT_EQ(ask(ana), 0U);
}

TEST_F(DiscoveryTest, SaysWhatIsWrongWithARequest) {
  const auto field_of = [&](const std::string& query, std::optional<std::string> after) {
    try {
      page(ana, query, 10, std::move(after));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalid_input);
      return error.problems().front().field;
    }
    return std::string("none");
  };
  EXPECT_EQ(field_of(std::string(kLongestSearch + 1, 'a'), std::nullopt), "query");
  EXPECT_EQ(field_of("walk", "nonsense"), "page.after");
  std::string longest;
  for (std::size_t i = 0; i < kLongestSearch; ++i) longest += "é";
  EXPECT_EQ(field_of(longest, std::nullopt), "none") << "code points, not bytes";
  for (const char* query : {"", " ", "\"", "- -", "#", "🏃"}) EXPECT_EQ(found(ana, query), Set());
}

}  // namespace
}  // namespace waymark::discovery
