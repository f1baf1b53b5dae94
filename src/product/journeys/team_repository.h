// Teams and what their members did, as items (keys.h). Reads, and parts of commits; the rules are elsewhere.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/store/listing.h"
#include "platform/store/store.h"
#include "product/journeys/team_model.h"

namespace waymark::journeys {

/// Who walks where.
struct Walk {
  GroupId group;
  JourneyId journey;
  auto operator<=>(const Walk&) const = default;
};

/// A season of a team, or a member in it.
struct SeasonRef {
  GroupId group;
  JourneyId journey;
  std::int64_t season = 1;
};
inline SeasonRef ref_of(const TeamJourney& progress) {
  return SeasonRef{progress.group_id, progress.journey_id, progress.season};
}

/// A member's sums by day, before the cap.
using Days = std::map<Date, std::int64_t>;

class TeamRepository {
 public:
  explicit TeamRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Team>> team(GroupId group) const;
  /// In the order of `groups`, any number.
  Task<std::vector<std::optional<Team>>> teams(std::vector<GroupId> groups) const;
  Task<std::optional<TeamJourney>> progress(GroupId group, JourneyId journey) const;
  Task<std::vector<std::optional<TeamJourney>>> progress(std::vector<Walk> walks) const;
  /// The newest first.
  Task<std::vector<TeamJourney>> past_seasons(GroupId group, JourneyId journey) const;
  Task<std::optional<Finish>> finish(SeasonRef season) const;

  /// Where workouts of a person may count, whether they are still in the team or not; of one group, when it is given.
  Task<std::vector<Walk>> walks(UserId user, std::optional<GroupId> group) const;
  Task<std::optional<Walker>> walker(SeasonRef season, UserId user) const;
  Task<std::optional<Contribution>> contribution(SeasonRef season, UserId user,
                                                 WorkoutId workout) const;
  /// All that is known of a member's workouts in a season.
  Task<std::vector<Contribution>> contributions(SeasonRef season, UserId user) const;
  /// Of those months ("2026-11"), or of all.
  Task<Days> days(SeasonRef season, UserId user, std::vector<std::string> months) const;
  Task<Days> all_days(SeasonRef season, UserId user) const;

  /// What the team has of a member, now and over all seasons.
  struct Taken {
    std::optional<Walker> walker;
    std::optional<Dot> dot;
    std::int64_t all_time = 0;
  };
  Task<Taken> taken(SeasonRef season, UserId user) const;
  /// By user, those behind `after`.
  Task<std::vector<Dot>> dots(SeasonRef season, std::optional<std::string> after,
                              std::uint32_t limit) const;
  /// In the order of `users`.
  Task<std::vector<std::optional<Dot>>> dots_of(SeasonRef season, std::vector<UserId> users) const;
  Task<std::vector<UserId>> walkers(SeasonRef season, std::optional<std::string> after,
                                    std::uint32_t limit) const;
  /// Members whose score lies strictly between, the highest first.
  Task<std::vector<Score>> between(SeasonRef season, std::int64_t low, std::int64_t high,
                                   std::uint32_t limit) const;
  /// In the order of `others`: whether it was told that `user` had passed them.
  Task<std::vector<bool>> passed(SeasonRef season, UserId user, std::vector<UserId> others) const;
  /// A page of a board: the season's number in three digits, a week, or ALL.
  Task<store::ListedPage> board(GroupId group, JourneyId journey, std::string board,
                                store::PageRequest request) const;
  Task<store::ListedPage> teams_on(JourneyId journey, store::PageRequest request) const;
  Task<store::ListedPage> cards(UserId user, store::PageRequest request) const;
  /// In the order of `users`.
  Task<std::vector<bool>> have_card(std::vector<UserId> users, StoredCard card) const;

  // Parts of a commit, an operation each. What each fails at is said.

  /// When the team is not as `before`.
  static void put(store::Transaction& transaction, GroupId group, const Team& after,
                  const std::optional<Team>& before);
  /// When there is one already.
  static void add(store::Transaction& transaction, const TeamJourney& progress);
  /// A new season in the place of the one before; when that is not the present one.
  static void replace(store::Transaction& transaction, const TeamJourney& before,
                      const TeamJourney& after);
  static void put_past(store::Transaction& transaction, const TeamJourney& progress);
  /// The rules, or the end; when the rules are not those of `before`, or the season is another.
  static void update_rules(store::Transaction& transaction, const TeamJourney& before,
                           const TeamJourney& after);
  static void end(store::Transaction& transaction, const TeamJourney& before, Instant when);

  static void put(store::Transaction& transaction, SeasonRef season, const Walker& walker);
  static void put_walk(store::Transaction& transaction, SeasonRef season, UserId user,
                       Instant expires);
  /// `expires`: of one that is deleted.
  static void put(store::Transaction& transaction, SeasonRef season, UserId user,
                  const Contribution& contribution, Instant expires);
  static void put_month(store::Transaction& transaction, SeasonRef season, UserId user,
                        const std::string& month, const Days& days);
  static void put_week(store::Transaction& transaction, SeasonRef season, const std::string& week,
                       const Score& score, Instant expires);

  /// What a member's new sum means for the team: `after` has the new total, milestones and finish. When the season is
  /// another, or the team is gone.
  static void move(store::Transaction& transaction, const TeamJourney& before,
                   const TeamJourney& after);
  static void put(store::Transaction& transaction, SeasonRef season, const Dot& dot);
  static void put_all_time(store::Transaction& transaction, SeasonRef season, const Score& score);
  static void put_finish(store::Transaction& transaction, SeasonRef season, const Finish& finish);
  static void put_pass(store::Transaction& transaction, SeasonRef season, UserId user,
                       UserId passed, Instant expires);
  /// When the team is gone.
  static void set_sequence(store::Transaction& transaction, GroupId group, std::int64_t sequence);
  static void put_card(store::Transaction& transaction, UserId user, const StoredCard& card);

 private:
  store::Store& store_;
};

}  // namespace waymark::journeys
