// The consumer "activities": keeps people's timelines by events.
//
// Each thing that can be an activity has an Origin, which says up to which event it is known. Events at or before that one
// change nothing, so an event may come again, and all of them may be replayed. What is undone or deleted takes its activity
// with it; done again, it is a new one.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/events/outbox.h"
#include "platform/queue/jobs.h"
#include "platform/realtime/hub.h"
#include "product/feed/activity_repository.h"
#include "product/feed/facts.h"
#include "product/feed/head_memory.h"

namespace waymark::feed {

/// The queue of fan-out jobs; a job's body is an actor's id as text.
inline constexpr std::string_view kFanOutQueue = "feed";

/// New activities are published on this topic once, kind kActivityMessage; live.h brings them to those who follow.
inline constexpr std::string_view kActivitiesTopic = "feed:activities";
inline constexpr std::string_view kActivityMessage = "activity";

/// The payload: an ActivityRef as text, and the group in whose timeline it lies.
struct ActivityTold {
  std::string id;
  std::optional<GroupId> group_id;
};
BOOST_DESCRIBE_STRUCT(ActivityTold, (), (id, group_id))

/// Called by one coroutine a shard; what it borrows outlives it.
class ActivityWriter final : public events::Consumer {
 public:
  ActivityWriter(store::Store& store, HeadMemory& heads, queue::Jobs& jobs, realtime::Hub& hub)
      : repository_(store), heads_(heads), jobs_(jobs), hub_(hub) {}

  std::string_view name() const override { return "activities"; }
  bool wants(std::string_view type) const override { return is_meaningful(type); }
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  struct Change;
  Task<void> apply_fact(Change& change, Fact fact) const;
  Task<void> stand(Change& change, Stands fact) const;
  Task<void> alter(Change& change, Changed fact) const;
  Task<void> end(Change& change, ActivityKind kind, std::string source) const;
  Task<void> change_level(Change& change, std::int64_t level) const;
  void finish(Change& change, const events::Event& event, events::Effects& effects);

  ActivityRepository repository_;
  HeadMemory& heads_;
  queue::Jobs& jobs_;
  realtime::Hub& hub_;
};

}  // namespace waymark::feed
