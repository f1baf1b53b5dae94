// Home feeds: a page of 20 for readers with 500 followees, read by fan-in and materialised, beside the same page from
// PostgreSQL by the usual join; and one activity put into many feeds, while others read.
//
//   feed_bench [--users N] [--activities N] [--readers N] [--followees N] [--followers N] [--pages N] [--json FILE]
//              [--svg FILE] [--no-postgres]
//
// The graph: `users` people with `activities` each over forty days; `readers` of them follow `followees` others, and have
// a materialised feed as fan-out leaves it (its newest 1,000); one person has `followers` followers. Ours is one reactor
// with four pages under way; PostgreSQL has four sessions over a Unix socket. Both look up who acts; ours decides besides
// who may see what. Everybody reads as a random reader; latencies are those of single pages.
//
// From what was measured follows what a day costs by fan-in, by fan-out to everybody and by the hybrid, as people and their
// posting grow: --svg draws it.
#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <random>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "base/json.h"
#include "feed_costs.h"
#include "platform/runtime/test_server.h"
#include "platform/runtime/testing.h"
#include "platform/store/entity.h"
#include "platform/store/postgres/cluster_test.h"
#include "platform/store/rocks/bulk_loader.h"
#include "platform/store/rocks/rocks_store.h"
#include "product/accounts/people.h"
#include "product/feed/fan_out.h"
#include "product/feed/feed.h"
#include "product/feed/keys.h"
#include "product/groups/audience.h"
#include "product/social/keys.h"

namespace waymark {
namespace {

using feed::Place;
using feed::Way;
using std::chrono::steady_clock;
using Micros = std::chrono::duration<double, std::micro>;

struct Settings {
  std::uint64_t users = 2'000;
  std::uint64_t activities = 20;
  std::uint64_t readers = 200;
  std::uint64_t followees = 500;
  std::uint64_t followers = 2'000;
  std::uint64_t pages = 2'000;
  bool postgres = true;
  std::string json;
  std::string svg;
};

/// What everything is drawn from: the same for the same numbers.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
  value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
  return value ^ (value >> 31);
}

Uuid uuid_of(std::uint64_t high, std::uint64_t low) {
  Uuid uuid;
  for (std::size_t i = 0; i < 8; ++i) {
    uuid.bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
    uuid.bytes[8 + i] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
  }
  return uuid;
}

UserId user_of(std::uint64_t number) {
  return UserId{uuid_of(number + 1, mixed(number))};
}

const Instant kNow = *parse_rfc3339("2026-11-20T12:00:00Z");

class BenchClock final : public Clock {
 public:
  Instant now() const override { return kNow; }
};

Place place_of(std::uint64_t user, std::uint64_t number) {
  const std::uint64_t drawn = mixed(user * 1'000'003 + number);
  const std::chrono::milliseconds ago(60'000 + drawn % (40ull * 24 * 3600 * 1000));
  return Place::of(kNow - ago, uuid_of(drawn, user));
}

std::vector<std::uint64_t> followees_of(const Settings& settings, std::uint64_t reader) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; all.size() < settings.followees && i < settings.followees * 3; ++i) {
    const std::uint64_t who = mixed(reader * 7'919 + i) % settings.users;
    if (who != reader && std::ranges::find(all, who) == all.end()) all.push_back(who);
  }
  return all;
}

store::Item edge_of(std::uint64_t follower, std::uint64_t followee) {
  const UserId from = user_of(follower);
  const UserId to = user_of(followee);
  store::Item item(social::keys::following(from, to));
  item.set("since", to_rfc3339(kNow - std::chrono::hours(24 * 60)));
  item.set("counted", store::Value(true));
  item.set_index(1, social::keys::follower_partition(to, from, 0),
                 std::string(social::keys::kFollower) + from.to_string());
  return item;
}

void load_person(store::BulkLoader& loader, const Settings& settings, std::uint64_t number) {
  accounts::User user;
  user.id = user_of(number);
  user.nickname = "person" + std::to_string(number);
  user.email = user.nickname + "@example.org";
  user.created_at = kNow;
  loader.add(accounts::People::profile_item(user));
  feed::Head head;
  for (std::uint64_t i = 0; i < settings.activities; ++i) {
    const Place place = place_of(number, i);
    head.last = std::max(head.last, place);
    feed::Activity activity;
    activity.kind = feed::ActivityKind::quest_completed;
    activity.title = "Walk " + std::to_string(i) + " of person " + std::to_string(number);
    loader.add(store::to_item(activity, feed::keys::activity(user.id, place)));
  }
  head.rate = 10;
  head.rated_at = kNow;
  head.promoted_at = Place::before(kNow - std::chrono::hours(24 * 60));
  head.through = head.last;
  loader.add(store::to_item(head, feed::keys::head(user.id)));
}

void load_reader(store::BulkLoader& loader, const Settings& settings, std::uint64_t reader) {
  std::vector<std::pair<Place, std::uint64_t>> all;
  for (const std::uint64_t followee : followees_of(settings, reader)) {
    loader.add(edge_of(reader, followee));
    for (std::uint64_t i = 0; i < settings.activities; ++i)
      all.emplace_back(place_of(followee, i), followee);
  }
  std::ranges::sort(all, std::ranges::greater());
  constexpr std::size_t kKept = 1'000;
  if (all.size() > kKept) {
    store::Item floor(feed::keys::floor(user_of(reader)));
    floor.set("place", all[kKept].first.to_string());
    loader.add(floor);
    all.resize(kKept);
  }
  for (const auto& [place, actor] : all) {
    store::Item item(feed::keys::feed_item(user_of(reader), place));
    item.set("actorId", user_of(actor).to_string());
    item.set_ttl(place.time() + feed::kKeptFor);
    loader.add(item);
  }
}

struct Latencies {
  double p50 = 0;  // microseconds
  double p99 = 0;
  double per_second = 0;
};

Latencies summed_up(std::vector<double> micros, double seconds) {
  std::ranges::sort(micros);
  const auto at = [&](double share) {
    return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
  };
  return Latencies{at(0.5), at(0.99), static_cast<double>(micros.size()) / seconds};
}

constexpr int kUnderWay = 4;

// --- ours -------------------------------------------------------------------------------------------------------------

class Ours {
 public:
  explicit Ours(const Settings& settings) : settings_(settings) {
    load();
    store_ = std::make_unique<store::RocksStore>(store::RocksOptions(directory()), clock_, random_,
                                                 pool_, metrics_);
    social_.emplace(*store_);
    graph_.emplace(*store_);
    groups_.emplace(*store_);
    reading_.emplace(*store_, *social_, *groups_);
    heads_.emplace(*store_, clock_, 2 * settings.users);
    const feed::Ports ports(*store_, *social_, *graph_, *reading_, *groups_, *heads_, clock_);
    feed_.emplace(
        ports, [](Owner) -> Task<TimeZone> { co_return TimeZone::utc(); }, feed::Cohort());
  }
  ~Ours() {
    store_->close();
    pool_.stop();
  }

  /// Pages of random readers.
  Latencies read(Way way, std::uint64_t pages) {
    runtime::TestLoop loop;
    std::vector<double> micros;
    std::uint64_t left = pages;
    int running = kUnderWay;
    const auto begin = steady_clock::now();
    for (int i = 0; i < kUnderWay; ++i)
      boost::asio::co_spawn(loop.executor(), read_some(way, left, micros, running),
                            boost::asio::detached);
    loop.context().restart();
    while (running > 0) loop.context().run_one();
    return summed_up(std::move(micros),
                     std::chrono::duration<double>(steady_clock::now() - begin).count());
  }

  struct FanOutRun {
    double seconds = 0;
    Latencies alone;
    Latencies meanwhile;
  };
  /// One new activity of the person with many followers, put into all their feeds.
  FanOutRun fan_out() {
    FanOutRun result;
    result.alone = read(Way::hybrid, settings_.pages);
    const UserId actor = user_of(0);
    const feed::ActivityRepository activities(*store_);
    const Place place = Place::of(kNow, uuid_of(mixed(1), 0));
    runtime::TestLoop loop;
    const feed::Head head = loop.run(activities.head(actor));
    store::Transaction transaction;
    feed::Activity activity;
    activity.kind = feed::ActivityKind::quest_completed;
    activity.title = "News";
    feed::ActivityRepository::put(transaction, actor, place, activity);
    feed::ActivityRepository::advance(transaction, actor, head, place);
    loop.run(store_->transact(std::move(transaction)));

    std::atomic<bool> done{false};
    std::thread others([&] {
      std::vector<double> all;
      const auto begin = steady_clock::now();
      double p99 = 0;
      while (!done) {
        const Latencies some = read(Way::hybrid, 50);
        p99 = std::max(p99, some.p99);
        all.push_back(some.p50);
      }
      result.meanwhile = summed_up(
          std::move(all), std::chrono::duration<double>(steady_clock::now() - begin).count());
      result.meanwhile.p99 = p99;
    });
    const feed::FanOut fan_out(*store_, *graph_);
    const auto begin = steady_clock::now();
    loop.run(fan_out.spread(actor), std::chrono::seconds(600));
    result.seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    done = true;
    others.join();
    return result;
  }

 private:
  std::filesystem::path directory() const { return folder_.path() / "store"; }

  void load() {
    const auto begin = steady_clock::now();
    store::BulkLoader loader(store::BulkOptions(directory()), random_);
    for (std::uint64_t number = 0; number < settings_.users; ++number)
      load_person(loader, settings_, number);
    for (std::uint64_t reader = 1; reader <= settings_.readers; ++reader)
      load_reader(loader, settings_, reader);
    // The followers of one person are people who read nothing here.
    for (std::uint64_t i = 0; i < settings_.followers; ++i)
      loader.add(edge_of(settings_.users + i, 0));
    loader.finish();
    std::printf("loaded %zu items and %zu index entries in %.0f s\n", loader.result().items,
                loader.result().entries,
                std::chrono::duration<double>(steady_clock::now() - begin).count());
  }

  Task<void> read_some(Way way, std::uint64_t& left, std::vector<double>& micros, int& running) {
    while (left > 0) {
      --left;
      const std::uint64_t reader = 1 + mixed(left * 31 + 7) % settings_.readers;
      const auto begin = steady_clock::now();
      const Owner viewer = Owner::acting_for(user_of(reader));
      const auto page = co_await feed_->home_by(way, viewer, store::PageRequest());
      if (page.entries.size() != 20) throw std::runtime_error("a page is not full");
      micros.push_back(Micros(steady_clock::now() - begin).count());
    }
    --running;
  }

  const Settings& settings_;
  runtime::TemporaryFolder folder_;
  BenchClock clock_;
  SystemRandom random_;
  runtime::BackgroundPool pool_{2, 1'000};
  telemetry::Metrics metrics_;
  std::unique_ptr<store::RocksStore> store_;
  std::optional<social::Social> social_;
  std::optional<social::Graph> graph_;
  std::optional<groups::Audience> groups_;
  std::optional<posts::Reading> reading_;
  std::optional<feed::HeadMemory> heads_;
  std::optional<feed::Feed> feed_;
};

// --- PostgreSQL -------------------------------------------------------------------------------------------------------

class Theirs {
 public:
  explicit Theirs(const Settings& settings)
      : settings_(settings), cluster_({"shared_buffers=512MB", "fsync=on"}) {
    const Session session = open();
    run(session, "CREATE TABLE people (id int PRIMARY KEY, nickname text NOT NULL)");
    run(session,
        "CREATE TABLE follows (follower int, followee int, PRIMARY KEY (follower, followee))");
    run(session,
        "CREATE TABLE activities (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, actor int "
        "NOT "
        "NULL, at timestamptz NOT NULL, kind text NOT NULL, title text NOT NULL)");
    const std::string users = std::to_string(settings.users);
    run(session,
        "INSERT INTO people SELECT n, 'person' || n FROM generate_series(0, " + users + " - 1) n");
    run(session, "INSERT INTO follows SELECT DISTINCT r, (random() * (" + users +
                     " - 1))::int FROM generate_series(1, " + std::to_string(settings.readers) +
                     ") r, generate_series(1, " + std::to_string(settings.followees) + ")");
    run(session,
        "INSERT INTO activities (actor, at, kind, title) SELECT n, now() - random() * interval "
        "'40 days', 'QUEST_COMPLETED', 'Walk ' || k || ' of person ' || n FROM "
        "generate_series(0, " +
            users + " - 1) n, generate_series(1, " + std::to_string(settings.activities) + ") k");
    run(session, "CREATE INDEX ON activities (actor, at DESC)");
    run(session, "VACUUM ANALYZE");
  }

  Latencies read(std::uint64_t pages) {
    std::vector<std::vector<double>> micros(kUnderWay);
    std::vector<std::thread> threads;
    const auto begin = steady_clock::now();
    for (int i = 0; i < kUnderWay; ++i)
      threads.emplace_back([&, i] {
        read_some(pages / kUnderWay, static_cast<std::uint64_t>(i),
                  micros[static_cast<std::size_t>(i)]);
      });
    for (std::thread& thread : threads) thread.join();
    const double seconds = std::chrono::duration<double>(steady_clock::now() - begin).count();
    std::vector<double> all;
    for (const auto& some : micros) all.insert(all.end(), some.begin(), some.end());
    return summed_up(std::move(all), seconds);
  }

 private:
  using Session = std::unique_ptr<PGconn, decltype(&PQfinish)>;
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  Session open() const {
    Session session(PQconnectdb(cluster_.local_connection().c_str()), &PQfinish);
    if (PQstatus(session.get()) != CONNECTION_OK)
      throw std::runtime_error(PQerrorMessage(session.get()));
    return session;
  }
  static Result checked(const Session& session, PGresult* result) {
    Result owned(result, &PQclear);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(PQerrorMessage(session.get()));
    return owned;
  }
  static void run(const Session& session, const std::string& sql) {
    checked(session, PQexec(session.get(), sql.c_str()));
  }

  void read_some(std::uint64_t pages, std::uint64_t seed, std::vector<double>& micros) const {
    const Session session = open();
    checked(session,
            PQprepare(session.get(), "page",
                      "SELECT a.id, a.at, a.kind, a.title, p.id, p.nickname FROM follows f JOIN "
                      "activities a ON a.actor = f.followee JOIN people p ON p.id = a.actor WHERE "
                      "f.follower = $1::int ORDER BY a.at DESC, a.id DESC LIMIT 20",
                      1, nullptr));
    for (std::uint64_t i = 0; i < pages; ++i) {
      const std::string reader =
          std::to_string(1 + mixed(seed * 1'000'003 + i) % settings_.readers);
      const char* value = reader.c_str();
      const auto begin = steady_clock::now();
      const Result page =
          checked(session, PQexecPrepared(session.get(), "page", 1, &value, nullptr, nullptr, 0));
      if (PQntuples(page.get()) != 20) throw std::runtime_error("a page is not full");
      micros.push_back(Micros(steady_clock::now() - begin).count());
    }
  }

  const Settings& settings_;
  store::PostgresCluster cluster_;
};

// --- side by side -----------------------------------------------------------------------------------------------------

boost::json::object to_json(const Latencies& one) {
  return {{"p50_micros", one.p50}, {"p99_micros", one.p99}, {"pages_per_second", one.per_second}};
}

void print(const char* what, const Latencies& one) {
  std::printf("%-34s p50 %8.0f µs   p99 %8.0f µs   %9.0f pages/s\n", what, one.p50, one.p99,
              one.per_second);
  std::fflush(stdout);
}

int run(const Settings& settings) {
  boost::json::object report;
  Ours ours(settings);
  ours.read(Way::hybrid, settings.pages / 10 + 1);  // what everybody finds warm
  const Latencies fan_in = ours.read(Way::fan_in, settings.pages);
  print("fan-in", fan_in);
  const Latencies materialised = ours.read(Way::hybrid, settings.pages);
  print("materialised", materialised);
  const auto fan_out = ours.fan_out();
  std::printf(
      "one activity to %llu feeds: %.3f s; pages of others meanwhile p99 %.0f µs, alone %.0f µs\n",
      static_cast<unsigned long long>(settings.followers), fan_out.seconds, fan_out.meanwhile.p99,
      fan_out.alone.p99);
  report["fan_in"] = to_json(fan_in);
  report["materialised"] = to_json(materialised);
  report["fan_out"] = boost::json::object{{"followers", settings.followers},
                                          {"seconds", fan_out.seconds},
                                          {"others_p99_micros", fan_out.meanwhile.p99},
                                          {"others_alone_p99_micros", fan_out.alone.p99}};
  if (settings.postgres) {
    Theirs theirs(settings);
    theirs.read(settings.pages / 10 + kUnderWay);
    const Latencies join = theirs.read(std::max<std::uint64_t>(settings.pages / 5, kUnderWay));
    print("PostgreSQL, the usual join", join);
    std::printf("pages/s beside PostgreSQL: fan-in %.1f times, materialised %.1f times\n",
                fan_in.per_second / join.per_second, materialised.per_second / join.per_second);
    report["postgres"] = to_json(join);
  }
  const FeedCosts costs{1e6 / fan_in.per_second, 1e6 / materialised.per_second,
                        fan_out.seconds * 1e6 / static_cast<double>(settings.followers)};
  const std::vector<FeedDay> days = days_of(costs);
  std::printf("%12s %12s %12s %12s %12s   core-seconds a day\n", "people", "posts each", "fan-in",
              "fan-out", "hybrid");
  boost::json::array rows;
  for (const FeedDay& day : days) {
    std::printf("%12.0f %12.1f %12.0f %12.0f %12.0f\n", day.people, day.posts_each, day.fan_in,
                day.fan_out, day.hybrid);
    rows.push_back(boost::json::object{{"people", day.people},
                                       {"posts_each", day.posts_each},
                                       {"fan_in", day.fan_in},
                                       {"fan_out", day.fan_out},
                                       {"hybrid", day.hybrid}});
  }
  report["days"] = std::move(rows);
  if (!settings.svg.empty()) std::ofstream(settings.svg) << chart_of(days);
  if (!settings.json.empty())
    std::ofstream(settings.json) << boost::json::serialize(report) << '\n';
  return 0;
}

Settings parse(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--no-postgres") settings.postgres = false;
    if (name == "--no-postgres" || i + 1 == argc) continue;
    const std::string value = argv[++i];
    if (name == "--users") settings.users = std::stoull(value);
    if (name == "--activities") settings.activities = std::stoull(value);
    if (name == "--readers") settings.readers = std::stoull(value);
    if (name == "--followees") settings.followees = std::stoull(value);
    if (name == "--followers") settings.followers = std::stoull(value);
    if (name == "--pages") settings.pages = std::stoull(value);
    if (name == "--json") settings.json = value;
    if (name == "--svg") settings.svg = value;
  }
  return settings;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  return waymark::run(waymark::parse(argc, argv));
}
