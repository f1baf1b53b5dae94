// A world for the tests of groups: people, groups with their posts and rooms, a store in memory, a clock that tests turn.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/media/media.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/people.h"
#include "product/accounts/rules.h"
#include "product/chat/social_bonds.h"
#include "product/groups/audience.h"
#include "product/groups/cleanup.h"
#include "product/groups/counting.h"
#include "product/groups/graduation.h"
#include "product/groups/service.h"
#include "product/posts/cleanup.h"
#include "product/posts/service.h"
#include "product/social/blocks.h"
#include "product/social/follows.h"

namespace waymark::groups {

inline Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

class World : public ::testing::Test {
 protected:
  World() {
    run(outbox.start());
    runner.add(chat.consumer);
    runner.add(post_cleanup);
    runner.add(counting);
    runner.add(graduation);
    runner.add(cleanup);
    ana = person("ana");
    ben = person("ben");
    eve = person("eve");
  }
  ~World() override { pool.stop(); }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// Lets the consumers come after.
  void settle() { run(runner.catch_up()); }
  void replay() {
    for (const char* consumer : {"group-counts", "group-graduation", "group-cleanup"})
      run(runner.replay(consumer));
    settle();
  }

  RequestContext person(const std::string& nickname) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.created_at = clock.now();
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    transaction.put(accounts::People::lock_item(
        accounts::People::nickname_lock_key(accounts::nickname_key(nickname)), user.id));
    run(store.transact(std::move(transaction)));
    RequestContext context;
    context.principal = Principal();
    context.principal->user = user.id;
    return context;
  }
  static UserId id_of(const RequestContext& who) { return who.principal->user; }

  GroupView make(const RequestContext& owner, Visibility visibility = Visibility::public_,
                 Admission admission = Admission::open) {
    GroupInput input;
    input.name = "Walkers";
    input.visibility = visibility;
    input.admission = admission;
    return run(service.groups.create(owner, std::move(input), InputPath("input")));
  }
  /// An open group of these, the first of whom owns it.
  GroupView group_of(const std::vector<RequestContext>& people) {
    const GroupView group = make(people.front());
    for (std::size_t i = 1; i < people.size(); ++i) join(people[i], group.id);
    settle();
    return seen(people.front(), group.id);
  }
  GroupView join(const RequestContext& who, GroupId id) {
    return run(service.membership.join(who, id));
  }
  void leave(const RequestContext& who, GroupId id) { run(service.membership.leave(who, id)); }
  void remove(const RequestContext& by, GroupId id, const RequestContext& whom, bool ban = false) {
    run(service.membership.remove(by, id, id_of(whom), ban));
  }
  void set_role(const RequestContext& by, GroupId id, const RequestContext& whom, Role role) {
    run(service.membership.set_role(by, id, id_of(whom), role));
  }
  GroupView invite(const RequestContext& by, GroupId id, const std::vector<RequestContext>& whom) {
    std::vector<UserId> users;
    for (const RequestContext& who : whom) users.push_back(id_of(who));
    return run(service.membership.invite(by, id, std::move(users), InputPath()));
  }
  NewLink link(const RequestContext& by, GroupId id,
               std::optional<std::int64_t> use_limit = std::nullopt) {
    LinkInput input;
    input.group_id = id;
    input.use_limit = use_limit;
    return run(service.links.create(by, input, InputPath("input")));
  }
  GroupView seen(const RequestContext& who, GroupId id) {
    return run(service.reading.require(id_of(who), id));
  }
  std::vector<UserId> members(const RequestContext& viewer, GroupId id) {
    std::vector<UserId> found;
    const auto page = run(service.reading.members(id_of(viewer), id, store::PageRequest()));
    for (const auto& entry : page.entries) found.push_back(entry.view.user_id);
    return found;
  }
  std::vector<UserId> candidates(const RequestContext& viewer, GroupId id, CandidateState state) {
    std::vector<UserId> found;
    const auto page =
        run(service.reading.candidates(id_of(viewer), id, state, store::PageRequest()));
    for (const auto& entry : page.entries) found.push_back(entry.view.user_id);
    return found;
  }
  std::vector<GroupId> mine(const RequestContext& who) {
    std::vector<GroupId> found;
    for (const auto& entry : run(service.reading.mine(id_of(who), store::PageRequest())).entries)
      found.push_back(entry.group.id);
    return found;
  }

  posts::PostView write(const RequestContext& who, GroupId group, std::string text) {
    posts::PostInput input;
    input.text = std::move(text);
    input.group_id = group;
    return run(posts.posts.create(who, std::move(input), InputPath("input")));
  }
  std::vector<std::string> read(const RequestContext& who, GroupId group) {
    std::vector<std::string> texts;
    const auto page = run(service.reading.group_posts(id_of(who), group, store::PageRequest()));
    for (const auto& entry : page.entries) texts.push_back(entry.post.text);
    return texts;
  }
  void say(const RequestContext& who, RoomId room, std::string text) {
    chat::MessageInput input;
    input.text = std::move(text);
    run(chat.messages.send(who, room, std::move(input), InputPath()));
  }
  std::vector<std::string> heard(const RequestContext& who, RoomId room) {
    std::vector<std::string> texts;
    for (const auto& message :
         run(chat.messages.history(who, room, chat::HistoryRequest(), InputPath())).messages)
      texts.push_back(message.text);
    return texts;
  }
  bool is_in_room(const RequestContext& who, RoomId room) {
    return run(chat.rooms.find(who, room)).has_value();
  }

  void block(const RequestContext& who, const RequestContext& whom) {
    run(blocks.block(who, id_of(whom)));
  }
  void follow(const RequestContext& who, const RequestContext& whom) {
    run(follows.follow(who, id_of(whom)));
  }

  /// The key of the error; "ok" when there is none.
  template <typename T>
  std::string answer_of(Task<T> task) {
    try {
      run(std::move(task));
      return "ok";
    } catch (const Error& error) {
      return error.problems().empty() ? error.message_key() : error.problems().front().message_key;
    }
  }
  std::vector<events::Event> recorded() { return run(events::recorded_events(store)); }
  void expect_events_hold_to_their_schemas() {
    EXPECT_EQ(events::schema_violations(recorded()), "");
  }

  runtime::TestLoop loop;
  FakeClock clock{at("2026-11-18T10:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  telemetry::Metrics metrics;
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  events::ConsumerRunner runner{
      events::ConsumerPorts(store, outbox, outbox, clock, random, metrics)};
  realtime::LocalHub hub{metrics};
  social::Social social{store};
  social::Follows follows{store, outbox, clock};
  social::Blocks blocks{store, outbox, clock};
  runtime::TemporaryFolder folder;
  runtime::BackgroundPool pool{1, 16};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder.path()), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  chat::SocialBonds bonds{social};
  chat::Chat chat{chat::Ports(store, outbox, hub, bonds, library, clock, ids, random),
                  chat::Options()};
  goals::Goals goals{store, outbox, clock, ids};
  Audience audience{store};
  posts::Service posts{posts::Ports(store, outbox, social, audience, library, clock, ids)};
  Service service{
      Ports(store, outbox, social, goals, posts.reading, chat, library, clock, ids, random)};
  posts::PostCleanup post_cleanup{store};
  Counting counting{store};
  Graduation graduation{store, chat.group_rooms, clock};
  GroupCleanup cleanup{store, posts.posts, chat.group_rooms, clock};
  RequestContext ana;
  RequestContext ben;
  RequestContext eve;
};

}  // namespace waymark::groups
