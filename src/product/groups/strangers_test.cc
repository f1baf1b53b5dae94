// Every operation of groups, asked by who has no right to it: never was in it, was and left, was removed, is banned,
// declined; and by members, of what is for those who moderate or own it.
#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

class StrangersTest : public World {
 protected:
  StrangersTest() : group(make(ana, Visibility::private_)), post(write(ana, group.id, "among us")) {
    invite(ana, group.id, {ben});
    join(ben, group.id);
    settle();
  }

  /// What each operation answers: the key of its error, or "ok".
  std::map<std::string, std::string> ask_all(const RequestContext& who, GroupId in, PostId of) {
    const InputPath at;
    const store::PageRequest page;
    GroupChanges changes;
    changes.version = group.version;
    LinkInput link_input;
    link_input.group_id = in;
    posts::PostInput to_group;
    to_group.text = "hello";
    to_group.group_id = in;
    posts::CommentInput comment;
    comment.post_id = of;
    comment.text = "hello";
    posts::PostChanges edit;
    edit.version = 1;
    const UserId me = who.principal ? id_of(who) : UserId();
    std::map<std::string, std::string> answers;
    const auto ask = [&](const std::string& name, auto task) {
      answers[name] = answer_of(std::move(task));
    };
    if (who.principal) {
      ask("require", service.reading.require(me, in));
      ask("members", service.reading.members(me, in, page));
      ask("posts", service.reading.group_posts(me, in, page));
      ask("requests", service.reading.candidates(me, in, CandidateState::asked, page));
      ask("bans", service.reading.candidates(me, in, CandidateState::banned, page));
      ask("post", posts.reading.require(me, of));
      ask("comments", posts.reading.comments(me, of, std::nullopt, page));
      ask("history", posts.reading.history(me, of));
      ask("likers", posts.reading.likers(me, of, page));
    }
    ask("update", service.groups.update(who, in, changes, at));
    ask("delete", service.groups.remove(who, in));
    ask("join", service.membership.join(who, in));
    ask("leave", service.membership.leave(who, in));
    ask("accept", service.membership.accept(who, in, id_of(eve)));
    ask("decline", service.membership.decline(who, in, id_of(eve)));
    ask("invite", service.membership.invite(who, in, {id_of(eve)}, at));
    ask("set_role", service.membership.set_role(who, in, id_of(ben), Role::owner));
    ask("remove", service.membership.remove(who, in, id_of(ben), false));
    ask("ban", service.membership.remove(who, in, id_of(ben), true));
    ask("lift_ban", service.membership.lift_ban(who, in, id_of(eve)));
    ask("enter_room", service.membership.enter_room(who, in));
    ask("create_link", service.links.create(who, link_input, at));
    ask("revoke_link", service.links.revoke(who, in, ids.make<InvitationId>()));
    ask("list_links", service.links.list(who, in));
    ask("pin", service.pins.pin(who, in, of));
    ask("unpin", service.pins.unpin(who, in, of));
    ask("write", posts.posts.create(who, to_group, at));
    ask("edit_post", posts.posts.update(who, of, edit, at));
    ask("delete_post", posts.posts.remove(who, of));
    ask("like", posts.reactions.like(who, of));
    ask("boost", posts.reactions.boost(who, of));
    ask("comment", posts.comments.add(who, comment, at));
    return answers;
  }
  void expect_nothing(const RequestContext& who) {
    const auto answers = ask_all(who, group.id, post.id);
    for (const auto& [operation, answer] : answers)
      EXPECT_TRUE(answer == "error.not_found.group" || answer == "error.not_found.post")
          << operation << ": " << answer;
    // Exactly what a group answers that is not there at all.
    EXPECT_EQ(answers, ask_all(who, ids.make<GroupId>(), ids.make<PostId>()));
    EXPECT_FALSE(run(service.reading.find(id_of(who), group.id)));
    EXPECT_THAT(mine(who), testing::IsEmpty());
    const RoomId room = *seen(ana, group.id).room_id;
    EXPECT_FALSE(is_in_room(who, room));
    EXPECT_EQ(answer_of(service.groups.graduate(who, room, GroupInput(), InputPath())),
              "error.not_found.room");
  }

  GroupView group;
  posts::PostView post;
};

TEST_F(StrangersTest, AStrangerFindsNothing) {
  expect_nothing(person("stranger"));
}

TEST_F(StrangersTest, WhoLeftFindsNothing) {
  leave(ben, group.id);
  expect_nothing(ben);
}

TEST_F(StrangersTest, WhoWasRemovedFindsNothing) {
  remove(ana, group.id, ben);
  expect_nothing(ben);
}

TEST_F(StrangersTest, WhoIsBannedFindsNothing) {
  remove(ana, group.id, ben, true);
  expect_nothing(ben);
}

TEST_F(StrangersTest, WhoDeclinedFindsNothing) {
  const RequestContext tom = person("tom");
  invite(ana, group.id, {tom});
  leave(tom, group.id);
  expect_nothing(tom);
}

TEST_F(StrangersTest, WhoIsNobodyIsAskedWhoTheyAre) {
  const RequestContext nobody;
  for (const auto& [operation, answer] : ask_all(nobody, group.id, post.id))
    EXPECT_EQ(answer, "error.unauthenticated") << operation;
}

TEST_F(StrangersTest, AMemberDoesNotModerate) {
  const auto asked = [&](auto task) { return answer_of(std::move(task)); };
  const InputPath at;
  GroupChanges changes;
  changes.version = group.version;
  LinkInput link_input;
  link_input.group_id = group.id;
  EXPECT_EQ(asked(service.groups.update(ben, group.id, changes, at)), "error.forbidden");
  EXPECT_EQ(asked(service.groups.remove(ben, group.id)), "error.forbidden");
  EXPECT_EQ(asked(service.membership.accept(ben, group.id, id_of(eve))), "error.forbidden");
  EXPECT_EQ(asked(service.membership.decline(ben, group.id, id_of(eve))), "error.forbidden");
  EXPECT_EQ(asked(service.membership.set_role(ben, group.id, id_of(ben), Role::owner)),
            "error.forbidden");
  EXPECT_EQ(asked(service.membership.remove(ben, group.id, id_of(ana), true)), "error.forbidden");
  EXPECT_EQ(asked(service.membership.lift_ban(ben, group.id, id_of(eve))), "error.forbidden");
  EXPECT_EQ(asked(service.links.create(ben, link_input, at)), "error.forbidden");
  EXPECT_EQ(asked(service.links.list(ben, group.id)), "error.forbidden");
  EXPECT_EQ(asked(service.links.revoke(ben, group.id, ids.make<InvitationId>())),
            "error.forbidden");
  EXPECT_EQ(asked(service.pins.pin(ben, group.id, post.id)), "error.forbidden");
  EXPECT_EQ(asked(service.pins.unpin(ben, group.id, post.id)), "error.forbidden");
  EXPECT_EQ(asked(posts.posts.remove(ben, post.id)), "error.forbidden");
}

TEST_F(StrangersTest, APostIsNotPinnedInAnotherGroup) {
  const GroupView other = make(ana);
  EXPECT_EQ(answer_of(service.pins.pin(ana, other.id, post.id)), "error.not_found.post");
}

}  // namespace
}  // namespace waymark::groups
