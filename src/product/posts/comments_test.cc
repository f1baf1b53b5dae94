#include "product/posts/comments.h"

#include "product/posts/keys.h"
#include "product/posts/world_test.h"

namespace waymark::posts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using CommentsTest = World;

TEST_F(CommentsTest, AnswersFormThreads) {
  const PostView post = write(ana, "hello");
  const CommentView first = comment(ben, post, "first");
  clock.advance(std::chrono::seconds(1));
  comment(eve, post, "second");
  const CommentView answer = comment(ana, post, "answer to @ben", first.id);
  EXPECT_EQ(answer.depth, 2);
  EXPECT_EQ(answer.parent_id, first.id);
  EXPECT_THAT(answer.mentions, testing::SizeIs(1));
  EXPECT_THAT(comments(eve, post.id), ElementsAre("first", "second"));
  EXPECT_THAT(comments(eve, post.id, first.id), ElementsAre("answer to @ben"));
  EXPECT_EQ(seen(eve, post.id)->comment_count, 3);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(CommentsTest, ThreadsGoOnlySoDeep) {
  const PostView post = write(ana, "hello");
  CommentView last = comment(ben, post, "1");
  for (int depth = 2; depth <= 8; ++depth)
    last = comment(ana, post, std::to_string(depth), last.id);
  EXPECT_EQ(last.depth, 8);
  const CommentView beside = comment(ben, post, "9", last.id);
  EXPECT_EQ(beside.depth, 8);
  EXPECT_EQ(beside.parent_id, last.parent_id);
}

TEST_F(CommentsTest, OneWithAnswersKeepsItsPlace) {
  const PostView post = write(ana, "hello");
  const CommentView first = comment(ben, post, "first");
  const CommentView answer = comment(eve, post, "answer", first.id);
  run(service.comments.remove(ben, first.id));
  EXPECT_THAT(comments(ana, post.id), ElementsAre("(deleted)"));
  EXPECT_EQ(seen(ana, post.id)->comment_count, 1);
  EXPECT_EQ(refusal_of(service.comments.remove(ben, first.id)), ErrorCode::not_found);
  CommentInput late;
  late.post_id = post.id;
  late.parent_id = first.id;
  late.text = "late";
  EXPECT_EQ(refusal_of(service.comments.add(eve, late, InputPath())), ErrorCode::not_found);
  run(service.comments.remove(ana, answer.id));  // the author of the post
  EXPECT_EQ(seen(ana, post.id)->comment_count, 0);
  EXPECT_THAT(comments(ana, post.id, first.id), IsEmpty());
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(CommentsTest, PagesGoOnWhereTheLastEnded) {
  const PostView post = write(ana, "hello");
  for (int i = 0; i < 5; ++i) {
    comment(ben, post, std::to_string(i));
    clock.advance(std::chrono::seconds(1));
  }
  std::vector<std::string> texts;
  std::optional<std::string> after;
  do {
    const auto page = run(service.reading.comments(id_of(eve), post.id, {},
                                                   store::PageRequest(2, after, InputPath())));
    for (const auto& entry : page.entries) texts.push_back(entry.comment.text);
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after);
  EXPECT_THAT(texts, ElementsAre("0", "1", "2", "3", "4"));
}

TEST_F(CommentsTest, AreEditedAndWhatTheySaidIsKept) {
  const PostView post = write(ana, "hello");
  const CommentView said = comment(ben, post, "first");
  EXPECT_EQ(said.version, 1);
  const auto edit = [&](const RequestContext& who, std::string text, std::int64_t version) {
    clock.advance(std::chrono::minutes(1));
    CommentUpdate update;
    update.text = std::move(text);
    update.version = version;
    return service.comments.edit(who, said.id, std::move(update), InputPath("input"));
  };
  EXPECT_EQ(refusal_of(edit(eve, "mine", 1)), ErrorCode::forbidden);
  const CommentView second = run(edit(ben, "second for @eve", 1));
  EXPECT_EQ(second.text, "second for @eve");
  EXPECT_EQ(second.mentions.size(), 1u);
  EXPECT_TRUE(second.edited_at.has_value());
  EXPECT_EQ(refusal_of(edit(ben, "from another tab", 1)), ErrorCode::conflict);
  EXPECT_EQ(refusal_of(edit(ben, "", 2)), ErrorCode::invalid_input);
  run(edit(ben, "third for @eve", 2));
  EXPECT_THAT(comments(eve, post.id), ElementsAre("third for @eve"));
  const auto before = run(service.reading.comment_history(id_of(eve), said.id));
  ASSERT_EQ(before.size(), 2u);
  EXPECT_EQ(before[0].text, "first");
  EXPECT_EQ(before[1].text, "second for @eve");
  for (std::int64_t version = 3; version < 40; ++version) run(edit(ben, "again", version));
  EXPECT_EQ(run(service.reading.comment_history(id_of(eve), said.id)).size(), 20u);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
  run(service.comments.remove(ben, said.id));
  EXPECT_EQ(refusal_of(service.reading.comment_history(id_of(ben), said.id)), ErrorCode::not_found);
  store::Query rest(store::Index::table, keys::comment(said.id).pk);
  EXPECT_TRUE(run(store.query(std::move(rest))).items.empty()) << "nothing of it is left";
}

TEST_F(CommentsTest, WithAnswersKeepNothingOfWhatTheySaidWhenDeleted) {
  const PostView post = write(ana, "hello");
  const CommentView said = comment(ben, post, "first");
  comment(eve, post, "an answer", said.id);
  CommentUpdate update;
  update.text = "second";
  update.version = 1;
  const CommentView edited = run(service.comments.edit(ben, said.id, update, InputPath()));
  EXPECT_EQ(edited.reply_count, 1);
  run(service.comments.remove(ben, said.id));
  store::Query rest(store::Index::table, keys::comment(said.id).pk);
  EXPECT_EQ(run(store.query(std::move(rest))).items.size(), 1u);
}

TEST_F(CommentsTest, WhatTheySaidGoesWithTheirPost) {
  const PostView post = write(ana, "hello");
  std::vector<CommentId> all;
  for (int i = 0; i < 12; ++i) {
    all.push_back(comment(ben, post, "first").id);
    for (std::int64_t version = 1; version <= 10; ++version) {
      CommentUpdate update;
      update.text = "again";
      update.version = version;
      run(service.comments.edit(ben, all.back(), update, InputPath()));
    }
  }
  run(service.posts.remove(ana, post.id));
  settle();
  for (const CommentId id : all) {
    store::Query rest(store::Index::table, keys::comment(id).pk);
    EXPECT_TRUE(run(store.query(std::move(rest))).items.empty());
  }
}

TEST_F(CommentsTest, AParentMustBeOfThePost) {
  const PostView one = write(ana, "one");
  const PostView other = write(ana, "other");
  const CommentView said = comment(ben, one, "hi");
  CommentInput input;
  input.post_id = other.id;
  input.parent_id = said.id;
  input.text = "lost";
  EXPECT_EQ(refusal_of(service.comments.add(eve, input, InputPath())), ErrorCode::not_found);
  EXPECT_EQ(
      refusal_of(service.reading.comments(id_of(eve), other.id, said.id, store::PageRequest())),
      ErrorCode::not_found);
}

TEST_F(CommentsTest, NobodyAnswersWhoHasBlockedThem) {
  const PostView post = write(ana, "hello");
  const CommentView said = comment(ben, post, "hi");
  block(ben, eve);
  CommentInput input;
  input.post_id = post.id;
  input.parent_id = said.id;
  input.text = "hey";
  EXPECT_EQ(refusal_of(service.comments.add(eve, input, InputPath())), ErrorCode::not_found);
}

}  // namespace
}  // namespace waymark::posts
