#include "product/moderation/decisions.h"

#include "product/moderation/world_test.h"

namespace waymark::moderation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class DecisionsTest : public World {
 protected:
  Case reported(const Subject& subject) {
    report(eve, subject);
    return queue().back();
  }
  Decision decision_in(const Case& about) {
    return run(moderation.cases.decisions(mia, about.id)).front();
  }
};

TEST_F(DecisionsTest, AHiddenPostIsSeenByItsAuthorAlone) {
  const posts::PostView post = write(ana, "ugly #tag");
  const Case about = decide(mia, reported(subject_of(post)), DecisionAction::hide);
  EXPECT_EQ(about.state, CaseState::decided);
  EXPECT_FALSE(sees(ben, post.id));
  EXPECT_TRUE(run(posts.reading.find(id_of(ana), post.id))->hidden);
  EXPECT_THAT(run(posts.reading.by_tag(id_of(ben), "tag", store::PageRequest())).entries,
              IsEmpty());
  posts::PostChanges changes;
  changes.text = "nicer";
  changes.version = post.version;
  run(posts.posts.update(ana, post.id, changes, InputPath()));
  EXPECT_FALSE(sees(ben, post.id)) << "an edit does not show it again";
  ASSERT_THAT(notices(ana), SizeIs(1));
  EXPECT_EQ(notices(ana).front().excerpt, "ugly #tag");
  EXPECT_EQ(notices(ana).front().message, "because");
  run(moderation.decisions.lift(mia, notices(ana).front().id, std::nullopt));
  EXPECT_TRUE(sees(ben, post.id));
  EXPECT_TRUE(notices(ana).front().lifted_at);
  verify_audit(3);
  EXPECT_EQ(violations(), "");
}

TEST_F(DecisionsTest, AHiddenCommentKeepsItsPlaceForItsAnswers) {
  const posts::PostView post = write(ben, "hello");
  const posts::CommentView first = comment(ana, post, "ugly");
  posts::CommentInput answer;
  answer.post_id = post.id;
  answer.parent_id = first.id;
  answer.text = "indeed";
  run(posts.comments.add(ben, answer, InputPath()));
  Subject subject;
  subject.kind = SubjectKind::comment;
  subject.id = first.id.to_string();
  decide(mia, reported(subject), DecisionAction::hide);
  const auto seen = [&](const RequestContext& who) {
    return run(posts.reading.comments(id_of(who), post.id, std::nullopt, store::PageRequest()))
        .entries.front()
        .comment;
  };
  EXPECT_EQ(seen(ben).text, "");
  EXPECT_TRUE(seen(ben).deleted);
  EXPECT_FALSE(seen(ben).author_id);
  EXPECT_EQ(seen(ana).text, "ugly");
  EXPECT_TRUE(seen(ana).hidden);
}

TEST_F(DecisionsTest, AHiddenMessageIsEmptyAndThoseWhoListenLearnOfIt) {
  run(social.follows.follow(eve, id_of(ana)));
  const chat::RoomId room = run(chat.rooms.open_direct(ana, id_of(eve), InputPath())).id;
  chat::MessageInput said;
  said.text = "ugly";
  const chat::Sent sent = run(chat.messages.send(ana, room, said, InputPath()));
  Subject subject;
  subject.kind = SubjectKind::message;
  subject.id = sent.message.id.to_string();
  subject.room_id = room.to_string();
  decide(mia, reported(subject), DecisionAction::hide);
  const auto log = run(chat.messages.log_after(room, chat::cursor_of(sent.message.position)));
  ASSERT_THAT(log, SizeIs(1));
  EXPECT_EQ(log.front().view.text, "");
  EXPECT_TRUE(log.front().view.hidden_at);
  EXPECT_EQ(log.front().view.version, 2);
  EXPECT_EQ(refusal_of(chat.messages.edit(ana, room, sent.message.id, "nice", InputPath())),
            "error.not_found.message");
  run(moderation.decisions.lift(mia, notices(ana).front().id, std::nullopt));
  EXPECT_EQ(run(chat.messages.find(eve, room, sent.message.id))->text, "ugly");
}

TEST_F(DecisionsTest, WhoIsSuspendedIsThereForNobodyElse) {
  const posts::PostView post = write(ana, "hello");
  const posts::PostView hers = write(ben, "mine");
  comment(ana, hers, "nice");
  decide(mia, reported(subject_of(ana)), DecisionAction::suspend,
         clock.now() + std::chrono::hours(24));
  EXPECT_TRUE(suspensions.contains(id_of(ana)));
  EXPECT_FALSE(run(social.social.person(id_of(ben), id_of(ana))));
  EXPECT_FALSE(sees(ben, post.id));
  EXPECT_TRUE(sees(ana, post.id)) << "she sees her own";
  EXPECT_THAT(
      run(posts.reading.comments(id_of(ben), hers.id, std::nullopt, store::PageRequest())).entries,
      IsEmpty());
  const auto told = run(moderation.cases.suspension(Owner(ana)));
  ASSERT_TRUE(told && told->notice);
  EXPECT_EQ(told->notice->message, "because");
  EXPECT_FALSE(run(moderation.cases.suspension(Owner(ben))));
  ASSERT_TRUE(run(social.social.cards({id_of(ana)})).front()) << "moderators see who it is";
  clock.advance(std::chrono::hours(24));
  EXPECT_TRUE(sees(ben, post.id)) << "it has ended";
  EXPECT_FALSE(run(moderation.cases.suspension(Owner(ana))));
}

TEST_F(DecisionsTest, AnAppealIsDecidedBySomebodyElse) {
  const RequestContext max = staff("max", "admin");
  const Case about = decide(mia, reported(subject_of(ana)), DecisionAction::suspend);
  const DecisionId id = decision_in(about).id;
  auto& decisions = moderation.decisions;
  EXPECT_EQ(refusal_of(decisions.appeal(ben, id, "let her")), "error.not_found.decision");
  EXPECT_EQ(refusal_of(decisions.appeal(ana, id, " ")), "text error.required");
  EXPECT_EQ(refusal_of(decisions.decide_appeal(max, id, true, std::nullopt)),
            "error.moderation.no_appeal");
  run(decisions.appeal(ana, id, "It was not me"));
  EXPECT_EQ(refusal_of(decisions.appeal(ana, id, "Really")), "error.moderation.appealed");
  EXPECT_THAT(queue(CaseState::appealed), SizeIs(1));
  EXPECT_EQ(refusal_of(decisions.decide_appeal(mia, id, false, std::nullopt)),
            "error.moderation.another_decides");
  EXPECT_TRUE(suspensions.contains(id_of(ana)));
  run(decisions.decide_appeal(max, id, false, "Sorry"));
  EXPECT_FALSE(suspensions.contains(id_of(ana)));
  EXPECT_THAT(queue(CaseState::appealed), IsEmpty());
  const Notice notice = notices(ana).front();
  EXPECT_EQ(notice.appeal->upheld, false);
  EXPECT_EQ(notice.appeal->message, "Sorry");
  EXPECT_TRUE(notice.lifted_at);
  EXPECT_FALSE(notice.appealable);
  std::vector<AuditAction> done;
  for (const Entry& entry : run(moderation.cases.history(mia, about.id)))
    done.push_back(entry.action);
  EXPECT_THAT(done, ElementsAre(AuditAction::opened, AuditAction::decided, AuditAction::appealed,
                                AuditAction::appeal_decided));
  verify_audit(4);
  EXPECT_EQ(violations(), "");
}

TEST_F(DecisionsTest, TheOnlyModeratorDecidesTheAppealToo) {
  const Case about = decide(mia, reported(subject_of(ana)), DecisionAction::warn);
  const DecisionId id = decision_in(about).id;
  run(moderation.decisions.appeal(ana, id, "No"));
  run(moderation.decisions.decide_appeal(mia, id, true, std::nullopt));
  EXPECT_EQ(notices(ana).front().appeal->upheld, true);
  EXPECT_FALSE(notices(ana).front().lifted_at);
}

TEST_F(DecisionsTest, ALaterSuspensionOutlivesTheEarlierOne) {
  const posts::PostView post = write(ana, "one");
  const Case of_post = reported(subject_of(post));
  const Case of_ana = reported(subject_of(ana));
  const Case first = decide(mia, of_post, DecisionAction::suspend);
  const Case second = decide(mia, of_ana, DecisionAction::suspend);
  run(moderation.decisions.lift(mia, decision_in(first).id, std::nullopt));
  EXPECT_TRUE(suspensions.contains(id_of(ana)));
  run(moderation.decisions.lift(mia, decision_in(second).id, std::nullopt));
  EXPECT_FALSE(suspensions.contains(id_of(ana)));
}

TEST_F(DecisionsTest, WhatIsWrongIsNamed) {
  const Case about = reported(subject_of(ana));
  DecisionInput input;
  input.case_id = about.id;
  input.action = DecisionAction::hide;
  const auto try_it = [&](const RequestContext& who) {
    return refusal_of(moderation.decisions.decide(who, input, InputPath("input")));
  };
  EXPECT_EQ(try_it(mia), "input.action error.moderation.cannot_hide");
  input.action = DecisionAction::suspend;
  input.until = clock.now();
  EXPECT_EQ(try_it(mia), "input.until error.moderation.until_past");
  input.until.reset();
  input.version = 7;
  EXPECT_EQ(try_it(mia), "error.conflict.changed_elsewhere");
  input.version = 0;
  EXPECT_EQ(try_it(ben), "error.forbidden");
  EXPECT_EQ(try_it(RequestContext()), "error.unauthenticated");
  const Case of_mia = reported(subject_of(mia));
  input.case_id = of_mia.id;
  EXPECT_EQ(try_it(mia), "error.moderation.own_case");
  input.case_id = ids.make<CaseId>();
  EXPECT_EQ(try_it(mia), "error.not_found.case");
  EXPECT_THAT(notices(ana), IsEmpty());
}

TEST_F(DecisionsTest, ReportsThatComeMeanwhileAreNoConflict) {
  const posts::PostView post = write(ana, "one");
  const Case seen = reported(subject_of(post));
  report(ben, subject_of(post));
  decide(mia, seen, DecisionAction::warn);
  EXPECT_EQ(refusal_of(moderation.decisions.decide(
                mia,
                [&] {
                  DecisionInput again;
                  again.case_id = seen.id;
                  return again;
                }(),
                InputPath())),
            "error.conflict.changed_elsewhere");
}

}  // namespace
}  // namespace waymark::moderation
