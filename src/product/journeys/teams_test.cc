#include "product/journeys/world_test.h"

namespace waymark::journeys {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

class TeamsTest : public World {
 protected:
  TeamsTest() : group(group_of({ana, ben})), north(make_journey(ana)) {}

  RulesInput cap(double metres) {
    RulesInput rules;
    rules.daily_cap_metres = metres;
    return rules;
  }
  TeamJourney change(RulesChanges changes) {
    const TeamJourney before = progress(group, north);
    TeamJourney after = run(service.teams.update_rules(
        ana, group, north, std::move(changes), before.rules.version, InputPath("input.rules")));
    settle();
    return after;
  }

  GroupId group;
  JourneyId north;
};

TEST_F(TeamsTest, EveryMembersKilometresMoveTheTeam) {
  start(ana, group, north);
  log(ana, 5'000);
  log(ben, 3'000);
  log(eve, 7'000);  // not in it
  settle();
  EXPECT_EQ(metres(group, north), 8'000);
  EXPECT_THAT(board(ana, group, north),
              ElementsAre(Pair(id_of(ana), 5'000), Pair(id_of(ben), 3'000)));
  const auto team = run(service.reading.require(ben, group));
  ASSERT_THAT(team.journeys, SizeIs(1));
  EXPECT_EQ(team.journeys[0].status, TeamJourneyStatus::running);
  EXPECT_NEAR(team.journeys[0].position.latitude, 46 + 8'000.0 / 111'170, 1e-3);
  EXPECT_EQ(team.journeys[0].member_count, 2);
  expect_events_hold_to_their_schemas();
}

TEST_F(TeamsTest, StepsAndPushesCountWhereThereIsNoDistance) {
  start(ana, group, north);
  const auto counted = [&](auto change) {
    workouts::StoredWorkout made = workout(0);
    made.distance_metres.reset();
    change(made);
    tell(ana, workouts::kWorkoutLogged, workouts::WorkoutLogged(made));
  };
  counted([](workouts::StoredWorkout& walk) { walk.steps = 1'000; });
  counted([](workouts::StoredWorkout& wheelchair) { wheelchair.pushes = 500; });
  counted([](workouts::StoredWorkout& measured) {
    measured.distance_metres = Metres{100};
    measured.steps = 9'000;
  });
  settle();
  EXPECT_EQ(metres(group, north), 750 + 600 + 100);
  expect_events_hold_to_their_schemas();
}

TEST_F(TeamsTest, EditsAndDeletionsTakeBackExactly) {
  start(ana, group, north);
  workouts::StoredWorkout walk = log(ana, 5'000.123);
  const workouts::StoredWorkout other = log(ana, 2'000);
  settle();
  edit(ana, walk, 4'000.5);
  settle();
  EXPECT_EQ(metres(group, north), 6'000.5);
  erase(ana, other);
  settle();
  EXPECT_EQ(metres(group, north), 4'000.5);
  erase(ana, walk);
  settle();
  EXPECT_EQ(metres(group, north), 0);
  replay();
  EXPECT_EQ(metres(group, north), 0);
  // What is undone comes back under its id.
  ++walk.version;
  tell(ana, workouts::kWorkoutLogged, workouts::WorkoutLogged(walk));
  settle();
  EXPECT_EQ(metres(group, north), 4'000.5);
}

TEST_F(TeamsTest, TheCapIsOfADayWhateverTheOrder) {
  start(ana, group, north, cap(10'000));
  const workouts::StoredWorkout first = log(ana, 8'000);
  log(ana, 7'000);
  log(ana, 9'000, clock.now() + hours(20));
  settle();
  EXPECT_EQ(metres(group, north), 19'000);
  erase(ana, first);
  settle();
  EXPECT_EQ(metres(group, north), 16'000);
  change(RulesChanges(cap(5'000)));
  EXPECT_EQ(metres(group, north), 10'000);
  RulesChanges none;
  none.takes_cap_away = true;
  change(none);
  EXPECT_EQ(metres(group, north), 16'000);
}

TEST_F(TeamsTest, NewRulesCountEverythingAgain) {
  start(ana, group, north);
  log(ana, 9'000, std::nullopt, WorkoutType::ride);
  log(ben, 1'000);
  settle();
  EXPECT_EQ(metres(group, north), 3'970);
  RulesChanges rides;
  ConversionInput ride;
  ride.type = WorkoutType::ride;
  ride.factor = 1;
  rides.conversions = {ride};
  change(rides);
  EXPECT_EQ(metres(group, north), 10'000);
  EXPECT_THAT(board(ana, group, north),
              ElementsAre(Pair(id_of(ana), 9'000), Pair(id_of(ben), 1'000)));
  EXPECT_EQ(answer_of(service.teams.update_rules(ana, group, north, rides, 1, InputPath())),
            "error.conflict.changed_elsewhere");
}

TEST_F(TeamsTest, WhoJoinsLateCountsFromThenOnAndWhoLeavesLeavesTheirKilometres) {
  start(ana, group, north);
  log(eve, 1'000);
  join(eve, group);
  clock.advance(hours(1));
  log(eve, 2'000);
  settle();
  EXPECT_EQ(metres(group, north), 2'000);
  workouts::StoredWorkout before = log(ben, 4'000);
  clock.advance(hours(1));
  leave(ben, group);
  clock.advance(hours(1));
  log(ben, 8'000);
  settle();
  EXPECT_EQ(metres(group, north), 6'000);
  edit(ben, before, 3'000);
  settle();
  EXPECT_EQ(metres(group, north), 5'000) << "an edit still takes back";
  join(ben, group);
  clock.advance(hours(1));
  log(ben, 500);
  settle();
  EXPECT_EQ(metres(group, north), 5'500);
  replay();
  EXPECT_EQ(metres(group, north), 5'500);
  const auto left = std::ranges::count_if(
      hub.published, [](const auto& each) { return each.second->kind == kLeftFrame; });
  EXPECT_GE(left, 1) << "whose subscription ends";
}

TEST_F(TeamsTest, MilestonesAndTheFinishGiveEverybodyTheirCards) {
  start(ana, group, north);
  log(ana, 9'999);
  settle();
  EXPECT_THAT(progress(group, north).unlocked, IsEmpty());
  log(ben, 41'000);
  settle();
  const auto half = progress(group, north).unlocked;
  ASSERT_THAT(half, SizeIs(2));
  EXPECT_EQ(half[0].id, "1");
  EXPECT_EQ(half[1].by_id, id_of(ben));
  const auto seen = frames();
  EXPECT_THAT(seen.back().unlocked, ElementsAre("1", "2"));
  const workouts::StoredWorkout last = log(ana, 60'000);
  settle();
  const TeamJourney done = progress(group, north);
  EXPECT_TRUE(done.finished_at);
  EXPECT_EQ(told(MilestoneReached::kType), 2U);
  EXPECT_EQ(told(JourneyFinished::kType), 1U);
  EXPECT_EQ(told(CardsUnlocked::kType), 4U) << "two members, twice";
  for (const RequestContext& who : {ana, ben}) {
    const auto cards = run(service.reading.cards(who, store::PageRequest())).entries;
    ASSERT_THAT(cards, SizeIs(3));
    EXPECT_EQ(cards[0].view.kind, CardKind::finish);
    EXPECT_EQ(cards[0].view.journey_title, "North");
    EXPECT_EQ(cards[1].view.title, "Half");
  }
  const auto certificate = run(service.reading.certificate(ben, group, north, 1)).value();
  EXPECT_EQ(certificate.team_name, "Walkers");
  EXPECT_EQ(certificate.days, 1);
  EXPECT_EQ(certificate.distance_metres, 110'999);
  ASSERT_THAT(certificate.members, SizeIs(2));
  EXPECT_EQ(certificate.members[0].user_id, id_of(ana));
  erase(ana, last);
  settle();
  EXPECT_LT(metres(group, north), 60'000);
  EXPECT_TRUE(progress(group, north).finished_at) << "what was reached stays reached";
  replay();
  EXPECT_EQ(told(MilestoneReached::kType), 2U);
  EXPECT_EQ(told(CardsUnlocked::kType), 4U);
  expect_events_hold_to_their_schemas();
}

TEST_F(TeamsTest, WhoPassesSomebodyIsToldOnce) {
  start(ana, group, north);
  log(ana, 5'000);
  settle();
  workouts::StoredWorkout walk = log(ben, 6'000);
  settle();
  EXPECT_EQ(told(MemberPassed::kType), 1U);
  ASSERT_THAT(frames().back().passes, SizeIs(1));
  EXPECT_EQ(frames().back().passes[0].passed_id, id_of(ana));
  edit(ben, walk, 1'000);
  settle();
  edit(ben, walk, 7'000);
  settle();
  EXPECT_EQ(told(MemberPassed::kType), 1U) << "not again and again";
  log(ana, 3'000);
  settle();
  EXPECT_EQ(told(MemberPassed::kType), 2U) << "the other way round";
}

TEST_F(TeamsTest, OneMoveTellsOfThreePassesAtMost) {
  std::vector<RequestContext> people;
  for (int i = 0; i < 6; ++i) people.push_back(person("walker" + std::to_string(i)));
  for (const RequestContext& who : people) join(who, group);
  settle();
  start(ana, group, north);
  for (std::size_t i = 0; i < people.size(); ++i)
    log(people[i], 1'000 + 10.0 * static_cast<double>(i));
  settle();
  const std::size_t before = told(MemberPassed::kType);
  log(ben, 2'000);
  settle();
  EXPECT_EQ(told(MemberPassed::kType), before + 3);
}

TEST_F(TeamsTest, BoardsAreOfTheWeekTheSeasonAndAll) {
  start(ana, group, north);
  log(ana, 4'000);
  settle();
  clock.advance(days(7));
  log(ana, 1'000);
  log(ben, 3'000);
  settle();
  EXPECT_THAT(board(ana, group, north, BoardSpan::week),
              ElementsAre(Pair(id_of(ben), 3'000), Pair(id_of(ana), 1'000)));
  EXPECT_THAT(board(ana, group, north, BoardSpan::week, "2026-W47"),
              ElementsAre(Pair(id_of(ana), 4'000)));
  EXPECT_THAT(board(ana, group, north),
              ElementsAre(Pair(id_of(ana), 5'000), Pair(id_of(ben), 3'000)));
  run(service.teams.reset_season(ana, group, north));
  settle();
  clock.advance(hours(1));
  log(ben, 9'000);
  settle();
  EXPECT_THAT(board(ana, group, north), ElementsAre(Pair(id_of(ben), 9'000), Pair(id_of(ana), 0)));
  EXPECT_THAT(board(ana, group, north, BoardSpan::all),
              ElementsAre(Pair(id_of(ben), 12'000), Pair(id_of(ana), 5'000)));
  EXPECT_EQ(answer_of(service.reading.board(ana, group, north, BoardSpan::week, "W47",
                                            store::PageRequest())),
            "error.team.week");
  run(blocks.block(ben, id_of(ana)));
  EXPECT_THAT(board(ana, group, north), ElementsAre(Pair(id_of(ana), 0)));
}

TEST_F(TeamsTest, ASeasonsResultIsKept) {
  start(ana, group, north);
  const workouts::StoredWorkout walk = log(ana, 60'000);
  settle();
  const TeamJourney next = run(service.teams.reset_season(ana, group, north));
  settle();
  EXPECT_EQ(next.season, 2);
  EXPECT_EQ(metres(group, north), 0);
  EXPECT_THAT(progress(group, north).unlocked, IsEmpty());
  erase(ana, walk);
  settle();
  const auto past = run(service.reading.past_seasons(group, north));
  ASSERT_THAT(past, SizeIs(1));
  EXPECT_EQ(past[0].distance_metres, 60'000);
  clock.advance(hours(1));
  log(ana, 11'000);
  settle();
  EXPECT_EQ(metres(group, north), 11'000);
  EXPECT_THAT(progress(group, north).unlocked, SizeIs(1));
}

TEST_F(TeamsTest, SeveralJourneysAtOnce) {
  const JourneyId other = make_journey(ana);
  start(ana, group, north);
  start(ana, group, other, cap(1'000));
  log(ben, 4'000);
  settle();
  EXPECT_EQ(metres(group, north), 4'000);
  EXPECT_EQ(metres(group, other), 1'000);
  for (int i = 0; i < 3; ++i) start(ana, group, make_journey(ana));
  const JourneyId sixth = make_journey(ana);
  EXPECT_EQ(answer_of(service.teams.start(ana, group, sixth, RulesInput(), InputPath())),
            "error.team.journey_limit");
  EXPECT_EQ(answer_of(service.teams.start(ana, group, north, RulesInput(), InputPath())),
            "error.team.already_running");
  run(service.teams.end(ana, group, other));
  EXPECT_EQ(answer_of(service.teams.start(ana, group, sixth, RulesInput(), InputPath())), "ok");
  settle();
  clock.advance(hours(1));
  log(ana, 2'000);
  settle();
  EXPECT_EQ(metres(group, other), 1'000) << "it has ended";
  EXPECT_EQ(metres(group, sixth), 2'000);
  // Started anew, it is its second season.
  run(service.teams.end(ana, group, sixth));
  const TeamJourney again = start(ana, group, other);
  EXPECT_EQ(again.season, 2);
}

TEST_F(TeamsTest, AWorkoutOfManyTeamsReachesThemAll) {
  std::vector<GroupId> teams;
  for (int i = 0; i < 14; ++i) {
    teams.push_back(group_of({ana}));
    start(ana, teams.back(), north);
    if (i < 5) start(ana, teams.back(), make_journey(ana));
  }
  log(ana, 1'500);
  settle();
  EXPECT_GE(told(WorkoutCountDue::kType), 1U);
  for (const GroupId team : teams) EXPECT_EQ(metres(team, north), 1'500);
  replay();
  for (const GroupId team : teams) EXPECT_EQ(metres(team, north), 1'500);
  expect_events_hold_to_their_schemas();
}

TEST_F(TeamsTest, TeamsOnOneJourneyAreRanked) {
  const GroupId other = group_of({eve});
  const GroupId secret = group_of({ben}, groups::Visibility::private_);
  start(ana, group, north);
  start(eve, other, north);
  start(ben, secret, north);
  log(eve, 5'000);
  log(ben, 2'000);
  settle();
  const auto ranked = [&](const RequestContext& who) {
    std::vector<std::pair<GroupId, double>> teams;
    for (const auto& entry :
         run(service.reading.teams_on(who, north, store::PageRequest())).entries)
      teams.emplace_back(entry.view.team_id, entry.view.distance_metres);
    return teams;
  };
  EXPECT_THAT(ranked(ana), ElementsAre(Pair(other, 5'000), Pair(group, 2'000)));
  EXPECT_THAT(ranked(ben), testing::UnorderedElementsAre(Pair(other, 5'000), Pair(group, 2'000),
                                                         Pair(secret, 2'000)));
  run(service.teams.end(eve, other, north));
  settle();
  EXPECT_THAT(ranked(ana), ElementsAre(Pair(group, 2'000)));
}

TEST_F(TeamsTest, RulesAreChecked) {
  const auto refused = [&](auto set) {
    RulesInput rules;
    set(rules);
    try {
      run(service.teams.start(ana, group, north, rules, InputPath("rules")));
    } catch (const Error& error) {
      return error.problems().front().field;
    }
    return std::string("nothing");
  };
  EXPECT_EQ(refused([](RulesInput& rules) { rules.daily_cap_metres = 50; }),
            "rules.dailyCapMetres");
  EXPECT_EQ(refused([](RulesInput& rules) { rules.late_days = 31; }), "rules.lateDays");
  EXPECT_EQ(refused([](RulesInput& rules) { rules.time_zone = "Mars/Base"; }), "rules.timeZone");
  EXPECT_EQ(refused([&](RulesInput& rules) { rules.starts_at = clock.now() - days(1); }),
            "rules.startsAt");
  EXPECT_EQ(refused([&](RulesInput& rules) { rules.ends_at = clock.now() - days(1); }),
            "rules.endsAt");
  EXPECT_EQ(refused([&](RulesInput& rules) { rules.ends_at = clock.now() + days(1'200); }),
            "rules.endsAt");
  EXPECT_EQ(refused([](RulesInput& rules) {
              ConversionInput conversion;
              conversion.metres_per_step = 3;
              rules.conversions = {conversion};
            }),
            "rules.conversions.0.metresPerStep");
}

TEST_F(TeamsTest, ATeamMayStartLater) {
  RulesInput rules;
  rules.starts_at = clock.now() + days(2);
  start(ana, group, north, rules);
  EXPECT_EQ(run(service.reading.require(ana, group)).journeys[0].status,
            TeamJourneyStatus::upcoming);
  log(ana, 1'000);
  settle();
  EXPECT_EQ(metres(group, north), 0);
  clock.advance(days(3));
  log(ana, 2'000);
  settle();
  EXPECT_EQ(metres(group, north), 2'000);
  RulesChanges later;
  later.starts_at = clock.now() + days(1);
  EXPECT_EQ(answer_of(service.teams.update_rules(ana, group, north, later, 1, InputPath())),
            "error.team.starts_at");
}

TEST_F(TeamsTest, FramesTellWhatHasChangedInOrder) {
  start(ana, group, north);
  const std::int64_t before = run(service.reading.sequence_of(ben, group));
  hub.published.clear();
  log(ana, 12'000);
  log(ben, 1'000);
  settle();
  ASSERT_THAT(hub.published, SizeIs(2));
  EXPECT_EQ(hub.published[0].first, realtime::team_topic(group.to_string()));
  EXPECT_EQ(hub.published[1].second->previous, hub.published[0].second->cursor);
  EXPECT_EQ(hub.published[0].second->previous, cursor_of(before));
  const auto seen = frames();
  EXPECT_EQ(seen.back().distance_metres, 13'000);
  ASSERT_THAT(seen.back().moved, SizeIs(1));
  // Who comes back finds everything that has changed since, in one frame.
  const auto missed = run(service.reading.frames_after(group, cursor_of(before)));
  ASSERT_THAT(missed, SizeIs(1));
  EXPECT_EQ(missed[0].cursor, hub.published[1].second->cursor);
  EXPECT_THAT(missed[0].event.moved, SizeIs(2));
  EXPECT_THAT(missed[0].event.unlocked, ElementsAre("1"));
  EXPECT_THAT(run(service.reading.frames_after(group, missed[0].cursor)), IsEmpty());
}

TEST_F(TeamsTest, AJourneyThatIsWalkedIsNotDeleted) {
  EXPECT_EQ(answer_of(service.journeys.remove(ben, north)), "error.forbidden");
  start(ana, group, north);
  EXPECT_EQ(answer_of(service.journeys.remove(ana, north)), "error.journey.in_use");
  const JourneyId unused = make_journey(ana);
  run(service.journeys.remove(ana, unused));
  EXPECT_FALSE(run(service.journeys.find(ana, unused)));
}

/// Every operation of teams, by who has no right to it.
class TeamStrangersTest : public TeamsTest {
 protected:
  TeamStrangersTest() : secret(group_of({ana, ben}, groups::Visibility::private_)) {
    hidden = make_journey(ana, JourneyVisibility::private_);
    start(ana, secret, hidden);
    log(ana, 1'000);
    settle();
  }
  std::map<std::string, std::string> ask_all(const RequestContext& who, GroupId team,
                                             JourneyId journey) {
    std::map<std::string, std::string> answers;
    const store::PageRequest page;
    const InputPath at;
    answers["team"] = answer_of(service.reading.require(who, team));
    answers["board"] =
        answer_of(service.reading.board(who, team, journey, BoardSpan::season, std::nullopt, page));
    answers["sequence"] = answer_of(service.reading.sequence_of(who, team));
    answers["journey"] = answer_of(service.journeys.require(who, journey));
    answers["start"] = answer_of(service.teams.start(who, team, journey, RulesInput(), at));
    answers["rules"] =
        answer_of(service.teams.update_rules(who, team, journey, RulesChanges(), 1, at));
    answers["end"] = answer_of(service.teams.end(who, team, journey));
    answers["reset"] = answer_of(service.teams.reset_season(who, team, journey));
    return answers;
  }
  GroupId secret;
  JourneyId hidden;
};

TEST_F(TeamStrangersTest, AStrangerFindsNothing) {
  const auto answers = ask_all(eve, secret, hidden);
  for (const auto& [operation, answer] : answers)
    EXPECT_TRUE(answer.starts_with("error.not_found.")) << operation << ": " << answer;
  EXPECT_EQ(answers, ask_all(eve, ids.make<GroupId>(), ids.make<JourneyId>()));
  EXPECT_FALSE(run(service.reading.find(eve, secret)));
  EXPECT_FALSE(run(service.reading.certificate(eve, secret, hidden, 1)));
  EXPECT_THAT(run(service.reading.mine(eve)), IsEmpty());
  EXPECT_THAT(run(service.reading.teams_on(eve, hidden, store::PageRequest())).entries, IsEmpty());
  leave(ben, secret);
  EXPECT_EQ(ask_all(ben, secret, hidden), answers) << "who left is a stranger";
}

TEST_F(TeamStrangersTest, AMemberSeesAndDoesNotDecide) {
  const auto answers = ask_all(ben, secret, hidden);
  for (const char* reads : {"team", "board", "sequence", "journey"})
    EXPECT_EQ(answers.at(reads), "ok") << reads;
  for (const char* decides : {"start", "rules", "end", "reset"})
    EXPECT_EQ(answers.at(decides), "error.forbidden") << decides;
}

TEST_F(TeamStrangersTest, WhoIsNobodyIsAskedWhoTheyAre) {
  for (const auto& [operation, answer] : ask_all(RequestContext(), secret, hidden))
    EXPECT_EQ(answer, "error.unauthenticated") << operation;
}

}  // namespace
}  // namespace waymark::journeys
