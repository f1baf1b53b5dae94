#include "product/groups/counting.h"

#include <random>

#include "base/test_seed.h"
#include "product/groups/recount.h"
#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

class CountingTest : public World {
 protected:
  std::int64_t count(GroupId id) { return seen(ana, id).member_count; }
};

TEST_F(CountingTest, AnEventThatComesTwiceCountsOnce) {
  const GroupView group = group_of({ana, ben, eve});
  EXPECT_EQ(count(group.id), 3);
  replay();
  EXPECT_EQ(count(group.id), 3);
  leave(ben, group.id);
  EXPECT_EQ(count(group.id), 3) << "not told yet";
  join(ben, group.id);
  leave(ben, group.id);
  settle();
  EXPECT_EQ(count(group.id), 2);
  replay();
  EXPECT_EQ(count(group.id), 2);
}

/// Any walk of joining, leaving, asking, inviting, removing, banning and changing roles, with the consumer coming when it
/// likes, leaves the counts equal to what there is, the owners counted, and the room with the members in it and nobody
/// else; so does a replay of everything, and a recount finds nothing to mend.
TEST_F(CountingTest, AnyHistoryAndAnyReplayLeaveTheSameCounts) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 dice(seed);
  std::vector<RequestContext> people{ana};
  for (int i = 0; i < 6; ++i) people.push_back(person("walker" + std::to_string(i)));
  const std::vector<GroupId> groups{make(ana).id, make(ana, Visibility::private_).id,
                                    make(ana, Visibility::public_, Admission::request).id};
  const std::vector<NewLink> ways_in{link(ana, groups[0], 1000), link(ana, groups[1], 1000),
                                     link(ana, groups[2], 1000)};
  const auto step = [&] {
    const RequestContext& one = people[dice() % people.size()];
    const RequestContext& other = people[dice() % people.size()];
    const std::size_t which = dice() % groups.size();
    const GroupId group = groups[which];
    clock.advance(std::chrono::seconds(3));
    try {
      switch (dice() % 13) {
        case 0:
        case 1:
        case 2:
          join(one, group);
          break;
        case 3:
        case 4:
          leave(one, group);
          break;
        case 5:
          run(service.links.accept(one, ways_in[which].token));
          break;
        case 6:
          invite(one, group, {other});
          break;
        case 7:
          run(service.membership.accept(one, group, id_of(other)));
          break;
        case 8:
          remove(one, group, other, dice() % 2 == 0);
          break;
        case 9:
          run(service.membership.lift_ban(one, group, id_of(other)));
          break;
        case 10:
          set_role(one, group, other, static_cast<Role>(dice() % 3));
          break;
        case 11:
          replay();
          break;
        default:
          settle();
      }
    } catch (const Error&) {
      // Refused: nothing changed.
    }
  };
  for (int i = 0; i < 500; ++i) step();

  const auto expect_true_counts = [&](const char* when) {
    SCOPED_TRACE(when);
    const GroupRepository repository(store);
    for (const GroupId id : groups) {
      const Group group = run(repository.find(id)).value();
      std::int64_t members = 0, owners = 0;
      for (const RequestContext& who : people) {
        const auto place = run(repository.place(id_of(who), id));
        members += place->member ? 1 : 0;
        owners += place->owns() ? 1 : 0;
        EXPECT_EQ(is_in_room(who, group.room_id), place->member.has_value());
      }
      EXPECT_GE(owners, 1);
      EXPECT_EQ(group.owner_count, owners);
      EXPECT_EQ(run(chat.group_rooms.find(group.room_id))->member_count, members);
      const Recount recounted = run(recount(store, id));
      EXPECT_EQ(recounted.before, members);
      EXPECT_EQ(recounted.after, members);
    }
    for (const RequestContext& who : people)
      EXPECT_EQ(run(repository.tally(id_of(who))).groups,
                static_cast<std::int64_t>(run(repository.all_of(id_of(who))).size()));
  };
  settle();
  expect_true_counts("at the end");
  replay();
  expect_true_counts("after a replay");
  expect_events_hold_to_their_schemas();
}

TEST_F(CountingTest, ARecountMendsWhatWasDamaged) {
  const GroupView group = group_of({ana, ben, eve});
  leave(ben, group.id);  // not counted yet
  store::Changes damage;
  damage.set("members", store::Value(std::int64_t{77}));
  store::Transaction transaction;
  transaction.update(store::Key("GROUP#" + group.id.to_string(), "COUNTS"), std::move(damage));
  run(store.transact(std::move(transaction)));
  const Recount mended = run(recount(store, group.id));
  EXPECT_EQ(mended.before, 77);
  EXPECT_EQ(mended.after, 3) << "who left is in the count until the event comes";
  settle();
  EXPECT_EQ(count(group.id), 2);
  EXPECT_EQ(answer_of(recount(store, ids.make<GroupId>())), "error.not_found.group");
}

}  // namespace
}  // namespace waymark::groups
