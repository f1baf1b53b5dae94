#include "product/chat/rooms.h"

#include "product/chat/world_test.h"

namespace waymark::chat {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class RoomsTest : public World {
 protected:
  std::vector<UserId> members(const RequestContext& by, RoomId id) {
    std::vector<UserId> found;
    for (const MemberView& member : run(chat.rooms.members(seen(by, id).seat)))
      found.push_back(member.user_id);
    return found;
  }
  void invite(const RequestContext& by, RoomId room, std::vector<UserId> users) {
    run(chat.rooms.invite(by, room, std::move(users), InputPath()));
  }
};

TEST_F(RoomsTest, TwoPeopleHaveOneRoom) {
  const RoomId one = direct(ana, ben);
  EXPECT_EQ(direct(ana, ben), one);
  EXPECT_EQ(direct(ben, ana), one);
  EXPECT_NE(direct(ana, eva), one);
  EXPECT_THAT(members(ben, one), UnorderedElementsAre(id(ana), id(ben)));
  EXPECT_EQ(key_of(chat.rooms.open_direct(ana, id(ana), InputPath())), "error.chat.self");
}

TEST_F(RoomsTest, TwoWhoOpenAtOnceGetTheSameRoom) {
  std::vector<Task<RoomView>> both;
  both.push_back(chat.rooms.open_direct(ana, id(ben), InputPath()));
  both.push_back(chat.rooms.open_direct(ben, id(ana), InputPath()));
  const auto rooms = all(std::move(both));
  EXPECT_EQ(rooms[0].id, rooms[1].id);
  EXPECT_THAT(members(ana, rooms[0].id), UnorderedElementsAre(id(ana), id(ben)));
}

TEST_F(RoomsTest, ARoomSomebodyOpenedIsShownToTheOtherWithItsFirstMessage) {
  const RoomId room = direct(ana, ben);
  EXPECT_THAT(list(ana), ElementsAre(room));
  EXPECT_THAT(list(ben), IsEmpty());
  send(ana, room, "hello");
  EXPECT_THAT(list(ben), ElementsAre(room));
  EXPECT_EQ(seen(ben, room).unread_count, 1);
  EXPECT_EQ(seen(ana, room).unread_count, 0);
}

TEST_F(RoomsTest, TheRoomWithTheNewestMessageComesFirstPageByPage) {
  std::vector<RoomId> rooms;
  for (int i = 0; i < 7; ++i) {
    rooms.push_back(shared(ana, {ben}));
    clock.advance(std::chrono::seconds(1));
  }
  send(ben, rooms[2], "here");
  std::vector<RoomId> expected{rooms[2], rooms[6], rooms[5], rooms[4],
                               rooms[3], rooms[1], rooms[0]};
  std::vector<RoomId> found;
  std::optional<std::string> after;
  bool more = true;
  while (more) {
    const RoomPage page = run(chat.rooms.list(ana, RoomStanding::joined,
                                              store::PageRequest(3, after, InputPath("page"))));
    EXPECT_EQ(page.has_previous, after.has_value());
    for (const auto& entry : page.entries) found.push_back(entry.room.id);
    after = page.entries.back().cursor;
    more = page.has_next;
  }
  EXPECT_EQ(found, expected);
}

TEST_F(RoomsTest, AStrangersRoomIsARequest) {
  const RequestContext tom = stranger();
  const RoomId room = direct(tom, ana);
  EXPECT_TRUE(seen(tom, room).pending);
  EXPECT_THAT(list(ana, RoomStanding::requested), IsEmpty());  // nothing was said yet
  for (int i = 0; i < kRequestMessages; ++i) send(tom, room, "please");
  EXPECT_EQ(key_of(sending(tom, room, "answer me")), "error.chat.request_waits");
  EXPECT_FALSE(seen(tom, room).writable);
  EXPECT_THAT(list(ana), IsEmpty());
  EXPECT_THAT(list(ana, RoomStanding::requested), ElementsAre(room));
  EXPECT_EQ(texts(ana, room).size(), 3u);
  EXPECT_EQ(key_of(sending(ana, room, "who are you")), "error.chat.not_accepted");

  // Reading it is not told.
  run(chat.messages.mark_read(ana, room, 2));
  EXPECT_EQ(seen(ana, room).unread_count, 1);
  for (const MemberView& member : run(chat.rooms.members(seen(tom, room).seat)))
    if (member.user_id == id(ana)) {
      EXPECT_EQ(member.read_through, 0);
      EXPECT_EQ(member.standing, RoomStanding::requested);
    }
  EXPECT_THAT(hub.frames(kReceiptFrame, "room:" + room.to_string()), IsEmpty());

  run(chat.rooms.accept(ana, room));
  EXPECT_THAT(list(ana), ElementsAre(room));
  EXPECT_THAT(list(ana, RoomStanding::requested), IsEmpty());
  EXPECT_FALSE(seen(tom, room).pending);
  send(ana, room, "now I know");
  send(tom, room, "thank you");
  run(chat.messages.mark_read(ana, room, 5));
  EXPECT_EQ(hub.frames(kReceiptFrame, "room:" + room.to_string()).size(), 1u);
}

TEST_F(RoomsTest, ADeclinedRequestLooksTheSameToWhoMadeIt) {
  const RequestContext tom = stranger();
  const RoomId room = direct(tom, ana);
  send(tom, room, "please");
  settle();
  hub.published.clear();
  run(chat.rooms.decline(ana, room));
  settle();
  EXPECT_THAT(hub.frames(kRoomFrame, "user:" + id(tom).to_string()), IsEmpty());
  EXPECT_THAT(list(ana, RoomStanding::requested), IsEmpty());
  EXPECT_EQ(key_of(chat.rooms.require(ana, room)), "error.not_found.room");
  const RoomView mine = seen(tom, room);
  EXPECT_TRUE(mine.pending && mine.writable);
  for (const MemberView& member : run(chat.rooms.members(mine.seat)))
    if (member.user_id == id(ana)) {
      EXPECT_EQ(member.standing, RoomStanding::requested);
    }
  send(tom, room, "still there?");
  EXPECT_THAT(list(ana, RoomStanding::requested), IsEmpty());
  // Thought better of it.
  EXPECT_EQ(direct(ana, tom), room);
  EXPECT_FALSE(seen(tom, room).pending);
  EXPECT_EQ(texts(ana, room).size(), 2u);
}

TEST_F(RoomsTest, WhereABlockStandsNothingIsDeliveredAndNobodyLearnsWhy) {
  const RoomId room = direct(ana, ben);
  const Message said = send(ana, room, "before");
  const auto refusals = [&](const RequestContext& who, const RequestContext& other) {
    std::vector<std::string> keys;
    keys.push_back(key_of(sending(who, room, "after")));
    keys.push_back(key_of(chat.messages.react(who, room, said.id, "👍", true, InputPath())));
    keys.push_back(key_of(chat.messages.typing(who, room)));
    const RequestContext nobody = stranger();
    bonds.gone.insert(id(nobody));
    keys.push_back(key_of(chat.rooms.open_direct(who, id(nobody), InputPath())));
    RoomInput input;
    input.name = "Us";
    input.member_ids = {id(other)};
    keys.push_back(key_of(chat.rooms.create(who, std::move(input), InputPath())));
    return keys;
  };
  bonds.blocks.insert({id(ana), id(ben)});
  EXPECT_THAT(refusals(ana, ben), Each("error.chat.cannot_deliver"));
  EXPECT_THAT(refusals(ben, ana), Each("error.chat.cannot_deliver"));
  EXPECT_FALSE(seen(ana, room).writable);
  EXPECT_FALSE(seen(ben, room).writable);
  EXPECT_EQ(texts(ben, room), std::vector<std::string>{"before"});
  hub.published.clear();
  run(chat.messages.mark_read(ben, room, 1));
  EXPECT_THAT(hub.frames(kReceiptFrame, "room:" + room.to_string()), IsEmpty());
  EXPECT_TRUE(run(chat.messages.reader(ben, room)).apart);
}

TEST_F(RoomsTest, MutedIsWhomOneMutesAndWhatOneMutes) {
  const RoomId room = direct(ana, ben);
  EXPECT_FALSE(seen(ana, room).muted);
  bonds.mutes.insert({id(ana), id(ben)});
  EXPECT_TRUE(seen(ana, room).muted);
  EXPECT_FALSE(seen(ben, room).muted);
  EXPECT_TRUE(run(chat.rooms.mute(ben, room, true)).muted);
  EXPECT_FALSE(run(chat.rooms.mute(ben, room, false)).muted);
}

TEST_F(RoomsTest, FriendsAreInARoomAtOnceAndStrangersAreInvited) {
  const RequestContext tom = stranger();
  const RoomId room = shared(ana, {ben, tom});
  send(ana, room, "welcome");
  EXPECT_THAT(list(ben), ElementsAre(room));
  EXPECT_THAT(list(tom), IsEmpty());
  EXPECT_THAT(list(tom, RoomStanding::requested), ElementsAre(room));
  EXPECT_EQ(seen(ana, room).member_count, 3);
  const RoomView invited = seen(tom, room);
  EXPECT_EQ(invited.last_number, 0);  // what is said there is not theirs yet
  EXPECT_EQ(key_of(chat.messages.history(tom, room, {}, InputPath())), "error.chat.not_accepted");
  EXPECT_EQ(key_of(chat.messages.reader(tom, room)), "error.chat.not_accepted");
  run(chat.rooms.accept(tom, room));
  EXPECT_THAT(texts(tom, room), IsEmpty());
  EXPECT_EQ(seen(tom, room).unread_count, 0);
  send(ben, room, "hello Tom");
  EXPECT_THAT(texts(tom, room), ElementsAre("hello Tom"));
}

TEST_F(RoomsTest, WhoLeavesComesBackByTheirOwnWillAlone) {
  const RoomId room = shared(ana, {ben, eva});
  send(ana, room, "one");
  run(chat.rooms.leave(ben, room));
  EXPECT_EQ(key_of(chat.rooms.require(ben, room)), "error.not_found.room");
  EXPECT_EQ(seen(ana, room).member_count, 2);
  EXPECT_EQ(hub.frames(kLeftFrame, "room:" + room.to_string()).size(), 1u);
  invite(ana, room, {id(ben)});
  EXPECT_THAT(list(ben), IsEmpty());
  EXPECT_THAT(list(ben, RoomStanding::requested), ElementsAre(room));
  invite(ana, room, {id(ben), id(eva)});  // again: changes nothing
  EXPECT_EQ(seen(ana, room).member_count, 3);
  run(chat.rooms.decline(ben, room));
  EXPECT_EQ(seen(ana, room).member_count, 2);
  invite(ana, room, {id(ben)});
  run(chat.rooms.accept(ben, room));
  EXPECT_THAT(texts(ben, room), IsEmpty());
}

TEST_F(RoomsTest, TheOwnerMayRemoveAndIsFollowedByWhoJoinedFirst) {
  const RoomId room = shared(ana, {ben});
  clock.advance(std::chrono::seconds(1));
  invite(ben, room, {id(eva)});
  EXPECT_EQ(key_of(chat.rooms.remove(ben, room, id(eva))), "error.room.not_owner");
  run(chat.rooms.leave(ana, room));
  run(chat.rooms.remove(ben, room, id(eva)));
  EXPECT_THAT(members(ben, room), ElementsAre(id(ben)));
  EXPECT_EQ(key_of(chat.rooms.require(eva, room)), "error.not_found.room");
  run(chat.rooms.leave(ben, room));
  EXPECT_THAT(list(ben), IsEmpty());
}

TEST_F(RoomsTest, ADirectRoomHasNoNameAndItsMembersStay) {
  const RoomId room = direct(ana, ben);
  EXPECT_EQ(key_of(chat.rooms.rename(ana, room, "Us", InputPath())), "error.room.fixed");
  EXPECT_EQ(key_of(chat.rooms.leave(ana, room)), "error.room.fixed");
  EXPECT_EQ(key_of(chat.rooms.invite(ana, room, {id(eva)}, InputPath())), "error.room.fixed");
}

TEST_F(RoomsTest, RoomsHaveLimits) {
  const RoomId room = shared(ana, {ben});
  std::vector<UserId> users;
  for (int i = 0; i < 254; ++i) users.push_back(ids.make<UserId>());
  for (std::size_t from = 0; from < users.size(); from += kInviteLimit) {
    const auto begin = users.begin() + static_cast<std::ptrdiff_t>(from);
    invite(ana, room,
           std::vector<UserId>(
               begin, begin + std::min<std::ptrdiff_t>(kInviteLimit, users.end() - begin)));
  }
  EXPECT_EQ(seen(ana, room).member_count, kMemberLimit);
  EXPECT_EQ(key_of(chat.rooms.invite(ana, room, {id(eva)}, InputPath())), "error.room.full");
  std::vector<UserId> too_many(kInviteLimit + 1);
  for (UserId& user : too_many) user = ids.make<UserId>();
  EXPECT_EQ(key_of(chat.rooms.invite(ana, room, too_many, InputPath())), "error.room.invite_count");
  EXPECT_EQ(key_of(chat.rooms.rename(ana, room, " ", InputPath())), "error.required");

  for (std::int64_t i = 1; i < daily_rooms(Tier::free); ++i) direct(ana, stranger());
  EXPECT_EQ(key_of(chat.rooms.open_direct(ana, ids.make<UserId>(), InputPath())),
            "error.room.daily_limit");
  clock.advance(std::chrono::hours(24));
  direct(ana, stranger());
}

TEST_F(RoomsTest, NobodyIsBuriedInRequests) {
  for (std::int64_t i = 0; i < kRequestLimit; ++i) direct(stranger(), ana);
  EXPECT_EQ(key_of(chat.rooms.open_direct(stranger(), id(ana), InputPath())),
            "error.chat.cannot_deliver");
}

TEST_F(RoomsTest, EverybodyConcernedIsTold) {
  const RoomId room = shared(ana, {ben});
  settle();
  hub.published.clear();
  run(chat.rooms.rename(ben, room, "Runners", InputPath()));
  EXPECT_EQ(seen(ana, room).name, "Runners");
  settle();
  for (const RequestContext& person : {ana, ben})
    EXPECT_EQ(hub.frames(kRoomFrame, "user:" + id(person).to_string()).size(), 1u);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

}  // namespace
}  // namespace waymark::chat
