#include "product/notifications/bell.h"

#include "product/notifications/world_test.h"

namespace waymark::notifications {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class BellTest : public BellWorld {
 protected:
  /// Each a minute after the one before.
  std::vector<RequestContext> fans(int count) {
    std::vector<RequestContext> people;
    for (int i = 0; i < count; ++i) people.push_back(person("fan" + std::to_string(i)));
    return people;
  }
  void like_one_after_the_other(const std::vector<RequestContext>& people, const PostView& post) {
    for (const RequestContext& who : people) {
      clock.advance(minutes(1));
      like(who, post);
    }
  }
};

TEST_F(BellTest, LikesOfOnePostAreOneEntry) {
  const PostView post = write(ana, "hello");
  const PostView other = write(ana, "again");
  like(ben, post);
  clock.advance(minutes(1));
  like(eve, post);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 2: eve ben"));
  clock.advance(minutes(1));
  like(ben, other);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: ben", "*LIKE 2: eve ben"));
  EXPECT_EQ(all(ana).front().post->text, "again");
  EXPECT_EQ(unread(ana), 2);
  EXPECT_THAT(bell(ben), IsEmpty());
}

TEST_F(BellTest, OfManyTheLatestAreNamedAndAllAreCounted) {
  const PostView post = write(ana, "hello");
  like_one_after_the_other(fans(12), post);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 12: fan11 fan10 fan9 fan8 fan7 fan6 fan5 fan4"));
}

TEST_F(BellTest, ADayIsAnEntryOfItsOwn) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  clock.advance(days(1));
  like(eve, post);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: eve", "*LIKE 1: ben"));
}

TEST_F(BellTest, OneselfDoesNotRing) {
  const PostView post = write(ana, "hello");
  like(ana, post);
  comment(ana, post, "as I said");
  run(service.reactions.boost(ana, post.id));
  EXPECT_THAT(bell(ana), IsEmpty());
}

TEST_F(BellTest, WhatIsTakenBackIsCountedBackAndDoneAgainDoesNotRingAgain) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  clock.advance(minutes(1));
  like(eve, post);
  settle();
  EXPECT_EQ(read_up_to(ana, all(ana).front().position), 0);
  unlike(eve, post);
  EXPECT_THAT(bell(ana), ElementsAre("LIKE 1: ben"));
  unlike(ben, post);
  EXPECT_THAT(bell(ana), IsEmpty());
  clock.advance(minutes(1));
  like(eve, post);
  EXPECT_THAT(bell(ana), ElementsAre("LIKE 1: eve")) << "it has rung before";
  unlike(eve, post);
  clock.advance(days(1));
  like(eve, post);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: eve")) << "a new day";
}

TEST_F(BellTest, BoostsFollowsAndMentionsRing) {
  const PostView post = write(ana, "hello");
  run(service.reactions.boost(ben, post.id));
  clock.advance(minutes(1));
  follow(eve, ana);
  follow(ben, ana);
  clock.advance(minutes(1));
  const PostView naming = write(ben, "with @ana and @ben");
  EXPECT_THAT(bell(ana), ElementsAre("*MENTION 1: ben", "*FOLLOW 2: ben eve", "*BOOST 1: ben"));
  EXPECT_EQ(all(ana).front().post->id, naming.id);
  unfollow(eve, ana);
  EXPECT_THAT(bell(ana), ElementsAre("*MENTION 1: ben", "*FOLLOW 1: ben", "*BOOST 1: ben"));
}

TEST_F(BellTest, AnEditNamesThoseWhoAreNewInIt) {
  const PostView post = write(ben, "with @ana");
  edit(ben, post, "with @ana and @eve");
  EXPECT_THAT(bell(ana), ElementsAre("*MENTION 1: ben"));
  EXPECT_THAT(bell(eve), ElementsAre("*MENTION 1: ben"));
}

TEST_F(BellTest, NobodyHearsOfOneCommentTwice) {
  const RequestContext tom = person("tom");
  const PostView post = write(ana, "hello");
  const auto first = comment(ben, post, "a question for @eve");
  EXPECT_THAT(bell(ana), ElementsAre("*COMMENT 1: ben"));
  EXPECT_EQ(all(ana).front().comment_id, first.id);
  EXPECT_THAT(bell(eve), ElementsAre("*MENTION 1: ben"));
  comment(tom, post, "an answer, @ben", first.id);
  EXPECT_THAT(bell(ben), ElementsAre("*REPLY 1: tom")) << "answered, and named in it";
  clock.advance(minutes(1));
  comment(tom, post, "@ana, look");
  EXPECT_THAT(bell(ana), ElementsAre("*MENTION 1: tom", "*COMMENT 2: tom ben"));
}

TEST_F(BellTest, ADeletedCommentIsCountedBackWhoeverDeletesIt) {
  const PostView post = write(ana, "hello");
  const auto one = comment(ben, post, "one");
  const auto two = comment(ben, post, "two");
  const auto three = comment(eve, post, "three");
  EXPECT_THAT(bell(ana), ElementsAre("*COMMENT 3: eve ben"));
  run(service.comments.remove(ana, two.id));
  EXPECT_THAT(bell(ana), ElementsAre("*COMMENT 2: eve ben"));
  run(service.comments.remove(eve, three.id));
  EXPECT_THAT(bell(ana), ElementsAre("*COMMENT 1: ben"));
  run(service.comments.remove(ana, one.id));
  EXPECT_THAT(bell(ana), IsEmpty());
}

TEST_F(BellTest, WhoAcceptsIsNotToldWhatTheyKnow) {
  const RequestContext shy = person("shy", social::Audience::followers);
  follow(ben, shy);
  follow(eve, shy);
  EXPECT_THAT(bell(shy), ElementsAre("*FOLLOW_REQUEST 2: eve ben"));
  run(follows.accept(shy, id_of(ben)));
  EXPECT_THAT(bell(shy), ElementsAre("*FOLLOW_REQUEST 1: eve"));
  EXPECT_THAT(bell(ben), ElementsAre("*FOLLOW_ACCEPTED 1: shy"));
  run(follows.decline(shy, id_of(eve)));
  EXPECT_THAT(bell(shy), IsEmpty());
  EXPECT_THAT(bell(eve), IsEmpty());
  unfollow(ben, shy);
  clock.advance(minutes(1));
  follow(ben, shy);
  EXPECT_THAT(bell(shy), ElementsAre("*FOLLOW_REQUEST 1: ben"));
  clock.advance(minutes(1));
  run(follows.accept(shy, id_of(ben)));
  EXPECT_THAT(bell(ben), ElementsAre("*FOLLOW_ACCEPTED 2: shy"));
  EXPECT_THAT(bell(shy), IsEmpty());
}

TEST_F(BellTest, WhoIsBlockedOrMutedDoesNotRing) {
  const PostView post = write(ana, "hello");
  mute(ana, ben);
  like(ben, post);
  EXPECT_THAT(bell(ana), IsEmpty());
  run(blocks.unmute(ana, id_of(ben)));
  replay();
  EXPECT_THAT(bell(ana), IsEmpty()) << "what did not ring then does not ring later";
  unlike(ben, post);
  EXPECT_THAT(bell(ana), IsEmpty());
  const PostView other = write(ana, "again");
  like(ben, other);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: ben"));
}

TEST_F(BellTest, ABlockAndAMuteReachWhatRangBefore) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  like(eve, post);
  follow(ben, ana);
  EXPECT_EQ(bell(ana).size(), 2u);
  mute(ana, ben);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: eve"));
  EXPECT_EQ(unread(ana), 1);
  run(blocks.unmute(ana, id_of(ben)));
  EXPECT_THAT(bell(ana), SizeIs(2));
  block(eve, ana);
  EXPECT_THAT(bell(ana), UnorderedElementsAre("*FOLLOW 1: ben", "*LIKE 1: ben"));
}

TEST_F(BellTest, WhatIsGoneOrHiddenIsNotShown) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  const RequestContext shy = person("shy", social::Audience::followers);
  write(shy, "only for those who follow, @ana");
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 1: ben")) << "she does not see that post";
  run(service.posts.remove(ana, post.id));
  EXPECT_THAT(bell(ana), IsEmpty());
  EXPECT_EQ(unread(ana), 0);
}

TEST_F(BellTest, WhatOneDoesNotWantToHearOfDoesNotRing) {
  const PostView post = write(ana, "hello");
  set(ana, NotificationKind::like, NotificationDelivery::off);
  like(ben, post);
  run(service.reactions.boost(ben, post.id));
  EXPECT_THAT(bell(ana), ElementsAre("*BOOST 1: ben"));
  set(ana, NotificationKind::like, NotificationDelivery::bell);
  like(eve, post);
  EXPECT_THAT(bell(ana), UnorderedElementsAre("*BOOST 1: ben", "*LIKE 1: eve"));
  const auto preferences = run(notifications.preferences.of(Owner(ana)));
  using AllKinds = boost::describe::describe_enumerators<NotificationKind>;
  EXPECT_EQ(preferences.size(), boost::mp11::mp_size<AllKinds>::value);
  for (const Preference& one : preferences)
    EXPECT_EQ(one.delivery, NotificationDelivery::bell) << enum_name(one.kind);
}

TEST_F(BellTest, WhatOneHasFinishedAndEarnedRings) {
  goals::QuestCompleted quest;
  quest.quest_id = ids.make<QuestId>();
  quest.title = "Walk";
  quest.completed_at = clock.now();
  tell(ana, goals::kQuestCompleted, quest);
  clock.advance(minutes(1));
  tell(ana, rewards::BadgeEarned::kType,
       rewards::BadgeEarned{rewards::BadgeKind::quest_conqueror, clock.now()});
  const auto earn = [&](std::int64_t level) {
    clock.advance(minutes(1));
    rewards::RewardEarned earned;
    earned.source_id = "x";
    earned.level = level;
    tell(ana, rewards::RewardEarned::kType, earned);
  };
  earn(1);
  EXPECT_THAT(bell(ana), ElementsAre("*BADGE_EARNED 1", "*QUEST_COMPLETED 1"));
  EXPECT_EQ(all(ana)[1].title, "Walk");
  earn(2);
  earn(2);
  earn(4);
  earn(3);
  EXPECT_THAT(bell(ana), ElementsAre("*LEVEL_REACHED 1", "*LEVEL_REACHED 1", "*BADGE_EARNED 1",
                                     "*QUEST_COMPLETED 1"));
  EXPECT_EQ(all(ana)[0].level, 4);
  EXPECT_EQ(all(ana)[2].badge, rewards::BadgeKind::quest_conqueror);
  goals::QuestReopened reopened;
  reopened.quest_id = quest.quest_id;
  tell(ana, goals::kQuestReopened, reopened);
  tell(ana, rewards::BadgeRevoked::kType,
       rewards::BadgeRevoked{rewards::BadgeKind::quest_conqueror, clock.now()});
  EXPECT_THAT(bell(ana), ElementsAre("*LEVEL_REACHED 1", "*LEVEL_REACHED 1"));
}

TEST_F(BellTest, ARequestToTalkRingsWithItsFirstMessageAndGoesWhenAnswered) {
  chat::RoomOpened opened;
  opened.room_id = ids.make<chat::RoomId>();
  opened.kind = chat::RoomKind::direct;
  opened.requested_ids.push_back(id_of(ana));
  tell(ben, chat::RoomOpened::kType, opened);
  EXPECT_THAT(bell(ana), IsEmpty()) << "nobody has said anything yet";
  chat::MessageSent sent;
  sent.room_id = opened.room_id;
  for (int number = 1; number <= 3; ++number) {
    sent.number = number;
    tell(ben, chat::MessageSent::kType, sent);
  }
  EXPECT_THAT(bell(ana), ElementsAre("*MESSAGE_REQUEST 1: ben"));
  EXPECT_EQ(all(ana).front().room_id, opened.room_id);
  chat::RoomJoined joined;
  joined.room_id = opened.room_id;
  tell(ana, chat::RoomJoined::kType, joined);
  EXPECT_THAT(bell(ana), IsEmpty());
  chat::RoomInvited invited;
  invited.room_id = ids.make<chat::RoomId>();
  for (const RequestContext* who : {&ana, &eve}) invited.requested_ids.push_back(id_of(*who));
  tell(ben, chat::RoomInvited::kType, invited);
  EXPECT_THAT(bell(ana), ElementsAre("*MESSAGE_REQUEST 1: ben"));
  EXPECT_THAT(bell(eve), ElementsAre("*MESSAGE_REQUEST 1: ben"));
}

TEST_F(BellTest, WhoMayHelpHearsOfItUntilItIsClosed) {
  assistance::HelpAsked asked;
  asked.assistance_id = ids.make<assistance::AssistanceId>();
  for (const RequestContext* who : {&ben, &eve}) asked.matched.push_back(id_of(*who));
  tell(ana, assistance::HelpAsked::kType, asked);
  EXPECT_THAT(bell(ben), ElementsAre("*HELP_WANTED 1: ana"));
  EXPECT_EQ(all(ben).front().assistance_id, asked.assistance_id);
  assistance::HelpAnswered answered;
  answered.assistance_id = asked.assistance_id;
  answered.told.push_back(id_of(ana));
  for (const RequestContext* who : {&ben, &eve}) {
    clock.advance(minutes(1));
    answered.answer_id = ids.make<assistance::AnswerId>();
    tell(*who, assistance::HelpAnswered::kType, answered);
  }
  EXPECT_THAT(bell(ana), ElementsAre("*HELP_ANSWERED 2: eve ben"));
  assistance::ThanksGiven given;
  given.assistance_id = asked.assistance_id;
  given.helper_id = id_of(ben);
  tell(ana, assistance::ThanksGiven::kType, given);
  assistance::AssistanceClosed closed;
  closed.assistance_id = asked.assistance_id;
  tell(ana, assistance::AssistanceClosed::kType, closed);
  EXPECT_THAT(bell(ben), ElementsAre("*THANKS 1: ana"));
  EXPECT_THAT(bell(eve), IsEmpty());
}

TEST_F(BellTest, WhatIsReadStaysReadUntilThereIsNews) {
  const PostView post = write(ana, "hello");
  const PostView other = write(ana, "again");
  like(ben, post);
  clock.advance(minutes(1));
  like(ben, other);
  settle();
  const auto seen = all(ana);
  clock.advance(minutes(1));
  like(eve, post);
  settle();
  EXPECT_EQ(read_up_to(ana, seen.front().position), 1) << "what has had news was not seen";
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 2: eve ben", "LIKE 1: ben"));
  EXPECT_THAT(all(ana, true), SizeIs(1));
  const NotificationView one = run(notifications.bell.mark_one(Owner(ana), all(ana)[0].id));
  EXPECT_TRUE(one.read);
  EXPECT_TRUE(run(notifications.bell.mark_one(Owner(ana), one.id)).read);
  EXPECT_EQ(unread(ana), 0);
  EXPECT_THAT(all(ana, true), IsEmpty());
  clock.advance(minutes(1));
  like(person("tom"), other);
  EXPECT_THAT(bell(ana), ElementsAre("*LIKE 2: tom ben", "LIKE 2: eve ben"));
  EXPECT_EQ(refusal_of(notifications.bell.mark_read(Owner(ana), "yesterday", InputPath())),
            ErrorCode::invalid_input);
}

TEST_F(BellTest, PagesGoOnWhereTheyEnded) {
  std::vector<std::string> expected;
  for (int i = 0; i < 7; ++i) {
    clock.advance(minutes(1));
    const PostView post = write(ana, std::to_string(i));
    like(i == 3 ? eve : ben, post);
    if (i != 3) expected.insert(expected.begin(), post.text);
  }
  settle();
  block(ana, eve);
  std::vector<std::string> found;
  std::optional<std::string> after;
  do {
    const auto page = run(notifications.bell.list(
        Owner(ana), false, store::PageRequest(2, std::move(after), InputPath())));
    EXPECT_LE(page.entries.size(), 2u);
    for (const auto& entry : page.entries) found.push_back(entry.view.post->text);
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after);
  EXPECT_EQ(found, expected);
}

TEST_F(BellTest, AfterNinetyDaysItIsForgotten) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  settle();
  clock.advance(days(89));
  EXPECT_THAT(bell(ana), SizeIs(1));
  clock.advance(days(2));
  EXPECT_THAT(bell(ana), IsEmpty());
  EXPECT_EQ(unread(ana), 0);
}

TEST_F(BellTest, ABellHoldsSoManyAndNotMore) {
  for (int i = 0; i < 700; ++i) {
    clock.advance(std::chrono::seconds(1));
    goals::QuestCompleted quest;
    quest.quest_id = ids.make<QuestId>();
    quest.title = std::to_string(i);
    tell(ana, goals::kQuestCompleted, quest);
  }
  settle();
  std::size_t count = 0;
  std::string oldest;
  std::optional<std::string> after;
  do {
    auto page = run(notifications.bell.list(
        Owner(ana), false, store::PageRequest(100, std::move(after), InputPath())));
    count += page.entries.size();
    oldest = *page.entries.back().view.title;
    after = page.has_next ? std::optional(page.entries.back().cursor) : std::nullopt;
  } while (after);
  EXPECT_GE(count, kMostEntries);
  EXPECT_LE(count, kMostEntries + 80);
  EXPECT_EQ(oldest, std::to_string(700 - count)) << "the newest are those that stay";
  EXPECT_EQ(unread(ana), kMostCounted);
  EXPECT_EQ(read_up_to(ana, all(ana).front().position), 0);
}

TEST_F(BellTest, ABellIsItsOwners) {
  const PostView post = write(ana, "hello");
  like(ben, post);
  settle();
  const NotificationView anas = all(ana).front();
  EXPECT_FALSE(run(notifications.bell.find(Owner(ben), anas.id)).has_value());
  EXPECT_EQ(refusal_of(notifications.bell.mark_one(Owner(ben), anas.id)), ErrorCode::not_found);
  EXPECT_EQ(read_up_to(ben, anas.position), 0);
  EXPECT_EQ(unread(ana), 1);
  for (const std::string& odd : {std::string(), std::string(5'000, 'x'), std::string("LIKE")})
    EXPECT_EQ(refusal_of(notifications.bell.mark_one(Owner(ana), odd)), ErrorCode::not_found);
}

}  // namespace
}  // namespace waymark::notifications
