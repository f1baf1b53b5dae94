// What sockets that asked the same share: one subscription of a topic, one execution an event, one
// response.
//
// A feed lives on one reactor, as long as somebody follows it. It holds no coroutine while nothing
// happens: a message that comes starts one, which handles what waits and ends. Events reach the
// members in the order of their cursors, each once:
//
//   a member that asked for a replay    reads pages of history from its cursor on while what comes
//                                       live waits for it (at most kMostWaiting events; when there
//                                       are more, they are dropped and read from history); then
//                                       what waited follows, without what history had already
//   a message behind a gap              (`previous` is not what was seen last) and a loss that the
//                                       hub tells of make the feed read history, for all members
//   a feed without history              ends all members with "error.subscription_lost" instead
#pragma once

#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "platform/graphql/live.h"
#include "platform/graphql/prepared.h"
#include "platform/realtime/hub.h"
#include "platform/realtime/presence.h"
#include "platform/runtime/reactor.h"

namespace waymark::graphql {

struct EngineOptions;
class Feed;

/// `{"data":{…}}`, shared by all to whom it is sent.
using ResponsePtr = std::shared_ptr<const std::string>;

struct FeedEvent {
  realtime::MessagePtr message;  // for a past event: what stands for it
  ResponsePtr response;
};

/// One operation of one client. Lives on the feed's reactor; leaves when it is destroyed.
class FeedMember {
 public:
  FeedMember() = default;
  FeedMember(const FeedMember&) = delete;
  FeedMember& operator=(const FeedMember&) = delete;
  virtual ~FeedMember() { leave(); }

  /// Does nothing when it follows none.
  void leave();
  bool follows() const { return feed_ != nullptr; }
  /// Goes on with the replay by a page of history. True when there is nothing (more) to replay:
  /// the member is live, or has left. Throws what reading history throws.
  Task<bool> catch_up();

 private:
  friend class Feed;
  friend class Feeds;
  struct Replay {
    std::deque<FeedEvent> waiting;
    bool heard = false;   // other nodes are heard
    bool missed = false;  // events were dropped
    int rounds = 0;       // without progress
  };

  virtual void on_event(const ResponsePtr& response) = 0;
  /// Nothing more comes; it has left. Without a failure: that was all. May destroy the member.
  virtual void on_end(const std::exception_ptr& failure) = 0;

  std::shared_ptr<Feed> feed_;
  std::size_t place_ = 0;
  std::string last_;  // cursor
  Judge judge_;
  std::unique_ptr<realtime::Visit> visit_;
  std::unique_ptr<Replay> replay_;
};

/// The feeds of an engine, on all reactors.
class Feeds {
 public:
  explicit Feeds(const EngineOptions& options);
  ~Feeds();

  /// On a reactor: `member` follows from now on, and is to catch_up() until it is live.
  void join(const Executor& executor, const Prepared& prepared, const RequestContext& context,
            LiveRequest request, FeedMember& member);
  /// Ends what they are doing, and waits for that. On any reactor; nobody joins any more.
  Task<void> stop();

 private:
  friend class Feed;
  struct Shard;
  Shard& shard_of(const Executor& executor);

  const EngineOptions& options_;
  std::mutex mutex_;  // of the list, not of the shards
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace waymark::graphql
