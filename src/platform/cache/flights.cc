#include "platform/cache/flights.h"

#include <exception>
#include <vector>

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include "platform/runtime/signal.h"

namespace waymark::cache {
namespace {

bool is_cancellation(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    return error.code() == boost::asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

/// Guarded by the mutex until it has landed; then it does not change.
struct Flights::Flight {
  bool stale = false;      // the key was erased meanwhile
  bool cancelled = false;  // it brings nothing
  std::optional<std::string> value;
  std::exception_ptr failure;
  std::vector<std::shared_ptr<runtime::Signal>> waiting;
};

Flights::Flights(Cache& cache) : cache_(cache) {}
Flights::~Flights() = default;

Task<std::optional<std::string>> Flights::get_or_load(std::string key, Lives lives, Load load) {
  const Executor executor = co_await boost::asio::this_coro::executor;
  while (true) {
    std::optional<Cached> known = co_await cache_.get(key);
    if (known) co_return known->value;
    FlightPtr flight;
    std::shared_ptr<runtime::Signal> landed;
    {
      const std::lock_guard lock(mutex_);
      FlightPtr& under_way = flights_[key];
      if (under_way) {
        landed = std::make_shared<runtime::Signal>(executor);
        under_way->waiting.push_back(landed);
      } else {
        under_way = std::make_shared<Flight>();
      }
      flight = under_way;
    }
    if (!landed) {
      std::optional<std::string> value = co_await fly(key, lives, std::move(load), flight);
      co_return value;
    }
    co_await landed->wait();
    if (flight->cancelled) continue;
    if (flight->failure) std::rethrow_exception(flight->failure);
    co_return flight->value;
  }
}

Task<std::optional<std::string>> Flights::fly(std::string key, Lives lives, Load load,
                                              FlightPtr flight) {
  try {
    flight->value = co_await load();
  } catch (...) {
    flight->failure = std::current_exception();
  }
  flight->cancelled = flight->failure && is_cancellation(flight->failure);
  bool keep = false;
  {
    const std::lock_guard lock(mutex_);
    keep = !flight->failure && !flight->stale;
  }
  std::exception_ptr cut_short;
  try {
    if (keep) co_await cache_.set(key, flight->value, flight->value ? lives.value : lives.nothing);
  } catch (...) {
    cut_short = std::current_exception();
  }
  land(key, flight);
  if (cut_short) std::rethrow_exception(cut_short);
  if (flight->failure) std::rethrow_exception(flight->failure);
  // Erased between the look above and the keeping: take it back.
  if (keep && flight->stale) co_await cache_.erase(std::move(key));
  co_return flight->value;
}

void Flights::land(const std::string& key, const FlightPtr& flight) {
  const std::lock_guard lock(mutex_);
  const auto found = flights_.find(key);
  if (found != flights_.end() && found->second == flight) flights_.erase(found);
  for (const auto& signal : flight->waiting) signal->notify();
}

Task<void> Flights::erase(std::string key) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = flights_.find(key);
    if (found != flights_.end()) {
      found->second->stale = true;
      flights_.erase(found);  // who asks from now on loads anew
    }
  }
  co_await cache_.erase(std::move(key));
}

}  // namespace waymark::cache
