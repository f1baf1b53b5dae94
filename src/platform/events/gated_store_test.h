// Stores that behave as badly as the port allows.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/error.h"
#include "platform/store/forwarding_store.h"

namespace waymark::events {

/// Transactions wait until the test decides what becomes of them. Lives on one reactor. Reads pass
/// through; so do transactions while it is open.
class GatedStore final : public store::ForwardingStore {
 public:
  enum class Fate : std::uint8_t {
    answer,           // applied, and the outcome returned
    fail,             // not applied; the caller gets an error
    apply_then_fail,  // applied; the caller gets an error all the same
    fail_then_apply,  // the caller gets an error; apply_late() applies it
  };

  GatedStore(store::Store& inner, Executor executor)
      : ForwardingStore(inner), executor_(executor) {}

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
      co_await inner().transact(std::move(transaction));
    }
  }

  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (!closed_) co_return co_await inner().transact(std::move(transaction));
    auto gate = std::make_shared<Gate>(std::move(transaction), executor_);
    waiting_.push_back(gate);
    gate->timer.expires_at(std::chrono::steady_clock::time_point::max());
    const auto [error] = co_await gate->timer.async_wait(boost::asio::as_tuple(use_task));
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none)
      throw boost::system::system_error(error);
    if (gate->fate == Fate::fail_then_apply) late_.push_back(gate->transaction);
    if (gate->fate == Fate::answer || gate->fate == Fate::apply_then_fail) {
      store::Outcome outcome = co_await inner().transact(gate->transaction);
      if (gate->fate == Fate::answer) co_return outcome;
    }
    throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
  }

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

  Executor executor_;
  bool closed_ = false;
  std::vector<std::shared_ptr<Gate>> waiting_;
  std::vector<store::Transaction> late_;
};

/// A store whose every query begins with an empty page, as when all of a page has expired.
class EmptyPagesFirst final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;

  Task<store::Page> query(store::Query query) override {
    if (!query.after) {
      store::Page empty;
      empty.next = store::Cursor{"first"};
      co_return empty;
    }
    if (query.after->token == "first") query.after.reset();
    co_return co_await inner().query(std::move(query));
  }
};

}  // namespace waymark::events
