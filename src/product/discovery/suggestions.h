// People worth following, and why.
//
// Candidates come from the index: those whose profile has the same tags, language or time zone (the rarer it is, the more
// it counts), and those whose public goals have the tags of one's own goals. Who is followed, asked, blocked either way,
// muted or was dismissed is none; nor is anybody whose profile is not public. The reasons are read from the store.
//
// Stored: PK `USER#u`  SK `DISMISSED#b`  {at}, ttl: u does not want b suggested.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/search/search.h"
#include "platform/store/store.h"
#include "product/accounts/user.h"
#include "product/discovery/kind.h"
#include "product/discovery/profiles.h"
#include "product/goals/goals.h"
#include "product/social/social.h"

namespace waymark::discovery {

inline constexpr std::size_t kMostReasonTags = 5;
inline constexpr std::size_t kMostSuggestions = 50;
inline constexpr std::chrono::days kDismissedFor{180};

/// What suggestions borrow; it outlives them.
struct SuggestionPorts {
  SuggestionPorts(store::Store& the_store, search::Index& the_index,
                  const social::Social& the_social, const goals::Goals& the_goals, Kind& the_people,
                  Kind& the_goals_of_others, const Clock& the_clock)
      : store(the_store),
        index(the_index),
        social(the_social),
        goals(the_goals),
        people(the_people),
        goals_of_others(the_goals_of_others),
        clock(the_clock) {}
  store::Store& store;
  search::Index& index;
  const social::Social& social;
  const goals::Goals& goals;
  Kind& people;
  Kind& goals_of_others;
  const Clock& clock;
};

/// One for the whole server, any reactor.
class Suggestions {
 public:
  explicit Suggestions(const SuggestionPorts& ports) : ports_(ports) {}

  /// Best first, at most `first`. Throws Error(unavailable) when the index is out of order.
  Task<std::vector<PersonSuggestion>> people(Owner viewer, std::size_t first) const;
  /// Error(not_found) for who is not there, or has blocked the viewer.
  Task<void> dismiss(Owner viewer, UserId person) const;

 private:
  struct Candidate;
  using Candidates = std::vector<Candidate>;

  Task<std::vector<std::string>> goal_tags(Owner viewer) const;
  Task<std::vector<std::string>> passed_over(Owner viewer) const;
  Task<Candidates> candidates(const accounts::User& me, std::vector<std::string> tags) const;
  Task<Candidates> not_dismissed(Owner viewer, Candidates all) const;
  Task<void> add_similar_goals(UserId viewer, std::vector<std::string> tags,
                               Candidates& candidates) const;

  SuggestionPorts ports_;
};

}  // namespace waymark::discovery
