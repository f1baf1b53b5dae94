#include "product/rewards/ledger.h"

#include <algorithm>
#include <array>

#include "product/rewards/rules.h"

namespace waymark::rewards {
namespace {

constexpr std::array kBadges = {BadgeKind::first_steps, BadgeKind::quest_conqueror,
                                BadgeKind::week_of_fire};

bool has_day(const Record& record) {
  return record.standing && makes_a_day(record.source);
}

template <typename Told>
Told tell(const Record& record, const Tally& tally) {
  Told told;
  told.source = record.source;
  told.source_id = record.source_id;
  told.points = record.points;
  told.day = record.day;
  told.total_points = tally.points;
  told.level = level_of(tally.points);
  return told;
}

/// Adds a record's part to the sum, or takes it away.
void add(Tally& tally, DayCounts& counts, const Record& record, int sign) {
  tally.points += Points{sign * record.points.value};
  if (record.source == Source::task) tally.tasks += sign;
  if (record.source == Source::quest) tally.quests += sign;
  if (!makes_a_day(record.source)) return;
  std::int64_t& count = counts[record.day];
  count = std::max<std::int64_t>(0, count + sign);
  if (count > 0)
    tally.days.insert(record.day);
  else
    tally.days.erase(record.day);
}

void review_badges(Tally& tally, Instant when, std::vector<Happening>& happenings) {
  const Standing standing{tally.tasks, tally.quests, tally.longest_streak};
  for (const BadgeKind kind : kBadges) {
    const auto held = std::ranges::find(tally.badges, kind, &Badge::kind);
    const bool deserved = deserves(kind, standing);
    if (deserved && held == tally.badges.end()) {
      tally.badges.push_back(Badge{kind, when});
      happenings.emplace_back(BadgeEarned{kind, when});
    } else if (!deserved && held != tally.badges.end()) {
      tally.badges.erase(held);
      happenings.emplace_back(BadgeRevoked{kind, when});
    }
  }
}

/// Whether both earn the same for the same day.
bool are_equal(const Record& a, const Record& b) {
  return a.standing == b.standing && a.points == b.points && a.day == b.day;
}

}  // namespace

Record written(const Fact& fact, const Record* before, const ZoneHistory& zones,
               const std::string& position) {
  Record record;
  record.source = fact.source;
  record.source_id = fact.source_id.to_string();
  record.standing = fact.claim.has_value();
  record.written = position;
  if (fact.claim) {
    record.points = fact.claim->points;
    record.earned_at = fact.claim->at;
    const bool same_moment = before && before->standing && before->earned_at == fact.claim->at;
    record.day = same_moment ? before->day : zones.day_at(fact.claim->at);
  } else if (before) {
    record.earned_at = before->earned_at;
    record.day = before->day;
  } else {
    record.day = zones.day_at(record.earned_at);
  }
  return record;
}

std::vector<Date> touched_days(const Record* before, const Record& after) {
  std::vector<Date> days;
  if (before && has_day(*before)) days.push_back(before->day);
  if (has_day(after) && (days.empty() || days.front() != after.day)) days.push_back(after.day);
  return days;
}

std::vector<Happening> enter(Tally& tally, DayCounts& counts, const Record* before,
                             const Record& after, Instant when) {
  std::vector<Happening> happenings;
  const bool stood = before && before->standing;
  if (stood && after.standing && are_equal(*before, after)) return happenings;
  const DaySet days = tally.days;
  if (stood) {
    add(tally, counts, *before, -1);
    happenings.emplace_back(tell<RewardRevoked>(*before, tally));
  }
  if (after.standing) {
    add(tally, counts, after, +1);
    happenings.emplace_back(tell<RewardEarned>(after, tally));
  }
  if (days != tally.days) tally.longest_streak = longest_streak(tally.days, tally.zones);
  review_badges(tally, when, happenings);
  return happenings;
}

std::vector<Happening> change_zone(Tally& tally, std::string zone, Instant when,
                                   const std::string& position) {
  std::vector<Happening> happenings;
  tally.zones_written = position;
  if (!tally.zones.change(when, std::move(zone))) return happenings;
  tally.longest_streak = longest_streak(tally.days, tally.zones);
  review_badges(tally, when, happenings);
  return happenings;
}

Rewards view(const Tally& tally, Instant now) {
  const Date today = tally.zones.day_at(now);
  Rewards rewards;
  rewards.points = tally.points;
  rewards.level = level_of(tally.points);
  rewards.level_starts_at = level_start(rewards.level);
  rewards.next_level_at = level_start(rewards.level + 1);
  rewards.current_streak = current_streak(tally.days, tally.zones, today);
  rewards.longest_streak = tally.longest_streak;
  rewards.active_today = tally.days.contains(today);
  rewards.badges = tally.badges;
  return rewards;
}

}  // namespace waymark::rewards
