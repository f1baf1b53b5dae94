// The DynamoDB engine beside a minimal raw client, both against Amazon's DynamoDB Local on this machine.
//
//   dynamo_bench [--json FILE] [--rounds N] [--calls N] [--what get]
//
// The raw client is a libcurl easy handle on a kept connection (one a thread, where there are several), that sends
// requests recorded from the engine, signed and all, and reads the answers without looking at them: what no engine can
// do without. Every round measures each pair once, one after the other; medians are compared. The CPU time of a call is
// that of this whole process, in user and system mode; the server is another process.
#include <curl/curl.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "base/json.h"
#include "platform/http/curl/curl_client.h"
#include "platform/store/dynamo/dynamo_local_test.h"
#include "platform/store/dynamo/dynamo_store.h"

namespace waymark {
namespace {

using namespace store;

constexpr int kItems = 1'000;
constexpr int kPartitions = 20;

/// Keeps what would be sent, when asked to, and says that there is nothing.
class Recorder final : public http::Client {
 public:
  explicit Recorder(http::Client& inner) : inner_(inner) {}
  Task<http::ClientResponse> fetch(http::ClientRequest request) override {
    if (!recording) co_return co_await inner_.fetch(std::move(request));
    recorded.push_back(std::move(request));
    http::ClientResponse nothing;
    nothing.status = 200;
    nothing.body = R"({"Items":[],"Count":0,"ScannedCount":0})";
    co_return nothing;
  }
  bool recording = false;
  std::vector<http::ClientRequest> recorded;

 private:
  http::Client& inner_;
};

Key key_of(int number) {
  return Key("USER#" + std::to_string(number % kPartitions),
             "GOAL#" + std::to_string(100'000 + number));
}

/// A goal as people have them, near 500 bytes.
Item goal(int number) {
  Item item(key_of(number));
  item.set("id", "0192f0c1-2b1a-7c3d-9e4f-0123456789ab").set("status", "ACTIVE").set("version", 1);
  item.set("title", "Run the coast path from end to end");
  item.set("description",
           "Thirty kilometres of cliffs and coves, a little further every Sunday morning.");
  item.set("tags", Value(List{Value("running"), Value("outdoors"), Value("sea")}));
  item.set("createdAt", "2026-11-21T04:00:00.000Z").set("updatedAt", "2026-11-21T04:00:00.000Z");
  item.set_index(1, "USER#" + std::to_string(number % kPartitions),
                 "ENTITY#Goal#" + std::to_string(number));
  return item;
}

Task<void> do_call(DynamoStore& store, std::string kind, int number) {
  if (kind == "get") {
    co_await store.get(key_of(number));
  } else if (kind == "put") {
    Transaction transaction;
    transaction.put(goal(number));
    co_await store.transact(std::move(transaction));
  } else if (kind == "page of 20") {
    Query query(Index::gsi1, "USER#" + std::to_string(number % kPartitions));
    query.at_most(20);
    co_await store.query(std::move(query));
  } else {
    Transaction transaction;
    for (int i = 0; i < 3; ++i) transaction.put(goal((number + i) % kItems));
    co_await store.transact(std::move(transaction));
  }
}

double process_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Measured {
  double calls_per_second = 0;
  double cpu_micros = 0;
};

Measured measure(int calls, const std::function<void()>& work) {
  const double cpu = process_cpu_seconds();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return Measured{calls / wall.count(), (process_cpu_seconds() - cpu) / calls * 1e6};
}

Task<void> call_again_and_again(DynamoStore& store, std::string kind, int first, int calls) {
  for (int i = 0; i < calls; ++i) co_await do_call(store, kind, (first + i * 7) % kItems);
}

Measured engine(boost::asio::io_context& reactor, DynamoStore& store, const std::string& kind,
                int at_once, int calls) {
  return measure(calls, [&] {
    int running = at_once;
    reactor.restart();
    for (int i = 0; i < at_once; ++i)
      boost::asio::co_spawn(reactor, call_again_and_again(store, kind, i * 31, calls / at_once),
                            [&](std::exception_ptr failure) {
                              if (failure) std::rethrow_exception(failure);
                              if (--running == 0) reactor.stop();
                            });
    reactor.run();
  });
}

/// A libcurl easy handle that sends what was recorded.
class RawClient {
 public:
  explicit RawClient(const std::string& url) {
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_POST, 1L);
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &RawClient::on_body);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &body_);
  }
  /// What it will send, each once.
  void take(std::vector<http::ClientRequest> requests) {
    drop_headers();
    requests_ = std::move(requests);
    for (const http::ClientRequest& request : requests_) {
      curl_slist* list = curl_slist_append(nullptr, "Expect:");
      for (const auto& [name, value] : request.headers.fields())
        list = curl_slist_append(list, (name + ": " + value).c_str());
      headers_.push_back(list);
    }
  }
  ~RawClient() {
    curl_easy_cleanup(easy_);
    drop_headers();
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void work() {
    for (std::size_t i = 0; i < requests_.size(); ++i) call(i);
  }

 private:
  void drop_headers() {
    for (curl_slist* list : std::exchange(headers_, {})) curl_slist_free_all(list);
  }
  void call(std::size_t i) {
    body_.clear();
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_[i]);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, requests_[i].body.data());
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE, static_cast<long>(requests_[i].body.size()));
    long status = 0;
    if (curl_easy_perform(easy_) == CURLE_OK)
      curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
      std::fprintf(stderr, "the raw client was answered %ld: %s\n", status, body_.c_str());
      std::exit(1);
    }
  }

  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(bytes, size * count);
    return size * count;
  }
  std::vector<http::ClientRequest> requests_;
  CURL* easy_ = curl_easy_init();
  std::vector<curl_slist*> headers_;
  std::string body_;
};

Measured raw(std::vector<std::unique_ptr<RawClient>>& clients, int calls) {
  return measure(calls, [&] {
    if (clients.size() == 1) return clients.front()->work();
    std::vector<std::thread> threads;
    for (auto& client : clients) threads.emplace_back([&client] { client->work(); });
    for (std::thread& thread : threads) thread.join();
  });
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Result {
  std::string what;
  std::int64_t at_once = 0;
  double calls_per_second = 0;
  double raw_calls_per_second = 0;
  double ratio = 0;  // of the same round
  double cpu_micros = 0;
  double raw_cpu_micros = 0;
};
BOOST_DESCRIBE_STRUCT(Result, (),
                      (what, at_once, calls_per_second, raw_calls_per_second, ratio, cpu_micros,
                       raw_cpu_micros))

class Bench {
 public:
  Bench(int rounds, int calls) : rounds_(rounds), calls_(calls) {
    run(store_.create());
    for (int i = 0; i < kItems; ++i) run(do_call(store_, "put", i));
  }

  Result compare(const std::string& kind, int at_once) {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < at_once; ++i)
      clients.push_back(std::make_unique<RawClient>(server_.endpoint() + "/"));
    // Both once before it counts: Java compiles what is used.
    engine(reactor_, store_, kind, at_once, calls_);
    record(kind, clients);
    raw(clients, calls_);
    std::vector<double> ours, theirs, ratios, our_cpu, their_cpu;
    for (int round = 0; round < rounds_; ++round) {
      const Measured mine = engine(reactor_, store_, kind, at_once, calls_);
      record(kind, clients);
      const Measured bare = raw(clients, calls_);
      ours.push_back(mine.calls_per_second);
      theirs.push_back(bare.calls_per_second);
      ratios.push_back(mine.calls_per_second / bare.calls_per_second);
      our_cpu.push_back(mine.cpu_micros);
      their_cpu.push_back(bare.cpu_micros);
    }
    return Result{kind,           at_once,         median(ours),     median(theirs),
                  median(ratios), median(our_cpu), median(their_cpu)};
  }

 private:
  /// New ones each time: a transaction that is sent again by its token is not done again.
  void record(const std::string& kind, std::vector<std::unique_ptr<RawClient>>& clients) {
    const auto share = static_cast<std::size_t>(calls_) / clients.size();
    for (std::size_t i = 0; i < clients.size(); ++i) {
      recorder_.recorded.clear();
      recorder_.recording = true;
      run(call_again_and_again(store_, kind, static_cast<int>(i) * 31, static_cast<int>(share)));
      recorder_.recording = false;
      clients[i]->take(std::move(recorder_.recorded));
    }
  }
  void run(Task<void> task) {
    reactor_.restart();
    boost::asio::co_spawn(reactor_, std::move(task), [this](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
      reactor_.stop();
    });
    reactor_.run();
  }
  static DynamoOptions options(const DynamoLocal& server) {
    DynamoOptions made;
    made.region = "eu-west-1";
    made.endpoint = server.endpoint();
    made.cursor_key = Secret(std::string(32, 'k'));
    return made;
  }
  static aws::Credentials credentials() {
    aws::Credentials made;
    made.access_key_id = "local";
    made.secret_access_key = Secret("local");
    return made;
  }

  int rounds_;
  int calls_;
  DynamoLocal server_;
  boost::asio::io_context reactor_{1};
  http::CurlClient client_;
  Recorder recorder_{client_};
  aws::FixedCredentials credentials_{credentials()};
  SystemClock clock_;
  SystemRandom random_;
  telemetry::Metrics metrics_;
  DynamoStore store_{options(server_), recorder_, credentials_, clock_, random_, metrics_};
};

int run(int argc, char** argv) {
  std::string json_file;
  std::string what;
  int rounds = 5;
  int calls = 2'000;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--json") == 0) json_file = argv[i + 1];
    if (std::strcmp(argv[i], "--what") == 0) what = argv[i + 1];
    if (std::strcmp(argv[i], "--rounds") == 0) rounds = std::max(1, std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--calls") == 0) calls = std::max(16, std::atoi(argv[i + 1]));
  }
  setenv("WAYMARK_SOURCE_DIR", WAYMARK_SOURCE_DIR, 0);
  Bench bench(rounds, calls);
  std::vector<Result> results;
  std::printf("%-12s %8s %10s %10s %7s %12s %12s\n", "what", "at once", "calls/s", "raw", "ratio",
              "CPU us/call", "raw CPU");
  for (const char* kind : {"get", "put", "page of 20", "3 puts"})
    for (const int at_once : {1, 8}) {
      if (!what.empty() && what != kind) continue;
      const Result& result = results.emplace_back(bench.compare(kind, at_once));
      std::printf("%-12s %8d %10.0f %10.0f %7.2f %12.1f %12.1f\n", kind, at_once,
                  result.calls_per_second, result.raw_calls_per_second, result.ratio,
                  result.cpu_micros, result.raw_cpu_micros);
      std::fflush(stdout);
    }
  if (!json_file.empty()) std::ofstream(json_file) << json::to_string(results) << "\n";
  return 0;
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  return waymark::run(argc, argv);
}
