#include "product/groups/pins.h"

#include <set>

#include "product/groups/events.h"
#include "product/groups/pin_news.h"
#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using PinsTest = World;

TEST_F(PinsTest, TheNewestPinComesFirst) {
  const GroupView group = group_of({ana, ben});
  const PostId first = write(ben, group.id, "one").id;
  const PostId second = write(ana, group.id, "two").id;
  run(service.pins.pin(ana, group.id, first));
  run(service.pins.pin(ana, group.id, second));
  run(service.pins.pin(ana, group.id, first));
  EXPECT_THAT(seen(ben, group.id).pinned_post_ids, ElementsAre(second, first));
  EXPECT_THAT(seen(eve, group.id).pinned_post_ids, SizeIs(2)) << "everybody reads it";
  run(service.pins.unpin(ana, group.id, second));
  run(service.pins.unpin(ana, group.id, second));
  EXPECT_THAT(seen(ben, group.id).pinned_post_ids, ElementsAre(first));
  const GroupView closed = make(ana, Visibility::private_);
  run(service.pins.pin(ana, closed.id, write(ana, closed.id, "inside").id));
  invite(ana, closed.id, {eve});
  EXPECT_THAT(seen(eve, closed.id).pinned_post_ids, IsEmpty()) << "the invited see the card alone";
}

TEST_F(PinsTest, WhatIsDeletedMakesRoom) {
  const GroupView group = make(ana);
  std::vector<PostId> written;
  for (int i = 0; i < 6; ++i) {
    written.push_back(write(ana, group.id, std::to_string(i)).id);
    if (i < 5) run(service.pins.pin(ana, group.id, written.back()));
  }
  EXPECT_EQ(answer_of(service.pins.pin(ana, group.id, written[5])), "error.group.pins");
  run(posts.posts.remove(ana, written[2]));
  EXPECT_EQ(answer_of(service.pins.pin(ana, group.id, written[5])), "ok");
  EXPECT_THAT(seen(ana, group.id).pinned_post_ids,
              ElementsAre(written[5], written[4], written[3], written[1], written[0]));
}

TEST_F(PinsTest, MembersAreToldSomeAtATime) {
  std::vector<RequestContext> people;
  const GroupView group = make(ana);
  for (int i = 0; i < 45; ++i) {
    people.push_back(person("member" + std::to_string(i)));
    join(people.back(), group.id);
  }
  PinNews news(service.reading);
  runner.add(news);
  const posts::PostView post = write(ana, group.id, "read this");
  run(service.pins.pin(ana, group.id, post.id));
  settle();
  std::set<UserId> told;
  for (const events::Event& event : recorded()) {
    if (event.type != PinTold::kType) continue;
    const auto fact = json::decode<PinTold>(event.payload);
    EXPECT_EQ(fact.post_id, post.id);
    EXPECT_LE(fact.told.size(), PinNews::kToldAtOnce);
    told.insert(fact.told.begin(), fact.told.end());
  }
  EXPECT_EQ(told.size(), 46u);
  run(service.pins.unpin(ana, group.id, post.id));
  expect_events_hold_to_their_schemas();
}

}  // namespace
}  // namespace waymark::groups
