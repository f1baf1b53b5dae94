// The REST edge of goals, as QF names it: there "quests" are the goals.
//
//   GET    /quests?first=&after=&status=&tag=   → 200 {items: [Goal], nextCursor}
//   POST   /quests                     GoalInput  → 201 Goal
//   POST   /quests/createTask          TaskInput  → 201 Task
//   POST   /quests/createQuest         QuestInput → 201 Quest
//   POST   /quests/quests/{id}/cancel             → 200 Quest
//   DELETE /quests/quests/{id}                    → 204, anybody's quest: scope "admin"
#pragma once

namespace waymark::http {
class Router;
}

namespace waymark::goals {

class Goals;
class Quests;
class Tasks;

/// What is borrowed outlives the router.
void add_routes(http::Router& router, const Goals& goals, const Tasks& tasks, const Quests& quests);

}  // namespace waymark::goals
