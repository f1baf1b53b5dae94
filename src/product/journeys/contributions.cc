#include "product/journeys/contributions.h"

#include <algorithm>

#include "platform/events/payload.h"
#include "product/groups/events.h"
#include "product/journeys/events.h"
#include "product/journeys/frames.h"
#include "product/workouts/events.h"

namespace waymark::journeys {
namespace {

/// A member that is counted anew takes up to 48 operations of a commit's 98, a workout alone ten.
constexpr std::size_t kFullFrom = 45;
constexpr std::chrono::days kDeletedKept = events::kKept + std::chrono::days(1);
constexpr std::chrono::days kWalkKept{
    60};  // after the journey's end: what is late comes, and is edited
constexpr int kWeeksKept = 5;

std::string place_text(const Walk& walk) {
  return walk.group.to_string() + "#" + walk.journey.to_string();
}

/// The Mondays of the weeks on whose boards a day still counts.
bool is_recent(Date monday, Date today) {
  return monday >= plus_days(monday_of(today), -7 * kWeeksKept);
}

std::int64_t week_sum(const Counting& counting, const Days& days, Date monday) {
  std::int64_t sum = 0;
  for (int i = 0; i < 7; ++i)
    if (const auto found = days.find(plus_days(monday, i)); found != days.end())
      sum += counting.capped(found->second);
  return sum;
}

std::int64_t sum_of(const Days& days, Date day) {
  const auto found = days.find(day);
  return found == days.end() ? 0 : found->second;
}

bool begins(std::string_view type) {
  return type == workouts::kWorkoutLogged;
}

}  // namespace

struct Contributions::News {
  Contribution workout;
  std::optional<Instant> logged_at;  // none: the event did not say
  std::string after;                 // the teams up to this one have counted it
};

struct Contributions::Member {
  const TeamJourney& progress;
  Counting counting;
  Instant now;  // the event's time
  Walker walker;
  bool is_new = false;
  SeasonRef season() const { return ref_of(progress); }
};

bool Contributions::wants(std::string_view type) const {
  static constexpr std::array kTypes = {workouts::kWorkoutLogged,    workouts::kWorkoutUpdated,
                                        workouts::kWorkoutDeleted,   WorkoutCountDue::kType,
                                        groups::MemberJoined::kType, groups::MemberLeft::kType,
                                        MemberReviewDue::kType};
  return std::ranges::find(kTypes, type) != kTypes.end();
}

Task<events::Effects> Contributions::apply(const events::Event& event) {
  events::Effects effects;
  if (event.type == groups::MemberJoined::kType || event.type == groups::MemberLeft::kType)
    co_await come_or_go(effects, event);
  else if (event.type == MemberReviewDue::kType)
    co_await review(effects, event);
  else
    co_await count_workout(effects, event, news_of(event));
  co_return effects;
}

Contributions::News Contributions::news_of(const events::Event& event) {
  News news;
  if (event.type == WorkoutCountDue::kType) {
    WorkoutCountDue due = json::decode<WorkoutCountDue>(event.payload);
    news.workout = std::move(due.workout);
    news.logged_at = due.logged_at;
    news.after = std::move(due.after);
    return news;
  }
  const events::Payload payload(event);
  Contribution& workout = news.workout;
  workout.workout_id = payload.member<WorkoutId>("workoutId");
  workout.type = payload.member<WorkoutType>("type");
  workout.started_at = payload.member<Instant>("startedAt");
  workout.ended_at = payload.member<Instant>("endedAt");
  workout.moving_seconds = payload.member<double>("movingSeconds");
  workout.distance_metres = payload.member<std::optional<double>>("distanceMetres");
  workout.steps = payload.member<std::optional<std::int64_t>>("steps");
  workout.pushes = payload.member<std::optional<std::int64_t>>("pushes");
  workout.deleted = event.type == workouts::kWorkoutDeleted;
  workout.written = events::position_of(event.occurred_at, event.id);
  workout.logged_at = event.occurred_at;
  if (begins(event.type)) news.logged_at = payload.member<Instant>("loggedAt");
  return news;
}

/// Where somebody is or was walking, by team and journey: whose index is behind, the other still knows.
Task<std::vector<Walk>> Contributions::places_of(UserId user) const {
  std::vector<Walk> walks = co_await repository_.walks(user, std::nullopt);
  const auto groups = co_await groups_.groups_of(user);
  const auto teams = co_await repository_.teams(groups);
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (teams[i])
      for (const JourneyId journey : teams[i]->journeys) walks.push_back(Walk{groups[i], journey});
  std::ranges::sort(walks);
  const auto doubles = std::ranges::unique(walks);
  walks.erase(doubles.begin(), doubles.end());
  co_return walks;
}

Task<void> Contributions::count_workout(events::Effects& effects, const events::Event& event,
                                        News news) const {
  std::vector<Walk> walks = co_await places_of(event.user);
  std::erase_if(walks, [&](const Walk& walk) { return place_text(walk) <= news.after; });
  const auto found = co_await repository_.progress(walks);
  std::string done;
  for (std::size_t i = 0; i < walks.size(); ++i) {
    if (!found[i]) continue;
    if (effects.transaction.size() + effects.events.size() > kFullFrom) {
      WorkoutCountDue rest;
      rest.workout = news.workout;
      rest.logged_at = news.logged_at;
      rest.after = done;
      effects.events.push_back(told(event.user, rest));
      co_return;
    }
    co_await count_in_team(effects, event, *found[i], news);
    done = place_text(walks[i]);
  }
}

Task<void> Contributions::count_in_team(events::Effects& effects, const events::Event& event,
                                        const TeamJourney& progress, News news) const {
  const SeasonRef season = ref_of(progress);
  const UserId user = event.user;
  const auto before = co_await repository_.contribution(season, user, news.workout.workout_id);
  if (before && news.workout.written <= before->written) co_return;  // it is known
  if (!before && (news.workout.deleted || news.workout.started_at < progress.rules.starts_at))
    co_return;
  Member member = co_await member_of(progress, event.user, event.occurred_at);
  if (member.walker.stays.empty()) co_return;  // never was in the team
  Contribution after = std::move(news.workout);
  after.logged_at = before ? before->logged_at : news.logged_at.value_or(after.logged_at);
  const bool was_before = member.is_new && member.walker.is_gone() &&
                          member.counting.millimetres(after, member.walker.stays) == 0;
  if (was_before) co_return;  // of another season's
  TeamRepository::put(effects.transaction, season, user, after, member.now + kDeletedKept);
  if (member.is_new || member.walker.rules_version != progress.rules_version)
    co_await recount(effects, std::move(member), std::move(after));
  else
    co_await adjust(effects, std::move(member), before, after);
}

/// As they were counted last; who is in the team and was not counted yet begins now, with the stays that are known.
Task<Contributions::Member> Contributions::member_of(const TeamJourney& progress, UserId user,
                                                     Instant now) const {
  const SeasonRef season = ref_of(progress);
  Member member{progress, Counting(progress.rules), now, Walker(), false};
  auto known = co_await repository_.walker(season, user);
  if (known) {
    member.walker = std::move(*known);
    co_return member;
  }
  member.is_new = true;
  member.walker.user_id = user;
  SeasonRef before = season;
  --before.season;
  const auto earlier = co_await repository_.walker(before, user);
  if (earlier) member.walker.stays = earlier->stays;
  std::vector<UserId> one(1, user);
  const auto in_group = co_await members_.members(season.group, std::move(one));
  if (in_group.front()) begin_stay(member.walker.stays, in_group.front()->joined_at);
  co_return member;
}

/// The days of one workout.
Task<void> Contributions::adjust(events::Effects& effects, Member member,
                                 const std::optional<Contribution>& before,
                                 const Contribution& after) const {
  const Counting& counting = member.counting;
  std::map<Date, std::int64_t> changes;
  if (before)
    changes[counting.day_of(*before)] -= counting.millimetres(*before, member.walker.stays);
  changes[counting.day_of(after)] += counting.millimetres(after, member.walker.stays);
  std::erase_if(changes, [](const auto& change) { return change.second == 0; });
  if (changes.empty()) co_return;

  std::set<std::string> months;
  std::set<Date> touched;
  for (const auto& [day, change] : changes) {
    touched.insert(day);
    for (int i = 0; i < 7; ++i) months.insert(month_of(plus_days(monday_of(day), i)));
    months.insert(month_of(day));
  }
  std::vector<std::string> wanted(months.begin(), months.end());
  const Days days_before =
      co_await repository_.days(member.season(), member.walker.user_id, std::move(wanted));
  Days days_after = days_before;
  for (const auto& [day, change] : changes) days_after[day] += change;
  for (const Date day : touched)
    member.walker.millimetres +=
        counting.capped(sum_of(days_after, day)) - counting.capped(sum_of(days_before, day));
  keep(effects, member, days_before, days_after, touched);
}

/// All days, from all that is known; `latest` is not stored yet.
Task<void> Contributions::recount(events::Effects& effects, Member member,
                                  std::optional<Contribution> latest) const {
  const UserId user = member.walker.user_id;
  const Days before = co_await repository_.all_days(member.season(), user);
  auto known = co_await repository_.contributions(member.season(), user);
  if (latest) {
    std::erase_if(known,
                  [&](const Contribution& one) { return one.workout_id == latest->workout_id; });
    known.push_back(*latest);
  }
  Days after;
  for (const Contribution& one : known) {
    const std::int64_t sum = member.counting.millimetres(one, member.walker.stays);
    if (sum > 0) after[member.counting.day_of(one)] += sum;
  }
  std::set<Date> touched;
  member.walker.millimetres = 0;
  for (const auto& [day, sum] : after) {
    touched.insert(day);
    member.walker.millimetres += member.counting.capped(sum);
  }
  for (const auto& [day, sum] : before) touched.insert(day);
  member.walker.rules_version = member.progress.rules_version;
  TeamRepository::put_walk(effects.transaction, member.season(), user,
                           member.progress.rules.ends_at + kWalkKept);
  keep(effects, member, before, after, touched);
}

/// Writes what has changed, and tells the team.
void Contributions::keep(events::Effects& effects, const Member& member, const Days& before,
                         const Days& after, const std::set<Date>& touched) {
  const UserId user = member.walker.user_id;
  std::set<std::string> months;
  std::set<Date> mondays;
  for (const Date day : touched) {
    if (sum_of(before, day) != sum_of(after, day)) months.insert(month_of(day));
    mondays.insert(monday_of(day));
  }
  for (const std::string& month : months)
    TeamRepository::put_month(effects.transaction, member.season(), user, month, after);
  const Date today = member.counting.day_of(member.now);
  for (const Date monday : mondays) {
    if (!is_recent(monday, today)) continue;
    const Score score{user, week_sum(member.counting, after, monday)};
    const Instant expires = std::chrono::sys_days(plus_days(monday, 7 * (kWeeksKept + 2)));
    TeamRepository::put_week(effects.transaction, member.season(), week_of(monday), score, expires);
  }
  TeamRepository::put(effects.transaction, member.season(), member.walker);
  TeamMemberMoved moved;
  moved.group_id = member.progress.group_id;
  moved.journey_id = member.progress.journey_id;
  moved.season = member.progress.season;
  moved.user_id = user;
  effects.events.push_back(told(teller_of(moved.group_id), moved));
}

/// The stays are changed here, where they come in their order; counting anew is a commit of its own for each journey.
Task<void> Contributions::come_or_go(events::Effects& effects, const events::Event& event) const {
  const events::Payload payload(event);
  const auto group = payload.member<GroupId>("groupId");
  const bool joined = event.type == groups::MemberJoined::kType;
  const auto when = payload.member<Instant>(joined ? "joinedAt" : "leftAt");
  std::vector<Walk> walks = co_await walks_in(group, event.user, joined);
  const auto found = co_await repository_.progress(walks);
  for (const auto& progress : found) {
    if (!progress) continue;
    Member member = co_await member_of(*progress, event.user, event.occurred_at);
    // A replay of what was over before the season began brings nobody back.
    const bool was_over = member.is_new && member.walker.is_gone() && when < progress->created_at;
    if (was_over) continue;
    std::vector<Stay>& stays = member.walker.stays;
    const bool changed = joined ? begin_stay(stays, when) : end_stay(stays, when);
    if (!changed && !member.is_new) continue;
    member.walker.rules_version = 0;  // to be counted anew
    TeamRepository::put(effects.transaction, member.season(), member.walker);
    TeamRepository::put_walk(effects.transaction, member.season(), event.user,
                             progress->rules.ends_at + kWalkKept);
    MemberReviewDue due;
    due.group_id = group;
    due.journey_id = progress->journey_id;
    effects.events.push_back(told(event.user, due));
  }
  if (joined || effects.events.empty()) co_return;
  effects.after_commit.push_back(
      [&hub = hub_, group, user = event.user] { publish_leaving(hub, group, user); });
}

/// Where they walk in this group; who joins does so on all of its journeys.
Task<std::vector<Walk>> Contributions::walks_in(GroupId group, UserId user, bool joins) const {
  std::vector<Walk> walks = co_await repository_.walks(user, group);
  if (!joins) co_return walks;
  const auto team = co_await repository_.team(group);
  if (team)
    for (const JourneyId journey : team->journeys) walks.push_back(Walk{group, journey});
  std::ranges::sort(walks);
  const auto doubles = std::ranges::unique(walks);
  walks.erase(doubles.begin(), doubles.end());
  co_return walks;
}

Task<void> Contributions::review(events::Effects& effects, const events::Event& event) const {
  const auto due = json::decode<MemberReviewDue>(event.payload);
  const auto progress = co_await repository_.progress(due.group_id, due.journey_id);
  if (!progress) co_return;
  Member member = co_await member_of(*progress, event.user, event.occurred_at);
  const bool counted = !member.is_new && member.walker.rules_version == progress->rules_version;
  const bool was_before = member.is_new && member.walker.is_gone();  // of another season's
  if (counted || was_before || member.walker.stays.empty()) co_return;
  co_await recount(effects, std::move(member), std::nullopt);
}

}  // namespace waymark::journeys
