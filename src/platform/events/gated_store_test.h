// Stores that behave as badly as the port allows.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/error.h"
#include "platform/store/store.h"

namespace waymark::events {

/// Transactions wait until the test decides what becomes of them. Lives on one reactor. Reads pass
/// through; so do transactions while it is open.
class GatedStore final : public store::Store {
 public:
  enum class Fate : std::uint8_t {
    answer,           // applied, and the outcome returned
    fail,             // not applied; the caller gets an error
    apply_then_fail,  // applied; the caller gets an error all the same
    fail_then_apply,  // the caller gets an error; apply_late() applies it
  };

  GatedStore(store::Store& inner, Executor executor) : inner_(inner), executor_(executor) {}

  void close() { closed_ = true; }
  void open() { closed_ = false; }
  std::size_t waiting() const { return waiting_.size(); }

  void release(std::size_t place, Fate fate) {
    const auto chosen = waiting_.begin() + static_cast<std::ptrdiff_t>(place);
    (*chosen)->fate = fate;
    (*chosen)->timer.cancel();
    waiting_.erase(chosen);
  }

  /// Applies what callers were told had failed, or no longer wait for.
  Task<void> apply_late() {
    for (const auto& gate : waiting_) late_.push_back(gate->transaction);
    waiting_.clear();
    while (!late_.empty()) {
      store::Transaction transaction = std::move(late_.back());
      late_.pop_back();
      co_await inner_.transact(std::move(transaction));
    }
  }

  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (!closed_) co_return co_await inner_.transact(std::move(transaction));
    auto gate = std::make_shared<Gate>(std::move(transaction), executor_);
    waiting_.push_back(gate);
    gate->timer.expires_at(std::chrono::steady_clock::time_point::max());
    const auto [error] = co_await gate->timer.async_wait(boost::asio::as_tuple(use_task));
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none)
      throw boost::system::system_error(error);
    if (gate->fate == Fate::fail_then_apply) late_.push_back(gate->transaction);
    if (gate->fate == Fate::answer || gate->fate == Fate::apply_then_fail) {
      store::Outcome outcome = co_await inner_.transact(gate->transaction);
      if (gate->fate == Fate::answer) co_return outcome;
    }
    throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
  }

  Task<std::optional<store::Item>> get(store::Key key) override {
    return inner_.get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    return inner_.batch_get(std::move(keys));
  }
  Task<store::Page> query(store::Query query) override { return inner_.query(std::move(query)); }
  Task<std::size_t> sweep(std::size_t limit) override { return inner_.sweep(limit); }
  Task<void> ping() override { return inner_.ping(); }

 private:
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  struct Gate {
    Gate(store::Transaction what, Executor executor)
        : transaction(std::move(what)), timer(executor) {}
    store::Transaction transaction;
    Timer timer;
    Fate fate = Fate::answer;
  };

  store::Store& inner_;
  Executor executor_;
  bool closed_ = false;
  std::vector<std::shared_ptr<Gate>> waiting_;
  std::vector<store::Transaction> late_;
};

/// A store whose every query begins with an empty page, as when all of a page has expired.
class EmptyPagesFirst final : public store::Store {
 public:
  explicit EmptyPagesFirst(store::Store& inner) : inner_(inner) {}

  Task<store::Page> query(store::Query query) override {
    if (!query.after) {
      store::Page empty;
      empty.next = store::Cursor{"first"};
      co_return empty;
    }
    if (query.after->token == "first") query.after.reset();
    co_return co_await inner_.query(std::move(query));
  }
  Task<store::Outcome> transact(store::Transaction transaction) override {
    return inner_.transact(std::move(transaction));
  }
  Task<std::optional<store::Item>> get(store::Key key) override {
    return inner_.get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    return inner_.batch_get(std::move(keys));
  }
  Task<std::size_t> sweep(std::size_t limit) override { return inner_.sweep(limit); }
  Task<void> ping() override { return inner_.ping(); }

 private:
  store::Store& inner_;
};

}  // namespace waymark::events
