#include "product/groups/membership.h"

#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using MembershipTest = World;

TEST_F(MembershipTest, AnOpenGroupIsJoinedAtOnceWithItsRoom) {
  const GroupView group = make(ana);
  say(ana, *group.room_id, "before");
  const GroupView joined = join(ben, group.id);
  EXPECT_EQ(joined.standing, Standing::member);
  EXPECT_EQ(joined.role, Role::member);
  EXPECT_EQ(join(ben, group.id).standing, Standing::member) << "again";
  say(ana, *group.room_id, "after");
  EXPECT_THAT(heard(ben, *group.room_id), ElementsAre("after"));
  settle();
  EXPECT_EQ(seen(eve, group.id).member_count, 2);
  EXPECT_FALSE(seen(eve, group.id).room_id) << "its room is its members'";
  leave(ben, group.id);
  leave(ben, group.id);
  EXPECT_FALSE(is_in_room(ben, *group.room_id));
  EXPECT_EQ(answer_of(chat.rooms.require(ben, *group.room_id)), "error.not_found.room");
  settle();
  EXPECT_EQ(seen(ana, group.id).member_count, 1);
  EXPECT_THAT(mine(ben), IsEmpty());
  expect_events_hold_to_their_schemas();
}

TEST_F(MembershipTest, TheRoomIsTheGroupsMatter) {
  const GroupView group = group_of({ana, ben});
  const RoomId room = *group.room_id;
  EXPECT_EQ(run(chat.rooms.require(ana, room)).group_id, group.id);
  EXPECT_EQ(answer_of(chat.rooms.leave(ben, room)), "error.room.fixed");
  EXPECT_EQ(answer_of(chat.rooms.rename(ana, room, "Mine", InputPath())), "error.room.fixed");
  EXPECT_EQ(answer_of(chat.rooms.invite(ana, room, {id_of(eve)}, InputPath())), "error.room.fixed");
  EXPECT_EQ(answer_of(chat.rooms.remove(ana, room, id_of(ben))), "error.room.fixed");
  EXPECT_EQ(answer_of(chat.rooms.mute(ben, room, true)), "ok");
  leave(ben, group.id);
  EXPECT_FALSE(is_in_room(ben, room)) << "muted or not";
}

TEST_F(MembershipTest, OneThatAsksIsJoinedWhenAModeratorSaysSo) {
  const GroupView group = make(ana, Visibility::public_, Admission::request);
  EXPECT_EQ(join(ben, group.id).standing, Standing::asked);
  EXPECT_EQ(join(ben, group.id).standing, Standing::asked) << "again";
  join(eve, group.id);
  EXPECT_THAT(candidates(ana, group.id, CandidateState::asked),
              UnorderedElementsAre(id_of(ben), id_of(eve)));
  EXPECT_EQ(run(service.reading.request_count(seen(ana, group.id))), 2);
  EXPECT_EQ(run(service.reading.request_count(seen(ben, group.id))), 0);
  EXPECT_EQ(answer_of(service.membership.accept(ben, group.id, id_of(ben))), "error.forbidden");
  run(service.membership.accept(ana, group.id, id_of(ben)));
  run(service.membership.decline(ana, group.id, id_of(eve)));
  EXPECT_EQ(seen(ben, group.id).standing, Standing::member);
  EXPECT_TRUE(is_in_room(ben, *group.room_id));
  EXPECT_EQ(seen(eve, group.id).standing, Standing::none);
  EXPECT_EQ(answer_of(service.membership.accept(ana, group.id, id_of(eve))),
            "error.not_found.group_request");
  join(eve, group.id);
  leave(eve, group.id);
  EXPECT_THAT(candidates(ana, group.id, CandidateState::asked), IsEmpty()) << "taken back";
  expect_events_hold_to_their_schemas();
}

TEST_F(MembershipTest, APrivateGroupIsJoinedByInvitation) {
  const GroupView group = make(ana, Visibility::private_);
  EXPECT_EQ(answer_of(service.membership.join(ben, group.id)), "error.not_found.group");
  invite(ana, group.id, {ben, eve});
  invite(ana, group.id, {ben});
  const GroupView card = seen(ben, group.id);
  EXPECT_EQ(card.standing, Standing::invited);
  EXPECT_EQ(answer_of(service.reading.members(id_of(ben), group.id, store::PageRequest())),
            "error.group.not_member");
  EXPECT_EQ(answer_of(service.reading.group_posts(id_of(ben), group.id, store::PageRequest())),
            "error.group.not_member");
  const auto invites = run(service.reading.invites(id_of(ben), store::PageRequest()));
  ASSERT_EQ(invites.entries.size(), 1u);
  EXPECT_EQ(invites.entries[0].group.id, group.id);
  EXPECT_EQ(join(ben, group.id).role, Role::member);
  leave(eve, group.id);
  EXPECT_EQ(answer_of(service.reading.require(id_of(eve), group.id)), "error.not_found.group")
      << "who declines knows of it no more";
  EXPECT_TRUE(run(service.reading.invites(id_of(ben), store::PageRequest())).entries.empty());
  expect_events_hold_to_their_schemas();
}

TEST_F(MembershipTest, ABlockHoldsInGroups) {
  const GroupView group = group_of({ana, ben, eve});
  const RequestContext tom = person("tom");
  block(ana, tom);
  EXPECT_EQ(answer_of(service.membership.invite(ana, group.id, {id_of(tom)}, InputPath())),
            "error.group.cannot_invite");
  EXPECT_EQ(answer_of(service.membership.invite(tom, group.id, {id_of(ana)}, InputPath())),
            "error.group.not_member");
  block(ana, eve);
  EXPECT_THAT(members(ana, group.id), ElementsAre(id_of(ana), id_of(ben)));
  EXPECT_THAT(members(eve, group.id), ElementsAre(id_of(ben), id_of(eve)));
  EXPECT_THAT(members(ben, group.id), ElementsAre(id_of(ana), id_of(ben), id_of(eve)));
  write(eve, group.id, "does ana see it?");
  EXPECT_THAT(read(ana, group.id), IsEmpty());
  EXPECT_THAT(read(ben, group.id), ElementsAre("does ana see it?"));
  EXPECT_EQ(answer_of(service.links.accept(tom, link(ana, group.id).token)),
            "error.not_found.group_invitation");
}

TEST_F(MembershipTest, TheLastOwnerStays) {
  const GroupView group = group_of({ana, ben});
  EXPECT_EQ(answer_of(service.membership.leave(ana, group.id)), "error.group.last_owner");
  EXPECT_EQ(answer_of(service.membership.set_role(ana, group.id, id_of(ana), Role::member)),
            "error.group.last_owner");
  EXPECT_EQ(seen(ana, group.id).role, Role::owner);
  EXPECT_TRUE(is_in_room(ana, *group.room_id));
  set_role(ana, group.id, ben, Role::owner);
  set_role(ana, group.id, ana, Role::moderator);
  EXPECT_EQ(answer_of(service.membership.set_role(ana, group.id, id_of(ben), Role::member)),
            "error.forbidden");
  leave(ana, group.id);
  EXPECT_EQ(answer_of(service.membership.leave(ben, group.id)), "error.group.last_owner");
  expect_events_hold_to_their_schemas();
}

TEST_F(MembershipTest, RolesSayWhoRemovesWhom) {
  const RequestContext tom = person("tom");
  const GroupView group = group_of({ana, ben, eve, tom});
  set_role(ana, group.id, ben, Role::moderator);
  set_role(ana, group.id, eve, Role::moderator);
  EXPECT_THAT(members(tom, group.id), ElementsAre(id_of(ana), id_of(ben), id_of(eve), id_of(tom)));
  const auto removing = [&](const RequestContext& by, const RequestContext& whom) {
    return answer_of(service.membership.remove(by, group.id, id_of(whom), false));
  };
  EXPECT_EQ(removing(tom, ben), "error.forbidden");
  EXPECT_EQ(removing(ben, eve), "error.forbidden");
  EXPECT_EQ(removing(ben, ana), "error.forbidden");
  EXPECT_EQ(removing(ben, ben), "error.follow.self");
  EXPECT_EQ(removing(ben, tom), "ok");
  EXPECT_FALSE(is_in_room(tom, *group.room_id));
  EXPECT_EQ(removing(ben, tom), "ok") << "again";
  EXPECT_EQ(removing(ana, eve), "ok");
  set_role(ana, group.id, ben, Role::owner);
  EXPECT_EQ(removing(ben, ana), "ok");
  EXPECT_THAT(members(ben, group.id), ElementsAre(id_of(ben)));
  join(tom, group.id);
  EXPECT_EQ(answer_of(service.membership.set_role(tom, group.id, id_of(tom), Role::owner)),
            "error.forbidden");
  EXPECT_EQ(answer_of(service.membership.set_role(ben, group.id, id_of(ana), Role::member)),
            "error.not_found.group_member");
}

TEST_F(MembershipTest, WhoIsBannedDoesNotComeBack) {
  const GroupView group = group_of({ana, ben});
  remove(ana, group.id, ben, true);
  EXPECT_EQ(seen(ben, group.id).standing, Standing::banned);
  EXPECT_EQ(answer_of(service.membership.join(ben, group.id)), "error.group.banned");
  const NewLink way_in = link(ana, group.id);
  EXPECT_EQ(answer_of(service.links.accept(ben, way_in.token)), "error.group.banned");
  EXPECT_EQ(answer_of(service.membership.invite(ana, group.id, {id_of(ben)}, InputPath())),
            "error.group.cannot_invite");
  leave(ben, group.id);
  EXPECT_THAT(candidates(ana, group.id, CandidateState::banned), ElementsAre(id_of(ben)))
      << "a ban is nothing to be left";
  run(service.membership.lift_ban(ana, group.id, id_of(ben)));
  EXPECT_EQ(join(ben, group.id).standing, Standing::member);

  const GroupView careful = make(ana, Visibility::public_, Admission::request);
  join(eve, careful.id);
  remove(ana, careful.id, eve);
  EXPECT_EQ(seen(eve, careful.id).standing, Standing::asked) << "there was nobody to remove";
  remove(ana, careful.id, eve, true);
  EXPECT_EQ(seen(eve, careful.id).standing, Standing::banned);
  expect_events_hold_to_their_schemas();
}

TEST_F(MembershipTest, WhoFindsTheRoomFullIsInTheGroupAllTheSame) {
  const GroupView group = make(ana);
  store::Changes full;
  full.set("memberCount", store::Value(std::int64_t{256}));
  store::Transaction transaction;
  const std::string room = "ROOM#" + group.room_id->to_string();
  transaction.update(store::Key(room, room), std::move(full));
  run(store.transact(std::move(transaction)));
  EXPECT_EQ(join(ben, group.id).standing, Standing::member);
  EXPECT_FALSE(is_in_room(ben, *group.room_id));
  EXPECT_EQ(answer_of(service.membership.enter_room(ben, group.id)), "error.room.full");
  join(eve, group.id);
  store::Changes room_again;
  room_again.set("memberCount", store::Value(std::int64_t{1}));
  store::Transaction again;
  again.update(store::Key(room, room), std::move(room_again));
  run(store.transact(std::move(again)));
  EXPECT_EQ(run(service.membership.enter_room(ben, group.id)).id, *group.room_id);
  EXPECT_EQ(answer_of(service.membership.enter_room(ben, group.id)), "ok") << "again";
  EXPECT_EQ(answer_of(service.membership.enter_room(person("tom"), group.id)),
            "error.group.not_member");
  leave(eve, group.id);
  EXPECT_EQ(seen(eve, group.id).standing, Standing::none) << "who had no place leaves none";
}

}  // namespace
}  // namespace waymark::groups
