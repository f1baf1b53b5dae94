// What discovery finds and suggests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "product/goals/model.h"
#include "product/groups/model.h"
#include "product/posts/model.h"
#include "product/social/model.h"

namespace waymark::discovery {

/// GraphQL `SearchKind`; its names are also the kinds of documents in the index.
enum class SearchKind { people, groups, goals, posts };
BOOST_DESCRIBE_ENUM(SearchKind, people, groups, goals, posts)

/// Somebody else's goal that is shown to everybody (GraphQL `FoundGoal`).
struct FoundGoal {
  GoalId id;
  std::string title;
  std::vector<std::string> tags;
  goals::GoalStatus status = goals::GoalStatus::active;
  double progress = 0;
  Instant created_at;
  std::optional<Date> target_date;
  std::optional<Instant> completed_at;
  UserId owner_id;
};
BOOST_DESCRIBE_STRUCT(FoundGoal, (),
                      (id, title, tags, status, progress, created_at, target_date, completed_at,
                       owner_id))

/// GraphQL `SearchResult`: as the person who asked may see it.
using Found = std::variant<social::Person, groups::GroupView, FoundGoal, posts::PostView>;

enum class SuggestionReasonKind { shared_tags, similar_goals, same_language, same_time_zone };
BOOST_DESCRIBE_ENUM(SuggestionReasonKind, shared_tags, similar_goals, same_language, same_time_zone)

struct SuggestionReason {
  SuggestionReasonKind kind = SuggestionReasonKind::shared_tags;
  std::vector<std::string> tags;  // at most kMostReasonTags; of the last two none
};
BOOST_DESCRIBE_STRUCT(SuggestionReason, (), (kind, tags))

struct PersonSuggestion {
  social::Person person;
  std::vector<SuggestionReason> reasons;  // best first, one at least
};
BOOST_DESCRIBE_STRUCT(PersonSuggestion, (), (person, reasons))

struct TrendingTag {
  std::string tag;  // folded
  std::int64_t people = 0;
  double score = 0;
};
BOOST_DESCRIBE_STRUCT(TrendingTag, (), (tag, people, score))

}  // namespace waymark::discovery
