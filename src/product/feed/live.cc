#include "product/feed/live.h"

#include "base/json.h"
#include "platform/telemetry/log.h"
#include "product/feed/activity_writer.h"
#include "product/feed/folding.h"

namespace waymark::feed {
namespace {

constexpr std::string_view kEntryMessage = "feed_entry";
constexpr std::string_view kLossMessage = "feed_loss";
constexpr std::uint32_t kFollowersAtOnce = 1'000;
constexpr std::size_t kMostHeard = 4'096;

Error lost() {
  return Error(ErrorCode::unavailable, "error.unavailable", "the feed may have missed something");
}

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "feed_live_failed",
                   {{"reason", std::string_view(error.what())}});
  }
}

/// What a listener's topic carries.
std::optional<FeedEntry> read_entry(const realtime::Message& message) {
  if (message.kind == kLossMessage) throw lost();
  if (message.kind != kEntryMessage) return std::nullopt;
  return json::decode<FeedEntry>(message.payload);
}

FeedEntry entry_of(ActivityView activity) {
  Folding folding(TimeZone::utc());
  folding.add(std::move(activity));
  return std::move(folding.take().front());
}

}  // namespace

/// Counts a listener as long as it is there.
class Live::Visit {
 public:
  Visit(Live& live, UserId viewer) : live_(live), viewer_(viewer) {
    const std::lock_guard lock(live_.mutex_);
    ++live_.listening_[viewer_];
  }
  ~Visit() {
    const std::lock_guard lock(live_.mutex_);
    const auto found = live_.listening_.find(viewer_);
    if (--found->second == 0) live_.listening_.erase(found);
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

 private:
  Live& live_;
  UserId viewer_;
};

/// What is to be delivered, in the order in which it was heard.
class Live::Ear final : public realtime::Listener {
 public:
  explicit Ear(Executor executor) : signal_(std::make_shared<runtime::Signal>(executor)) {}

  void on_message(const realtime::MessagePtr& message) override {
    if (message->kind != kActivityMessage) return;
    if (heard_.size() >= kMostHeard) return on_loss();
    heard_.push_back(message);
    signal_->notify();
  }
  void on_loss() override {
    heard_.clear();
    heard_.push_back(nullptr);
    signal_->notify();
  }
  void on_close() override {}

  /// Null: something was lost.
  Task<realtime::MessagePtr> next() {
    while (heard_.empty()) co_await signal_->wait();
    realtime::MessagePtr message = std::move(heard_.front());
    heard_.pop_front();
    co_return message;
  }

 private:
  std::shared_ptr<runtime::Signal> signal_;
  std::deque<realtime::MessagePtr> heard_;
};

Live::Live(const Ports& ports, realtime::Hub& hub, IdSource& ids)
    : ports_(ports),
      showing_(ports.store, ports.social, ports.graph, ports.posts),
      hub_(hub),
      node_(ids.next().to_string()) {}

Live::~Live() = default;

std::string Live::topic_of(UserId viewer) const {
  return realtime::feed_topic(viewer.to_string()) + "@" + node_;
}

Task<void> Live::start(Executor executor) {
  ear_ = std::make_unique<Ear>(executor);
  subscription_ = hub_.subscribe(std::string(kActivitiesTopic), executor, *ear_);
  group_ = std::make_unique<runtime::TaskGroup>(executor, log_failure);
  group_->spawn(work());
  co_await subscription_->ready();
}

Task<void> Live::stop() {
  if (!group_) co_return;
  subscription_.reset();
  co_await group_->stop();
  group_.reset();
}

graphql::Live<FeedEntry> Live::listen(UserId viewer) {
  graphql::Live<FeedEntry> live(hub_, topic_of(viewer), kEntryMessage, &read_entry);
  // Nothing is to be judged; the judge lives as long as its listener, and so does the visit.
  live.judged([visit = std::make_shared<Visit>(*this, viewer)](const realtime::Message&) {
    return graphql::Verdict::send;
  });
  return live;
}

Task<void> Live::work() {
  while (true) {
    const realtime::MessagePtr message = co_await ear_->next();
    std::string failure;
    try {
      if (!message) {
        ports_.heads.forget_all();
        throw lost();
      }
      const auto told = json::decode<ActivityTold>(message->payload);
      if (auto ref = parse_ref(told.id)) {
        ports_.heads.forget(ref->actor);
        co_await deliver(*ref, told.group_id);
      }
    } catch (const Error& error) {
      failure = error.what();
    }
    if (failure.empty()) continue;
    telemetry::log(telemetry::Level::warn, "feed_live_lost",
                   {{"reason", std::string_view(failure)}});
    tell_of_loss();
  }
}

std::vector<UserId> Live::listeners() const {
  const std::lock_guard lock(mutex_);
  std::vector<UserId> all;
  all.reserve(listening_.size());
  for (const auto& [viewer, count] : listening_) all.push_back(viewer);
  return all;
}

void Live::tell_of_loss() {
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kLossMessage);
  for (const UserId viewer : listeners()) hub_.publish(topic_of(viewer), message);
}

/// Those who may follow, and listen; the showing decides.
Task<std::vector<UserId>> Live::whom_it_concerns(UserId actor) const {
  std::vector<UserId> all = listeners();
  if (all.empty()) co_return all;
  const social::Counts counts = co_await ports_.social.counts(actor);
  if (counts.followers >= static_cast<std::int64_t>(all.size())) co_return all;
  std::vector<UserId> concerned;
  const auto add = [&](UserId user) {
    const std::lock_guard lock(mutex_);
    if (listening_.contains(user)) concerned.push_back(user);
  };
  add(actor);
  const std::uint32_t parts = co_await ports_.graph.parts(actor);
  for (std::uint32_t part = 0; part < parts; ++part) {
    std::optional<store::Cursor> after;
    do {
      social::FollowerPage page =
          co_await ports_.graph.followers(actor, part, std::move(after), kFollowersAtOnce);
      for (const UserId follower : page.ids) add(follower);
      after = std::move(page.next);
    } while (after);
  }
  co_return concerned;
}

Task<void> Live::deliver(ActivityRef ref, std::optional<GroupId> group) {
  std::vector<UserId> concerned;
  if (group)
    concerned = co_await ports_.groups.members_among(*group, listeners());
  else
    concerned = co_await whom_it_concerns(ref.actor);
  for (const UserId viewer : concerned) co_await deliver_to(viewer, ref);
}

Task<void> Live::deliver_to(UserId viewer, ActivityRef ref) {
  std::vector<Candidate> candidates(1);
  candidates.front().ref = ref;
  auto views = co_await showing_.shown(viewer, true, std::move(candidates));
  if (!views.front()) co_return;
  const FeedEntry entry = entry_of(std::move(*views.front()));
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kEntryMessage);
  message->payload = json::to_string(entry);
  hub_.publish(topic_of(viewer), std::move(message));
}

}  // namespace waymark::feed
