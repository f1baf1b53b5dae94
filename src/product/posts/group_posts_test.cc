// Posts that are written to a group: who reads, answers and deletes them is the group's to say.
#include "product/posts/events.h"
#include "product/posts/world_test.h"

namespace waymark::posts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GroupPostsTest : public World {
 protected:
  std::vector<std::string> read(const RequestContext& who, GroupId group) {
    std::vector<std::string> texts;
    for (const auto& entry :
         run(service.reading.by_group(id_of(who), group, store::PageRequest())).entries)
      texts.push_back(entry.post.text);
    return texts;
  }
  ErrorCode refusal_to_write(const RequestContext& who, PostInput input) {
    return refusal_of(service.posts.create(who, std::move(input), InputPath("input")));
  }
};

TEST_F(GroupPostsTest, AreForWhoIsInThere) {
  const GroupId group = group_of({ana, ben});
  const PostView post = write_to(group, ana, "among us #trail");
  EXPECT_EQ(post.visibility, Visibility::group);
  EXPECT_EQ(post.group_id, group);
  EXPECT_TRUE(post.answerable);
  EXPECT_FALSE(post.boostable);
  clock.advance(std::chrono::seconds(1));
  write_to(group, ben, "and then");
  EXPECT_THAT(read(ben, group), ElementsAre("and then", "among us #trail"));
  EXPECT_TRUE(seen(ben, post.id));
  follow(eve, ana);
  EXPECT_FALSE(seen(eve, post.id));
  EXPECT_THAT(read(eve, group), IsEmpty());
  EXPECT_THAT(written_by(ana, eve), IsEmpty());
  EXPECT_THAT(tagged(ben, "trail"), IsEmpty()) << "no list of a tag has it";
  EXPECT_EQ(refusal_of(service.comments.add(eve, {post.id, std::nullopt, "hello"}, InputPath())),
            ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.like(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(GroupPostsTest, OfAnOpenGroupAreReadByAllAndAnsweredByMembers) {
  const GroupId group = group_of({ana, ben}, true);
  const PostView post = write_to(group, ana, "to all");
  ASSERT_TRUE(seen(eve, post.id));
  EXPECT_FALSE(seen(eve, post.id)->answerable);
  EXPECT_THAT(read(eve, group), ElementsAre("to all"));
  EXPECT_EQ(refusal_of(service.comments.add(eve, {post.id, std::nullopt, "hello"}, InputPath())),
            ErrorCode::forbidden);
  EXPECT_EQ(refusal_of(service.reactions.like(eve, post.id)), ErrorCode::forbidden);
  comment(ben, post, "here");
  EXPECT_THAT(comments(eve, post.id), ElementsAre("here"));
  block(ana, eve);
  EXPECT_FALSE(seen(eve, post.id)) << "a block holds in groups";
}

TEST_F(GroupPostsTest, WhoLeavesReadsNoMoreNotEvenTheirOwn) {
  const GroupId group = group_of({ana, ben});
  const PostView post = write_to(group, ana, "mine");
  groups.members[group].erase(id_of(ana));
  EXPECT_FALSE(seen(ana, post.id));
  EXPECT_THAT(written_by(ana, ana), IsEmpty());
  EXPECT_TRUE(seen(ben, post.id));
  run(service.posts.remove(ana, post.id));
  EXPECT_FALSE(seen(ben, post.id)) << "but may take it back";
}

TEST_F(GroupPostsTest, ModeratorsDeleteWhatOthersWrote) {
  const GroupId group = group_of({ana, ben, eve});
  const PostView post = write_to(group, ana, "too much");
  const CommentView said = comment(ana, post, "far too much");
  EXPECT_EQ(refusal_of(service.posts.remove(ben, post.id)), ErrorCode::forbidden);
  EXPECT_EQ(refusal_of(service.comments.remove(ben, said.id)), ErrorCode::forbidden);
  groups.moderators.insert(id_of(eve));
  run(service.comments.remove(eve, said.id));
  EXPECT_THAT(comments(ana, post.id), IsEmpty());
  run(service.posts.remove(eve, post.id));
  EXPECT_FALSE(seen(ana, post.id));
  const auto events = run(events::recorded_events(store));
  const auto deleted = std::ranges::find(events, "PostDeleted", &events::Event::type);
  ASSERT_NE(deleted, events.end());
  EXPECT_EQ(deleted->user, id_of(ana)) << "it is the author's post that is gone";
  EXPECT_EQ(json::decode<PostDeleted>(deleted->payload).by_id, id_of(eve));
  EXPECT_EQ(events::schema_violations(events), "");
  const PostView elsewhere = write(ana, "to all");
  EXPECT_EQ(refusal_of(service.posts.remove(eve, elsewhere.id)), ErrorCode::forbidden);
}

TEST_F(GroupPostsTest, AreWrittenByMembersAlone) {
  const GroupId open = group_of({ana}, true);
  const GroupId closed = group_of({ana});
  PostInput input;
  input.text = "let me in";
  input.group_id = open;
  EXPECT_EQ(refusal_to_write(eve, input), ErrorCode::forbidden);
  input.group_id = closed;
  EXPECT_EQ(refusal_to_write(eve, input), ErrorCode::not_found);
  input.group_id = ids.make<GroupId>();
  EXPECT_EQ(refusal_to_write(ana, input), ErrorCode::not_found);
  input.group_id = closed;
  input.visibility = Visibility::public_;
  EXPECT_EQ(refusal_to_write(ana, input), ErrorCode::invalid_input);
  input.group_id.reset();
  input.visibility = Visibility::group;
  EXPECT_EQ(refusal_to_write(ana, input), ErrorCode::invalid_input);
}

TEST_F(GroupPostsTest, GoWithTheirGroup) {
  const GroupId group = group_of({ana, ben});
  std::vector<PostId> all;
  for (int i = 0; i < 30; ++i)
    all.push_back(write_to(group, i % 2 ? ana : ben, std::to_string(i)).id);
  const PostView other = write_to(group_of({ana}), ana, "elsewhere");
  bool any = true;
  int rounds = 0;
  while (any && ++rounds < 10) {
    store::Transaction transaction;
    std::vector<events::NewEvent> told;
    any = run(service.posts.bury_some(group, transaction, told));
    ASSERT_LE(transaction.size() + told.size(), 100u);
    if (any) run(outbox.commit(std::move(transaction), std::move(told), ana));
  }
  EXPECT_EQ(rounds, 4);
  for (const PostId id : all) EXPECT_FALSE(seen(ana, id));
  EXPECT_TRUE(seen(ana, other.id));
}

}  // namespace
}  // namespace waymark::posts
