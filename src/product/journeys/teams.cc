#include "product/journeys/teams.h"

#include <algorithm>

#include "product/journeys/counting.h"
#include "product/journeys/events.h"
#include "product/journeys/limits.h"

namespace waymark::journeys {
namespace {

constexpr unsigned kMostTries = 5;
constexpr std::chrono::minutes kClocksDiffer{5};

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

Error limited(std::size_t limit) {
  Error error = Error::conflict("error.team.journey_limit");
  error.with("limit", std::to_string(limit));
  return error;
}

std::string conversion_field(std::size_t index, std::string_view member) {
  return "conversions." + std::to_string(index) + "." + std::string(member);
}

void take_conversions(InputCheck& check, const std::vector<ConversionInput>& given,
                      TeamRules& rules) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    const ConversionInput& one = given[i];
    const auto found = std::ranges::find(rules.conversions, one.type, &Conversion::type);
    if (found == rules.conversions.end()) continue;
    const auto take = [&](const std::optional<double>& value, double& into, double most,
                          std::string_view name) {
      if (!value) return;
      check.range(conversion_field(i, name), *value, 0, most);
      into = *value;
    };
    take(one.factor, found->factor, kMostFactor, "factor");
    take(one.metres_per_minute, found->metres_per_minute, kMostPerMinute, "metresPerMinute");
    take(one.metres_per_step, found->metres_per_step, kMostPerStep, "metresPerStep");
    take(one.metres_per_push, found->metres_per_push, kMostPerPush, "metresPerPush");
  }
}

/// What is wrong is told to `check`.
void apply(InputCheck& check, const RulesInput& input, TeamRules& rules) {
  if (input.time_zone) {
    rules.time_zone = *input.time_zone;
    if (!TimeZone::find(rules.time_zone)) check.wrong("timeZone", "error.type.choice");
  }
  if (input.daily_cap_metres) {
    check.range("dailyCapMetres", *input.daily_cap_metres, kLeastCap, kMostCap);
    rules.daily_cap_metres = input.daily_cap_metres;
  }
  if (input.late_days) {
    check.range("lateDays", static_cast<double>(*input.late_days), 0,
                static_cast<double>(kMostLateDays));
    rules.late_days = *input.late_days;
  }
  if (input.conversions) take_conversions(check, *input.conversions, rules);
  if (input.ends_at) rules.ends_at = *input.ends_at;
  if (rules.ends_at <= rules.starts_at || rules.ends_at > rules.starts_at + kLongestSeason)
    check.wrong("endsAt", "error.team.ends_at");
}

Task<TeamRules> first_rules(const TeamPorts& ports, Owner starter, RulesInput input, InputPath at) {
  const Instant now = ports.clock.now();
  InputCheck check(std::move(at));
  TeamRules rules;
  if (!input.time_zone) {
    const TimeZone zone = co_await ports.zone_of(starter);
    rules.time_zone = zone.name();
  }
  rules.late_days = kUsualLateDays;
  rules.conversions = default_conversions();
  rules.starts_at = std::max(input.starts_at.value_or(now), now);
  if (input.starts_at && *input.starts_at < now - kClocksDiffer)
    check.wrong("startsAt", "error.team.starts_at");
  rules.ends_at = rules.starts_at + kLongestSeason;
  apply(check, input, rules);
  check.throw_if_any();
  co_return rules;
}

TeamReviewDue review_of(const TeamJourney& progress) {
  TeamReviewDue due;
  due.group_id = progress.group_id;
  due.journey_id = progress.journey_id;
  due.season = progress.season;
  return due;
}

/// The season after `before`.
TeamJourney next_season(const TeamJourney& before) {
  TeamJourney next;
  next.group_id = before.group_id;
  next.journey_id = before.journey_id;
  next.season = before.season + 1;
  next.length_metres = before.length_metres;
  next.sequence = before.sequence;
  return next;
}

TeamJourney ended(TeamJourney progress, Instant now) {
  if (!progress.ended_at) progress.ended_at = std::min(now, progress.rules.ends_at);
  return progress;
}

}  // namespace

bool is_running(const TeamJourney& progress, Instant now) {
  return !progress.ended_at && now < progress.rules.ends_at;
}

Task<void> Teams::require_moderator(const RequestContext& context, GroupId group) const {
  const UserId viewer = context.require_principal().user;
  std::vector<GroupId> groups(1, group);
  const auto access = co_await ports_.groups.access(viewer, std::move(groups));
  if (!access.front().reads) throw Error::not_found("group");
  if (!access.front().moderates) throw Error(ErrorCode::forbidden, "error.forbidden");
}

Task<TeamJourney> Teams::require(const RequestContext& context, GroupId group,
                                 JourneyId journey) const {
  co_await require_moderator(context, group);
  auto progress = co_await repository_.progress(group, journey);
  if (!progress) throw Error::not_found("team");
  co_return std::move(*progress);
}

Task<void> Teams::check_room(const Team& team, GroupId group) const {
  if (team.journeys.size() > kTeamJourneys) throw limited(kTeamJourneys);
  std::vector<Walk> walks;
  for (const JourneyId journey : team.journeys) walks.push_back(Walk{group, journey});
  const auto all = co_await repository_.progress(std::move(walks));
  const Instant now = ports_.clock.now();
  const auto running = std::ranges::count_if(
      all, [&](const auto& progress) { return progress && is_running(*progress, now); });
  if (static_cast<std::size_t>(running) >= kRunningJourneys) throw limited(kRunningJourneys);
}

Task<TeamJourney> Teams::start(const RequestContext& context, GroupId group, JourneyId journey_id,
                               RulesInput rules, InputPath at) const {
  co_await require_moderator(context, group);
  const Journey journey = co_await ports_.journeys.visible(context, journey_id);
  TeamJourney started;
  started.rules = co_await first_rules(ports_, Owner(context), std::move(rules), std::move(at));
  started.group_id = group;
  started.journey_id = journey_id;
  started.length_metres = journey.length_metres;
  started.created_at = ports_.clock.now();
  for (unsigned attempt = 0; attempt < kMostTries; ++attempt) {
    const bool committed = co_await commit_start(context, journey, started);
    if (!committed) continue;
    auto progress = co_await repository_.progress(group, journey_id);
    if (progress) co_return std::move(*progress);
  }
  throw changed_elsewhere();
}

Task<bool> Teams::commit_start(const RequestContext& context, const Journey& journey,
                               const TeamJourney& given) const {
  TeamJourney started = given;
  const auto team = co_await repository_.team(started.group_id);
  const auto before = co_await repository_.progress(started.group_id, started.journey_id);
  if (before && is_running(*before, ports_.clock.now()))
    throw Error::conflict("error.team.already_running");
  Team after = team.value_or(Team());
  if (std::ranges::find(after.journeys, started.journey_id) == after.journeys.end())
    after.journeys.insert(after.journeys.begin(), started.journey_id);
  co_await check_room(after, started.group_id);
  if (team) ++after.version;

  store::Transaction transaction;
  TeamRepository::put(transaction, started.group_id, after, team);
  if (before) {
    const TeamJourney next = next_season(*before);
    started.season = next.season;
    started.sequence = next.sequence;
    TeamRepository::put_past(transaction, ended(*before, ports_.clock.now()));
    TeamRepository::replace(transaction, *before, started);
  } else {
    TeamRepository::add(transaction, started);
    if (journey.owner_id) JourneyRepository::count_team(transaction, journey.id);
  }
  JourneyStarted fact;
  fact.group_id = started.group_id;
  fact.journey_id = started.journey_id;
  fact.season = started.season;
  fact.starts_at = started.rules.starts_at;
  fact.ends_at = started.rules.ends_at;
  std::vector<events::NewEvent> events;
  events.push_back(told(context.require_principal().user, fact));
  events.push_back(told(teller_of(started.group_id), review_of(started)));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<bool> Teams::commit(const RequestContext& context, store::Transaction transaction,
                         const TeamJourney& progress) const {
  std::vector<events::NewEvent> events;
  events.push_back(told(teller_of(progress.group_id), review_of(progress)));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<TeamJourney> Teams::update_rules(const RequestContext& context, GroupId group,
                                      JourneyId journey, RulesChanges changes, std::int64_t version,
                                      InputPath at) const {
  const Instant now = ports_.clock.now();
  const TeamJourney before = co_await require(context, group, journey);
  if (before.ended_at) throw Error::conflict("error.team.ended");
  if (before.rules.version != version) throw changed_elsewhere();
  InputCheck check(std::move(at));
  TeamJourney after = before;
  if (changes.starts_at && *changes.starts_at != before.rules.starts_at) {
    after.rules.starts_at = std::max(*changes.starts_at, now);
    if (before.rules.starts_at <= now || *changes.starts_at < now - kClocksDiffer)
      check.wrong("startsAt", "error.team.starts_at");
  }
  if (changes.takes_end_away) after.rules.ends_at = after.rules.starts_at + kLongestSeason;
  if (changes.takes_cap_away) after.rules.daily_cap_metres.reset();
  apply(check, changes, after.rules);
  check.throw_if_any();
  ++after.rules.version;
  ++after.rules_version;
  store::Transaction transaction;
  TeamRepository::update_rules(transaction, before, after);
  const bool committed = co_await commit(context, std::move(transaction), after);
  if (!committed) throw changed_elsewhere();
  co_return after;
}

Task<TeamJourney> Teams::end(const RequestContext& context, GroupId group,
                             JourneyId journey) const {
  for (unsigned attempt = 0; attempt < kMostTries; ++attempt) {
    const TeamJourney before = co_await require(context, group, journey);
    if (before.ended_at) co_return before;
    store::Transaction transaction;
    TeamRepository::end(transaction, before, ports_.clock.now());
    const bool committed = co_await commit(context, std::move(transaction), before);
    if (!committed) continue;
    auto after = co_await repository_.progress(group, journey);
    if (after) co_return std::move(*after);
  }
  throw changed_elsewhere();
}

Task<TeamJourney> Teams::reset_season(const RequestContext& context, GroupId group,
                                      JourneyId journey) const {
  for (unsigned attempt = 0; attempt < kMostTries; ++attempt) {
    const TeamJourney before = co_await require(context, group, journey);
    const Instant now = ports_.clock.now();
    TeamJourney next = next_season(before);
    next.rules = before.rules;
    next.rules.version = 1;
    next.rules.starts_at = now;
    const auto length = before.rules.ends_at - before.rules.starts_at;
    next.rules.ends_at = now + std::max<decltype(length)>(length, std::chrono::days(1));
    next.created_at = now;
    store::Transaction transaction;
    TeamRepository::put_past(transaction, ended(before, now));
    TeamRepository::replace(transaction, before, next);
    const bool committed = co_await commit(context, std::move(transaction), next);
    if (committed) co_return next;
  }
  throw changed_elsewhere();
}

}  // namespace waymark::journeys
