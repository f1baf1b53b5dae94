// Random histories of a team: workouts logged, edited, deleted and undone, members who come and go, rules that change,
// seasons that begin; the consumers come when they like. What the team has is what a plain model says, and a replay of every
// event changes nothing.
#include <random>

#include "base/test_seed.h"
#include "product/journeys/world_test.h"

namespace waymark::journeys {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// What happened, as one would write it down.
struct Diary {
  struct Entry {
    workouts::StoredWorkout workout;
    Instant logged_at;
    bool deleted = false;
  };
  struct Person {
    RequestContext who;
    std::vector<Stay> stays;
    std::vector<Entry> entries;
    bool is_in() const { return !stays.empty() && !stays.back().until; }
  };
  std::vector<Person> people;
};

/// By the rules as the documents tell them; not by the code under test.
double expected(const Diary::Person& person, const TeamRules& rules) {
  std::map<std::string, double> by_day;
  for (const Diary::Entry& entry : person.entries) {
    const workouts::StoredWorkout& workout = entry.workout;
    if (entry.deleted) continue;
    if (workout.started_at < rules.starts_at || workout.started_at >= rules.ends_at) continue;
    bool was_in = false;
    for (const Stay& stay : person.stays)
      was_in = was_in || (workout.started_at >= stay.from &&
                          (!stay.until || workout.started_at < *stay.until));
    if (!was_in) continue;
    const auto ended = std::chrono::floor<days>(workout.ended_at);
    const auto logged = std::chrono::floor<days>(entry.logged_at);
    if ((logged - ended).count() > rules.late_days) continue;
    double factor = 1;
    for (const Conversion& conversion : rules.conversions)
      if (conversion.type == workout.type) factor = conversion.factor;
    const double metres = std::round(workout.distance_metres->value * factor * 1000) / 1000;
    by_day[to_rfc3339(workout.started_at).substr(0, 10)] += metres;
  }
  double sum = 0;
  for (const auto& [day, metres] : by_day)
    sum += rules.daily_cap_metres ? std::min(metres, *rules.daily_cap_metres) : metres;
  return sum;
}

class TeamReplayTest : public World, public ::testing::WithParamInterface<int> {
 protected:
  std::size_t pick(std::size_t below) { return dice() % below; }
  double up_to(std::size_t below) { return static_cast<double>(pick(below)); }

  Diary::Person& somebody() { return diary.people[pick(diary.people.size())]; }

  void log_one(Diary::Person& person) {
    static constexpr WorkoutType kTypes[] = {WorkoutType::walk, WorkoutType::ride,
                                             WorkoutType::swim};
    // From ten days ago until now.
    const Instant started = clock.now() - hours(pick(240));
    Diary::Entry entry;
    entry.workout = workout(100 + up_to(20'000) * 1.37, started, kTypes[pick(3)]);
    entry.logged_at = entry.workout.created_at;
    tell(person.who, workouts::kWorkoutLogged, workouts::WorkoutLogged(entry.workout));
    person.entries.push_back(std::move(entry));
  }
  void edit_one(Diary::Person& person) {
    if (person.entries.empty()) return;
    Diary::Entry& entry = person.entries[pick(person.entries.size())];
    if (entry.deleted) {  // an undone deletion
      entry.deleted = false;
      tell(person.who, workouts::kWorkoutLogged, workouts::WorkoutLogged(entry.workout));
      return;
    }
    if (pick(3) == 0)
      entry.workout.started_at = entry.workout.ended_at =
          entry.workout.started_at - hours(pick(30));
    edit(person.who, entry.workout, 100 + up_to(30'000));
  }
  void erase_one(Diary::Person& person) {
    if (person.entries.empty()) return;
    Diary::Entry& entry = person.entries[pick(person.entries.size())];
    if (entry.deleted) return;
    entry.deleted = true;
    erase(person.who, entry.workout);
  }
  void come_or_go(Diary::Person& person) {
    if (&person == &diary.people.front()) return;  // owns the group
    if (person.is_in()) {
      leave(person.who, group);
      person.stays.back().until = clock.now();
    } else {
      join(person.who, group);
      person.stays.push_back(Stay{clock.now(), std::nullopt});
    }
    clock.advance(std::chrono::minutes(7));
  }
  void change_rules() {
    RulesChanges changes;
    changes.takes_cap_away = pick(3) == 0;
    if (!changes.takes_cap_away && pick(2) == 0)
      changes.daily_cap_metres = 5'000 + up_to(20) * 1'000;
    if (pick(3) == 0) changes.late_days = static_cast<std::int64_t>(pick(12));
    if (pick(3) == 0) changes.ends_at = clock.now() + days(pick(20)) - days(5);
    if (changes.ends_at && *changes.ends_at <= rules().starts_at) changes.ends_at.reset();
    ConversionInput conversion;
    conversion.type = WorkoutType::swim;
    conversion.factor = static_cast<double>(pick(8)) / 2;
    changes.conversions = {conversion};
    run(service.teams.update_rules(ana, group, journey, changes, rules().version, InputPath()));
  }
  TeamRules rules() { return progress(group, journey).rules; }

  void expect_as_written(const char* when) {
    SCOPED_TRACE(when);
    double sum = 0;
    std::map<UserId, double> shown;
    for (const auto& [user, metres] : board(ana, group, journey)) shown[user] = metres;
    for (const Diary::Person& person : diary.people) {
      const double counts = expected(person, rules());
      EXPECT_NEAR(shown[id_of(person.who)], counts, 1e-6)
          << "walker " << (&person - diary.people.data());
      sum += counts;
    }
    EXPECT_NEAR(metres(group, journey), sum, 1e-6);
  }

  std::mt19937_64 dice{test_seed() + static_cast<std::uint64_t>(GetParam())};
  Diary diary;
  GroupId group;
  JourneyId journey;
};

TEST_P(TeamReplayTest, WhateverHappensTheTeamHasWhatCounts) {
  SCOPED_TRACE("seed " + std::to_string(test_seed()));
  group = group_of({ana});
  journey = make_journey(ana);
  start(ana, group, journey);
  diary.people.push_back({ana, {Stay{clock.now() - days(1), std::nullopt}}, {}});
  for (int i = 0; i < 4; ++i)
    diary.people.push_back({person("walker" + std::to_string(i)), {}, {}});
  for (int step = 0; step < 250; ++step) {
    clock.advance(std::chrono::minutes(pick(180)));
    switch (pick(12)) {
      case 0:
        come_or_go(somebody());
        break;
      case 1:
        change_rules();
        break;
      case 2:
        erase_one(somebody());
        break;
      case 3:
      case 4:
        edit_one(somebody());
        break;
      case 5:
      case 6:
        settle();
        break;
      case 7:
        if (pick(40) == 0) {
          run(service.teams.reset_season(ana, group, journey));
          clock.advance(std::chrono::minutes(1));
        }
        break;
      default:
        log_one(somebody());
    }
  }
  settle();
  expect_as_written("at the end");
  const std::int64_t sequence = run(service.reading.sequence_of(ana, group));
  replay();
  expect_as_written("after a replay");
  EXPECT_EQ(run(service.reading.sequence_of(ana, group)), sequence) << "nothing moved";
}

INSTANTIATE_TEST_SUITE_P(Histories, TeamReplayTest, ::testing::Range(0, 6));

}  // namespace
}  // namespace waymark::journeys
