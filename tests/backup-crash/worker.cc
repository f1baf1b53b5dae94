// Until it is killed:
//   backup_crash_worker write DATA DESTINATION     writes, archives and makes bases, all at once. Prints "w s" for what
//                                                  is archived: it was acknowledged before archiving began
//   backup_crash_worker restore TARGET DESTINATION restores once and ends
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>

#include <boost/asio/co_spawn.hpp>

#include "backup-crash/steps.h"
#include "base/error.h"
#include "platform/backup/archiver.h"
#include "platform/backup/restore.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rebuild.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::crash {
namespace {

using namespace store;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "backup_crash_worker: %s\n", what);
  _exit(1);
}

/// A process with its destination.
struct Place {
  explicit Place(const char* destination)
      : blobs(blobs::FileBlobsOptions(destination), clock, random, pool) {}
  SystemClock clock;
  SystemRandom random;
  telemetry::Metrics metrics;
  runtime::BackgroundPool pool{3, 1000};
  blobs::FileBlobs blobs;
};

backup::ArchiverOptions options_for(const std::string& data) {
  backup::ArchiverOptions options(data + ".staging");
  options.bytes_per_second = 0;
  options.segment_bytes = 64 * 1024;
  return options;
}

using Steps = std::array<std::int64_t, kWriters>;

Transaction step_of(int writer, std::int64_t step) {
  Item entry(Key(steps(writer), padded(step)));
  entry.set("step", step).set_index(1, steps(writer), padded(step));
  entry.set("bulk", std::string(500, 'x'));
  Transaction transaction;
  transaction.put(std::move(entry), Condition::item_absent());
  transaction.update(counter(writer), Changes().add("n", 1),
                     step > 1 ? Condition::equal("n", Value(step - 1)) : Condition::item_absent());
  return transaction;
}

/// How far the writers have come, and the archive behind them.
struct Progress {
  Steps acknowledged{};
  Steps archived{};
};
/// Steps a writer may be ahead of the archive. However slow a machine is, the archive comes after.
constexpr std::int64_t kAhead = 100;

Task<void> write_forever(Store& store, int writer, Progress& progress) {
  const auto found = co_await store.get(counter(writer));
  std::int64_t step = found ? found->integer("n").value_or(0) : 0;
  const std::int64_t begun = step;
  std::int64_t& acknowledged = progress.acknowledged[static_cast<std::size_t>(writer)];
  const std::int64_t& archived = progress.archived[static_cast<std::size_t>(writer)];
  while (true) {
    while (step >= std::max(archived, begun) + kAhead)
      co_await runtime::sleep_for(std::chrono::milliseconds(1));
    ++step;
    Transaction next = step_of(writer, step);
    const Outcome outcome = co_await store.transact(std::move(next));
    require(outcome.committed(), "a step was refused");
    acknowledged = step;
  }
}

/// One write(2), so that the line is whole or not there.
void tell(int writer, std::int64_t step) {
  const std::string line = std::to_string(writer) + " " + std::to_string(step) + "\n";
  require(::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()),
          "the pipe is closed");
}

Task<void> archive_forever(backup::Archiver& archiver, Progress& progress) {
  while (true) {
    const Steps before = progress.acknowledged;
    co_await archiver.archive();
    progress.archived = before;
    for (int writer = 0; writer < kWriters; ++writer)
      tell(writer, before[static_cast<std::size_t>(writer)]);
  }
}

Task<void> base_forever(backup::Archiver& archiver, Progress& progress) {
  co_await archiver.back_up();
  boost::asio::co_spawn(co_await boost::asio::this_coro::executor,
                        archive_forever(archiver, progress), [](std::exception_ptr failure) {
                          if (failure) std::rethrow_exception(failure);
                        });
  while (true) co_await archiver.back_up();
}

void write(const std::string& data, Place& place) {
  boost::asio::io_context reactor(1);
  RocksOptions options(data);
  options.log_kept_bytes = std::uint64_t{1} << 30;
  RocksStore store(options, place.clock, place.random, place.pool, place.metrics);
  backup::Archiver archiver(store.journal(), place.blobs, options_for(data), place.clock,
                            place.random, place.pool, place.metrics);
  Progress progress;
  const auto fail = [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  };
  for (int writer = 0; writer < kWriters; ++writer)
    boost::asio::co_spawn(reactor, write_forever(store, writer, progress), fail);
  boost::asio::co_spawn(reactor, base_forever(archiver, progress), fail);
  reactor.run();
}

void restore(const std::string& target, Place& place) {
  backup::RestoreOptions options(target);
  options.replace = true;
  runtime::run_task(backup::restore(place.blobs, &open_rocks_rebuild, std::move(options),
                                    place.clock, place.pool),
                    std::chrono::seconds(120));
}

}  // namespace
}  // namespace waymark::crash

int main(int argc, char** argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing is left behind when the test dies
  using namespace waymark::crash;
  require(argc == 4, "usage: backup_crash_worker write|restore FOLDER DESTINATION");
  try {
    Place place(argv[3]);
    if (std::string(argv[1]) == "write") write(argv[2], place);
    if (std::string(argv[1]) == "restore") restore(argv[2], place);
  } catch (const std::exception& error) {
    require(false, error.what());
  }
  return 0;
}
