// The running server: everything that lives from start to stop, made in order and ended in the opposite one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/control.h"
#include "app/settings.h"

namespace waymark::app {

class Service {
 public:
  /// Opens the store and puts everything together. Throws Error, or std::logic_error for a fault of ours (a schema
  /// field without a resolver, two routes of one shape).
  explicit Service(const Settings& settings);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Blocks until it listens.
  void start();
  /// Graceful. Blocks.
  void stop();
  std::uint16_t port() const;
  /// Instead of start(): does what an operator asks (operator.h). Blocks.
  ControlAnswer obey(const ControlRequest& request);
  /// "GET /me" and so on.
  std::vector<std::string> routes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::app
