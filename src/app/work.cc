#include "app/work.h"

#include "base/error.h"
#include "platform/telemetry/log.h"
#include "platform/timing/failure.h"

namespace waymark::app {

Work::Work(Foundation& foundation, Nodes& nodes, Identity& identity, Product& product)
    : foundation_(foundation),
      nodes_(nodes),
      identity_(identity),
      product_(product),
      quest_ends_(product.quests, foundation.clock),
      timers_(timing::TimerPorts(foundation.store, nodes.shards(), nodes.uptime(),
                                 foundation.random, foundation.metrics)),
      scheduler_(timing::SchedulerPorts(foundation.store, nodes.shards(), nodes.uptime(),
                                        foundation.random, foundation.metrics)) {
  timers_.add(quest_ends_);
  timers_.add(product.chat.pictures);
  using timing::Job;
  using timing::Timetable;
  Job sweep("sweep", Timetable::every(kSweepEvery),
            [this](std::uint32_t) { return sweep_expired(); });
  Job quests("quests", Timetable::every(kSweepQuestsEvery),
             [this](std::uint32_t) { return sweep_quests(); });
  Job pictures("pictures", Timetable::every(kSweepPicturesEvery),
               [this](std::uint32_t) { return sweep_pictures(); });
  Job uploads("uploads", Timetable::every(kSweepUploadsEvery),
              [this](std::uint32_t) { return product_.imports.service.sweep(); });
  Job keys("keys", Timetable::every(kRenewKeysEvery),
           [this](std::uint32_t) { return identity_.keys.renew(); });
  Job feeds("feeds", Timetable::daily(kReviewFeedsAt),
            [this](std::uint32_t shard) { return product_.promotion.review(shard); });
  feeds.split = true;
  feeds.longest_run = std::chrono::minutes(30);
  scheduler_.add(std::move(feeds));
  for (Job* job : {&sweep, &quests, &pictures, &uploads, &keys}) {
    job->durable = false;
    scheduler_.add(std::move(*job));
  }
}

Task<void> Work::start(std::vector<Executor> executors) {
  co_await timers_.start(executors);
  co_await scheduler_.start(executors);
  if (!nodes_.many()) co_return;
  const auto on_failure = [](const std::exception_ptr& failure) {
    timing::log_failure("background_task_failed", "identity", failure);
  };
  everywhere_.emplace(foundation_.reactors[0].executor(), on_failure);
  everywhere_->spawn(learn_identity());
}

Task<void> Work::stop() {
  if (everywhere_) co_await everywhere_->stop();
  co_await scheduler_.stop();
  co_await timers_.stop();
}

/// All that has expired, a bounded number at a time, so that others come between.
Task<void> Work::sweep_expired() {
  // By this clock the store judges what has expired; what it deletes early is gone.
  if (foundation_.clock.now() > nodes_.clock().now() + timing::kClockTolerance)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "this node's clock is ahead of the others'");
  std::size_t swept = kSweepAtOnce;
  while (swept == kSweepAtOnce) swept = co_await foundation_.store.sweep(kSweepAtOnce);
}

Task<void> Work::sweep_quests() {
  co_await product_.quests.sweep(kSweepQuestsAtOnce);
}

/// Those nothing uses, which the next time finds the rest of.
Task<void> Work::sweep_pictures() {
  co_await product_.media.library.sweep(kSweepPicturesAtOnce);
}

Task<void> Work::learn_identity() {
  while (true) {
    co_await runtime::sleep_for(kLearnIdentityEvery);
    try {
      co_await identity_.revoked.load();
      co_await identity_.keys.load();
      co_await product_.safety.suspensions.load();
    } catch (const Error& error) {
      telemetry::log(telemetry::Level::warn, "identity_not_read", {{"reason", error.what()}});
    }
  }
}

}  // namespace waymark::app
