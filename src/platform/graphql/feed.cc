#include "platform/graphql/feed.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include "base/error.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/failure.h"
#include "platform/graphql/feed_key.h"
#include "platform/graphql/response.h"

namespace waymark::graphql {
namespace {

// Members that are sent an event before others of the reactor have their turn.
constexpr std::size_t kSlice = 256;
// Times that a member may miss something, or the store be away, without getting on.
constexpr int kMostRounds = 100;
constexpr int kMostTries = 5;
constexpr std::chrono::milliseconds kRetryPause(200);

Error lost() {
  return Error(ErrorCode::unavailable, "error.subscription_lost", "events may have been missed");
}

/// The context that an event's resolvers see.
RequestContext context_of(const RequestContext& asked, bool shared) {
  RequestContext context;
  context.locale = asked.locale;
  if (!shared) context.principal = asked.principal;
  return context;
}

class SharedValue final : public EventValue {
 public:
  SharedValue(const LiveSource& source, std::shared_ptr<const void> event)
      : source_(source), event_(std::move(event)) {}
  Task<bool> write(Run& run, const PlanField& field, std::string& text, const Path& path) override {
    return source_.write(run, field, event_.get(), text, path);
  }

 private:
  const LiveSource& source_;
  std::shared_ptr<const void> event_;
};

}  // namespace

struct Feeds::Shard {
  Shard(const Executor& where, const EngineOptions& engine_options)
      : executor(where),
        options(engine_options),
        work(where, [](const std::exception_ptr& failure) {
          (void)describe_failure(failure, RequestContext(), "a feed");
        }) {}

  Executor executor;
  const EngineOptions& options;
  runtime::TaskGroup work;
  std::unordered_map<std::string, Feed*> feeds;
};

class Feed final : public realtime::Listener, public std::enable_shared_from_this<Feed> {
 public:
  Feed(Feeds::Shard& shard, const Prepared& prepared, const RequestContext& context,
       const LiveRequest& request)
      : shard_(shard),
        prepared_(prepared),
        context_(context_of(context, request.audience.has_value())),
        kind_(request.kind),
        source_(request.source),
        replays_(request.after.has_value()),
        subscription_(request.hub->subscribe(request.topic, shard.executor, *this)) {}
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  void add(FeedMember& member, LiveRequest& request) {
    member.feed_ = shared_from_this();
    member.place_ = members_.size();
    member.judge_ = std::move(request.judge);
    members_.push_back(&member);
    ++count_;
    if (!request.after) return;
    member.last_ = std::move(*request.after);
    if (last_ != member.last_) member.replay_ = std::make_unique<FeedMember::Replay>();
  }
  void remove(const FeedMember& member);
  static Task<bool> catch_up(std::shared_ptr<Feed> self, FeedMember& member);

  void on_message(const realtime::MessagePtr& message) override {
    if (inbox_.size() < realtime::kMostWaiting) {
      inbox_.push_back(message);
    } else {
      inbox_.clear();
      inbox_.push_back(nullptr);
    }
    wake();
  }
  void on_loss() override { on_message(nullptr); }
  void on_close() override {
    closed_ = true;
    wake();
  }
  void set_name(const std::string& name) { name_ = &name; }

 private:
  void wake() {
    if (std::exchange(working_, true)) return;
    shard_.work.spawn(work(shared_from_this()));
  }
  static Task<void> work(std::shared_ptr<Feed> self);
  Task<void> handle_all();
  Task<void> handle(realtime::MessagePtr message);
  Task<void> recover();
  Task<bool> recover_page();
  Task<ResponsePtr> respond(std::shared_ptr<const void> event);
  Task<void> deliver(FeedEvent event);
  void pass(FeedMember& member, const FeedEvent& event);
  /// False when the member has left.
  bool send(FeedMember& member, const FeedEvent& event);
  bool hand_over_waiting(FeedMember& member, bool gaps_are_empty);
  void end_all(const std::exception_ptr& failure);
  realtime::MessagePtr stand_in(const PastEvent& past, const std::string& previous) const;

  Feeds::Shard& shard_;
  Prepared prepared_;
  RequestContext context_;
  std::string kind_;
  std::shared_ptr<const LiveSource> source_;
  const std::string* name_ = nullptr;        // in the shard's table
  std::vector<FeedMember*> members_;         // null where one has left while an event is delivered
  std::size_t count_ = 0;                    // of those that are there
  std::vector<realtime::MessagePtr> inbox_;  // null: a loss
  std::optional<std::string> last_;          // cursor of what all live members have seen
  bool replays_;
  bool working_ = false;
  bool delivering_ = false;
  bool closed_ = false;
  std::unique_ptr<realtime::Subscription> subscription_;
};

// --- members ------------------------------------------------------------------------------------

void FeedMember::leave() {
  visit_.reset();
  replay_.reset();
  if (const std::shared_ptr<Feed> feed = std::move(feed_)) feed->remove(*this);
}

Task<bool> FeedMember::catch_up() {
  if (!feed_ || !replay_) co_return true;
  const bool live = co_await Feed::catch_up(feed_, *this);
  co_return live;
}

void Feed::remove(const FeedMember& member) {
  if (delivering_) {
    members_[member.place_] = nullptr;
  } else {
    members_[member.place_] = members_.back();
    members_[member.place_]->place_ = member.place_;
    members_.pop_back();
  }
  if (--count_ > 0) return;
  subscription_.reset();
  inbox_.clear();
  if (name_) shard_.feeds.erase(shard_.feeds.find(*std::exchange(name_, nullptr)));
}

Task<bool> Feed::catch_up(std::shared_ptr<Feed> self, FeedMember& member) {
  if (!std::exchange(member.replay_->heard, true)) co_await self->subscription_->ready();
  if (!member.follows()) co_return true;
  std::vector<PastEvent> page = co_await self->source_->page(member.last_);
  bool progress = false;
  for (PastEvent& past : page) {
    if (!member.follows()) co_return true;
    if (past.cursor <= member.last_) continue;
    progress = true;
    FeedEvent event;
    event.message = self->stand_in(past, member.last_);
    event.response = co_await self->respond(std::move(past.event));
    if (!member.follows() || !self->send(member, event)) co_return true;
  }
  if (!member.follows()) co_return true;
  if (progress) {
    member.replay_->rounds = 0;
    co_return false;
  }
  // A gap that history, read once more, does not fill holds nothing for this field.
  const bool read_again = member.replay_->rounds > 0;
  if (!member.replay_->missed && self->hand_over_waiting(member, read_again)) co_return true;
  if (!member.follows()) co_return true;
  if (++member.replay_->rounds > kMostRounds) throw lost();
  if (std::exchange(member.replay_->missed, false)) member.replay_->waiting.clear();
  co_return false;
}

/// False when there is a gap before what waits, or the member has left.
bool Feed::hand_over_waiting(FeedMember& member, bool gaps_are_empty) {
  while (!member.replay_->waiting.empty()) {
    const FeedEvent event = member.replay_->waiting.front();
    if (!gaps_are_empty && event.message->previous > member.last_) return false;
    member.replay_->waiting.pop_front();
    if (!send(member, event)) return false;
  }
  member.replay_.reset();
  if (!last_) last_ = member.last_;
  return true;
}

void Feed::pass(FeedMember& member, const FeedEvent& event) {
  if (!member.replay_) {
    send(member, event);
    return;
  }
  FeedMember::Replay& replay = *member.replay_;
  if (replay.missed) return;
  if (replay.waiting.size() < realtime::kMostWaiting) {
    replay.waiting.push_back(event);
    return;
  }
  replay.waiting.clear();
  replay.missed = true;
}

bool Feed::send(FeedMember& member, const FeedEvent& event) {
  const std::string& cursor = event.message->cursor;
  if (replays_ && !cursor.empty()) {
    if (cursor <= member.last_) return true;
    member.last_ = cursor;
  }
  switch (member.judge_ ? member.judge_(*event.message) : Verdict::send) {
    case Verdict::send:
      member.on_event(event.response);
      return member.follows();
    case Verdict::skip:
      return true;
    case Verdict::end:
      break;
  }
  member.leave();
  member.on_end(nullptr);
  return false;
}

// --- events -------------------------------------------------------------------------------------

Task<void> Feed::work(std::shared_ptr<Feed> self) {
  std::exception_ptr failure;
  try {
    co_await self->handle_all();
  } catch (...) {
    failure = std::current_exception();
  }
  self->working_ = false;
  if (failure && is_cancellation(failure)) std::rethrow_exception(failure);
  if (failure || self->closed_) self->end_all(failure);
}

Task<void> Feed::handle_all() {
  while (count_ > 0 && !inbox_.empty()) {
    const std::vector<realtime::MessagePtr> messages = std::exchange(inbox_, {});
    for (const realtime::MessagePtr& message : messages)
      if (count_ > 0) co_await handle(message);
  }
}

Task<void> Feed::handle(realtime::MessagePtr message) {
  if (!message) {
    co_await recover();
    co_return;
  }
  if (replays_ && !message->cursor.empty() && last_) {
    if (message->previous > *last_) co_await recover();
    if (message->cursor <= *last_) co_return;
  }
  std::shared_ptr<const void> event;
  try {
    event = source_->read(*message);
  } catch (...) {
    (void)describe_failure(std::current_exception(), context_, "a message of " + kind_);
  }
  if (last_ && *last_ < message->cursor) last_ = message->cursor;
  if (!event) co_return;
  FeedEvent made;
  made.response = co_await respond(std::move(event));
  made.message = std::move(message);
  co_await deliver(std::move(made));
}

/// Reads what may have been missed.
Task<void> Feed::recover() {
  if (!replays_) throw lost();
  if (!last_) {  // all members are still replaying
    for (FeedMember* member : members_)
      if (member && member->replay_) member->replay_->missed = true;
    co_return;
  }
  for (int tries = 0;;) {
    std::exception_ptr failure;
    bool more = true;
    try {
      more = co_await recover_page();
    } catch (const Error&) {
      failure = std::current_exception();
    }
    if (!more || count_ == 0) co_return;
    if (!failure) continue;
    if (++tries == kMostTries) std::rethrow_exception(failure);
    co_await runtime::sleep_for(kRetryPause * (1 << tries));
  }
}

/// False when there was none.
Task<bool> Feed::recover_page() {
  std::vector<PastEvent> page = co_await source_->page(*last_);
  bool progress = false;
  for (PastEvent& past : page) {
    if (past.cursor <= *last_) continue;
    progress = true;
    FeedEvent event;
    event.message = stand_in(past, *last_);
    event.response = co_await respond(std::move(past.event));
    last_ = std::max(*last_, past.cursor);
    co_await deliver(std::move(event));
  }
  co_return progress;
}

Task<ResponsePtr> Feed::respond(std::shared_ptr<const void> event) {
  RequestContext context = context_;
  SharedValue value(*source_, std::move(event));
  std::string text = co_await respond_to_event(prepared_, context, shard_.options, value);
  co_return std::make_shared<const std::string>(std::move(text));
}

Task<void> Feed::deliver(FeedEvent event) {
  delivering_ = true;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i]) pass(*members_[i], event);
    if (i % kSlice == kSlice - 1) co_await boost::asio::post(use_task);
  }
  delivering_ = false;
  if (members_.size() == count_) co_return;
  std::erase(members_, nullptr);
  for (std::size_t i = 0; i < members_.size(); ++i) members_[i]->place_ = i;
}

void Feed::end_all(const std::exception_ptr& failure) {
  const std::shared_ptr<Feed> self = shared_from_this();
  while (count_ > 0) {
    FeedMember& member = *members_.back();
    member.leave();
    member.on_end(failure);
  }
}

realtime::MessagePtr Feed::stand_in(const PastEvent& past, const std::string& previous) const {
  auto message = std::make_shared<realtime::Message>();
  message->kind = kind_;
  message->cursor = past.cursor;
  message->previous = previous;
  message->about = past.about;
  return message;
}

// --- all feeds ----------------------------------------------------------------------------------

Feeds::Feeds(const EngineOptions& options) : options_(options) {}

Feeds::~Feeds() = default;

Feeds::Shard& Feeds::shard_of(const Executor& executor) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(shards_, [&](const auto& shard) { return shard->executor == executor; });
  if (found != shards_.end()) return **found;
  return *shards_.emplace_back(std::make_unique<Shard>(executor, options_));
}

void Feeds::join(const Executor& executor, const Prepared& prepared, const RequestContext& context,
                 LiveRequest request, FeedMember& member) {
  Shard& shard = shard_of(executor);
  std::string key = feed_key(prepared, context, request);
  const auto [place, fresh] = shard.feeds.try_emplace(std::move(key), nullptr);
  std::shared_ptr<Feed> feed;
  if (fresh) {
    try {
      feed = std::make_shared<Feed>(shard, prepared, context, request);
    } catch (...) {
      shard.feeds.erase(place);
      throw;
    }
    feed->set_name(place->first);
    place->second = feed.get();
  } else {
    feed = place->second->shared_from_this();
  }
  feed->add(member, request);
  if (request.presence)
    member.visit_ = request.presence->enter(request.topic, std::move(request.visitor));
}

Task<void> Feeds::stop() {
  std::vector<Shard*> shards;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& shard : shards_) shards.push_back(shard.get());
  }
  for (Shard* shard : shards) {
    Task<void> stopping = shard->work.stop();
    co_await boost::asio::co_spawn(shard->executor, std::move(stopping), use_task);
  }
}

}  // namespace waymark::graphql
