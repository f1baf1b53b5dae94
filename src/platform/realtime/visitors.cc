#include "platform/realtime/visitors.h"

#include <algorithm>

namespace waymark::realtime {

struct Visitors::State {
  using People = std::map<std::string, std::uint32_t, std::less<>>;  // how many visits

  /// Told in the order of the changes: `telling` is held meanwhile, `mutex` is not.
  void tell(const std::string& topic, const std::string& who, bool here) {
    if (change) change(topic, who, here);
  }

  std::mutex telling;
  mutable std::mutex mutex;
  std::unordered_map<std::string, People> topics;
  Change change;
};

class Visitors::Counted final : public Visit {
 public:
  Counted(std::shared_ptr<State> state, std::string topic, std::string who)
      : state_(std::move(state)), topic_(std::move(topic)), who_(std::move(who)) {
    const std::lock_guard in_order(state_->telling);
    bool first = false;
    {
      const std::lock_guard lock(state_->mutex);
      first = ++state_->topics[topic_][who_] == 1;
    }
    if (first) state_->tell(topic_, who_, true);
  }
  ~Counted() override {
    const std::lock_guard in_order(state_->telling);
    if (last_one()) state_->tell(topic_, who_, false);
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  bool last_one() {
    const std::lock_guard lock(state_->mutex);
    const auto topic = state_->topics.find(topic_);
    const auto person = topic->second.find(who_);
    if (--person->second > 0) return false;
    topic->second.erase(person);
    if (topic->second.empty()) state_->topics.erase(topic);
    return true;
  }

  std::shared_ptr<State> state_;
  std::string topic_;
  std::string who_;
};

Visitors::Visitors(Change change) : state_(std::make_shared<State>()) {
  state_->change = std::move(change);
}

Visitors::~Visitors() {
  close();
}

void Visitors::close() {
  const std::lock_guard in_order(state_->telling);
  state_->change = nullptr;
}

std::unique_ptr<Visit> Visitors::enter(std::string topic, std::string who) {
  return std::make_unique<Counted>(state_, std::move(topic), std::move(who));
}

std::vector<std::string> Visitors::present(const std::string& topic) const {
  std::vector<std::string> names;
  const std::lock_guard lock(state_->mutex);
  const auto found = state_->topics.find(topic);
  if (found == state_->topics.end()) return names;
  for (const auto& [who, visits] : found->second) names.push_back(who);
  return names;
}

std::vector<std::pair<std::string, std::string>> Visitors::all() const {
  std::vector<std::pair<std::string, std::string>> everybody;
  const std::lock_guard lock(state_->mutex);
  for (const auto& [topic, people] : state_->topics)
    for (const auto& [who, visits] : people) everybody.emplace_back(topic, who);
  return everybody;
}

}  // namespace waymark::realtime
