// Closes pools in time when the context of a reactor goes before the store does.
#pragma once

#include <memory>
#include <vector>

#include <boost/asio/execution_context.hpp>

#include "platform/store/postgres/pool.h"

namespace waymark::store::postgres {

/// A service of the reactor's context: sockets must be let go of while it is still there.
class ContextPools final : public boost::asio::execution_context::service {
 public:
  using key_type = ContextPools;
  inline static boost::asio::execution_context::id id;

  explicit ContextPools(boost::asio::execution_context& context) : service(context) {}
  void add(const std::shared_ptr<Pool>& pool) {
    std::erase_if(pools_, [](const auto& one) { return one.expired(); });
    pools_.push_back(pool);
  }

 private:
  void shutdown() noexcept override {
    for (const auto& one : pools_)
      if (const auto pool = one.lock()) pool->close();
  }
  std::vector<std::weak_ptr<Pool>> pools_;
};

}  // namespace waymark::store::postgres
