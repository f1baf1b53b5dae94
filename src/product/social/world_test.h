// A world for the tests of social: people with profiles on a store in memory, and the consumer that counts.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/social/keys.h"
#include "product/social/recount.h"
#include "product/social/services.h"

namespace waymark::social {

class World : public ::testing::Test {
 protected:
  World() {
    run(outbox.start());
    runner.add(services.counting);
  }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// Lets the consumer come after.
  void settle() { run(runner.catch_up()); }
  void replay() {
    run(runner.replay("social-counts"));
    settle();
  }

  RequestContext person(const std::string& nickname, Audience visibility = Audience::public_) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.full_name = nickname + " of Test";
    user.bio = "bio of " + nickname;
    user.links = {"https://" + nickname + ".example.org"};
    user.visibility = visibility;
    user.created_at = clock.now();
    keep(user);
    return context_of(user.id);
  }
  void keep(const accounts::User& user) {
    using accounts::People;
    store::Transaction transaction;
    transaction.put(People::profile_item(user));
    transaction.put(People::lock_item(People::nickname_lock_key(user.nickname), user.id));
    run(store.transact(std::move(transaction)));
  }
  void show_profile_to(const RequestContext& who, Audience visibility) {
    accounts::People people(store);
    accounts::User user = run(people.find(Owner(who))).value();
    user.visibility = visibility;
    keep(user);
  }
  static RequestContext context_of(UserId user) {
    RequestContext context;
    context.principal.emplace().user = user;
    return context;
  }
  static UserId id(const RequestContext& who) { return who.principal->user; }

  Relation follow(const RequestContext& who, const RequestContext& whom) {
    return run(services.follows.follow(who, id(whom)));
  }
  Relation unfollow(const RequestContext& who, const RequestContext& whom) {
    return run(services.follows.unfollow(who, id(whom)));
  }
  Relation block(const RequestContext& who, const RequestContext& whom) {
    return run(services.blocks.block(who, id(whom)));
  }
  Relation between(const RequestContext& who, const RequestContext& whom) {
    return run(services.social.relation(id(who), id(whom)));
  }
  Counts counts(const RequestContext& who) { return run(services.social.counts(id(who))); }
  bool sees(const RequestContext& viewer, const RequestContext& owner, Visibility visibility) {
    return run(services.social.may_see(id(viewer), id(owner), visibility));
  }
  std::vector<UserId> ids_of(const PersonPage& page) {
    std::vector<UserId> found;
    for (const PersonPage::Entry& entry : page.entries) found.push_back(entry.person.id);
    return found;
  }

  template <typename T>
  Error failure_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(ErrorCode::internal, "none");
  }

  std::vector<events::Event> recorded() { return run(events::recorded_events(store)); }
  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    for (const events::Event& event : recorded()) types.push_back(event.type);
    return types;
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
  SocialServices services{store, outbox, clock};
};

}  // namespace waymark::social
