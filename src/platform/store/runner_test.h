// For tests of engines: a store that is run to the end of each operation, and coroutines that meet in it.
#pragma once

#include <algorithm>
#include <exception>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>

#include "base/time.h"
#include "platform/runtime/testing.h"
#include "platform/store/store.h"

namespace waymark::store {

/// An engine with an empty store, and whatever it needs to live.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual Store& store() = 0;
};
using StoreMaker = std::unique_ptr<StoreUnderTest> (*)(const Clock& clock);

inline constexpr Instant kConformanceStart{std::chrono::milliseconds(1'800'000'000'000)};

/// Runs operations of a store to their end, one after the other.
class StoreRunner {
 public:
  explicit StoreRunner(Store& store) : store_(store) {}

  std::optional<Item> get(Key key) { return loop_.run(store_.get(std::move(key))); }
  std::vector<std::optional<Item>> batch_get(std::vector<Key> keys) {
    return loop_.run(store_.batch_get(std::move(keys)));
  }
  Page query(Query query) { return loop_.run(store_.query(std::move(query))); }
  Outcome transact(Transaction transaction) {
    return loop_.run(store_.transact(std::move(transaction)));
  }
  Page scan(Scan scan) { return loop_.run(store_.scan(std::move(scan))); }
  std::size_t sweep(std::size_t limit) { return loop_.run(store_.sweep(limit)); }
  void ping() { loop_.run(store_.ping()); }

  bool put(Item item, Condition condition = {}) {
    return transact(Transaction().put(std::move(item), std::move(condition))).committed();
  }
  bool update(Key key, Changes changes, Condition condition = {}) {
    return transact(Transaction().update(std::move(key), std::move(changes), std::move(condition)))
        .committed();
  }
  bool erase(Key key, Condition condition = {}) {
    return transact(Transaction().erase(std::move(key), std::move(condition))).committed();
  }
  /// All pages of a query.
  std::vector<Item> all(Query query) {
    std::vector<Item> items;
    for (int pages = 0; pages < 100'000; ++pages) {
      Page page = this->query(query);
      std::ranges::move(page.items, std::back_inserter(items));
      if (!page.next) return items;
      query.starting_after(std::move(page.next));
    }
    throw std::runtime_error("the pages of a query do not end");
  }
  /// The sort keys of the items of all pages.
  std::vector<std::string> sort_keys(const Query& query) {
    std::vector<std::string> keys;
    for (const Item& item : all(query)) keys.push_back(item.key().sk);
    return keys;
  }
  runtime::TestLoop& loop() { return loop_; }
  Store& store() { return store_; }

 private:
  Store& store_;
  runtime::TestLoop loop_;
};

/// Runs coroutines beside each other on one reactor until all have ended.
inline void run_together(runtime::TestLoop& loop, std::vector<Task<void>> tasks) {
  std::size_t running = tasks.size();
  std::exception_ptr failure;
  loop.context().restart();
  for (Task<void>& task : tasks) {
    boost::asio::co_spawn(loop.executor(), std::move(task), [&](std::exception_ptr error) {
      if (error) failure = error;
      if (--running == 0) loop.context().stop();
    });
  }
  loop.context().run_for(std::chrono::seconds(60));
  if (running > 0) throw std::runtime_error("the tasks did not end within their bound: they hang");
  if (failure) std::rethrow_exception(failure);
}

/// Counts `n` of p / counter up, each time on condition that nobody else did since it was read.
inline Task<void> increment_by_version(Store& store, int times) {
  for (int done = 0; done < times;) {
    const Key key("p", "counter");
    const auto current = co_await store.get(key);
    const std::int64_t version = current->integer("version").value();
    Item next = *current;
    next.set("version", version + 1).set("n", current->integer("n").value() + 1);
    Transaction transaction;
    transaction.put(std::move(next), Condition::version_is(version));
    const Outcome outcome = co_await store.transact(std::move(transaction));
    done += outcome.committed() ? 1 : 0;
  }
}

/// From one of the accounts to another, unless it is empty.
inline Task<void> move_one(Store& store, int from, int to) {
  Transaction transaction;
  transaction.update(Key("accounts", std::to_string(from)), Changes().add("n", -1),
                     Condition::compare(Condition::Op::greater, "n", 0));
  transaction.update(Key("accounts", std::to_string(to)), Changes().add("n", 1));
  co_await store.transact(std::move(transaction));
}

}  // namespace waymark::store
