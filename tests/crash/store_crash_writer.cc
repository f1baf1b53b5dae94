// Writes to the store until it is killed:  store_crash_writer DIRECTORY
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include <boost/asio/co_spawn.hpp>

#include "base/error.h"
#include "crash/ledger.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::crash {
namespace {

using namespace store;

Transaction step_of(int writer, std::int64_t step) {
  const std::string number = padded(step);
  Item entry(Key(ledger(writer), "a#" + number));
  entry.set("step", step).set_index(1, ledger(writer), number).set("bulk", std::string(1500, 'x'));
  Item duplicate(Key(copy(writer), "b#" + number));
  duplicate.set("step", step).set_index(2, copy(writer), number);
  duplicate.set_ttl(SystemClock().now() + std::chrono::hours(24));
  Item last(Key(ledger(writer), "c#" + number));
  last.set("step", step);

  Transaction transaction;
  transaction.put(std::move(entry), Condition::item_absent());
  transaction.put(std::move(duplicate), Condition::item_absent());
  transaction.put(std::move(last), Condition::item_absent());
  if (step > 1)
    transaction.erase(Key(ledger(writer), "c#" + padded(step - 1)), Condition::item_exists());
  transaction.update(
      counter(writer),
      Changes().add("n", 1).set("GSI3PK", counter_place(step)).set("GSI3SK", padded(writer)),
      step > 1 ? Condition::equal("n", Value(step - 1)) : Condition::item_absent());
  return transaction;
}

/// Must never be kept: its last condition does not hold.
Transaction refused_step(int writer) {
  Transaction transaction;
  transaction.put(Item(Key(ledger(writer), "never")));
  transaction.check(Key(ledger(writer), "nothing here"), Condition::item_exists());
  return transaction;
}

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "store_crash_writer: %s\n", what);
  _exit(1);
}

/// One write(2), so that the line is whole or not there.
void acknowledge(int writer, std::int64_t step) {
  const std::string line = std::to_string(writer) + " " + std::to_string(step) + "\n";
  require(::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()),
          "the pipe is closed");
}

Task<void> write_forever(Store& store, int writer) {
  const Key key = counter(writer);
  const auto found = co_await store.get(key);
  std::int64_t step = found ? found->integer("n").value_or(0) : 0;
  while (true) {
    ++step;
    Transaction next = step_of(writer, step);
    const Outcome outcome = co_await store.transact(std::move(next));
    require(outcome.committed(), "a step was refused");
    acknowledge(writer, step);
    if (step % 7 != 0) continue;
    Transaction refused = refused_step(writer);
    const Outcome refusal = co_await store.transact(std::move(refused));
    require(!refusal.committed(), "what must be refused was not");
  }
}

void run(const char* directory) {
  SystemClock clock;
  SystemRandom random;
  telemetry::Metrics metrics;
  runtime::BackgroundPool pool(1, 1000);
  boost::asio::io_context reactors[2] = {boost::asio::io_context(1), boost::asio::io_context(1)};
  RocksStore store(RocksOptions(directory), clock, random, pool, metrics);
  for (int writer = 0; writer < kWriters; ++writer)
    boost::asio::co_spawn(reactors[writer % 2], write_forever(store, writer),
                          [](std::exception_ptr failure) {
                            if (failure) std::rethrow_exception(failure);
                          });
  std::thread second([&] { reactors[1].run(); });
  reactors[0].run();
  second.join();
}

}  // namespace
}  // namespace waymark::crash

int main(int argc, char** argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing is left behind when the test dies
  waymark::crash::require(argc == 2, "usage: store_crash_writer DIRECTORY");
  try {
    waymark::crash::run(argv[1]);
  } catch (const std::exception& error) {
    waymark::crash::require(false, error.what());
  }
  return 1;
}
