// Random lives, duplicates and replays, against a recomputation that knows nothing of books.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "product/rewards/rewards_world_test.h"
#include "product/rewards/rules.h"

namespace waymark::rewards {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;

/// Time passes in quarters of an hour: every zone's offset is a multiple of that.
constexpr minutes kQuarter(15);
const char* const kZones[] = {"Europe/Madrid",    "America/Los_Angeles", "Pacific/Auckland",
                              "Asia/Kathmandu",   "America/Sao_Paulo",   "Pacific/Kiritimati",
                              "Pacific/Pago_Pago"};

/// What follows from events, worked out the slow way.
class Recomputation {
 public:
  void take(const events::Event& event) {
    const boost::json::object payload = json::parse(event.payload).get_object();
    const auto text = [&](const char* name) {
      return std::string(std::string_view(payload.at(name).get_string()));
    };
    const auto instant = [&](const char* name) { return parse_rfc3339(text(name)).value(); };
    const std::string& type = event.type;
    if (type == "UserSignedUp" || type == "ProfileUpdated")
      zones_.emplace_back(event.occurred_at, text("timeZone"));
    else if (type == "TaskCompleted")
      stands("task " + text("taskId"), 10, instant("completedAt"));
    else if (type == "TaskReopened" || (type == "TaskDeleted" && payload.at("wasDone").as_bool()))
      facts_.erase("task " + text("taskId"));
    else if (type == "GoalCompleted")
      stands("goal " + text("goalId"), 50, instant("completedAt"));
    else if (type == "GoalReopened" || type == "GoalDeleted")
      facts_.erase("goal " + text("goalId"));
    else if (type == "QuestCompleted")
      stands("quest " + text("questId"), payload.at("rewardPoints").as_int64(),
             instant("completedAt"));
    else if (type == "QuestReopened")
      facts_.erase("quest " + text("questId"));
    else if (type == "WorkoutLogged" || type == "WorkoutUpdated")
      stands("workout " + text("workoutId"), workout(payload), instant("startedAt"));
    else if (type == "WorkoutDeleted")
      facts_.erase("workout " + text("workoutId"));
    else
      return;
    review(event.occurred_at);
  }

  Rewards at(Instant now) const {
    Rewards rewards;
    for (const auto& [source, fact] : facts_) rewards.points += Points{fact.points};
    while (50 * rewards.level * (rewards.level + 1) <= rewards.points.value) ++rewards.level;
    rewards.level_starts_at = Points{50 * rewards.level * (rewards.level - 1)};
    rewards.next_level_at = Points{50 * rewards.level * (rewards.level + 1)};
    const std::set<Date> active = days();
    const Date today = day_at(now);
    rewards.active_today = active.contains(today);
    rewards.longest_streak = chains(active, std::nullopt).first;
    rewards.current_streak = chains(active, today).second;
    rewards.badges = badges_;
    return rewards;
  }

 private:
  struct Known {
    std::int64_t points;
    Date day;
    Instant at;
  };

  static std::int64_t workout(const boost::json::object& payload) {
    const auto& metres = payload.at("distanceMetres");
    if (metres.is_null()) return 20;
    return 20 +
           std::min<std::int64_t>(50, static_cast<std::int64_t>(metres.to_number<double>()) / 1000);
  }

  void stands(const std::string& source, std::int64_t points, Instant when) {
    const auto known = facts_.find(source);
    const bool same = known != facts_.end() && known->second.at == when;
    facts_[source] = Known{points, same ? known->second.day : day_at(when), when};
  }

  std::string zone_at(Instant instant) const {
    std::string zone = zones_.empty() ? "UTC" : zones_.front().second;
    for (const auto& [from, name] : zones_)
      if (from <= instant) zone = name;
    return zone;
  }
  Date day_at(Instant instant) const { return TimeZone::find(zone_at(instant))->day_of(instant); }

  std::set<Date> days() const {
    std::set<Date> days;
    for (const auto& [source, fact] : facts_)
      if (!source.starts_with("goal")) days.insert(fact.day);
    return days;
  }

  /// The longest chain, and that which reaches `today`, by walking through all quarters of an hour
  /// and looking at the calendar.
  std::pair<std::int64_t, std::int64_t> chains(const std::set<Date>& active,
                                               std::optional<Date> today) const {
    if (active.empty()) return {0, 0};
    std::map<Date, int> quarters;
    const Date last = today ? std::max(*today, *active.rbegin()) : *active.rbegin();
    for (Instant moment = sys_days(*active.begin()) - hours(30);
         moment < sys_days(last) + hours(54); moment += kQuarter)
      ++quarters[day_at(moment)];
    const auto missed = [&](Date from, Date to) {
      for (auto day = quarters.upper_bound(from); day != quarters.end() && day->first < to; ++day)
        if (day->second >= 23 * 4) return true;
      return false;
    };
    std::int64_t longest = 0;
    std::int64_t length = 0;
    std::optional<Date> previous;
    for (const Date day : active) {
      length = previous && !missed(*previous, day) ? length + 1 : 1;
      longest = std::max(longest, length);
      previous = day;
    }
    const bool reaches = !today || *previous >= *today || !missed(*previous, *today);
    return {longest, reaches ? length : 0};
  }

  void review(Instant when) {
    std::int64_t tasks = 0;
    std::int64_t quests = 0;
    for (const auto& [source, fact] : facts_) {
      if (source.starts_with("task")) ++tasks;
      if (source.starts_with("quest")) ++quests;
    }
    const bool ground[] = {tasks > 0, quests > 0, chains(days(), std::nullopt).first >= 7};
    for (std::size_t i = 0; i < 3; ++i) {
      const auto kind = static_cast<BadgeKind>(i);
      const auto held = std::ranges::find(badges_, kind, &Badge::kind);
      if (ground[i] && held == badges_.end()) badges_.push_back(Badge{kind, when});
      if (!ground[i] && held != badges_.end()) badges_.erase(held);
    }
  }

  std::map<std::string, Known> facts_;
  std::vector<std::pair<Instant, std::string>> zones_;
  std::vector<Badge> badges_;
};

/// One person who does things at random.
class Life {
 public:
  Life(World& world, unsigned seed) : user(world.make<UserId>()), world_(world), dice_(seed) {
    for (TaskId& task : tasks_) task = world.make<TaskId>();
    for (GoalId& goal : goals_) goal = world.make<GoalId>();
    for (QuestId& quest : quests_) quest = world.make<QuestId>();
    for (WorkoutId& workout : workouts_) workout = world.make<WorkoutId>();
    world_.lives_in(user, zone(), true);
  }

  void step() {
    world_.clock.advance(kQuarter * static_cast<int>(1 + roll(40)));
    switch (roll(18)) {
      case 0:
        world_.lives_in(user, zone());
        break;
      case 1:
        world_.reopens(user, one_of(tasks_));
        break;
      case 2:
        world_.deletes(user, one_of(tasks_), roll(2) == 0);
        break;
      case 3:
        world_.completes(user, one_of(goals_));
        break;
      case 4:
        roll(2) == 0 ? world_.reopens(user, one_of(goals_)) : world_.deletes(user, one_of(goals_));
        break;
      case 5:
        world_.completes(user, one_of(quests_), 100 + 50 * roll(3));
        break;
      case 6:
        world_.reopens(user, one_of(quests_));
        break;
      case 7:
        world_.logs(user, one_of(workouts_), some_time_ago(), 700.0 * roll(100));
        break;
      case 8:
        world_.edits(user, one_of(workouts_), some_time_ago(), 700.0 * roll(100));
        break;
      case 9:
        world_.deletes(user, one_of(workouts_), world_.clock.now());
        break;
      default:
        world_.completes(user, one_of(tasks_));
        break;
    }
  }

  std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(dice_() % sides); }

  const UserId user;

 private:
  const char* zone() { return kZones[roll(std::size(kZones))]; }
  Instant some_time_ago() { return world_.clock.now() - kQuarter * static_cast<int>(roll(400)); }
  template <typename Id, std::size_t N>
  Id one_of(const std::array<Id, N>& ids) {
    return ids[roll(N)];
  }

  World& world_;
  std::mt19937 dice_;
  std::array<TaskId, 40> tasks_;
  std::array<GoalId, 3> goals_;
  std::array<QuestId, 3> quests_;
  std::array<WorkoutId, 5> workouts_;
};

TEST(RewardHistories, BooksAndReplaysAgreeWithARecomputation) {
  std::int64_t weeks_of_fire = 0;
  for (unsigned seed = 0; seed < 8; ++seed) {
    World world(Instant(sys_days(Date(
        std::chrono::year(2026), std::chrono::month(1 + 3 * seed % 12), std::chrono::day(20)))));
    Life ana(world, 2 * seed);
    Life bo(world, 2 * seed + 1);
    // A replay sees the events of the last seven days only: it must not need the others.
    std::map<events::Position, events::Event> all;
    for (int step = 0; step < 60; ++step) {
      ana.step();
      bo.step();
      for (events::Event& event : world.recorded())
        all.emplace(events::position_of(event.occurred_at, event.id), std::move(event));
      if (ana.roll(3) == 0 || step % 5 == 0) world.catch_up();
      if (ana.roll(8) == 0) world.replay();
    }
    world.catch_up();
    std::map<UserId, Recomputation> expected;
    for (const auto& [position, event] : all) expected[event.user].take(event);
    for (int replays = 0; replays < 2; ++replays) {
      for (const Life* life : {&ana, &bo}) {
        const Rewards books = world.rewards(life->user);
        EXPECT_EQ(json::to_string(books),
                  json::to_string(expected[life->user].at(world.clock.now())))
            << "seed " << seed << ", " << replays << " replays";
        weeks_of_fire += books.longest_streak >= kWeekOfFireDays ? 1 : 0;
      }
      world.replay();
    }
  }
  EXPECT_GT(weeks_of_fire, 0) << "no life was busy enough to prove anything about streaks";
}

TEST(RewardHistories, AReplayTellsNothingTwice) {
  World world(Instant(
      sys_days(Date(std::chrono::year(2026), std::chrono::month(3), std::chrono::day(26)))));
  Life life(world, 99);
  for (int step = 0; step < 15; ++step) life.step();
  world.catch_up();
  const std::size_t told = world.recorded().size();
  world.replay();
  EXPECT_EQ(world.recorded().size(), told);
}

}  // namespace
}  // namespace waymark::rewards
