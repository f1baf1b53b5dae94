// One more recording, looked for among ten years of workouts on the embedded store.
//
//   match_bench [--json FILE] [--years N] [--rounds N]
//
// A person who has done one or two workouts a day for years, each with its line. Measured, one after the other, all
// reads of the store included: finding out that a recording is a workout that is there, and that it is none (the key
// range, the comparisons, the sources of the match); beside them the whole of keep_recording, with its durable commit.
// Percentiles in microseconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/random.h"
#include "platform/events/store_outbox.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rocks_store.h"
#include "platform/telemetry/metrics.h"
#include "product/workouts/matching.h"
#include "product/workouts/recording/polyline.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

using std::chrono::steady_clock;

struct Options {
  int years = 10;
  int rounds = 2'000;
  std::string json;
};

struct Percentiles {
  double p50 = 0;
  double p99 = 0;
  double max = 0;
};
BOOST_DESCRIBE_STRUCT(Percentiles, (), (p50, p99, max))

struct Result {
  int workouts = 0;
  Percentiles match;
  Percentiles no_match;
  Percentiles keep;
};
BOOST_DESCRIBE_STRUCT(Result, (), (workouts, match, no_match, keep))

Percentiles percentiles_of(std::vector<double> microseconds) {
  std::sort(microseconds.begin(), microseconds.end());
  const auto at = [&](double share) {
    return microseconds[static_cast<std::size_t>(share *
                                                 static_cast<double>(microseconds.size() - 1))];
  };
  return Percentiles{at(0.5), at(0.99), microseconds.back()};
}

Measures recording_at(Instant start, double metres) {
  Measures measures;
  measures.type = WorkoutType::run;
  measures.started_at = start;
  measures.elapsed_seconds = measures.moving_seconds = Seconds{3'000};
  measures.ended_at = start + std::chrono::seconds(3'000);
  measures.distance_metres = Metres{metres};
  measures.track = TrackSummary();
  std::vector<Position> line;
  for (int i = 0; i < 500; ++i)
    line.push_back(Position{40 + i * 1e-4, -3 + (i * 7919 % 100) * 1e-5});
  measures.track->polyline = encode_polyline(line);
  return measures;
}

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {
    context_.principal = Principal();
    context_.principal->user = ids_.make<UserId>();
    loop_.run(outbox_.start());
    fill();
  }

  Result run() {
    Result result;
    result.workouts = static_cast<int>(starts_.size());
    result.match = timed([&](int i) { return look(starts_[place(i)] + std::chrono::seconds(3)); });
    result.no_match = timed([&](int i) { return look(starts_[place(i)] + std::chrono::hours(3)); });
    options_.rounds = std::min(options_.rounds, 300);
    result.keep = timed([&](int i) {
      return keep(recording_at(starts_[place(i)] + std::chrono::hours(3), 7'000),
                  "new" + std::to_string(i));
    });
    return result;
  }

 private:
  std::size_t place(int i) const { return static_cast<std::size_t>(i) * 7919 % starts_.size(); }

  template <typename Work>
  Percentiles timed(Work work) {
    std::vector<double> took;
    for (int i = 0; i < options_.rounds; ++i) {
      const auto begin = steady_clock::now();
      loop_.run(work(i));
      took.push_back(
          std::chrono::duration<double, std::micro>(steady_clock::now() - begin).count());
    }
    return percentiles_of(std::move(took));
  }

  /// What keep_recording does before it commits.
  Task<void> look(Instant start) {
    const Owner owner(context_);
    const Measures recording = recording_at(start, 10'000);
    const MatchFacts facts = facts_of(recording, WorkoutSource::gpx);
    co_await repository_.tally(owner);
    co_await repository_.find_file(owner, "unknown");
    const auto near = co_await repository_.near(owner, start);
    for (const StoredWorkout& workout : near) {
      if (!match(facts, facts_of(workout))) continue;
      co_await repository_.apart(owner, "unknown");
      co_await repository_.sources_of(owner, workout);
    }
  }

  Task<void> keep(Measures measures, std::string fingerprint) {
    Origin origin;
    origin.fingerprint = std::move(fingerprint);
    co_await workouts_.keep_recording(context_, std::move(measures), std::move(origin));
  }

  void fill() {
    const Instant now = clock_.now();
    for (int day = 0; day < options_.years * 365; ++day) {
      for (int hour : {7, 18}) {
        if (hour == 18 && day % 3 != 0) continue;
        const Instant start = now - std::chrono::hours(24 * (day + 1) - hour);
        loop_.run(keep(recording_at(start, 9'000 + day % 2'000), std::to_string(starts_.size())));
        starts_.push_back(start);
      }
    }
  }

  Options options_;
  runtime::TestLoop loop_;
  runtime::TemporaryFolder folder_;
  SystemClock clock_;
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  runtime::BackgroundPool pool_{1, 100};
  telemetry::Metrics metrics_;
  store::RocksStore store_{store::RocksOptions(folder_.path()), clock_, random_, pool_, metrics_};
  events::StoreOutbox outbox_{store_, clock_, ids_};
  WorkoutRepository repository_{store_};
  Workouts workouts_{store_, outbox_, clock_, ids_};
  RequestContext context_;
  std::vector<Instant> starts_;
};

int run(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i];
    if (name == "--json") options.json = words[i + 1];
    if (name == "--years") options.years = std::stoi(words[i + 1]);
    if (name == "--rounds") options.rounds = std::stoi(words[i + 1]);
  }
  const Result result = Bench(options).run();
  const auto line = [](const char* what, const Percentiles& p) {
    std::printf("%-28s p50 %8.1f µs   p99 %8.1f µs   max %8.1f µs\n", what, p.p50, p.p99, p.max);
  };
  std::printf("among %d workouts\n", result.workouts);
  line("a match is found", result.match);
  line("there is none", result.no_match);
  line("kept, with its commit", result.keep);
  if (!options.json.empty()) std::ofstream(options.json) << json::to_string(result) << "\n";
  return 0;
}

}  // namespace
}  // namespace waymark::workouts

int main(int count, char** words) {
  return waymark::workouts::run(count, words);
}
