// A world for the tests of chat: people, what is between them, a store in memory, a clock that
// tests turn.
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
#include "platform/media/pixels.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/runtime/when_all.h"
#include "platform/store/memory/memory_store.h"
#include "product/chat/chat.h"

namespace waymark::chat {

/// Keeps what is published.
class RecordingHub final : public realtime::Hub {
 public:
  struct Published {
    std::string topic;
    realtime::MessagePtr message;
  };
  void publish(std::string_view topic, realtime::MessagePtr message) override {
    Published& one = published.emplace_back();
    one.topic = topic;
    one.message = std::move(message);
  }
  std::unique_ptr<realtime::Subscription> subscribe(std::string, Executor,
                                                    realtime::Listener&) override {
    return nullptr;
  }
  /// Of one kind, on one topic.
  std::vector<realtime::MessagePtr> frames(std::string_view kind, const std::string& topic) const {
    std::vector<realtime::MessagePtr> found;
    for (const Published& each : published)
      if (each.message->kind == kind && each.topic == topic) found.push_back(each.message);
    return found;
  }
  std::vector<Published> published;
};

/// Everybody exists, and nothing is between them, unless a test says so.
class FakeBonds final : public Bonds {
 public:
  Task<std::vector<Bond>> between(UserId person, std::vector<UserId> others) override {
    std::vector<Bond> bonds;
    for (const UserId other : others) {
      Bond& bond = bonds.emplace_back();
      bond.exists = !gone.contains(other);
      bond.blocked = blocks.contains({person, other}) || blocks.contains({other, person});
      bond.muted = mutes.contains({person, other});
    }
    co_return bonds;
  }
  Task<std::vector<bool>> follow(UserId person, std::vector<UserId> others) override {
    std::vector<bool> followers;
    for (const UserId other : others) followers.push_back(follows.contains({other, person}));
    co_return followers;
  }
  std::set<UserId> gone;
  std::set<std::pair<UserId, UserId>> blocks, mutes, follows;  // who, whom
};

inline Instant at(std::string_view text) {
  return parse_rfc3339(text).value();
}

class World : public ::testing::Test {
 protected:
  World() {
    for (RequestContext* person : {&ana, &ben, &eva}) *person = context_of(ids.make<UserId>());
    for (const RequestContext* person : {&ana, &ben, &eva})
      for (const RequestContext* other : {&ana, &ben, &eva})
        if (id(*person) != id(*other)) bonds.follows.insert({id(*person), id(*other)});
    run(outbox.start());
    runner.add(chat.consumer);
  }

  static RequestContext context_of(UserId user) {
    RequestContext context;
    context.principal = Principal();
    context.principal->user = user;
    return context;
  }
  static UserId id(const RequestContext& person) { return person.principal->user; }
  RequestContext stranger() { return context_of(ids.make<UserId>()); }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(120));
  }
  /// All at the same time, in their order.
  template <typename T>
  std::vector<T> all(std::vector<Task<T>> tasks) {
    std::vector<std::optional<T>> results(tasks.size());
    std::vector<Task<void>> kept;
    for (std::size_t i = 0; i < tasks.size(); ++i)
      kept.push_back(keep(std::move(tasks[i]), &results[i]));
    run(runtime::when_all(std::move(kept)));
    std::vector<T> values;
    for (auto& result : results) values.push_back(std::move(*result));
    return values;
  }
  template <typename T>
  static Task<void> keep(Task<T> task, std::optional<T>* into) {
    into->emplace(co_await std::move(task));
  }
  template <typename T>
  static Task<void> keep_failure(Task<T> task, std::string* into) {
    try {
      co_await std::move(task);
    } catch (const Error& error) {
      *into = error.message_key();
    }
  }
  /// Lets the consumer come after.
  void settle() { run(runner.catch_up()); }

  RoomId direct(const RequestContext& one, const RequestContext& other) {
    return run(chat.rooms.open_direct(one, id(other), InputPath())).id;
  }
  RoomId shared(const RequestContext& by, const std::vector<RequestContext>& others) {
    RoomInput input;
    input.name = "Walkers";
    for (const RequestContext& other : others) input.member_ids.push_back(id(other));
    return run(chat.rooms.create(by, std::move(input), InputPath("input"))).id;
  }
  Task<Sent> sending(const RequestContext& by, RoomId room, std::string text,
                     std::optional<std::string> client_id = std::nullopt) {
    MessageInput input;
    input.text = std::move(text);
    input.client_id = std::move(client_id);
    return chat.messages.send(by, room, std::move(input), InputPath());
  }
  Message send(const RequestContext& by, RoomId room, std::string text,
               std::optional<std::string> client_id = std::nullopt) {
    return run(sending(by, room, std::move(text), std::move(client_id))).message;
  }
  RoomView seen(const RequestContext& by, RoomId room) { return run(chat.rooms.require(by, room)); }
  std::vector<RoomId> list(const RequestContext& by, RoomStanding standing = RoomStanding::joined) {
    std::vector<RoomId> found;
    for (const auto& entry : run(chat.rooms.list(by, standing, store::PageRequest())).entries)
      found.push_back(entry.room.id);
    return found;
  }
  HistoryPage history(const RequestContext& by, RoomId room, HistoryRequest request = {}) {
    return run(chat.messages.history(by, room, std::move(request), InputPath()));
  }
  std::vector<std::string> texts(const RequestContext& by, RoomId room,
                                 HistoryRequest request = {}) {
    std::vector<std::string> found;
    for (const MessageView& message : history(by, room, std::move(request)).messages)
      found.push_back(message.text);
    return found;
  }
  MessageView react(const RequestContext& by, RoomId room, MessageId message, std::string emoji,
                    bool on = true) {
    return run(chat.messages.react(by, room, message, std::move(emoji), on, InputPath()));
  }
  MessageView edit(const RequestContext& by, RoomId room, MessageId message, std::string text) {
    return run(chat.messages.edit(by, room, message, std::move(text), InputPath()));
  }
  MessageView remove(const RequestContext& by, RoomId room, MessageId message) {
    return run(chat.messages.remove(by, room, message));
  }
  /// All of a log after a cursor.
  std::vector<LogEntry> log(RoomId room, std::string cursor = cursor_of(0)) {
    std::vector<LogEntry> all;
    while (true) {
      auto page = run(chat.messages.log_after(room, cursor));
      if (page.empty()) return all;
      cursor = page.back().view.cursor;
      for (LogEntry& entry : page) all.push_back(std::move(entry));
    }
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
  template <typename T>
  std::string key_of(Task<T> task) {
    const Error error = failure_of(std::move(task));
    return error.problems().empty() ? error.message_key() : error.problems().front().message_key;
  }

  /// Of this process; of another one, with a hub of its own.
  Ports ports() { return ports(store, outbox, hub); }
  Ports ports(store::Store& the_store, events::Outbox& the_outbox, realtime::Hub& the_hub) {
    return Ports(the_store, the_outbox, the_hub, bonds, library, clock, ids, random);
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
  RecordingHub hub;
  FakeBonds bonds;
  runtime::TemporaryFolder folder;
  runtime::BackgroundPool pool{1, 16};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder.path()), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  Chat chat{ports(), Options()};
  RequestContext ana, ben, eva;  // each follows the others
};

}  // namespace waymark::chat
