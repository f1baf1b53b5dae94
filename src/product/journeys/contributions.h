// The consumer "team-contributions": counts what members do for their teams, member by member.
//
// Of each workout that may count, what is known of it is kept (CONTRIB#), whether it counts or not; what counts of a day is
// the sum over its workouts, capped; what counts of a member is the sum over their days. A workout's event changes its days
// alone; new rules, joining and leaving count the member anew from what is known. All of a member is changed by this
// consumer alone, in the shard of their events, in their order; so nothing contends, however many log at once. Each change
// of a sum is told to the team (TeamMemberMoved), which takes it over (progress.h).
//
// An event that comes twice, late, or in a replay of all is older than what is known of its workout, and changes nothing.
// What is deleted stays known for longer than events are kept.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/groups/group_repository.h"
#include "product/journeys/counting.h"
#include "product/journeys/team_repository.h"
#include "product/posts/group_audience.h"

namespace waymark::journeys {

/// Called by one coroutine a shard; what it borrows outlives it.
class Contributions final : public events::Consumer {
 public:
  Contributions(store::Store& store, const posts::GroupAudience& groups, realtime::Hub& hub)
      : repository_(store), members_(store), groups_(groups), hub_(hub) {}

  std::string_view name() const override { return "team-contributions"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  struct News;    // of a workout
  struct Member;  // that is being counted

  static News news_of(const events::Event& event);
  Task<std::vector<Walk>> places_of(UserId user) const;
  Task<void> count_workout(events::Effects& effects, const events::Event& event, News news) const;
  Task<void> count_in_team(events::Effects& effects, const events::Event& event,
                           const TeamJourney& progress, News news) const;
  Task<void> come_or_go(events::Effects& effects, const events::Event& event) const;
  Task<std::vector<Walk>> walks_in(GroupId group, UserId user, bool joins) const;
  Task<void> review(events::Effects& effects, const events::Event& event) const;

  Task<Member> member_of(const TeamJourney& progress, UserId user, Instant now) const;
  Task<void> recount(events::Effects& effects, Member member,
                     std::optional<Contribution> latest) const;
  Task<void> adjust(events::Effects& effects, Member member,
                    const std::optional<Contribution>& before, const Contribution& after) const;
  static void keep(events::Effects& effects, const Member& member, const Days& before,
                   const Days& after, const std::set<Date>& touched);

  TeamRepository repository_;
  groups::GroupRepository members_;
  const posts::GroupAudience& groups_;
  realtime::Hub& hub_;
};

}  // namespace waymark::journeys
