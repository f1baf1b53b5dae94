// Events of a commit, from their payload structs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"

namespace waymark::goals {

class EventList {
 public:
  explicit EventList(Owner owner) : owner_(owner) {}

  template <typename Payload>
  EventList& add(std::string_view type, const Payload& payload) {
    events_.emplace_back(std::string(type), owner_.user(), json::to_string(payload));
    return *this;
  }
  std::vector<events::NewEvent> take() { return std::move(events_); }
  std::size_t size() const { return events_.size(); }

 private:
  Owner owner_;
  std::vector<events::NewEvent> events_;
};

}  // namespace waymark::goals
