#include "product/groups/graduation.h"

#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GraduationTest : public World {
 protected:
  GoalId goal_of(const RequestContext& who) {
    goals::GoalInput input;
    input.title = "Walk across";
    return run(goals.create(who, std::move(input), InputPath())).id;
  }
  chat::RoomView project_room(const RequestContext& who, GoalId goal,
                              const std::vector<RequestContext>& others) {
    ProjectRoomInput input;
    input.goal_id = goal;
    input.name = "Across";
    for (const RequestContext& other : others) input.member_ids.push_back(id_of(other));
    return run(service.groups.create_project_room(who, std::move(input), InputPath("input")));
  }
  Task<GroupView> graduating(const RequestContext& who, RoomId room) {
    GroupInput input;
    input.name = "Walkers for ever";
    input.visibility = Visibility::private_;
    return service.groups.graduate(who, room, std::move(input), InputPath("input"));
  }
};

TEST_F(GraduationTest, AProjectRoomIsOfOnesOwnGoal) {
  const GoalId goal = goal_of(ana);
  const chat::RoomView room = project_room(ana, goal, {ben});
  EXPECT_EQ(room.goal_id, goal);
  EXPECT_EQ(run(chat.rooms.of_goal(ana, goal))->id, room.id);
  EXPECT_FALSE(run(chat.rooms.of_goal(ben, goal)));
  ProjectRoomInput input;
  input.goal_id = goal;
  input.name = "Another";
  input.member_ids = {id_of(eve)};
  EXPECT_EQ(answer_of(service.groups.create_project_room(ana, input, InputPath())),
            "error.room.goal_has_one");
  EXPECT_EQ(answer_of(service.groups.create_project_room(eve, input, InputPath())),
            "error.not_found.goal");
  run(chat.rooms.leave(ana, room.id));
  EXPECT_FALSE(run(chat.rooms.of_goal(ana, goal)));
  EXPECT_EQ(answer_of(service.groups.create_project_room(ana, input, InputPath())), "ok")
      << "one that was left makes room for another";
}

TEST_F(GraduationTest, ARoomBecomesAGroupAndKeepsItsHistory) {
  const RequestContext tom = person("tom");
  follow(ben, ana);
  follow(eve, ana);
  const GoalId goal = goal_of(ana);
  const chat::RoomView room = project_room(ana, goal, {ben, eve, tom});
  say(ana, room.id, "off we go");
  say(ben, room.id, "at last");
  run(chat.rooms.leave(eve, room.id));
  const GroupView group = run(graduating(ana, room.id));
  EXPECT_EQ(group.goal_id, goal);
  EXPECT_EQ(group.room_id, room.id);
  settle();
  EXPECT_EQ(seen(ana, group.id).member_count, 2);
  EXPECT_THAT(members(ben, group.id), ElementsAre(id_of(ana), id_of(ben)));
  EXPECT_EQ(seen(ana, group.id).role, Role::owner);
  EXPECT_EQ(seen(ben, group.id).role, Role::member);
  EXPECT_THAT(heard(ben, room.id), ElementsAre("off we go", "at last"));
  const chat::RoomView after = run(chat.rooms.require(ben, room.id));
  EXPECT_EQ(after.group_id, group.id);
  EXPECT_EQ(after.name, "Walkers for ever");
  EXPECT_EQ(after.member_count, 2);
  EXPECT_EQ(seen(tom, group.id).standing, Standing::invited) << "as they were to the room";
  EXPECT_FALSE(is_in_room(tom, room.id));
  EXPECT_EQ(answer_of(service.reading.require(id_of(eve), group.id)), "error.not_found.group");
  EXPECT_EQ(answer_of(graduating(ana, room.id)), "error.room.fixed");
  replay();
  EXPECT_EQ(seen(ana, group.id).member_count, 2);
  leave(ben, group.id);
  EXPECT_FALSE(is_in_room(ben, room.id));
  replay();
  EXPECT_EQ(answer_of(service.reading.require(id_of(ben), group.id)), "error.not_found.group")
      << "who left is not brought back";
  join(tom, group.id);
  EXPECT_TRUE(is_in_room(tom, room.id));
  expect_events_hold_to_their_schemas();
}

TEST_F(GraduationTest, ManyComeAlongAPartAtATime) {
  std::vector<RequestContext> walkers;
  std::vector<RequestContext> strangers;
  for (int i = 0; i < 30; ++i) {
    walkers.push_back(person("walker" + std::to_string(i)));
    follow(walkers.back(), ana);
  }
  for (int i = 0; i < 10; ++i) strangers.push_back(person("stranger" + std::to_string(i)));
  std::vector<RequestContext> all = walkers;
  all.insert(all.end(), strangers.begin(), strangers.end());
  const chat::RoomView room = project_room(ana, goal_of(ana), all);
  const GroupView group = run(graduating(ana, room.id));
  settle();
  EXPECT_EQ(seen(ana, group.id).member_count, 31);
  EXPECT_EQ(run(chat.group_rooms.find(room.id))->member_count, 31);
  for (const RequestContext& who : strangers)
    EXPECT_EQ(seen(who, group.id).standing, Standing::invited);
  for (const RequestContext& who : walkers)
    EXPECT_EQ(seen(who, group.id).standing, Standing::member);
}

TEST_F(GraduationTest, IsForWhoOwnsTheRoom) {
  follow(ben, ana);
  const chat::RoomView room = project_room(ana, goal_of(ana), {ben, eve});
  EXPECT_EQ(answer_of(graduating(ben, room.id)), "error.room.not_owner");
  EXPECT_EQ(answer_of(graduating(eve, room.id)), "error.not_found.room") << "only invited";
  const RoomId direct = run(chat.rooms.open_direct(ben, id_of(ana), InputPath())).id;
  EXPECT_EQ(answer_of(graduating(ben, direct)), "error.room.fixed");
  EXPECT_THAT(mine(ben), IsEmpty());
}

}  // namespace
}  // namespace waymark::groups
