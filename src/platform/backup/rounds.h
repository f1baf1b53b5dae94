// What the archivers share: work that comes round again and again on a reactor until it is stopped.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/while.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/signal.h"
#include "platform/telemetry/metrics.h"

namespace waymark::backup {

/// "backup_failed" on the log.
void log_failure(std::string_view what, const std::exception& error);

/// What comes round. The functions are called on the reactor, and return tasks of their own.
struct RoundsWork {
  std::function<Task<void>()> archive;  // what is new; at the end once more
  std::string archiving;                // how the log calls it
  std::chrono::seconds archive_every{30};
  std::function<bool()> copy_is_due;  // looked at every ten seconds
  std::function<Task<void>()> copy;   // of everything; when it fails, again after a minute
  std::string copying;
};

/// Does both, side by side; what fails is logged, counted and tried again. Lives on one reactor, where all its functions
/// are called.
class Rounds {
 public:
  /// Borrows the counter.
  Rounds(RoundsWork work, telemetry::Counter& failures)
      : work_(std::move(work)), failures_(failures) {}
  /// Goes on until stop().
  void start(Executor reactor);
  /// Ends that, and archives what is new, unless that failed the last time.
  Task<void> stop();
  /// A copy may be due before its time.
  void wake();

 private:
  Task<void> keep_archiving();
  Task<void> keep_copying();

  RoundsWork work_;
  telemetry::Counter& failures_;
  bool healthy_ = true;
  std::optional<runtime::TaskGroup> group_;
  std::shared_ptr<runtime::Signal> wake_;
};

}  // namespace waymark::backup
