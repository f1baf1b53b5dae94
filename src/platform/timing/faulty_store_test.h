// A store that fails as stores do: with and without having done what it was asked.
#pragma once

#include <vector>

#include "base/error.h"
#include "platform/store/forwarding_store.h"

namespace waymark::timing {

class FaultyStore final : public store::ForwardingStore {
 public:
  enum class Mode : std::uint8_t {
    well,
    down,  // nothing works
    mute,  // transactions are applied, but the answer is lost
    late,  // transactions get no answer, and are applied when the test says so
  };
  using ForwardingStore::ForwardingStore;

  Mode mode = Mode::well;

  Task<store::Outcome> transact(store::Transaction transaction) override {
    if (mode == Mode::well) co_return co_await inner().transact(std::move(transaction));
    if (mode == Mode::mute)
      co_await inner().transact(std::move(transaction));
    else if (mode == Mode::late)
      late_.push_back(std::move(transaction));
    throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
  }
  Task<std::optional<store::Item>> get(store::Key key) override {
    check();
    return inner().get(std::move(key));
  }
  Task<store::Page> query(store::Query query) override {
    check();
    return inner().query(std::move(query));
  }

  /// Carries out what its senders have long given up; how many of them still did something.
  Task<int> apply_late() {
    int committed = 0;
    std::vector<store::Transaction> transactions = std::move(late_);
    late_.clear();
    for (store::Transaction& transaction : transactions) {
      const store::Outcome outcome = co_await inner().transact(std::move(transaction));
      committed += outcome.committed() ? 1 : 0;
    }
    co_return committed;
  }

 private:
  void check() const {
    if (mode == Mode::down)
      throw Error(ErrorCode::unavailable, "error.unavailable", "as the test wished");
  }
  std::vector<store::Transaction> late_;
};

}  // namespace waymark::timing
