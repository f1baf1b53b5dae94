// A world for the tests of posts: three people, a store in memory, a clock that tests turn.
#pragma once

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/events/consumers.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/media/testing.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/accounts/people.h"
#include "product/accounts/rules.h"
#include "product/posts/cleanup.h"
#include "product/posts/service.h"
#include "product/social/blocks.h"
#include "product/social/follows.h"

namespace waymark::posts {

inline Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

/// Who is in which group is what tests say; a group of nobody is none.
class FakeGroups final : public GroupAudience {
 public:
  Task<std::vector<GroupAccess>> access(UserId viewer, std::vector<GroupId> wanted) const override {
    std::vector<GroupAccess> answers;
    for (const GroupId group : wanted) {
      GroupAccess& access = answers.emplace_back();
      const auto there = members.find(group);
      if (there == members.end()) continue;
      access.writes = there->second.contains(viewer);
      access.reads = access.writes || open.contains(group);
      access.moderates = access.writes && moderators.contains(viewer);
    }
    co_return answers;
  }
  Task<std::vector<GroupId>> groups_of(UserId member) const override {
    std::vector<GroupId> found;
    for (const auto& [group, people] : members)
      if (people.contains(member)) found.push_back(group);
    co_return found;
  }
  Task<std::vector<UserId>> members_among(GroupId group, std::vector<UserId> users) const override {
    const auto there = members.find(group);
    std::erase_if(users, [&](UserId user) {
      return there == members.end() || !there->second.contains(user);
    });
    co_return users;
  }
  std::map<GroupId, std::set<UserId>> members;
  std::set<GroupId> open;
  std::set<UserId> moderators;
};

class World : public ::testing::Test {
 protected:
  World() {
    run(outbox.start());
    runner.add(cleanup);
    ana = person("ana");
    ben = person("ben");
    eve = person("eve");
  }

  ~World() override { pool.stop(); }

  media::MediaId upload(const RequestContext& who) {
    return run(media::upload_square(library, Owner(who)));
  }
  bool is_kept(const RequestContext& who, media::MediaId id) {
    return run(media::survives_sweep(library, Owner(who), id));
  }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// Lets the consumers come after.
  void settle() { run(runner.catch_up()); }

  RequestContext person(const std::string& nickname,
                        social::Audience profile = social::Audience::public_) {
    accounts::User user;
    user.id = ids.make<UserId>();
    user.nickname = nickname;
    user.email = nickname + "@example.org";
    user.visibility = profile;
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

  /// A group of these, which everybody reads when it is open.
  GroupId group_of(const std::vector<RequestContext>& members, bool open = false) {
    const auto id = ids.make<GroupId>();
    for (const RequestContext& member : members) groups.members[id].insert(id_of(member));
    if (open) groups.open.insert(id);
    return id;
  }
  PostView write_to(GroupId group, const RequestContext& who, std::string text) {
    PostInput input;
    input.text = std::move(text);
    input.group_id = group;
    return run(service.posts.create(who, std::move(input), InputPath("input")));
  }
  void follow(const RequestContext& who, const RequestContext& whom) {
    run(follows.follow(who, id_of(whom)));
  }
  void block(const RequestContext& who, const RequestContext& whom) {
    run(blocks.block(who, id_of(whom)));
  }

  PostView write(const RequestContext& who, std::string text,
                 Visibility visibility = Visibility::public_) {
    PostInput input;
    input.text = std::move(text);
    input.visibility = visibility;
    return run(service.posts.create(who, std::move(input), InputPath("input")));
  }
  PostView edit(const RequestContext& who, const PostView& post, std::string text) {
    PostChanges changes;
    changes.text = std::move(text);
    changes.version = post.version;
    return run(service.posts.update(who, post.id, std::move(changes), InputPath("input")));
  }
  CommentView comment(const RequestContext& who, const PostView& post, std::string text,
                      std::optional<CommentId> parent = std::nullopt) {
    CommentInput input;
    input.post_id = post.id;
    input.parent_id = parent;
    input.text = std::move(text);
    return run(service.comments.add(who, std::move(input), InputPath("input")));
  }
  std::optional<PostView> seen(const RequestContext& who, PostId id) {
    return run(service.reading.find(id_of(who), id));
  }
  std::vector<std::string> tagged(const RequestContext& who, std::string tag) {
    std::vector<std::string> texts;
    for (const auto& entry :
         run(service.reading.by_tag(id_of(who), std::move(tag), store::PageRequest())).entries)
      texts.push_back(entry.post.text);
    return texts;
  }
  std::vector<std::string> written_by(const RequestContext& who, const RequestContext& viewer) {
    std::vector<std::string> texts;
    for (const auto& entry :
         run(service.reading.by_author(id_of(viewer), id_of(who), store::PageRequest())).entries)
      texts.push_back(entry.post.text);
    return texts;
  }
  std::vector<std::string> comments(const RequestContext& who, PostId post,
                                    std::optional<CommentId> parent = std::nullopt) {
    std::vector<std::string> texts;
    for (const auto& entry :
         run(service.reading.comments(id_of(who), post, parent, store::PageRequest())).entries)
      texts.push_back(entry.comment.deleted ? "(deleted)" : entry.comment.text);
    return texts;
  }

  template <typename T>
  ErrorCode refusal_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error.code();
    }
    ADD_FAILURE() << "nothing was refused";
    return ErrorCode::internal;
  }

  std::vector<std::string> event_types() {
    std::vector<std::string> types;
    for (const events::Event& event : run(events::recorded_events(store)))
      types.push_back(event.type);
    return types;
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
  social::Social social{store};
  social::Follows follows{store, outbox, clock};
  social::Blocks blocks{store, outbox, clock};
  runtime::TemporaryFolder folder;
  runtime::BackgroundPool pool{1, 16};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder.path()), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  FakeGroups groups;
  Ports ports{store, outbox, social, groups, library, clock, ids};
  Service service{ports};
  PostCleanup cleanup{store};
  RequestContext ana;
  RequestContext ben;
  RequestContext eve;
};

}  // namespace waymark::posts
