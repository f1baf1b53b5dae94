// A world for the tests of moderation: people, what they write, moderators, and everything below, on a store in memory.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/cache/local/local_limits.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/rules.h"
#include "product/chat/social_bonds.h"
#include "product/moderation/moderation.h"
#include "product/moderation/screening.h"
#include "product/posts/service.h"
#include "product/social/services.h"

namespace waymark::moderation {

/// There are none.
class NoGroups final : public posts::GroupAudience {
 public:
  Task<std::vector<posts::GroupAccess>> access(UserId, std::vector<GroupId> groups) const override {
    co_return std::vector<posts::GroupAccess>(groups.size());
  }
  Task<std::vector<GroupId>> groups_of(UserId) const override { co_return std::vector<GroupId>(); }
  Task<std::vector<UserId>> members_among(GroupId, std::vector<UserId>) const override {
    co_return std::vector<UserId>();
  }
};

class World : public ::testing::Test {
 protected:
  World() {
    run(outbox.start());
    runner.add(moderation.rule_cases);
    ana = person("ana");
    ben = person("ben");
    eve = person("eve");
    mia = staff("mia", "moderator");
  }
  ~World() override { pool.stop(); }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  void settle() { run(runner.catch_up()); }

  RequestContext person(const std::string& nickname) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.bio = "bio of " + nickname;
    user.created_at = clock.now();
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    transaction.put(accounts::People::lock_item(
        accounts::People::nickname_lock_key(accounts::nickname_key(nickname)), user.id));
    run(store.transact(std::move(transaction)));
    RequestContext context;
    context.principal.emplace().user = user.id;
    return context;
  }
  RequestContext staff(const std::string& nickname, const std::string& scope) {
    RequestContext context = person(nickname);
    context.principal->scopes.push_back(scope);
    store::Transaction transaction;
    transaction.put(accounts::People::scopes_item(id_of(context), context.principal->scopes));
    run(store.transact(std::move(transaction)));
    return context;
  }
  static UserId id_of(const RequestContext& who) { return who.principal->user; }

  posts::PostView write(const RequestContext& who, std::string text) {
    posts::PostInput input;
    input.text = std::move(text);
    return run(posts.posts.create(who, std::move(input), InputPath()));
  }
  posts::CommentView comment(const RequestContext& who, const posts::PostView& post,
                             std::string text) {
    posts::CommentInput input;
    input.post_id = post.id;
    input.text = std::move(text);
    return run(posts.comments.add(who, std::move(input), InputPath()));
  }
  bool sees(const RequestContext& who, posts::PostId id) {
    return run(posts.reading.find(id_of(who), id)).has_value();
  }

  static Subject subject_of(const posts::PostView& post) {
    Subject subject;
    subject.kind = SubjectKind::post;
    subject.id = post.id.to_string();
    return subject;
  }
  static Subject subject_of(const RequestContext& who) {
    Subject subject;
    subject.id = id_of(who).to_string();
    return subject;
  }
  void report(const RequestContext& who, const Subject& subject,
              ReportReason reason = ReportReason::spam) {
    ReportInput input;
    input.kind = subject.kind;
    input.id = subject.id;
    input.room_id = subject.room_id;
    input.reason = reason;
    run(moderation.reports.report(who, std::move(input), InputPath("input")));
  }
  std::vector<Case> queue(CaseState state = CaseState::open) {
    std::vector<Case> cases;
    auto page = run(moderation.cases.queue(mia, state, store::PageRequest()));
    for (auto& entry : page.entries) cases.push_back(std::move(entry.value));
    return cases;
  }
  Case decide(const RequestContext& who, const Case& about, DecisionAction action,
              std::optional<Instant> until = std::nullopt) {
    DecisionInput input;
    input.case_id = about.id;
    input.action = action;
    input.until = until;
    input.message = "because";
    input.version = about.acts;
    return run(moderation.decisions.decide(who, std::move(input), InputPath("input")));
  }
  std::vector<Notice> notices(const RequestContext& who) {
    std::vector<Notice> found;
    auto page = run(moderation.cases.notices(Owner(who), store::PageRequest()));
    for (auto& entry : page.entries) found.push_back(std::move(entry.value));
    return found;
  }
  void verify_audit(std::int64_t entries) {
    const AuditCheck check = run(moderation.audit.verify());
    EXPECT_EQ(check.fault, std::nullopt);
    EXPECT_EQ(check.entries, entries);
  }

  template <typename T>
  std::string refusal_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error.problems().empty()
                 ? error.message_key()
                 : error.problems().front().field + " " + error.problems().front().message_key;
    }
    ADD_FAILURE() << "nothing was refused";
    return "";
  }
  std::string violations() {
    return events::schema_violations(run(events::recorded_events(store)));
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  events::ConsumerRunner runner{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  runtime::TemporaryFolder folder;
  runtime::BackgroundPool pool{1, 16};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder.path()), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  realtime::LocalHub hub{metrics};
  cache::LocalRateLimits limits{clock};
  accounts::Suspensions suspensions{store, clock};
  social::SocialServices social{store, outbox, clock, &suspensions};
  chat::SocialBonds bonds{social.social};

  static ScreeningSettings screening_settings() {
    ScreeningSettings settings;
    settings.rules.refuse_words = {"forbidden phrase"};
    settings.rules.hold_words = {"casino"};
    settings.rules.flag_words = {"doubtful"};
    settings.repeats.burst = 2;
    return settings;
  }
  TextScreening screening{screening_settings(), limits, nullptr, clock, metrics};

  NoGroups groups;
  posts::Ports posts_ports() {
    posts::Ports ports(store, outbox, social.social, groups, library, clock, ids);
    ports.screening = &screening;
    return ports;
  }
  chat::Ports chat_ports() {
    chat::Ports ports(store, outbox, hub, bonds, library, clock, ids, random);
    ports.screening = &screening;
    return ports;
  }
  posts::Service posts{posts_ports()};
  chat::Chat chat{chat_ports(), chat::Options()};
  Subjects subjects{store, social.social, posts.reading, chat, clock};
  Moderation moderation{Ports(store, outbox, subjects, suspensions, clock, ids)};
  RequestContext ana, ben, eve, mia;
};

}  // namespace waymark::moderation
