#include "product/groups/groups.h"

#include "platform/media/testing.h"
#include "platform/store/entity.h"
#include "product/groups/world_test.h"
#include "product/screening/testing.h"

namespace waymark::groups {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GroupsTest : public World {
 protected:
  static GroupInput named(std::string name) {
    GroupInput input;
    input.name = std::move(name);
    return input;
  }
  media::MediaId upload(const RequestContext& who) {
    return run(media::upload_square(library, Owner(who)));
  }
  bool is_kept(const RequestContext& who, media::MediaId id) {
    clock.advance(media::kUnusedLife + std::chrono::hours(1));
    return run(media::survives_sweep(library, Owner(who), id));
  }
  /// Of everything but profiles, tallies and the log of events.
  std::vector<std::string> what_lies_in(const std::string& partition) {
    std::vector<std::string> found;
    for (const store::Item& item :
         run(store.query(store::Query(store::Index::table, partition))).items)
      found.push_back(item.key().sk);
    return found;
  }
};

TEST_F(GroupsTest, WhoMakesOneOwnsItAndIsInItsRoom) {
  const GroupView made = make(ana);
  EXPECT_EQ(made.standing, Standing::member);
  EXPECT_EQ(made.role, Role::owner);
  ASSERT_TRUE(made.room_id);
  EXPECT_TRUE(is_in_room(ana, *made.room_id));
  EXPECT_EQ(run(chat.rooms.require(ana, *made.room_id)).name, "Walkers");
  settle();
  EXPECT_EQ(seen(ana, made.id).member_count, 1);
  EXPECT_THAT(mine(ana), ElementsAre(made.id));
  EXPECT_THAT(members(ana, made.id), ElementsAre(id_of(ana)));
  expect_events_hold_to_their_schemas();
}

TEST_F(GroupsTest, WhatIsWrongIsNamed) {
  GroupInput input;
  input.name = " ";
  input.description = std::string(4'001, 'a');
  input.tags = {std::string(41, 'a')};
  try {
    run(service.groups.create(ana, std::move(input), InputPath("input")));
    FAIL();
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 3u);
    EXPECT_EQ(error.problems()[0].field, "input.name");
    EXPECT_EQ(error.problems()[1].field, "input.description");
  }
}

TEST_F(GroupsTest, AnEditIsOfTheVersionItBeganWith) {
  const GroupView made = group_of({ana, ben, eve});
  set_role(ana, made.id, ben, Role::moderator);
  GroupChanges changes;
  changes.name = "Hikers";
  changes.description = "Up the hills";
  changes.tags = std::vector<std::string>{"hills"};
  changes.version = made.version;
  const auto edit = [&](const RequestContext& who) {
    return answer_of(service.groups.update(who, made.id, changes, InputPath()));
  };
  EXPECT_EQ(edit(eve), "error.forbidden");
  EXPECT_EQ(edit(ben), "ok");
  EXPECT_EQ(edit(ben), "error.conflict.changed_elsewhere");
  const GroupView edited = seen(eve, made.id);
  EXPECT_EQ(edited.name, "Hikers");
  EXPECT_EQ(edited.description, "Up the hills");
  EXPECT_EQ(run(chat.rooms.require(eve, *edited.room_id)).name, "Hikers");
  changes = GroupChanges();
  changes.visibility = Visibility::private_;
  changes.version = edited.version;
  EXPECT_EQ(edit(ben), "error.forbidden") << "who may come in is for owners to say";
  EXPECT_EQ(edit(ana), "ok");
  EXPECT_EQ(seen(ben, made.id).visibility, Visibility::private_);
  settle();
  expect_events_hold_to_their_schemas();
}

TEST_F(GroupsTest, AnAvatarIsKeptWhileItIsShown) {
  const media::MediaId first = upload(ana);
  const media::MediaId second = upload(ana);
  GroupInput input;
  input.name = "Walkers";
  input.avatar_id = first;
  const GroupView made = run(service.groups.create(ana, std::move(input), InputPath("input")));
  ASSERT_TRUE(made.avatar);
  GroupChanges changes;
  changes.avatar_id = second;
  changes.version = made.version;
  const GroupView edited = run(service.groups.update(ana, made.id, changes, InputPath()));
  EXPECT_EQ(edited.avatar->id, second);
  EXPECT_TRUE(is_kept(ana, second));
  EXPECT_FALSE(is_kept(ana, first));
  GroupInput stolen;
  stolen.name = "Mine";
  stolen.avatar_id = second;
  EXPECT_EQ(answer_of(service.groups.create(ben, std::move(stolen), InputPath())),
            "error.picture.not_yours");
  run(service.groups.remove(ana, made.id));
  EXPECT_FALSE(is_kept(ana, second));
}

TEST_F(GroupsTest, ADeletedOneIsGoneAtOnceAndLeavesNothing) {
  const GroupView made = group_of({ana, ben});
  const auto more = [&](int i) { return person("walker" + std::to_string(i)); };
  for (int i = 0; i < 60; ++i) join(more(i), made.id);
  for (int i = 0; i < 30; ++i) write(ana, made.id, std::to_string(i));
  for (int i = 0; i < 30; ++i) say(ben, *made.room_id, std::to_string(i));
  const posts::PostView post = write(ben, made.id, "last words");
  invite(ana, made.id, {eve});
  const NewLink way_in = link(ana, made.id);
  settle();
  EXPECT_EQ(seen(ana, made.id).member_count, 62);
  EXPECT_EQ(answer_of(service.groups.remove(ben, made.id)), "error.forbidden");

  run(service.groups.remove(ana, made.id));
  for (const RequestContext& who : {ana, ben, eve}) {
    EXPECT_EQ(answer_of(service.reading.require(id_of(who), made.id)), "error.not_found.group");
    EXPECT_FALSE(run(posts.reading.find(id_of(who), post.id)));
    EXPECT_FALSE(is_in_room(who, *made.room_id));
    EXPECT_THAT(mine(who), IsEmpty());
  }
  EXPECT_EQ(answer_of(service.links.accept(eve, way_in.token)), "error.not_found.group_invitation");
  settle();
  EXPECT_THAT(what_lies_in("GROUP#" + made.id.to_string()), IsEmpty());
  EXPECT_THAT(what_lies_in("ROOM#" + made.room_id->to_string()), IsEmpty());
  EXPECT_FALSE(run(GroupRepository(store).invitation_by(way_in.token)));
  EXPECT_EQ(run(GroupRepository(store).tally(id_of(ben))).groups, 0);
  EXPECT_TRUE(
      run(chat.rooms.list(ben, chat::RoomStanding::joined, store::PageRequest())).entries.empty());
  store::Query listed(store::Index::gsi2, "GROUP#" + made.id.to_string());
  EXPECT_THAT(run(store.query(std::move(listed))).items, IsEmpty());
  replay();
  expect_events_hold_to_their_schemas();
}

TEST_F(GroupsTest, ThereAreLimits) {
  for (int i = 0; i < 20; ++i) make(ana);
  EXPECT_EQ(answer_of(service.groups.create(ana, named("One more"), InputPath())),
            "error.group.daily_limit");
  clock.advance(std::chrono::hours(24));
  make(ana);
  GroupTally full;
  full.groups = 200;
  store::Transaction transaction;
  transaction.put(
      store::to_item(full, store::Key("USER#" + id_of(eve).to_string(), "TALLY#GROUPS")));
  run(store.transact(std::move(transaction)));
  EXPECT_EQ(answer_of(service.groups.create(eve, named("One more"), InputPath())),
            "error.group.too_many");
  EXPECT_EQ(answer_of(service.membership.join(eve, mine(ana).front())), "error.group.too_many");
}

TEST_F(GroupsTest, TheirWordsAreScreened) {
  const screening::ThreeWords screening;
  Ports ports(store, outbox, social, goals, posts.reading, chat, library, clock, ids, random);
  ports.screening = &screening;
  const Service strict(ports);
  GroupInput input;
  input.name = "refused";
  EXPECT_EQ(answer_of(strict.groups.create(ana, input, InputPath())), "error.text.refused");
  input.name = "Fine";
  input.description = "held";
  EXPECT_EQ(answer_of(strict.groups.create(ana, input, InputPath())), "error.text.refused");
  input.description = "flagged";
  const GroupView made = run(strict.groups.create(ana, input, InputPath()));
  GroupChanges changes;
  changes.version = made.version;
  changes.name = "now refused";
  EXPECT_EQ(answer_of(strict.groups.update(ana, made.id, changes, InputPath())),
            "error.text.refused");
  changes.name = "Finer";
  EXPECT_EQ(answer_of(strict.groups.update(ana, made.id, changes, InputPath())), "ok");
  EXPECT_EQ(std::ranges::count(recorded(), "ContentScreened", &events::Event::type), 1);
  expect_events_hold_to_their_schemas();
}

}  // namespace
}  // namespace waymark::groups
