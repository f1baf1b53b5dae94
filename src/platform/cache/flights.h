// Cache-aside: what the cache does not know is loaded once, however many ask for it meanwhile.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/task.h"
#include "platform/cache/cache.h"

namespace waymark::cache {

/// How long what was loaded may be kept.
struct Lives {
  std::chrono::milliseconds value{60'000};
  std::chrono::milliseconds nothing{10'000};  // a negative entry
};

/// One for the server, any reactor. One flight a key and process; nodes may load the same beside
/// each other.
class Flights {
 public:
  using Load = std::function<Task<std::optional<std::string>>()>;

  explicit Flights(Cache& cache);
  ~Flights();
  Flights(const Flights&) = delete;
  Flights& operator=(const Flights&) = delete;

  /// From the cache, or by `load`, which is called by one of those who ask for the key at the same
  /// time. Throws what `load` throws, to all of them. One whose caller is cancelled takes its
  /// flight with it: the others then load anew.
  Task<std::optional<std::string>> get_or_load(std::string key, Lives lives, Load load);
  /// After a change: forgets the key. What a flight that began before brings is not kept.
  Task<void> erase(std::string key);

 private:
  struct Flight;
  using FlightPtr = std::shared_ptr<Flight>;
  Task<std::optional<std::string>> fly(std::string key, Lives lives, Load load, FlightPtr flight);
  void land(const std::string& key, const FlightPtr& flight);

  Cache& cache_;
  std::mutex mutex_;
  std::unordered_map<std::string, FlightPtr> flights_;
};

}  // namespace waymark::cache
