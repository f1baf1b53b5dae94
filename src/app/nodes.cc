#include "app/nodes.h"

#include <unistd.h>

#include <mutex>

namespace waymark::app {
namespace {

/// "machine-0199…": for people the machine's name, for everybody else an id that was never there before.
std::string node_id(IdSource& ids) {
  char name[64] = "node";
  gethostname(name, sizeof name - 1);
  return std::string(name) + "-" + ids.next().to_string();
}

}  // namespace

struct Nodes::News {
  std::mutex mutex;
  events::SharedOutbox* outbox = nullptr;
};

Nodes::Nodes(Foundation& foundation) : foundation_(foundation) {
  if (!foundation.engine->shared()) {
    sole_ = std::make_unique<timing::SoleShards>(foundation.clock);
    own_outbox_ =
        std::make_unique<events::StoreOutbox>(foundation.store, foundation.clock, foundation.ids);
    return;
  }
  leased_ = std::make_unique<timing::LeasedShards>(
      timing::ShardPorts(foundation.store, foundation.clock, uptime_, foundation.random,
                         foundation.metrics),
      node_id(foundation.ids));
  shared_outbox_ = std::make_unique<events::SharedOutbox>(
      events::SharedOutboxPorts(foundation.store, uptime_, leased_->clock(), foundation.ids));
  news_ = std::make_shared<News>();
  news_->outbox = shared_outbox_.get();
  foundation.engine->on_events([news = news_] {
    const std::lock_guard lock(news->mutex);
    if (news->outbox != nullptr) news->outbox->wake();
  });
}

Nodes::~Nodes() {
  if (!news_) return;
  const std::lock_guard lock(news_->mutex);
  news_->outbox = nullptr;
}

Task<void> Nodes::start_writing() {
  if (own_outbox_)
    co_await own_outbox_->start();
  else
    co_await shared_outbox_->start(foundation_.reactors[0].executor());
}

Task<void> Nodes::stop_writing() {
  if (shared_outbox_) co_await shared_outbox_->stop();
}

Task<void> Nodes::start_working() {
  if (leased_) co_await leased_->start(foundation_.reactors[0].executor());
}

Task<void> Nodes::stop_working() {
  if (leased_) co_await leased_->stop();
}

events::Outbox& Nodes::outbox() {
  if (own_outbox_) return *own_outbox_;
  return *shared_outbox_;
}

events::Horizon& Nodes::horizon() {
  if (own_outbox_) return *own_outbox_;
  return *shared_outbox_;
}

timing::Shards& Nodes::shards() {
  if (sole_) return *sole_;
  return *leased_;
}

}  // namespace waymark::app
