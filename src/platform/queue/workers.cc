#include "platform/queue/workers.h"

#include <cassert>

#include <boost/asio/co_spawn.hpp>

#include "platform/queue/crew.h"

namespace waymark::queue {

Workers::Workers(WorkerPorts ports) : ports_(std::move(ports)) {}

Workers::~Workers() {
  assert(!started_);
}

void Workers::add(const std::string& queue, Handler& handler, WorkerOptions options) {
  assert(!started_);
  const QueueDefinition& definition = ports_.catalog.at(queue);
  auto crew = std::make_shared<Crew>(ports_, definition, handler, options);
  Crew::publish(ports_.metrics, crew);
  crews_.push_back(std::move(crew));
}

Task<void> Workers::start(std::vector<Executor> executors) {
  assert(!started_ && !executors.empty());
  started_ = true;
  for (std::size_t i = 0; i < crews_.size(); ++i) {
    crews_[i]->assign(executors[i % executors.size()]);
    co_await boost::asio::co_spawn(crews_[i]->executor(), crews_[i]->start(), use_task);
  }
}

Task<void> Workers::stop(std::chrono::milliseconds drain) {
  if (!started_) co_return;
  const auto deadline = std::chrono::steady_clock::now() + drain;
  for (const auto& crew : crews_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        std::max(deadline - std::chrono::steady_clock::now(), std::chrono::nanoseconds(0)));
    co_await boost::asio::co_spawn(crew->executor(), crew->stop(left), use_task);
  }
  started_ = false;
}

}  // namespace waymark::queue
