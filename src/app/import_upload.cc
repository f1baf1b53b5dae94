#include "app/import_upload.h"

#include <fcntl.h>

#include <cstdio>

#include "app/run_on.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"
#include "base/random.h"
#include "base/secret.h"
#include "platform/http/curl/curl_client.h"
#include "platform/runtime/reactor.h"
#include "product/workouts/archives/bytes.h"

namespace waymark::app {
namespace {

constexpr std::chrono::hours kLongestUpload{1};
constexpr std::chrono::milliseconds kAskEvery{500};
constexpr std::size_t kLongestToken = 16 * 1024;

/// Of a server's answer what is printed.
struct Job {
  explicit Job(const std::string& answer) {
    const boost::json::value value = json::parse(answer);
    const auto text = [&](const char* name) {
      return std::string(value.at(name).as_string().c_str());
    };
    const auto count = [&](const char* name) { return value.at(name).to_number<long long>(); };
    id = text("id");
    state = text("state");
    found = count("found");
    made = count("made");
    merged = count("merged");
    same = count("same");
    failed = count("failed");
    step_days = count("stepDays");
  }

  bool ended() const { return state != "WAITING" && state != "RUNNING"; }

  std::string id;
  std::string state;
  long long found = 0;
  long long made = 0;
  long long merged = 0;
  long long same = 0;
  long long failed = 0;
  long long step_days = 0;
};

class FileBody final : public http::ClientBody {
 public:
  explicit FileBody(const std::filesystem::path& file) : bytes_(file) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read(char* into, std::size_t at_most) override {
    try {
      const std::size_t got = bytes_.read_at(at_, {into, at_most});
      at_ += got;
      return got;
    } catch (const Error&) {
      return 0;  // the server then sees that the body ends too early
    }
  }

 private:
  workouts::FileBytes bytes_;
  std::uint64_t at_ = 0;
};

Secret token_in(const std::filesystem::path& file) {
  const Descriptor in = open_file(file, O_RDONLY);
  std::string token = read_some(in, kLongestToken, file);
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.pop_back();
  if (token.empty())
    throw Error(ErrorCode::invalid_input, "error.required", file.string() + " holds no token");
  return Secret(std::move(token));
}

class Uploads {
 public:
  Uploads(std::string server, Secret token) : server_(std::move(server)), token_(std::move(token)) {
    while (server_.ends_with('/')) server_.pop_back();
  }

  /// Whether it was taken, and all that is in it read.
  Task<bool> send(std::filesystem::path file) {
    http::ClientRequest request =
        to("/api/imports?name=" + percent_encode(file.filename().string()));
    request.method = http::Method::post;
    request.headers.set("Content-Type", "application/octet-stream");
    request.headers.set("Idempotency-Key", random_token(random_, 16));
    request.large_body = std::make_shared<FileBody>(file);
    request.timeout = kLongestUpload;
    http::ClientResponse answer = co_await client_.fetch(std::move(request));
    if (answer.status != 202) {
      complain(file, answer);
      co_return false;
    }
    Job job(answer.body);
    while (!job.ended()) {
      co_await runtime::sleep_for(kAskEvery);
      http::ClientRequest question = to("/api/imports/" + job.id);
      answer = co_await client_.fetch(std::move(question));
      if (answer.status != 200) {
        complain(file, answer);
        co_return false;
      }
      job = Job(answer.body);
    }
    report(file, job, answer.body);
    co_return job.state == "DONE" && job.failed == 0;
  }

  void stop() { client_.stop(); }

 private:
  http::ClientRequest to(const std::string& path) const {
    http::ClientRequest request;
    request.url = server_ + path;
    request.headers.set("Authorization", "Bearer " + token_.expose());
    return request;
  }

  static void complain(const std::filesystem::path& file, const http::ClientResponse& answer) {
    std::fprintf(stderr, "%s: the server answered %u: %s\n", file.c_str(), answer.status,
                 answer.body.c_str());
  }

  static void report(const std::filesystem::path& file, const Job& job, const std::string& answer) {
    std::printf("%s: %lld workouts: %lld new, %lld merged, %lld there already, %lld not read",
                file.c_str(), job.found, job.made, job.merged, job.same, job.failed);
    if (job.step_days > 0) std::printf("; steps of %lld days", job.step_days);
    std::puts("");
    if (job.state != "DONE" || job.failed > 0)
      std::fprintf(stderr, "%s: %s\n", file.c_str(), answer.c_str());
  }

  std::string server_;
  Secret token_;
  SystemRandom random_;
  http::CurlClient client_;
};

}  // namespace

std::size_t upload_files(const std::string& server, const std::filesystem::path& token_file,
                         const std::vector<std::filesystem::path>& files) {
  Secret token = token_in(token_file);
  runtime::Reactors reactors(1);
  Uploads uploads(server, std::move(token));
  reactors.start();
  std::size_t refused = 0;
  for (const std::filesystem::path& file : files) {
    try {
      if (!run_on(reactors[0], uploads.send(file))) ++refused;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s: %s\n", file.c_str(), error.what());
      ++refused;
    }
  }
  uploads.stop();
  reactors.stop();
  return refused;
}

}  // namespace waymark::app
