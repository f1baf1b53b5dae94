// A world for the tests of feeds: that of posts, with timelines, promotion and fan-out, moved by the tests.
#pragma once

#include "platform/realtime/local/local_hub.h"
#include "product/feed/activity_writer.h"
#include "product/feed/fan_out.h"
#include "product/feed/feed.h"
#include "product/feed/promotion.h"
#include "product/goals/events.h"
#include "product/posts/world_test.h"
#include "product/rewards/events.h"
#include "product/social/counting.h"
#include "product/social/sharing.h"
#include "product/workouts/events.h"

namespace waymark::feed {

using posts::at;

/// Keeps whose activities are to be spread, whether or not the transaction commits.
class KeptJobs final : public queue::Jobs {
 public:
  queue::Enqueued enqueue(store::Transaction&, std::string, queue::NewJob job) override {
    actors.push_back(UserId::parse(job.body).value());
    return queue::Enqueued({});
  }
  std::vector<UserId> actors;
};

class FeedWorld : public posts::World {
 protected:
  FeedWorld() {
    runner.add(counting);
    runner.add(writer);
    runner.add(promotion);
  }

  template <typename Payload>
  void tell(const RequestContext& who, std::string_view type, const Payload& payload) {
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(type), id_of(who), json::to_string(payload));
    run(outbox.commit({}, std::move(events), who));
  }
  void finish(const RequestContext& who, TaskId task, std::string title = "A task") {
    goals::TaskCompleted told;
    told.task_id = task;
    told.title = std::move(title);
    told.completed_at = clock.now();
    tell(who, goals::kTaskCompleted, told);
  }
  void reopen(const RequestContext& who, TaskId task) {
    goals::TaskReopened told;
    told.task_id = task;
    told.reopened_at = clock.now();
    tell(who, goals::kTaskReopened, told);
  }
  void unfollow(const RequestContext& who, const RequestContext& whom) {
    run(follows.unfollow(who, id_of(whom)));
  }
  /// Consumers and fan-out come after.
  void settle_all() {
    settle();
    for (const UserId actor : std::exchange(jobs.actors, {})) run(fan_out.spread(actor));
  }
  FeedPage home(const RequestContext& who, Way way, std::int64_t first = 20,
                std::optional<std::string> after = std::nullopt) {
    return run(
        feed.home_by(way, Owner(who), store::PageRequest(first, std::move(after), InputPath())));
  }
  /// "KIND title" or "KIND text", with how many are folded into it.
  static std::string line_of(const FeedEntry& entry) {
    const ActivityView& first = entry.activities.front();
    std::string line(enum_name(entry.kind));
    if (first.post) line += " " + first.post->text;
    if (first.title) line += " " + *first.title;
    if (first.level) line += " " + std::to_string(*first.level);
    return entry.count == 1 ? line : line + " x" + std::to_string(entry.count);
  }
  static std::vector<std::string> lines_of(const FeedPage& page) {
    std::vector<std::string> lines;
    for (const auto& entry : page.entries) lines.push_back(line_of(entry.entry));
    return lines;
  }
  std::vector<std::string> home_lines(const RequestContext& who) {
    auto lines = lines_of(home(who, Way::fan_in));
    EXPECT_EQ(lines, lines_of(home(who, Way::hybrid)));
    return lines;
  }
  std::vector<std::string> timeline(const RequestContext& who, const RequestContext& viewer) {
    return lines_of(run(feed.timeline(Owner(viewer), id_of(who), store::PageRequest())));
  }

  static PromotionRules rules() {
    PromotionRules rules;
    rules.followers_to_promote = 3;
    rules.followers_to_keep = 2;
    rules.rate_to_promote = 2;
    rules.rate_to_keep = 0.5;
    return rules;
  }

  KeptJobs jobs;
  realtime::LocalHub hub{metrics};
  social::Graph graph{store};
  HeadMemory heads{store, clock, 10'000};
  social::Counting counting{store, clock};
  social::SharingSettings sharing{store, outbox, clock};
  ActivityWriter writer{store, heads, jobs, hub};
  Promotion promotion{store, social, clock, rules()};
  FanOut fan_out{store, graph};
  Ports feed_ports{store, social, graph, service.reading, groups, heads, clock};
  Feed feed{feed_ports, [](Owner) -> Task<TimeZone> { co_return TimeZone::utc(); }, Cohort()};
};

}  // namespace waymark::feed
