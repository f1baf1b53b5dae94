#include "platform/telemetry/metrics.h"

#include <gmock/gmock.h>

#include <stdexcept>
#include <thread>

#include "platform/telemetry/log.h"

namespace waymark::telemetry {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Metrics, RendersThePrometheusTextFormat) {
  Metrics metrics;
  metrics.counter("requests_total", "Answers.", R"(route="/me",status="200")").add(3);
  metrics.gauge("lag_seconds", "Lag.", [] { return 0.5; });
  Histogram& latency = metrics.histogram("latency_seconds", "Time.", {0.1, 1});
  latency.observe(0.05);
  latency.observe(0.1);  // a bound belongs to its own bucket
  latency.observe(0.7);
  latency.observe(30);
  EXPECT_EQ(
      metrics.render(),
      "# HELP lag_seconds Lag.\n# TYPE lag_seconds gauge\nlag_seconds 0.5\n"
      "# HELP latency_seconds Time.\n# TYPE latency_seconds histogram\n"
      "latency_seconds_bucket{le=\"0.1\"} 2\nlatency_seconds_bucket{le=\"1\"} 3\n"
      "latency_seconds_bucket{le=\"+Inf\"} 4\nlatency_seconds_sum 30.85\nlatency_seconds_count 4\n"
      "# HELP requests_total Answers.\n# TYPE requests_total counter\n"
      "requests_total{route=\"/me\",status=\"200\"} 3\n");
}

TEST(Metrics, CountsFromManyThreads) {
  Metrics metrics;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) metrics.counter("n_total", "N.").add();
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(metrics.counter("n_total", "N.").value(), 4000u);
}

TEST(Metrics, RefusesOneNameForTwoTypes) {
  Metrics metrics;
  metrics.counter("x", "X.");
  EXPECT_THROW(metrics.histogram("x", "X.", {1}), std::logic_error);
}

std::string g_line;

class LogTest : public testing::Test {
 protected:
  void SetUp() override {
    set_log_sink([](std::string_view line) { g_line = line; });
    g_line.clear();
  }
  void TearDown() override {
    set_log_sink(nullptr);
    set_log_level(Level::info);
  }
};

TEST_F(LogTest, WritesOneJsonObjectALine) {
  Trace trace;
  trace.trace_id[15] = 0xab;
  log(Level::warn, "quest_created", {{"count", 3}, {"title", "a \"b\""}, {"ok", true}}, &trace);
  EXPECT_THAT(g_line, HasSubstr(R"("level":"warn","event":"quest_created")"));
  EXPECT_THAT(
      g_line,
      HasSubstr(
          R"("trace":"000000000000000000000000000000ab","count":3,"title":"a \"b\"","ok":true})"));
  EXPECT_EQ(g_line.back(), '\n');
}

TEST_F(LogTest, WritesNoSecret) {
  log(Level::error, "login_failed",
      {{"password", "hunter2"}, {"detail", "header Authorization: Bearer abcdefghij"}});
  EXPECT_THAT(g_line, Not(HasSubstr("hunter2")));
  EXPECT_THAT(g_line, Not(HasSubstr("abcdefghij")));
  EXPECT_THAT(g_line, HasSubstr(R"("password":"[redacted]")"));
}

TEST_F(LogTest, PassesOverWhatIsBelowItsLevel) {
  set_log_level(Level::warn);
  log(Level::info, "noise");
  EXPECT_EQ(g_line, "");
}

}  // namespace
}  // namespace waymark::telemetry
