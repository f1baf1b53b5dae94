#include "product/chat/room_lanes.h"

#include <algorithm>

#include <boost/asio/this_coro.hpp>

#include "base/error.h"

namespace waymark::chat {

Task<void> RoomLanes::run(RoomId room, JobPtr job) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  job->turn_ = std::make_shared<runtime::Signal>(executor);
  if (!enter(room, job)) co_await wait(room, job);
  bool leads = false;
  {
    const std::lock_guard lock(mutex_);
    leads = job->place_ == Job::Place::leading;
  }
  if (leads) co_await lead(room);
  if (job->failure) std::rethrow_exception(job->failure);
}

bool RoomLanes::enter(RoomId room, const JobPtr& job) {
  const std::lock_guard lock(mutex_);
  const auto [lane, fresh] = lanes_.try_emplace(room);
  if (lane->second.size() >= kMostWaiting)
    throw Error(ErrorCode::unavailable, "error.unavailable", "too many wait to write to a room");
  lane->second.push_back(job);
  if (fresh) job->place_ = Job::Place::leading;
  return fresh;
}

Task<void> RoomLanes::wait(RoomId room, JobPtr job) {
  struct Waiting {
    RoomLanes& lanes;
    RoomId room;
    const JobPtr& job;
    bool called = false;
    ~Waiting() {
      if (!called) lanes.leave(room, job);
    }
  } waiting{*this, room, job};
  co_await job->turn_->wait();
  waiting.called = true;
}

Task<void> RoomLanes::lead(RoomId room) {
  // Others wait for what happens here: it is not cancelled with the one who happens to lead.
  co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
  const std::vector<JobPtr> jobs = take(room);
  std::exception_ptr failure;
  try {
    co_await perform_(room, jobs);
  } catch (...) {
    failure = std::current_exception();
  }
  for (const JobPtr& job : jobs) {
    if (failure && !job->failure) job->failure = failure;
    if (job != jobs.front()) job->turn_->notify();
  }
  pass_on(room);
  co_await boost::asio::this_coro::reset_cancellation_state();
}

std::vector<RoomLanes::JobPtr> RoomLanes::take(RoomId room) {
  const std::lock_guard lock(mutex_);
  Lane& lane = lanes_.at(room);
  std::vector<JobPtr> taken;
  do {
    lane.front()->place_ = Job::Place::taken;
    taken.push_back(std::move(lane.front()));
    lane.pop_front();
  } while (!lane.empty() && taken.size() < kBatch && !taken.front()->alone_ &&
           !lane.front()->alone_);
  return taken;
}

void RoomLanes::leave(RoomId room, const JobPtr& job) {
  const std::lock_guard lock(mutex_);
  if (job->place_ == Job::Place::taken) return;  // it is being performed, for nobody
  Lane& lane = lanes_.at(room);
  lane.erase(std::find(lane.begin(), lane.end(), job));
  if (job->place_ == Job::Place::leading) pass_on_locked(room);
}

void RoomLanes::pass_on(RoomId room) {
  const std::lock_guard lock(mutex_);
  pass_on_locked(room);
}

void RoomLanes::pass_on_locked(RoomId room) {
  const auto lane = lanes_.find(room);
  if (lane->second.empty()) {
    lanes_.erase(lane);
    return;
  }
  lane->second.front()->place_ = Job::Place::leading;
  lane->second.front()->turn_->notify();
}

}  // namespace waymark::chat
