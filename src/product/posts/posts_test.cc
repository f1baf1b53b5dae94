#include "product/posts/posts.h"

#include "product/posts/world_test.h"

namespace waymark::posts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using PostsTest = World;

TEST_F(PostsTest, IsKeptAsWritten) {
  const PostView post = write(ana, "<b>Hello</b> @ben & @nobody #Trail #trail");
  EXPECT_EQ(post.text, "<b>Hello</b> @ben & @nobody #Trail #trail");
  EXPECT_THAT(post.tags, ElementsAre("trail"));
  ASSERT_EQ(post.mentions.size(), 1u);
  EXPECT_EQ(post.mentions[0].name, "ben");
  EXPECT_EQ(post.mentions[0].user_id, id_of(ben));
  EXPECT_TRUE(post.boostable);
  EXPECT_EQ(seen(ben, post.id)->text, post.text);
  EXPECT_THAT(event_types(), ElementsAre("PostCreated"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(PostsTest, WhatIsWrongIsNamed) {
  PostInput input;
  input.text = std::string(kLongestPost + 1, 'a');
  input.warning = std::string(kLongestWarning + 1, 'a');
  try {
    run(service.posts.create(ana, std::move(input), InputPath("input")));
    FAIL();
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 2u);
    EXPECT_EQ(error.problems()[0].field, "input.text");
    EXPECT_EQ(error.problems()[1].field, "input.warning");
  }
}

TEST_F(PostsTest, AMentionOfWhoBlocksIsPlainText) {
  block(ben, ana);
  EXPECT_THAT(write(ana, "@ben @eve").mentions, testing::SizeIs(1));
  EXPECT_THAT(write(eve, "@ben @ana").mentions, testing::SizeIs(2));
}

TEST_F(PostsTest, EachVisibilityLetsInWhoItNames) {
  follow(ben, ana);
  const PostView open = write(ana, "open #t");
  const PostView unlisted = write(ana, "unlisted #t", Visibility::unlisted);
  const PostView close = write(ana, "close #t", Visibility::followers);
  const PostView direct = write(ana, "direct @eve #t", Visibility::direct);
  EXPECT_THAT(written_by(ana, ana),
              ElementsAre("direct @eve #t", "close #t", "unlisted #t", "open #t"));
  EXPECT_THAT(written_by(ana, ben), ElementsAre("close #t", "unlisted #t", "open #t"));
  EXPECT_THAT(written_by(ana, eve), ElementsAre("direct @eve #t", "unlisted #t", "open #t"));
  EXPECT_FALSE(seen(ben, direct.id));
  EXPECT_FALSE(seen(eve, close.id));
  EXPECT_THAT(tagged(eve, "#T"), ElementsAre("open #t"));
  EXPECT_TRUE(open.boostable && unlisted.boostable);
  EXPECT_FALSE(close.boostable || direct.boostable);
}

TEST_F(PostsTest, AProfileNarrowsWhatIsPublic) {
  const RequestContext fay = person("fay", social::Audience::followers);
  const PostView post = write(fay, "hello #t");
  EXPECT_FALSE(seen(ana, post.id));
  EXPECT_THAT(tagged(ana, "t"), IsEmpty());
  EXPECT_FALSE(post.boostable);
  follow(ana, fay);
  run(follows.accept(fay, id_of(ana)));
  EXPECT_TRUE(seen(ana, post.id));
}

TEST_F(PostsTest, ABlockHidesEverythingBothWays) {
  follow(ben, ana);
  const PostView post = write(ana, "hello @ben #t");
  const PostView direct = write(ana, "psst @ben", Visibility::direct);
  const CommentView said = comment(ben, post, "hi");
  block(ana, ben);
  EXPECT_FALSE(seen(ben, post.id));
  EXPECT_FALSE(seen(ben, direct.id));
  EXPECT_THAT(tagged(ben, "t"), IsEmpty());
  EXPECT_THAT(written_by(ana, ben), IsEmpty());
  EXPECT_THAT(comments(ana, post.id), IsEmpty());
  EXPECT_THAT(comments(eve, post.id), ElementsAre("hi"));
  EXPECT_EQ(refusal_of(service.comments.remove(eve, said.id)), ErrorCode::forbidden);
}

TEST_F(PostsTest, EditsKeepWhatItSaid) {
  const PostView first = write(ana, "one #a @ben");
  clock.advance(std::chrono::minutes(1));
  const PostView second = edit(ana, first, "two #b @ben @eve");
  EXPECT_EQ(second.version, 2);
  EXPECT_TRUE(second.edited_at);
  EXPECT_THAT(tagged(eve, "a"), IsEmpty());
  EXPECT_THAT(tagged(eve, "b"), ElementsAre("two #b @ben @eve"));
  edit(ana, second, "three");
  const auto history = run(service.reading.history(id_of(eve), first.id));
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].text, "one #a @ben");
  EXPECT_EQ(history[1].text, "two #b @ben @eve");
  EXPECT_EQ(history[1].written_at, *second.edited_at);
  EXPECT_THAT(run(events::recorded_events(store))[1].payload,
              testing::HasSubstr("\"newMentions\":[\"" + id_of(eve).to_string() + "\"]"));
  PostChanges stale;
  stale.text = "four";
  stale.version = 1;
  EXPECT_EQ(refusal_of(service.posts.update(ana, first.id, stale, InputPath())),
            ErrorCode::conflict);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(PostsTest, OnlyTheLastFiftyRevisionsAreKept) {
  PostView post = write(ana, "0");
  for (int i = 1; i <= 60; ++i) post = edit(ana, post, std::to_string(i));
  const auto history = run(service.reading.history(id_of(ana), post.id));
  ASSERT_EQ(history.size(), 50u);
  EXPECT_EQ(history.front().text, "10");
  EXPECT_EQ(history.back().text, "59");
}

TEST_F(PostsTest, ADeletedPostIsGoneForEverybodyAndLeavesNothing) {
  const PostView post = write(ana, "hello #t");
  const CommentView said = comment(ben, post, "hi");
  for (int i = 0; i < 50; ++i)
    run(service.reactions.like(person("p" + std::to_string(i)), post.id));
  for (int i = 0; i < 60; ++i) comment(ben, post, "more", said.id);
  run(service.posts.remove(ana, post.id));
  EXPECT_FALSE(seen(ana, post.id));
  EXPECT_THAT(tagged(ben, "t"), IsEmpty());
  EXPECT_THAT(written_by(ana, ana), IsEmpty());
  EXPECT_EQ(refusal_of(service.reading.comments(id_of(ben), post.id, {}, store::PageRequest())),
            ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.like(ben, post.id)), ErrorCode::not_found);
  settle();
  PostRepository repository(store);
  EXPECT_THAT(run(repository.remnants(post.id, 100)), IsEmpty());
  EXPECT_TRUE(run(repository.find(post.id))->deleted_at);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(PostsTest, PicturesComeAndGoWithTheirPost) {
  const media::MediaId one = upload(ana), two = upload(ana), hers = upload(eve);
  PostInput input;
  input.media_ids = {one};
  const PostView post = run(service.posts.create(ana, input, InputPath()));
  ASSERT_EQ(post.pictures.size(), 1u);
  EXPECT_EQ(post.pictures[0].alt, "a square");
  EXPECT_FALSE(post.pictures[0].expires_at);
  EXPECT_EQ(refusal_of(service.posts.create(ana, input, InputPath())), ErrorCode::invalid_input);
  for (const std::vector<media::MediaId>& wrong :
       {std::vector{hers}, std::vector{two, two}, std::vector<media::MediaId>(5, two)}) {
    input.media_ids = wrong;
    EXPECT_EQ(refusal_of(service.posts.create(ana, input, InputPath())), ErrorCode::invalid_input);
  }
  PostChanges changes;
  changes.media_ids = {two};
  changes.version = 1;
  const PostView edited = run(service.posts.update(ana, post.id, changes, InputPath()));
  ASSERT_EQ(edited.pictures.size(), 1u);
  EXPECT_EQ(edited.pictures[0].id, two);
  EXPECT_FALSE(is_kept(ana, one));
  EXPECT_TRUE(is_kept(ana, two));
  changes.media_ids.emplace();
  changes.version = 2;
  EXPECT_EQ(refusal_of(service.posts.update(ana, post.id, changes, InputPath())),
            ErrorCode::invalid_input);  // nothing would be left
  run(service.posts.remove(ana, post.id));
  EXPECT_FALSE(is_kept(ana, two));
}

TEST_F(PostsTest, AStrangerIsToldNothing) {
  const PostView post = write(ana, "close", Visibility::followers);
  const CommentView said = comment(ana, post, "mine");
  const UserId who = id_of(eve);
  CommentInput input;
  input.post_id = post.id;
  input.text = "hi";
  const auto page = store::PageRequest();
  EXPECT_FALSE(seen(eve, post.id));
  EXPECT_FALSE(run(service.reading.find_comment(who, said.id)));
  EXPECT_EQ(refusal_of(service.reading.history(who, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reading.likers(who, post.id, page)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reading.comments(who, post.id, {}, page)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.posts.update(eve, post.id, PostChanges(), InputPath())),
            ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.posts.remove(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.like(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.unlike(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.boost(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.reactions.unboost(eve, post.id)), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.comments.add(eve, input, InputPath())), ErrorCode::not_found);
  EXPECT_EQ(refusal_of(service.comments.remove(eve, said.id)), ErrorCode::not_found);
  const PostView open = write(ana, "open");
  EXPECT_EQ(refusal_of(service.posts.update(eve, open.id, PostChanges(), InputPath())),
            ErrorCode::forbidden);
  EXPECT_EQ(refusal_of(service.posts.remove(eve, open.id)), ErrorCode::forbidden);
}

}  // namespace
}  // namespace waymark::posts
