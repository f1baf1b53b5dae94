#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>

#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/testing.h"
#include "platform/runtime/when_all.h"

namespace waymark::runtime {
namespace {

using std::chrono::milliseconds;

TEST(BackgroundPool, GivesTheResultBackOnTheCallersThread) {
  BackgroundPool pool(1, 8);
  const auto here = std::this_thread::get_id();
  const auto there = run_task([&]() -> Task<std::thread::id> {
    auto work = [] { return std::this_thread::get_id(); };
    const auto worker = co_await pool.run(work);
    EXPECT_EQ(std::this_thread::get_id(), here);
    co_return worker;
  }());
  EXPECT_NE(there, here);
}

TEST(BackgroundPool, TakesWorkAndResultsThatOnlyMove) {
  BackgroundPool pool(1, 8);
  const auto result = run_task([&]() -> Task<std::unique_ptr<std::string>> {
    auto work = [text = std::make_unique<std::string>("moved")]() mutable {
      return std::move(text);
    };
    co_return co_await pool.run(std::move(work));
  }());
  EXPECT_EQ(*result, "moved");
}

TEST(BackgroundPool, ExceptionsCross) {
  BackgroundPool pool(1, 8);
  EXPECT_THROW(run_task([&]() -> Task<void> {
                 auto work = [] { throw Error(ErrorCode::conflict, "error.conflict"); };
                 co_await pool.run(work);
               }()),
               Error);
}

/// Keeps the only thread of a pool busy until released.
class Plug {
 public:
  auto work() {
    return [this] {
      begun_.set_value();
      release_.get_future().wait();
    };
  }
  void wait_until_begun() { begun_.get_future().wait(); }
  void release() { release_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> release_;
};

TEST(BackgroundPool, RefusesWhatItsQueueCannotHold) {
  BackgroundPool pool(1, 1);
  TestLoop loop;
  Plug plug;
  TaskGroup group(loop.executor(), [](std::exception_ptr) { ADD_FAILURE(); });
  group.spawn([](BackgroundPool& its, Plug& stuck) -> Task<void> {
    co_await its.run(stuck.work());
  }(pool, plug));
  loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
  plug.wait_until_begun();
  group.spawn([](BackgroundPool& its) -> Task<void> {
    auto nothing = [] {};
    co_await its.run(nothing);
  }(pool));
  loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
  EXPECT_EQ(pool.waiting(), 1U);
  ErrorCode code = ErrorCode::internal;
  try {
    loop.run([&]() -> Task<void> {
      auto nothing = [] {};
      co_await pool.run(nothing);
    }());
  } catch (const Error& error) {
    code = error.code();
  }
  EXPECT_EQ(code, ErrorCode::unavailable);
  plug.release();
  loop.run(group.stop());
}

TEST(BackgroundPool, StoppingFailsWhatHasNotBegunAndFinishesWhatHas) {
  auto pool = std::make_unique<BackgroundPool>(1, 8);
  TestLoop loop;
  Plug plug;
  int finished = 0;
  int failed = 0;
  TaskGroup group(loop.executor(), [&](std::exception_ptr) { ++failed; });
  group.spawn([](BackgroundPool& its, Plug& stuck, int& count) -> Task<void> {
    co_await its.run(stuck.work());
    ++count;
  }(*pool, plug, finished));
  loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
  plug.wait_until_begun();
  group.spawn([](BackgroundPool& its, int& count) -> Task<void> {
    auto nothing = [] {};
    co_await its.run(nothing);
    ++count;
  }(*pool, finished));
  loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
  std::thread stopper([&] { pool.reset(); });
  loop.run([](const int& failures) -> Task<void> {
    while (failures == 0) co_await sleep_for(milliseconds(1));
  }(failed));
  plug.release();
  stopper.join();
  loop.run([](TaskGroup& its) -> Task<void> {
    while (its.size() > 0) co_await sleep_for(milliseconds(1));
  }(group));
  EXPECT_EQ(finished, 1);
  EXPECT_EQ(failed, 1);
}

TEST(BackgroundPool, IsDoneWithALoopBeforeTheLoopKnows) {
  BackgroundPool pool(1, 8);
  for (int i = 0; i < 2'000; ++i) {
    const int doubled = run_task([&]() -> Task<int> {
      auto work = [i] { return 2 * i; };
      co_return co_await pool.run(work);
    }());
    ASSERT_EQ(doubled, 2 * i);
  }
}

TEST(BackgroundPool, AWaitingCoroutineMayBeDestroyedWithItsLoop) {
  Plug plug;
  auto kept = std::make_shared<int>(1);
  {
    TestLoop loop;
    BackgroundPool pool(1, 8);
    boost::asio::co_spawn(
        loop.context(),
        [](BackgroundPool& its, Plug& stuck, std::shared_ptr<int>) -> Task<void> {
          co_await its.run(stuck.work());
        }(pool, plug, kept),
        [](std::exception_ptr) {});
    loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
    plug.wait_until_begun();
    plug.release();
  }
  EXPECT_EQ(kept.use_count(), 1);
}

TEST(TaskGroup, StopCancelsAndWaitsForAllChildren) {
  TestLoop loop;
  int ended = 0;
  TaskGroup group(loop.executor(), [](std::exception_ptr) { ADD_FAILURE(); });
  const auto child = [](int& count) -> Task<void> {
    struct Count {
      int& ends;
      ~Count() { ++ends; }
    } counted{count};
    co_await sleep_for(std::chrono::hours(1));
  };
  for (int i = 0; i < 10; ++i) group.spawn(child(ended));
  loop.run([]() -> Task<void> { co_await sleep_for(milliseconds(0)); }());
  EXPECT_EQ(group.size(), 10U);
  loop.run(group.stop());
  EXPECT_EQ(ended, 10);
  EXPECT_EQ(group.size(), 0U);
  group.spawn(child(ended));
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, HandsOverTheExceptionOfAChild) {
  TestLoop loop;
  int failures = 0;
  TaskGroup group(loop.executor(), [&](std::exception_ptr failure) {
    ++failures;
    EXPECT_THROW(std::rethrow_exception(failure), Error);
  });
  group.spawn([]() -> Task<void> {
    throw Error(ErrorCode::internal, "error.internal");
    co_return;
  }());
  loop.run([](TaskGroup& its) -> Task<void> {
    while (its.size() > 0) co_await sleep_for(milliseconds(0));
  }(group));
  loop.run(group.stop());
  EXPECT_EQ(failures, 1);
}

TEST(Reactors, RunEachOnAThreadOfItsOwn) {
  Reactors reactors(3);
  std::promise<std::thread::id> ran[3];
  for (std::size_t i = 0; i < reactors.size(); ++i)
    boost::asio::post(reactors[i].context(),
                      [&, i] { ran[i].set_value(std::this_thread::get_id()); });
  reactors.start();
  const auto a = ran[0].get_future().get();
  const auto b = ran[1].get_future().get();
  const auto c = ran[2].get_future().get();
  EXPECT_NE(a, b);
  EXPECT_NE(b, c);
  EXPECT_NE(a, c);
  EXPECT_EQ(reactors.lag_seconds(7), 0);
  reactors.stop();
  reactors.stop();
}

TEST(TestLoop, FailsWhatHangs) {
  EXPECT_THROW(run_task(sleep_for(std::chrono::hours(1)), std::chrono::seconds(0)),
               std::runtime_error);
}

TEST(WhenAll, WaitsForTheLastAndThrowsTheFirstFailure) {
  int ended = 0;
  const auto task = [](int& count, int turns, bool fails) -> Task<void> {
    for (int i = 0; i < turns; ++i) co_await sleep_for(std::chrono::milliseconds(1));
    ++count;
    if (fails) throw std::runtime_error("task of " + std::to_string(turns));
  };
  std::vector<Task<void>> tasks;
  tasks.push_back(task(ended, 9, false));
  tasks.push_back(task(ended, 5, true));
  tasks.push_back(task(ended, 1, true));
  try {
    run_task(when_all(std::move(tasks)));
    ADD_FAILURE() << "the failure was lost";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "task of 5");
  }
  EXPECT_EQ(ended, 3);
  run_task(when_all({}));
}

}  // namespace
}  // namespace waymark::runtime
