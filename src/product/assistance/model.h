// Help on a goal: who asks, what they ask, who answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"

namespace waymark::assistance {

using AssistanceId = Id<struct AssistanceSubject>;
using AnswerId = Id<struct AssistanceAnswerSubject>;

enum class AssistanceStatus { open, closed };
BOOST_DESCRIBE_ENUM(AssistanceStatus, open, closed)

/// A request for help, with its goal as it was when help was asked for.
struct Assistance {
  AssistanceId id;
  UserId asker_id;
  GoalId goal_id;
  std::string goal_title;
  std::vector<std::string> tags;
  std::string text;
  AssistanceStatus status = AssistanceStatus::open;
  std::int64_t answer_count = 0;
  std::vector<UserId> helpers;  // who answered, but for the asker
  std::vector<UserId> thanked;
  Instant created_at;
  std::optional<Instant> closed_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Assistance, (),
                      (id, asker_id, goal_id, goal_title, tags, text, status, answer_count, helpers,
                       thanked, created_at, closed_at, version))

/// As one person sees it: GraphQL `Assistance`.
struct AssistanceView : Assistance {
  bool mine = false;
  std::vector<std::string> shared_tags;  // with what the viewer has finished
};
BOOST_DESCRIBE_STRUCT(AssistanceView, (Assistance), (mine, shared_tags))

/// GraphQL `AssistanceAnswer`.
struct Answer {
  AnswerId id;
  UserId author_id;
  std::string text;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (id, author_id, text, created_at))

}  // namespace waymark::assistance
