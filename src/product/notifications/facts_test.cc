// What groups and moderators do rings with whom it concerns.
#include "product/journeys/events.h"
#include "product/notifications/world_test.h"

namespace waymark::notifications {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;

class FactsTest : public BellWorld {
 protected:
  FactsTest() {
    group.id = ids.make<GroupId>();
    group.name = "Hikers";
    group.visibility = groups::Visibility::private_;
    group.created_at = group.updated_at = clock.now();
    store::Transaction transaction;
    groups::GroupRepository::add(transaction, group);
    groups::Member owner;
    owner.group_id = group.id;
    owner.user_id = id_of(ana);
    owner.role = groups::Role::owner;
    groups::GroupRepository::add(transaction, owner);
    run(store.transact(std::move(transaction)));
  }
  template <typename Fact>
  void tell_of(const RequestContext& who, Fact fact) {
    clock.advance(minutes(1));
    tell(who, Fact::kType, fact);
  }
  void keep_candidate(const RequestContext& who, groups::CandidateState state) {
    groups::Candidate candidate;
    candidate.group_id = group.id;
    candidate.user_id = id_of(who);
    candidate.state = state;
    candidate.at = clock.now();
    store::Transaction transaction;
    groups::GroupRepository::put(transaction, candidate, std::nullopt);
    run(store.transact(std::move(transaction)));
  }
  groups::MemberJoined joined(groups::Entry how) {
    groups::MemberJoined fact;
    fact.group_id = group.id;
    fact.how = how;
    fact.by_id = id_of(ana);
    fact.joined_at = clock.now();
    return fact;
  }
  groups::MemberAsked asked() {
    groups::MemberAsked fact;
    fact.group_id = group.id;
    fact.told.push_back(id_of(ana));
    fact.asked_at = clock.now();
    return fact;
  }

  groups::Group group;
};

TEST_F(FactsTest, AnInvitationRingsUntilItIsAnswered) {
  keep_candidate(ben, groups::CandidateState::invited);
  groups::MemberInvited invited;
  invited.group_id = group.id;
  invited.by_id = id_of(ana);
  invited.invited_at = clock.now();
  tell_of(ben, invited);
  EXPECT_THAT(bell(ben), ElementsAre("*GROUP_INVITED 1: ana"));
  EXPECT_EQ(all(ben)[0].group->name, "Hikers");
  tell_of(ben, joined(groups::Entry::invited));
  EXPECT_THAT(bell(ben), ElementsAre());
  tell_of(eve, invited);
  EXPECT_THAT(bell(eve), ElementsAre()) << "who may not know of a group is told nothing of it";
}

TEST_F(FactsTest, WhoMayAnswerHearsOfRequestsAndWhoAskedOfTheAnswer) {
  tell_of(ben, asked());
  tell_of(eve, asked());
  EXPECT_THAT(bell(ana), ElementsAre("*GROUP_REQUEST 2: eve ben"));
  groups::CandidateLeft left;
  left.group_id = group.id;
  left.left_at = clock.now();
  tell_of(eve, left);
  EXPECT_THAT(bell(ana), ElementsAre("*GROUP_REQUEST 1: ben"));
  keep_candidate(ben, groups::CandidateState::invited);  // so that he finds it
  tell_of(ben, joined(groups::Entry::accepted));
  EXPECT_THAT(bell(ana), ElementsAre());
  EXPECT_THAT(bell(ben), ElementsAre("*GROUP_ACCEPTED 1: ana"));
  tell_of(eve, asked());
  EXPECT_THAT(bell(ana), ElementsAre("*GROUP_REQUEST 1: eve")) << "once more";
}

TEST_F(FactsTest, RolesAndPinsRing) {
  keep_candidate(ben, groups::CandidateState::invited);
  groups::MemberRoleChanged role;
  role.group_id = group.id;
  role.role = groups::Role::moderator;
  role.by_id = id_of(ana);
  role.changed_at = clock.now();
  tell_of(ben, role);
  const PostView post = write(eve, "Where we meet");
  groups::PinTold pinned;
  pinned.group_id = group.id;
  pinned.post_id = post.id;
  pinned.told = {id_of(ana), id_of(ben)};
  pinned.pinned_at = clock.now();
  tell_of(ana, pinned);
  tell_of(ana, pinned);
  EXPECT_THAT(bell(ben), ElementsAre("*GROUP_PIN 1: ana", "*GROUP_ROLE 1: ana"));
  EXPECT_EQ(all(ben)[1].group_role, groups::Role::moderator);
  EXPECT_EQ(all(ben)[0].post->text, "Where we meet");
  EXPECT_THAT(bell(ana), ElementsAre()) << "who pinned it knows";
}

TEST_F(FactsTest, DecisionsRingWithWhomTheyConcern) {
  const auto decision = ids.make<moderation::DecisionId>();
  moderation::ModerationDecided decided;
  decided.decision_id = decision;
  decided.subject_id = id_of(ana).to_string();
  decided.decided_at = clock.now();
  for (const auto action :
       {moderation::DecisionAction::dismiss, moderation::DecisionAction::warn}) {
    decided.action = action;
    tell_of(ana, decided);
  }
  EXPECT_THAT(bell(ana), ElementsAre("*WARNED 1"));
  EXPECT_EQ(all(ana)[0].decision_id, decision);
  for (const auto action :
       {moderation::DecisionAction::hide, moderation::DecisionAction::suspend}) {
    decided.decision_id = ids.make<moderation::DecisionId>();
    decided.action = action;
    tell_of(ana, decided);
  }
  moderation::AppealDecided appeal;
  appeal.decision_id = decision;
  appeal.decided_at = clock.now();
  tell_of(ana, appeal);
  moderation::ModerationLifted lifted;
  lifted.decision_id = decision;
  lifted.subject_id = id_of(ana).to_string();
  lifted.lifted_at = clock.now();
  tell_of(ana, lifted);
  appeal.decision_id = decided.decision_id;
  appeal.upheld = true;
  tell_of(ana, appeal);
  EXPECT_THAT(bell(ana), ElementsAre("*APPEAL_REJECTED 1", "*DECISION_LIFTED 1", "*SUSPENDED 1",
                                     "*CONTENT_HIDDEN 1", "*WARNED 1"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(FactsTest, WhatATeamHasReachedRingsWithEachOfIt) {
  journeys::CardsUnlocked unlocked;
  unlocked.group_id = group.id;
  unlocked.journey_id = ids.make<journeys::JourneyId>();
  unlocked.milestone_ids = {"1", "2"};
  unlocked.title = "Pamplona";
  unlocked.at = clock.now();
  tell_of(ana, unlocked);
  tell_of(ana, unlocked);  // told again
  EXPECT_THAT(bell(ana), ElementsAre("*MILESTONE_REACHED 1"));
  EXPECT_EQ(all(ana)[0].title, "Pamplona");
  EXPECT_EQ(all(ana)[0].group->name, "Hikers");
  unlocked.finished = true;
  unlocked.title = "Camino";
  tell_of(ana, unlocked);
  EXPECT_THAT(bell(ana), ElementsAre("*JOURNEY_FINISHED 1", "*MILESTONE_REACHED 1"));
}

TEST_F(FactsTest, WhoIsPassedHearsByWhom) {
  journeys::MemberPassed passed;
  passed.group_id = group.id;
  passed.journey_id = ids.make<journeys::JourneyId>();
  passed.by_id = id_of(ben);
  passed.passed_at = clock.now();
  tell_of(ana, passed);
  EXPECT_THAT(bell(ana), ElementsAre("*MEMBER_PASSED 1: ben"));
}

}  // namespace
}  // namespace waymark::notifications
