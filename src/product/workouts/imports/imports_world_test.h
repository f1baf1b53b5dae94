// A world for the tests of imports: uploads, a queue that the tests turn, and what is kept of both.
#pragma once

#include <gmock/gmock.h>

#include <filesystem>

#include "base/fake_clock.h"
#include "base/json.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/blobs/transfer.h"
#include "platform/events/store_outbox.h"
#include "platform/events/testing.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"
#include "product/workouts/archives/archive_making_test.h"
#include "product/workouts/files/apple_health_making_test.h"
#include "product/workouts/files/track_text_test.h"
#include "product/workouts/imports/imports.h"
#include "product/workouts/imports/worker.h"

namespace waymark::workouts {

/// A body in pieces of some size.
class BodyPieces final : public http::BodyReader {
 public:
  BodyPieces(std::string body, std::size_t piece) : body_(std::move(body)), piece_(piece) {}
  Task<std::string> read() override {
    std::string next = body_.substr(at_, piece_);
    at_ += next.size();
    co_return next;
  }

 private:
  std::string body_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

/// Keeps what is to be done, whether or not the transaction commits.
class KeptTasks final : public queue::Jobs {
 public:
  queue::Enqueued enqueue(store::Transaction&, std::string, queue::NewJob job) override {
    bodies.push_back(std::move(job.body));
    return queue::Enqueued({});
  }
  std::vector<std::string> bodies;
};

/// A folder that is gone when it is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-imports-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path path;
};

/// A run on one of the days of November 2026, from 7:30 on; how long it is tells one from another.
inline std::string run_on_day(int day, double minutes = 10) {
  std::vector<std::string> points;
  for (int eighths = 0; eighths <= 8; ++eighths) {
    const double share = eighths / 8.0;
    points.push_back(point(40 + 0.0015 * minutes * share, -3, minutes * 60 * share));
  }
  std::string text = track_text("<type>running</type>", points);
  const std::string date = "2026-11-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  for (std::size_t at = 0; (at = text.find("2026-11-14", at)) != std::string::npos; ++at)
    text.replace(at, 10, date);
  return text;
}

class ImportsWorld : public ::testing::Test {
 protected:
  ImportsWorld() {
    for (RequestContext* context : {&ana, &ben}) {
      context->principal = Principal();
      context->principal->user = ids.make<UserId>();
    }
    run(outbox.start());
  }

  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }
  template <typename T>
  Error failure_of(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(ErrorCode::internal, "none");
  }

  Task<std::variant<Kept, ImportJob>> take(std::string body,
                                           std::string media = "application/octet-stream",
                                           ImportOptions options = {}, std::size_t piece = 10'000) {
    http::Request request;
    request.headers.set("Content-Type", std::move(media));
    BodyPieces pieces(std::move(body), piece);
    request.stream = &pieces;
    co_return co_await imports.take(ana, request, std::move(options));
  }
  Workout upload(std::string body, std::string media = "application/octet-stream",
                 ImportOptions options = {}, std::size_t piece = 10'000) {
    auto taken = run(take(std::move(body), std::move(media), std::move(options), piece));
    return std::get<Kept>(std::move(taken)).workout;
  }
  Task<ImportJob> start(std::string body) {
    http::Request request;
    request.headers.set("Content-Type", "application/zip");
    BodyPieces pieces(std::move(body), 10'000);
    request.stream = &pieces;
    co_return co_await imports.start(ana, request, "export.zip");
  }

  /// Does what is to be done, the oldest first.
  void work(unsigned receives = 1) {
    for (const std::string& body : std::exchange(tasks.bodies, {})) do_task(body, receives);
  }
  void do_task(const std::string& body, unsigned receives = 1) {
    queue::Job job;
    job.body = body;
    job.receives = receives;
    const RequestContext context;
    run(worker.handle(job, context));
  }
  ImportJob job_of(const ImportJob& job) { return run(imports.find(Owner(ana), job.id)).value(); }
  ImportJob worked(std::string body) {
    const ImportJob job = run(start(std::move(body)));
    work();
    return job_of(job);
  }
  std::size_t workout_count() {
    return run(workouts.list(Owner(ana), store::PageRequest())).entries.size();
  }
  /// Uploads that wait somewhere.
  std::size_t blobs_left() { return run(blobs::list_all(uploads, "", "", 100)).size(); }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-28T10:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  events::StoreOutbox outbox{store, clock, ids};
  telemetry::Metrics metrics;
  realtime::LocalHub hub{metrics};
  runtime::BackgroundPool pool{2, 100};
  TemporaryFolder folder;
  blobs::FileBlobs uploads{blobs::FileBlobsOptions(folder.path / "blobs"), clock, random, pool};
  Staging staging{folder.path / "staging", pool};
  Workouts workouts{store, outbox, clock, ids};
  KeptTasks tasks;
  ImportPorts ports{store, tasks, uploads, hub, workouts, staging, pool, clock, ids};
  Imports imports{ports};
  ImportWorker worker{ports, [](Owner) -> Task<TimeZone> { co_return TimeZone::utc(); },
                      ArchiveLimits(), 5};
  RequestContext ana;
  RequestContext ben;
};

}  // namespace waymark::workouts
