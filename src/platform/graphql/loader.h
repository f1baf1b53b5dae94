// Batches loads within one request, so that a list never costs one read an element.
//
//   auto& goals = call.shared<GoalLoader>([&] { return GoalLoader(fetch_goals, context); });
//   std::optional<Goal> goal = co_await goals.load(task.goal_id);
//
// load() calls made by resolvers that run at the same time are answered by one call of `fetch` (at
// most kLoaderBatch keys each). What was loaded is kept for the rest of the request.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/task.h"
#include "platform/graphql/gathering.h"

namespace waymark::graphql {

inline constexpr std::size_t kLoaderBatch = 100;

/// Lives as long as its request, on one reactor. `Value` is copied to each who asks: make it a
/// shared_ptr when it is large.
template <typename Key, typename Value>
class Loader {
 public:
  /// Values of the keys that exist, in any order; keys are distinct. Lives as long as the Loader.
  using Fetch = std::function<Task<std::unordered_map<Key, Value>>(std::vector<Key>)>;

  explicit Loader(Fetch fetch) : fetch_(std::move(fetch)) {}

  /// nullopt when `fetch` did not yield the key. Throws what `fetch` threw, to all of its batch.
  Task<std::optional<Value>> load(Key key) {
    const auto known = known_.find(key);
    if (known != known_.end()) co_return known->second;
    const std::shared_ptr<Batch> batch = join_batch(key);
    if (batch->keys.size() == 1 && !batch->led) {
      batch->led = true;
      co_await lead(batch);
    } else if (!batch->done) {
      const auto executor = co_await boost::asio::this_coro::executor;
      Timer bell(executor, std::chrono::steady_clock::time_point::max());
      batch->waiting.push_back(&bell);
      co_await bell.async_wait(boost::asio::as_tuple(use_task));
      std::erase(batch->waiting, &bell);
    }
    if (batch->failure) std::rethrow_exception(batch->failure);
    const auto found = known_.find(key);
    if (found == known_.end()) co_return std::nullopt;
    co_return found->second;
  }

 private:
  struct Batch {
    std::vector<Key> keys;
    std::vector<Timer*> waiting;
    std::exception_ptr failure;
    bool led = false;
    bool done = false;
  };

  std::shared_ptr<Batch> join_batch(const Key& key) {
    const auto under_way = under_way_.find(key);
    if (under_way != under_way_.end()) return under_way->second;
    if (!open_ || open_->keys.size() >= kLoaderBatch) open_ = std::make_shared<Batch>();
    open_->keys.push_back(key);
    under_way_.emplace(key, open_);
    return open_;
  }

  /// The first who asks fetches for all, once the resolvers that are ready have had their turn.
  Task<void> lead(std::shared_ptr<Batch> batch) {
    try {
      for (std::size_t before = 0; before < batch->keys.size() && open_ == batch;) {
        before = batch->keys.size();
        co_await boost::asio::post(use_task);
      }
      if (open_ == batch) open_ = nullptr;
      std::unordered_map<Key, Value> values = co_await fetch_(batch->keys);
      for (const Key& key : batch->keys) {
        const auto value = values.find(key);
        if (value == values.end())
          known_.emplace(key, std::nullopt);
        else
          known_.emplace(key, std::move(value->second));
      }
    } catch (...) {
      batch->failure = std::current_exception();
    }
    if (open_ == batch) open_ = nullptr;
    batch->done = true;
    for (const Key& key : batch->keys) under_way_.erase(key);
    for (Timer* bell : batch->waiting) bell->cancel();
  }

  Fetch fetch_;
  std::unordered_map<Key, std::optional<Value>> known_;
  std::unordered_map<Key, std::shared_ptr<Batch>> under_way_;
  std::shared_ptr<Batch> open_;
};

}  // namespace waymark::graphql
