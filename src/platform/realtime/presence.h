// Who is here: people with a socket open on a topic, on any node.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "platform/realtime/hub.h"

namespace waymark::realtime {

/// The kind of the message that tells of an arrival or a departure: volatile, `about` is who,
/// the payload {"userId":"…","present":true}.
inline constexpr std::string_view kPresenceMessage = "presence";
MessagePtr presence_message(std::string_view who, bool present);

/// How many one look may name.
inline constexpr std::size_t kMostPresent = 1'000;
/// After this long without a sign of life a node's visitors are gone.
inline constexpr std::chrono::seconds kPresenceLife{60};

/// Destroying it leaves.
class Visit {
 public:
  virtual ~Visit() = default;
};

class Presence {
 public:
  virtual ~Presence() = default;
  /// `who` is on `topic` from now on, until the last of their visits ends. The first to come and
  /// the last to go are published on the topic. Any thread.
  virtual std::unique_ptr<Visit> enter(std::string topic, std::string who) = 0;
  /// In the order of their names, at most kMostPresent. Throws Error(unavailable) when it cannot be
  /// known.
  virtual Task<std::vector<std::string>> present(std::string topic) = 0;
};

}  // namespace waymark::realtime
