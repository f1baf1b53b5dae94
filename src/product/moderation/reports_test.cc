#include "product/moderation/reports.h"

#include "product/accounts/profiles.h"
#include "product/limits/testing.h"
#include "product/moderation/world_test.h"

namespace waymark::moderation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

using ReportsTest = World;

TEST_F(ReportsTest, OfOneThingGatherInOneCase) {
  const posts::PostView post = write(ana, "buy now");
  report(ben, subject_of(post), ReportReason::spam);
  clock.advance(std::chrono::minutes(1));
  report(eve, subject_of(post), ReportReason::hate);
  report(eve, subject_of(post), ReportReason::illegal);
  ASSERT_THAT(queue(), SizeIs(1));
  const Case about = queue().front();
  EXPECT_EQ(about.owner_id, id_of(ana));
  EXPECT_EQ(about.report_count, 2) << "a person reports a thing once";
  EXPECT_THAT(about.reasons, ElementsAre(ReportReason::spam, ReportReason::hate));
  const auto reports = run(moderation.cases.reports(mia, about.id, store::PageRequest()));
  ASSERT_THAT(reports.entries, SizeIs(2));
  EXPECT_EQ(reports.entries[0].value.reporter_id, id_of(ben));
  EXPECT_THAT(run(moderation.cases.snapshots(mia, about.id)), SizeIs(1));
  verify_audit(1);
  EXPECT_EQ(violations(), "");
}

TEST_F(ReportsTest, WordsOfAProfileBecomeACaseOfThatPerson) {
  limits::Unlimited unlimited;
  accounts::Profiles profiles(store, outbox, clock, unlimited.limits, &screening);
  accounts::ProfileInput input;
  input.bio = "A doubtful person";
  const auto only_bio = [](std::string_view name) { return name == "bio"; };
  run(profiles.update(Owner(ana), input, only_bio, "input", ana));
  run(runner.catch_up());
  ASSERT_THAT(queue(), SizeIs(1));
  const Case about = queue().front();
  EXPECT_EQ(about.subject(), subject_of(ana));
  EXPECT_THAT(about.rules, ElementsAre("word: doubtful"));
  EXPECT_THAT(run(moderation.cases.snapshots(mia, about.id)).front().text,
              HasSubstr("A doubtful person"));
}

TEST_F(ReportsTest, AreShownWhereTheyStand) {
  const posts::PostView post = write(ana, "the post");
  const posts::CommentView first = comment(ben, post, "the first");
  posts::CommentInput answer;
  answer.post_id = post.id;
  answer.parent_id = first.id;
  answer.text = "the answer";
  const posts::CommentView second = run(posts.comments.add(ana, answer, InputPath()));
  Subject subject;
  subject.kind = SubjectKind::comment;
  subject.id = second.id.to_string();
  report(ben, subject);
  const auto lines = run(moderation.cases.context_of(mia, subject));
  ASSERT_THAT(lines, SizeIs(3));
  EXPECT_EQ(lines[0].kind, SubjectKind::post);
  EXPECT_EQ(lines[0].text, "the post");
  EXPECT_EQ(lines[1].text, "the first");
  EXPECT_EQ(lines[2].text, "the answer");
  EXPECT_TRUE(lines[2].reported && !lines[1].reported);
  EXPECT_EQ(refusal_of(moderation.cases.context_of(ben, subject)), "error.forbidden");
  EXPECT_THAT(run(moderation.cases.context_of(mia, subject_of(post))), SizeIs(0));
}

TEST_F(ReportsTest, OfMessagesAreShownWithTheTalkAroundThem) {
  run(social.follows.follow(ana, id_of(ben)));
  run(social.follows.follow(ben, id_of(ana)));
  const chat::RoomView room = run(chat.rooms.open_direct(ana, id_of(ben), InputPath()));
  Subject subject;
  subject.kind = SubjectKind::message;
  subject.room_id = room.id.to_string();
  for (int i = 0; i < 20; ++i) {
    chat::MessageInput input;
    input.text = std::to_string(i);
    const auto sent = run(chat.messages.send(ana, room.id, input, InputPath()));
    if (i == 10) subject.id = sent.message.id.to_string();
  }
  const auto lines = run(moderation.cases.context_of(mia, subject));
  ASSERT_THAT(lines, SizeIs(11));
  EXPECT_EQ(lines.front().text, "5");
  EXPECT_TRUE(lines[5].reported);
  EXPECT_EQ(lines.back().text, "15");
}

TEST_F(ReportsTest, KeepWhatItSaidWhateverHappensToIt) {
  posts::PostView post = write(ana, "first");
  report(ben, subject_of(post));
  posts::PostChanges changes;
  changes.text = "second";
  changes.version = post.version;
  clock.advance(std::chrono::minutes(1));
  run(posts.posts.update(ana, post.id, changes, InputPath()));
  report(eve, subject_of(post));
  run(posts.posts.remove(ana, post.id));
  const auto snapshots = run(moderation.cases.snapshots(mia, queue().front().id));
  ASSERT_THAT(snapshots, SizeIs(2));
  EXPECT_EQ(snapshots[0].text, "second");
  EXPECT_EQ(snapshots[1].text, "first");
  decide(mia, queue().front(), DecisionAction::hide);
  EXPECT_EQ(notices(ana).front().excerpt, "second") << "decided although it is deleted";
}

TEST_F(ReportsTest, OnlyOfWhatOneSeesAndIsNotOnesOwn) {
  posts::PostInput direct;
  direct.text = "psst";
  direct.visibility = social::Visibility::direct;
  const posts::PostView hidden = run(posts.posts.create(ana, direct, InputPath()));
  ReportInput input;
  input.kind = SubjectKind::post;
  input.id = hidden.id.to_string();
  const auto try_it = [&](const RequestContext& who) {
    return refusal_of(moderation.reports.report(who, input, InputPath("input")));
  };
  EXPECT_EQ(try_it(ben), "error.not_found.post");
  EXPECT_EQ(try_it(ana), "input.id error.report.self");
  input.id = "no id";
  EXPECT_EQ(try_it(ben), "error.not_found.post");
  input.kind = SubjectKind::message;
  EXPECT_EQ(try_it(ben), "input.roomId error.required");
  input.room_id = ids.make<chat::RoomId>().to_string();
  input.id = ids.make<chat::MessageId>().to_string();
  EXPECT_EQ(try_it(ben), "error.not_found.room");
  input.kind = SubjectKind::person;
  input.id = id_of(ana).to_string();
  input.text = std::string(kLongestReport + 1, 'x');
  EXPECT_EQ(try_it(ben), "input.text error.text.too_long");
  input.text.reset();
  run(social.blocks.block(ana, id_of(ben)));
  EXPECT_EQ(try_it(ben), "error.not_found.user");
  EXPECT_THAT(queue(), SizeIs(0));
}

TEST_F(ReportsTest, MessagesAndCommentsAndPeople) {
  run(social.follows.follow(ben, id_of(ana)));
  const chat::RoomId room = run(chat.rooms.open_direct(ana, id_of(ben), InputPath())).id;
  chat::MessageInput said;
  said.text = "ugly words";
  const chat::Sent sent = run(chat.messages.send(ana, room, said, InputPath()));
  Subject message;
  message.kind = SubjectKind::message;
  message.id = sent.message.id.to_string();
  message.room_id = room.to_string();
  report(ben, message);
  const posts::PostView post = write(ben, "hello");
  Subject answer;
  answer.kind = SubjectKind::comment;
  answer.id = comment(ana, post, "go away").id.to_string();
  report(ben, answer);
  report(ben, subject_of(ana));
  ASSERT_THAT(queue(), SizeIs(3));
  std::vector<std::string> texts;
  for (const Case& about : queue()) {
    EXPECT_EQ(about.owner_id, id_of(ana));
    texts.push_back(run(moderation.cases.snapshots(mia, about.id)).front().text);
  }
  EXPECT_THAT(texts, testing::UnorderedElementsAre("ugly words", "go away", "@ana\nbio of ana"));
  verify_audit(3);
}

TEST_F(ReportsTest, ADecidedThingIsReportedAnew) {
  const posts::PostView post = write(ana, "again");
  report(ben, subject_of(post));
  decide(mia, queue().front(), DecisionAction::dismiss);
  EXPECT_THAT(queue(), SizeIs(0));
  report(ben, subject_of(post));
  EXPECT_THAT(queue(), SizeIs(0)) << "not by the same person";
  report(eve, subject_of(post));
  EXPECT_THAT(queue(), SizeIs(1));
}

TEST_F(ReportsTest, WhatARuleHoldsWaitsForAModerator) {
  const posts::PostView held = write(ana, "Best CASINO in town");
  EXPECT_TRUE(held.hidden);
  EXPECT_FALSE(sees(ben, held.id));
  EXPECT_TRUE(sees(ana, held.id));
  const posts::PostView flagged = write(ana, "a doubtful claim");
  EXPECT_TRUE(sees(ben, flagged.id));
  settle();
  ASSERT_THAT(queue(), SizeIs(2));
  const Case about = queue().front();
  EXPECT_EQ(about.source, CaseSource::rules);
  EXPECT_THAT(about.rules, ElementsAre("word: casino"));
  run(runner.replay("moderation-cases"));
  settle();
  EXPECT_THAT(queue(), SizeIs(2)) << "a replay opens none";
  decide(mia, about, DecisionAction::dismiss);
  EXPECT_TRUE(sees(ben, held.id)) << "it was harmless";
  run(runner.replay("moderation-cases"));
  settle();
  EXPECT_THAT(queue(), SizeIs(1));
  posts::PostInput refused;
  refused.text = "a Forbidden   phrase!";
  EXPECT_EQ(refusal_of(posts.posts.create(ana, refused, InputPath("input"))),
            "input.text error.text.refused");
  verify_audit(3);
  EXPECT_EQ(violations(), "");
}

TEST_F(ReportsTest, AMessageThatIsHeldSaysNothing) {
  run(social.follows.follow(ben, id_of(ana)));
  const chat::RoomId room = run(chat.rooms.open_direct(ana, id_of(ben), InputPath())).id;
  chat::MessageInput said;
  said.text = "casino";
  const chat::Sent sent = run(chat.messages.send(ana, room, said, InputPath()));
  const auto seen = run(chat.messages.find(ben, room, sent.message.id));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->text, "");
  EXPECT_TRUE(seen->hidden_at);
  settle();
  decide(mia, queue().front(), DecisionAction::dismiss);
  EXPECT_EQ(run(chat.messages.find(ben, room, sent.message.id))->text, "casino");
}

}  // namespace
}  // namespace waymark::moderation
