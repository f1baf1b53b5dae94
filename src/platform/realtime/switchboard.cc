#include "platform/realtime/switchboard.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_map>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace waymark::realtime {
namespace {

struct Desk;

/// The listeners of one topic on one reactor. `ears` is touched on that reactor alone.
struct Listeners {
  explicit Listeners(Desk& its_desk) : desk(its_desk) {}

  /// Listeners may come and go while they are called.
  template <typename Call>
  std::size_t for_each(Call&& call) {
    ++calling;
    std::size_t called = 0;
    const std::size_t count = ears.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (ears[i] == nullptr) continue;
      call(*ears[i]);
      ++called;
    }
    if (--calling == 0) std::erase(ears, nullptr);
    return called;
  }
  void remove(Listener& listener) {
    const auto found = std::ranges::find(ears, &listener);
    if (found == ears.end()) return;
    if (calling > 0)
      *found = nullptr;
    else
      ears.erase(found);
    --living;
  }

  Desk& desk;
  std::vector<Listener*> ears;
  std::size_t living = 0;
  unsigned calling = 0;
};
using ListenersPtr = std::shared_ptr<Listeners>;

/// A message on its way; null for a loss.
struct Letter {
  ListenersPtr to;
  MessagePtr message;
};

/// What is under way to one reactor.
struct Desk {
  explicit Desk(Executor where) : executor(where) {}
  const Executor executor;
  std::vector<Letter> letters;
  bool called = false;  // it will look into `letters`
};

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

}  // namespace

struct Switchboard::State : std::enable_shared_from_this<State> {
  using Places = std::vector<ListenersPtr>;  // one a reactor that listens
  using Topics = std::unordered_map<std::string, Places, TextHash, std::equal_to<>>;

  State(telemetry::Metrics& metrics, Interest told)
      : interest(std::move(told)),
        messages(metrics.counter("waymark_realtime_messages_total",
                                 "Messages handed to listeners of topics.")),
        overflows(metrics.counter("waymark_realtime_overflows_total",
                                  "Times that messages were thrown away because a reactor was too "
                                  "slow.")) {}

  Desk& desk_of(const Executor& executor) {
    const auto found =
        std::ranges::find_if(desks, [&](const auto& desk) { return desk->executor == executor; });
    if (found != desks.end()) return **found;
    return *desks.emplace_back(std::make_unique<Desk>(executor));
  }

  // The lock is held by the callers of these.
  void put(const Places& places, const MessagePtr& message) {
    for (const ListenersPtr& listeners : places) put(listeners, message);
  }
  void put(const ListenersPtr& listeners, const MessagePtr& message) {
    Desk& desk = listeners->desk;
    if (desk.letters.size() >= kMostUnderWay) {
      overflows.add();
      desk.letters.clear();
      for (const auto& [topic, places] : topics)
        for (const ListenersPtr& each : places)
          if (&each->desk == &desk) desk.letters.push_back(Letter{each, nullptr});
    }
    desk.letters.push_back(Letter{listeners, message});
    if (std::exchange(desk.called, true)) return;
    boost::asio::post(desk.executor,
                      [state = shared_from_this(), &desk] { state->hand_out(desk); });
  }

  /// On the desk's reactor.
  void hand_out(Desk& desk) {
    std::vector<Letter> letters;
    {
      const std::lock_guard lock(mutex);
      letters.swap(desk.letters);
      desk.called = false;
    }
    std::size_t count = 0;
    for (const Letter& letter : letters) {
      count += letter.to->for_each([&](Listener& listener) {
        letter.message ? listener.on_message(letter.message) : listener.on_loss();
      });
    }
    messages.add(count);
  }

  mutable std::mutex mutex;
  Interest interest;
  Topics topics;
  std::vector<std::unique_ptr<Desk>> desks;
  bool stopped = false;
  std::atomic<std::int64_t> subscriptions{0};
  telemetry::Counter& messages;
  telemetry::Counter& overflows;
};

namespace {

using State = Switchboard::State;

class BoardSubscription final : public Subscription {
 public:
  BoardSubscription(std::shared_ptr<State> state, std::string topic, const Executor& executor,
                    Listener& listener)
      : state_(std::move(state)), listener_(listener) {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopped) return;
    const auto [entry, fresh] = state_->topics.try_emplace(std::move(topic));
    topic_ = &entry->first;
    Desk& desk = state_->desk_of(executor);
    State::Places& places = entry->second;
    const auto place = std::ranges::find_if(
        places, [&](const ListenersPtr& listeners) { return &listeners->desk == &desk; });
    listeners_ =
        place != places.end() ? *place : places.emplace_back(std::make_shared<Listeners>(desk));
    listeners_->ears.push_back(&listener);
    ++listeners_->living;
    ++state_->subscriptions;
    if (fresh && state_->interest) state_->interest(*topic_, true);
  }

  Task<void> ready() override { co_return; }

  ~BoardSubscription() override {
    if (!listeners_) return;
    const std::lock_guard lock(state_->mutex);
    listeners_->remove(listener_);
    --state_->subscriptions;
    if (listeners_->living > 0) return;
    const auto entry = state_->topics.find(*topic_);
    std::erase(entry->second, listeners_);
    if (!entry->second.empty()) return;
    if (state_->interest) state_->interest(entry->first, false);
    state_->topics.erase(entry);
  }

 private:
  std::shared_ptr<State> state_;
  Listener& listener_;
  const std::string* topic_ = nullptr;  // the registry's own
  ListenersPtr listeners_;
};

/// Runs on the listeners' reactor.
Task<void> close_all(std::shared_ptr<State> state, Desk& desk, State::Places places) {
  state->hand_out(desk);
  for (const ListenersPtr& listeners : places)
    listeners->for_each([](Listener& listener) { listener.on_close(); });
  co_return;
}

}  // namespace

Switchboard::Switchboard(telemetry::Metrics& metrics, Interest interest)
    : state_(std::make_shared<State>(metrics, std::move(interest))) {
  metrics.gauge("waymark_realtime_subscriptions", "Listeners of topics now.",
                [observed = std::weak_ptr<State>(state_)] {
                  const auto state = observed.lock();
                  return state ? static_cast<double>(state->subscriptions.load()) : 0.0;
                });
}

Switchboard::~Switchboard() {
  const std::lock_guard lock(state_->mutex);
  state_->interest = nullptr;
}

void Switchboard::deliver(std::string_view topic, const MessagePtr& message) {
  const std::lock_guard lock(state_->mutex);
  if (state_->stopped) return;
  const auto found = state_->topics.find(topic);
  if (found != state_->topics.end()) state_->put(found->second, message);
}

void Switchboard::tell_loss() {
  const std::lock_guard lock(state_->mutex);
  if (state_->stopped) return;
  for (const auto& [topic, places] : state_->topics) state_->put(places, nullptr);
}

void Switchboard::tell_loss(std::string_view topic) {
  deliver(topic, nullptr);
}

std::unique_ptr<Subscription> Switchboard::subscribe(std::string topic, Executor executor,
                                                     Listener& listener) {
  return std::make_unique<BoardSubscription>(state_, std::move(topic), executor, listener);
}

std::vector<std::string> Switchboard::topics() const {
  std::vector<std::string> names;
  const std::lock_guard lock(state_->mutex);
  names.reserve(state_->topics.size());
  for (const auto& [topic, places] : state_->topics) names.push_back(topic);
  return names;
}

Task<void> Switchboard::stop() {
  std::vector<std::pair<Desk*, State::Places>> everywhere;
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
    for (const auto& desk : state_->desks) {
      State::Places here;
      for (const auto& [topic, places] : state_->topics)
        for (const ListenersPtr& listeners : places)
          if (&listeners->desk == desk.get()) here.push_back(listeners);
      everywhere.emplace_back(desk.get(), std::move(here));
    }
  }
  for (auto& [desk, places] : everywhere) {
    Task<void> closing = close_all(state_, *desk, std::move(places));
    co_await boost::asio::co_spawn(desk->executor, std::move(closing), use_task);
  }
}

}  // namespace waymark::realtime
