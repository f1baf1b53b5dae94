#include "platform/realtime/local/local_hub.h"

namespace waymark::realtime {

void LocalHub::publish(std::string_view topic, MessagePtr message) {
  board_.deliver(topic, message);
}

std::unique_ptr<Subscription> LocalHub::subscribe(std::string topic, Executor executor,
                                                  Listener& listener) {
  return board_.subscribe(std::move(topic), executor, listener);
}

Task<void> LocalHub::stop() {
  return board_.stop();
}

LocalPresence::LocalPresence(Hub& hub)
    : visitors_([&hub](const std::string& topic, const std::string& who, bool here) {
        hub.publish(topic, presence_message(who, here));
      }) {}

std::unique_ptr<Visit> LocalPresence::enter(std::string topic, std::string who) {
  return visitors_.enter(std::move(topic), std::move(who));
}

Task<std::vector<std::string>> LocalPresence::present(std::string topic) {
  std::vector<std::string> names = visitors_.present(topic);
  if (names.size() > kMostPresent) names.resize(kMostPresent);
  co_return names;
}

}  // namespace waymark::realtime
