// The visits of this process: what the engines of Presence keep.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/realtime/presence.h"

namespace waymark::realtime {

/// Counts visits by topic and person. Any thread. Outlived by its visits when need be.
class Visitors {
 public:
  /// Called when the first visit of somebody to a topic begins here and when the last has ended,
  /// with nothing locked.
  using Change = std::function<void(const std::string& topic, const std::string& who, bool here)>;
  explicit Visitors(Change change);
  ~Visitors();

  std::unique_ptr<Visit> enter(std::string topic, std::string who);
  /// In the order of their names.
  std::vector<std::string> present(const std::string& topic) const;
  /// Every (topic, who).
  std::vector<std::pair<std::string, std::string>> all() const;
  /// No change is told any more.
  void close();

 private:
  struct State;
  class Counted;
  std::shared_ptr<State> state_;
};

}  // namespace waymark::realtime
