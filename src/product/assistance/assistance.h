// Help on a goal: somebody asks, those who have done something like it answer, and are thanked.
//
//   model.h       requests and answers            events.h   what is told of them
//   assistance.h  the rules (this file)           keys.h, repository.h  where they lie
//   experience.h  the consumer that knows what people have done
//   graphql.h, rest.h  the edges
//
// Who helps is found by tags: people who have finished a goal with a tag of the one that help is asked for. Somebody who
// shares their goals with nobody is not found, nor is anybody hidden from the asker. A request is seen by its asker, by those
// it fits while it is open, and for good by who has answered it; for everybody else it is not there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/assistance/experience.h"
#include "product/assistance/repository.h"
#include "product/goals/goals.h"
#include "product/social/social.h"

namespace waymark::assistance {

inline constexpr std::size_t kLongestText = 2'000;  // code points
inline constexpr std::int64_t kMostAnswers = 200;
inline constexpr std::size_t kMostHelpers = 20;  // who answer one request, and who are told of one

/// GraphQL `AssistanceInput`.
struct AssistanceInput {
  GoalId goal_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(AssistanceInput, (), (goal_id, text))

struct AssistancePage {
  struct Entry {
    AssistanceView view;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};
struct AnswerPage {
  struct Entry {
    Answer answer;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// What the rules borrow; all of it outlives them.
struct Ports {
  Ports(store::Store& the_store, events::Outbox& the_outbox, const goals::Goals& the_goals,
        const social::Social& the_social, const Clock& the_clock, IdSource& the_ids)
      : store(the_store),
        outbox(the_outbox),
        goals(the_goals),
        social(the_social),
        clock(the_clock),
        ids(the_ids) {}
  store::Store& store;
  events::Outbox& outbox;
  const goals::Goals& goals;
  const social::Social& social;
  const Clock& clock;
  IdSource& ids;
};

/// One for the whole server, any reactor.
class Helping {
 public:
  explicit Helping(const Ports& ports) : ports_(ports), repository_(ports.store) {}

  /// On a goal of one's own that has tags. Throws Error(invalid_input), Error(not_found) for a goal that
  /// is not there, Error(conflict) when it has an open request.
  Task<AssistanceView> ask(const RequestContext& context, AssistanceInput input,
                           InputPath at) const;
  /// By the asker, or by who sees it while it is open. Throws Error(conflict) when it is closed or full.
  Task<Answer> answer(const RequestContext& context, AssistanceId id, std::string text,
                      InputPath at) const;
  /// By the asker, to somebody who answered, also when it is closed. Again: changes nothing.
  Task<AssistanceView> thank(const RequestContext& context, AssistanceId id, UserId helper) const;
  /// Takes thanks back. Who was not thanked: changes nothing.
  Task<AssistanceView> withdraw_thanks(const RequestContext& context, AssistanceId id,
                                       UserId helper) const;
  /// By the asker. Again: changes nothing.
  Task<AssistanceView> close(const RequestContext& context, AssistanceId id) const;

  Task<std::optional<AssistanceView>> find(UserId viewer, AssistanceId id) const;
  /// Throws Error(not_found).
  Task<AssistanceView> require(UserId viewer, AssistanceId id) const;
  /// What one has asked, newest first.
  Task<AssistancePage> mine(Owner owner, store::PageRequest request) const;
  /// Open requests that fit what one has done, newest first. A page may be short.
  Task<AssistancePage> for_me(Owner owner, store::PageRequest request) const;
  /// Oldest first; those of people who are hidden from the viewer are left out. Throws Error(not_found).
  Task<AnswerPage> answers(UserId viewer, AssistanceId id, store::PageRequest request) const;
  /// How often somebody was thanked; 0 for who is hidden from the viewer.
  Task<std::int64_t> thanks_of(UserId viewer, UserId helper) const;

 private:
  Task<bool> fits(UserId asker, UserId helper) const;
  Task<std::vector<UserId>> matched(UserId asker, const std::vector<std::string>& tags) const;
  Task<Assistance> own(UserId asker, AssistanceId id) const;
  Task<std::optional<AssistanceView>> seen(UserId viewer, Assistance one,
                                           std::vector<std::string> experience) const;
  Task<std::vector<std::string>> open_places(const std::vector<std::string>& tags,
                                             std::optional<std::string> below,
                                             std::uint32_t at_most) const;

  Ports ports_;
  AssistanceRepository repository_;
};

/// One object for the server.
struct Service {
  explicit Service(const Ports& ports) : helping(ports), experience(ports.store, ports.goals) {}
  Helping helping;
  Experience experience;
};

}  // namespace waymark::assistance
