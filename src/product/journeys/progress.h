// The consumer "team-progress": moves teams.
//
// All of a team's events are in one shard (teller_of), so one coroutine after the other changes it: what a member's sum has
// become (WALKER#) is compared with what the team took over last (DOT#), and the difference goes to the team, to the boards
// and, when the team comes past them, to milestones and the finish, in the commit that passes the event. So totals are exact
// whoever logs at once, and an event that comes twice finds nothing to do.
//
// A milestone that was reached stays reached, and so does the end, also when kilometres are taken back.
#pragma once

#include <vector>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/groups/group_repository.h"
#include "product/journeys/events.h"
#include "product/journeys/frames.h"
#include "product/journeys/route_book.h"
#include "product/journeys/team_repository.h"

namespace waymark::journeys {

/// Called by one coroutine a shard; what it borrows outlives it.
class TeamProgress final : public events::Consumer {
 public:
  TeamProgress(store::Store& store, const RouteBook& routes, realtime::Hub& hub)
      : repository_(store), members_(store), routes_(routes), hub_(hub) {}

  std::string_view name() const override { return "team-progress"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  struct Move;

  Task<events::Effects> move(const events::Event& event) const;
  void unlock(Move& move) const;
  Task<void> finish(Move& move) const;
  Task<void> tell_passes(Move& move) const;
  void write(Move& move) const;

  Task<events::Effects> review(TeamReviewDue due, Instant at) const;
  Task<std::vector<UserId>> next_of(TeamReviewDue& due) const;
  Task<events::Effects> give_cards(TeamCardsDue due) const;
  void publish_after(events::Effects& effects, ProgressFrame frame, std::int64_t sequence) const;

  TeamRepository repository_;
  groups::GroupRepository members_;
  const RouteBook& routes_;
  realtime::Hub& hub_;
};

}  // namespace waymark::journeys
