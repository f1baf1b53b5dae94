#include "platform/queue/on_store/on_store_queue.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::queue {
namespace {

using on_store::Delivery;
using on_store::StoredJob;
using std::chrono::milliseconds;

constexpr std::uint32_t kRedrivenAtOnce = 50;  // each is two operations of a transaction

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "queue_ended",
                   {{"cause", std::string_view(error.what())}});
  }
}

}  // namespace

OnStoreQueue::OnStoreQueue(store::Store& store, const Catalog& catalog, const Clock& clock,
                           IdSource& ids, Executor home, OnStoreOptions options)
    : store_(store), catalog_(catalog), clock_(clock), ids_(ids), home_(home) {
  for (const QueueDefinition& one : catalog.all())
    dispensers_.try_emplace(one.name, store, clock, one, options, home);
}

OnStoreQueue::~OnStoreQueue() {
  assert(!group_);
}

Task<void> OnStoreQueue::start() {
  assert(!group_);
  group_.emplace(home_, log_failure);
  for (auto& [name, dispenser] : dispensers_) group_->spawn(dispenser.serve());
  co_return;
}

Task<void> OnStoreQueue::stop() {
  if (!group_) co_return;
  for (auto& [name, dispenser] : dispensers_) co_await dispenser.stop();
  co_await group_->stop();
  group_.reset();
}

on_store::Dispenser& OnStoreQueue::dispenser(const std::string& queue) {
  const auto found = dispensers_.find(queue);
  if (found == dispensers_.end()) catalog_.at(queue);  // which says that there is none
  return found->second;
}

OnStoreQueue::Put OnStoreQueue::add(store::Transaction& transaction, const std::string& queue,
                                    NewJob job) {
  const Instant now = clock_.now();
  StoredJob stored;
  stored.id = ids_.make<JobId>();
  stored.body = std::move(job.body);
  stored.priority = job.priority;
  stored.sent_at = now;
  stored.trace_id = std::move(job.trace_id);
  Put put;
  put.lane = on_store::lane_of(stored.id, stored.priority);
  put.due = now + job.delay;
  put.sk = on_store::sort_key(put.due, stored.id);
  transaction.put(on_store::ready_item(queue, stored, put.due), store::Condition::item_absent());
  return put;
}

Task<void> OnStoreQueue::send(std::string queue, std::vector<NewJob> jobs) {
  on_store::Dispenser& receivers = dispenser(queue);
  check_send(jobs);
  store::Transaction transaction;
  std::vector<Put> puts;
  for (NewJob& job : jobs) puts.push_back(add(transaction, queue, std::move(job)));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed())
    throw Error(ErrorCode::internal, "error.internal", "a new job's id was taken");
  for (Put& put : puts) receivers.hint(put.lane, put.due, std::move(put.sk));
}

Enqueued OnStoreQueue::enqueue(store::Transaction& transaction, std::string queue, NewJob job) {
  on_store::Dispenser& receivers = dispenser(queue);
  std::vector<NewJob> one;
  one.push_back(std::move(job));
  check_send(one);
  Put put = add(transaction, queue, std::move(one.front()));
  return Enqueued(
      [&receivers, put = std::move(put)] { receivers.hint(put.lane, put.due, put.sk); });
}

Task<std::vector<Job>> OnStoreQueue::receive(std::string queue, ReceiveOptions options) {
  check_receive(options);
  return dispenser(queue).receive(options);
}

Task<void> OnStoreQueue::ack(std::string queue, std::vector<Receipt> receipts) {
  catalog_.at(queue);
  check_receipts(receipts);
  std::vector<Delivery> deliveries;
  for (const Receipt& receipt : receipts) deliveries.push_back(Delivery::of(receipt));
  // A transaction names a key once; the greater count is the later delivery.
  std::ranges::sort(deliveries, std::greater<>(), [](const Delivery& one) {
    return std::make_tuple(one.lane.place(), one.sk, one.receives);
  });
  const auto repeated = std::ranges::unique(
      deliveries, {}, [](const Delivery& one) { return std::make_pair(one.lane.place(), one.sk); });
  deliveries.erase(repeated.begin(), repeated.end());

  while (!deliveries.empty()) {
    store::Transaction transaction;
    for (const Delivery& one : deliveries) transaction.erase(one.key(queue), one.holds());
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) co_return;
    for (auto lapsed = outcome.failed.rbegin(); lapsed != outcome.failed.rend(); ++lapsed)
      deliveries.erase(deliveries.begin() + static_cast<std::ptrdiff_t>(*lapsed));
  }
}

Task<void> OnStoreQueue::retry_after(std::string queue, Receipt receipt,
                                     std::optional<milliseconds> delay, std::string error) {
  const QueueDefinition& definition = catalog_.at(queue);
  if (delay) check_delay(*delay);
  const Delivery delivery = Delivery::of(receipt);
  const store::Key key = delivery.key(queue);
  const auto item = co_await store_.get(key);
  if (!item) co_return;
  StoredJob job = on_store::job_of(*item, delivery.lane.priority);
  if (job.receives != delivery.receives) co_return;
  job.last_error = short_error(std::move(error));

  const Instant now = clock_.now();
  const bool dead = !delay || job.receives >= definition.max_receives;
  const Instant due = now + delay.value_or(milliseconds(0));
  std::string sk = on_store::sort_key(due, job.id);
  store::Transaction transaction;
  if (dead) {
    transaction.erase(key, delivery.holds());
    transaction.put(on_store::dead_item(queue, job, now));
  } else if (sk == key.sk) {  // it failed in the millisecond in which it was due
    transaction.put(on_store::ready_item(queue, job, due), delivery.holds());
  } else {
    transaction.erase(key, delivery.holds());
    transaction.put(on_store::ready_item(queue, job, due), store::Condition::item_absent());
  }
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (outcome.committed() && !dead) dispenser(queue).hint(delivery.lane, due, std::move(sk));
}

Task<bool> OnStoreQueue::extend(std::string queue, Receipt receipt, milliseconds visibility) {
  catalog_.at(queue);
  check_visibility(visibility);
  const Delivery delivery = Delivery::of(receipt);
  const Instant hidden_until = clock_.now() + visibility;
  store::Changes changes;
  changes.set("visibleAt", std::int64_t{hidden_until.time_since_epoch().count()});
  store::Transaction transaction;
  transaction.update(delivery.key(queue), std::move(changes), delivery.holds());
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  co_return outcome.committed();
}

Task<std::vector<DeadJob>> OnStoreQueue::dead_letters(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  check_dead_limit(limit);
  std::vector<DeadJob> dead;
  store::Query query(store::Index::table, on_store::dead_partition(queue));
  while (dead.size() < limit) {
    query.at_most(static_cast<std::uint32_t>(limit - dead.size()));
    store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) {
      StoredJob job = on_store::dead_job_of(item);
      DeadJob letter;
      letter.id = job.id;
      letter.body = std::move(job.body);
      letter.priority = job.priority;
      letter.receives = job.receives;
      letter.sent_at = job.sent_at;
      letter.last_error = std::move(job.last_error);
      letter.trace_id = std::move(job.trace_id);
      dead.push_back(std::move(letter));
    }
    if (!page.next) break;
    query.starting_after(std::move(page.next));
  }
  co_return dead;
}

Task<std::size_t> OnStoreQueue::redrive(std::string queue, std::size_t limit) {
  catalog_.at(queue);
  std::size_t redriven = 0;
  while (redriven < limit) {
    const auto page =
        static_cast<std::uint32_t>(std::min<std::size_t>(limit - redriven, kRedrivenAtOnce));
    const std::size_t moved = co_await redrive_page(queue, page);
    if (moved == 0) break;
    redriven += moved;
  }
  co_return redriven;
}

/// How many were moved: none when there are none, or when somebody else was faster with all.
Task<std::size_t> OnStoreQueue::redrive_page(const std::string& queue, std::uint32_t limit) {
  store::Query query(store::Index::table, on_store::dead_partition(queue));
  query.at_most(limit);
  store::Page page = co_await store_.query(std::move(query));
  while (!page.items.empty()) {
    const Instant now = clock_.now();
    store::Transaction transaction;
    std::vector<Put> puts;
    for (const store::Item& item : page.items) {
      StoredJob job = on_store::dead_job_of(item);
      job.receives = 0;
      transaction.erase(item.key(), store::Condition::item_exists());
      transaction.put(on_store::ready_item(queue, job, now));
      puts.push_back(
          Put{on_store::lane_of(job.id, job.priority), now, on_store::sort_key(now, job.id)});
    }
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) {
      for (Put& put : puts) dispenser(queue).hint(put.lane, put.due, std::move(put.sk));
      co_return page.items.size();
    }
    for (auto gone = outcome.failed.rbegin(); gone != outcome.failed.rend(); ++gone)
      page.items.erase(page.items.begin() + static_cast<std::ptrdiff_t>(*gone / 2));
  }
  co_return 0;
}

}  // namespace waymark::queue
