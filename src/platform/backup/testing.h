// For tests: a database with its archiver, a destination that fails as told, and looking at what was restored.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/steady_timer.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/backup/archiver.h"
#include "platform/backup/restore.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/blobs/forwarding_blobs.h"
#include "platform/runtime/testing.h"
#include "platform/store/rocks/rebuild.h"
#include "platform/store/rocks/rocks_store.h"

namespace waymark::backup {

/// A folder of its own, gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-backup-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Passes everything on, unless it is told to fail or to hang.
class FaultyBlobs final : public blobs::ForwardingBlobs {
 public:
  enum class Fault : std::uint8_t { none, fail, hang };

  using ForwardingBlobs::ForwardingBlobs;
  /// What happens to puts of keys that begin with `prefix`, from the one after `allowed` more on.
  void fault_puts(Fault fault, std::string prefix = {}, int allowed = 0) {
    fault_ = fault;
    prefix_ = std::move(prefix);
    allowed_ = allowed;
  }
  int hanging() const { return hanging_; }
  /// The blob is there, but its disk does not give it.
  void fail_gets(std::string key) { unreadable_ = std::move(key); }

  Task<void> put(std::string key, std::shared_ptr<blobs::Source> source) override {
    if (fault_ != Fault::none && key.starts_with(prefix_) && allowed_-- <= 0) {
      if (fault_ == Fault::fail)
        throw Error(ErrorCode::unavailable, "error.unavailable", "no room in the destination");
      ++hanging_;
      co_await runtime::sleep_for(std::chrono::hours(1));
    }
    co_await ForwardingBlobs::put(std::move(key), std::move(source));
  }
  Task<std::optional<std::string>> get(std::string key, blobs::Range range) override {
    if (!unreadable_.empty() && key == unreadable_)
      throw Error(ErrorCode::unavailable, "error.unavailable", key + ": input/output error");
    return ForwardingBlobs::get(std::move(key), range);
  }

 private:
  Fault fault_ = Fault::none;
  std::string prefix_;
  std::string unreadable_;
  int allowed_ = 0;
  int hanging_ = 0;
};

inline constexpr Instant kTestStart{std::chrono::milliseconds(1'800'000'000'000)};

/// A store whose items are numbers by name, its destination, and an archiver between them.
class BackedUp {
 public:
  using Numbers = std::map<std::string, std::int64_t>;

  BackedUp()
      : destination_(blobs::FileBlobsOptions(folder_.path() / "destination"), clock_, random_,
                     pool_),
        blobs_(destination_) {
    open();
  }
  ~BackedUp() { close(); }
  BackedUp(const BackedUp&) = delete;
  BackedUp& operator=(const BackedUp&) = delete;

  std::filesystem::path store_folder() const { return folder_.path() / "store"; }
  std::filesystem::path destination_folder() const { return folder_.path() / "destination"; }
  FakeClock& clock() { return clock_; }
  FaultyBlobs& blobs() { return blobs_; }
  runtime::BackgroundPool& pool() { return pool_; }
  runtime::TestLoop& loop() { return loop_; }
  Archiver& archiver() { return *archiver_; }
  store::RocksStore& store() { return *store_; }
  ArchiverOptions& options() { return options_; }

  void open(std::uint64_t log_kept = std::uint64_t{256} << 20) {
    store::RocksOptions options(store_folder());
    options.log_kept_bytes = log_kept;
    store_ = std::make_unique<store::RocksStore>(options, clock_, random_, pool_, store_metrics_);
    archiver_ = std::make_unique<Archiver>(store_->journal(), blobs_, options_, clock_, random_,
                                           pool_, metrics_);
  }
  void close() {
    archiver_.reset();
    store_.reset();
  }
  void reopen(std::uint64_t log_kept = std::uint64_t{256} << 20) {
    close();
    open(log_kept);
  }

  void put(const std::string& name, std::int64_t number) {
    store::Item item(store::Key("numbers", name));
    item.set("n", number);
    item.set("GSI1PK", "all");
    item.set("GSI1SK", name);
    store::Transaction transaction;
    transaction.put(std::move(item));
    loop_.run(store_->transact(std::move(transaction)));
  }
  /// Random bytes, which no compression makes small.
  void put_large(const std::string& name, std::size_t bytes) {
    store::Item item(store::Key("large", name));
    std::string text(bytes, '\0');
    random_.fill({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    item.set("hex", hex_encode(text));
    store::Transaction transaction;
    transaction.put(std::move(item));
    loop_.run(store_->transact(std::move(transaction)));
  }
  BaseReport back_up() { return loop_.run(archiver_->back_up()); }
  void archive() { loop_.run(archiver_->archive()); }

  RestoreReport restore(const std::filesystem::path& target, std::optional<Instant> at,
                        bool replace = false) {
    RestoreOptions options(target);
    options.at = at;
    options.replace = replace;
    options.check = true;
    return loop_.run(
        backup::restore(blobs_, &store::open_rocks_rebuild, std::move(options), clock_, pool_));
  }
  /// The numbers as they were at a moment.
  Numbers at(std::optional<Instant> moment) {
    const TemporaryFolder folder;
    restore(folder.path() / "store", moment);
    return numbers_in(folder.path() / "store");
  }
  Numbers numbers_in(const std::filesystem::path& folder) {
    telemetry::Metrics metrics;
    store::RocksStore restored(store::RocksOptions(folder), clock_, random_, pool_, metrics);
    return numbers(restored);
  }
  Numbers numbers() { return numbers(*store_); }

 private:
  Numbers numbers(store::Store& store) {
    Numbers found;
    store::Query query(store::Index::table, "numbers");
    for (bool more = true; more;) {
      const store::Page page = loop_.run(store.query(query));
      for (const store::Item& item : page.items)
        found[item.key().sk] = item.integer("n").value_or(-1);
      more = page.next.has_value();
      query.starting_after(page.next);
    }
    return found;
  }

  TemporaryFolder folder_;
  FakeClock clock_{kTestStart};
  SystemRandom random_;
  runtime::BackgroundPool pool_{2, 1000};
  runtime::TestLoop loop_;
  telemetry::Metrics metrics_;
  telemetry::Metrics store_metrics_;
  blobs::FileBlobs destination_;
  FaultyBlobs blobs_;
  ArchiverOptions options_ = quick(folder_.path() / "staging");
  std::unique_ptr<store::RocksStore> store_;
  std::unique_ptr<Archiver> archiver_;

  static ArchiverOptions quick(const std::filesystem::path& staging) {
    ArchiverOptions options(staging);
    options.bytes_per_second = 0;
    options.log_every = std::chrono::seconds(1);
    options.segment_bytes = 4096;
    return options;
  }
};

}  // namespace waymark::backup
