#include "product/groups/links.h"

#include "product/groups/world_test.h"

namespace waymark::groups {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

using LinksTest = World;

TEST_F(LinksTest, ALinkLetsInUntilItIsUsedUp) {
  const GroupView group = make(ana, Visibility::private_);
  const NewLink way_in = link(ana, group.id, 2);
  EXPECT_EQ(way_in.path, "/groups/join#" + way_in.token);
  const auto card = run(service.links.preview(ben, way_in.token));
  ASSERT_TRUE(card);
  EXPECT_EQ(card->name, "Walkers");
  EXPECT_EQ(card->standing, Standing::none);
  EXPECT_EQ(run(service.links.accept(ben, way_in.token)).standing, Standing::member);
  EXPECT_EQ(run(service.links.accept(ben, way_in.token)).standing, Standing::member)
      << "again, which uses nothing";
  EXPECT_THAT(run(service.links.list(ana, group.id)), SizeIs(1));
  EXPECT_EQ(run(service.links.list(ana, group.id))[0].used, 1);
  run(service.links.accept(eve, way_in.token));
  const RequestContext tom = person("tom");
  EXPECT_EQ(answer_of(service.links.accept(tom, way_in.token)), "error.not_found.group_invitation");
  EXPECT_FALSE(run(service.links.preview(tom, way_in.token)));
  EXPECT_THAT(run(service.links.list(ana, group.id)), IsEmpty());
  settle();
  EXPECT_EQ(seen(ana, group.id).member_count, 3);
  expect_events_hold_to_their_schemas();
}

TEST_F(LinksTest, ALinkExpiresAndIsRevoked) {
  const GroupView group = make(ana, Visibility::private_);
  const NewLink short_lived = link(ana, group.id);
  const NewLink revoked = link(ana, group.id);
  run(service.links.revoke(ana, group.id, revoked.invitation.id));
  run(service.links.revoke(ana, group.id, revoked.invitation.id));
  EXPECT_EQ(answer_of(service.links.accept(ben, revoked.token)),
            "error.not_found.group_invitation");
  clock.advance(std::chrono::days(7) - std::chrono::minutes(1));
  EXPECT_TRUE(run(service.links.preview(ben, short_lived.token)));
  clock.advance(std::chrono::minutes(2));
  EXPECT_EQ(answer_of(service.links.accept(ben, short_lived.token)),
            "error.not_found.group_invitation");
  for (const char* none : {"", "nothing"})
    EXPECT_EQ(answer_of(service.links.accept(ben, none)), "error.not_found.group_invitation");
}

TEST_F(LinksTest, OnlyItsHashIsKept) {
  const NewLink way_in = link(ana, make(ana).id);
  store::Scan everything;
  const store::Page page = run(store.scan(std::move(everything)));
  ASSERT_FALSE(page.items.empty());
  for (const store::Item& item : page.items)
    EXPECT_EQ(item.encoded().find(way_in.token), std::string::npos) << item.key().sk;
}

TEST_F(LinksTest, IsNoBetterThanWhoMadeIt) {
  const GroupView group = group_of({ana, ben});
  EXPECT_EQ(answer_of(service.links.create(ben, {group.id, {}, {}}, InputPath())),
            "error.forbidden");
  set_role(ana, group.id, ben, Role::moderator);
  const NewLink way_in = link(ben, group.id);
  remove(ana, group.id, ben);
  EXPECT_EQ(answer_of(service.links.accept(eve, way_in.token)), "error.not_found.group_invitation");
}

TEST_F(LinksTest, ThereAreBounds) {
  const GroupView group = make(ana);
  LinkInput input;
  input.group_id = group.id;
  input.expires_at = clock.now();
  EXPECT_EQ(answer_of(service.links.create(ana, input, InputPath())), "error.date.range");
  input.expires_at = clock.now() + std::chrono::days(31);
  EXPECT_EQ(answer_of(service.links.create(ana, input, InputPath())), "error.date.range");
  input.expires_at.reset();
  input.use_limit = 0;
  EXPECT_NE(answer_of(service.links.create(ana, input, InputPath())), "ok");
  for (int i = 0; i < 20; ++i) link(ana, group.id, 1);
  EXPECT_EQ(answer_of(service.links.create(ana, {group.id, {}, {}}, InputPath())),
            "error.group.invitations");
}

}  // namespace
}  // namespace waymark::groups
