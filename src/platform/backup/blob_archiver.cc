#include "platform/backup/blob_archiver.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "platform/backup/hashed_blob.h"
#include "platform/backup/rounds.h"
#include "platform/blobs/source.h"
#include "platform/blobs/transfer.h"
#include "platform/telemetry/log.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;

}  // namespace

struct BlobArchiver::Comparison {
  Instant begun;
  std::optional<BlobListReader> former;
  CopyMarks there;
  BlobReport report;
};

BlobArchiver::BlobArchiver(blobs::Blobs& served, blobs::Blobs& destination,
                           BlobArchiverOptions options, const Clock& clock,
                           runtime::BackgroundPool& pool, telemetry::Metrics& metrics)
    : served_(served),
      destination_(destination),
      options_(std::move(options)),
      clock_(clock),
      pool_(pool),
      pace_(options_.bytes_per_second),
      copies_(metrics.counter("waymark_backup_blobs_total", "Pictures copied to the backup.")),
      bytes_(metrics.counter("waymark_backup_blob_bytes_total", "Their bytes.")),
      failures_(metrics.counter("waymark_backup_blob_failures_total",
                                "Pictures that could not be copied, and rounds that failed.")),
      rounds_(work(), failures_) {}

BlobArchiver::~BlobArchiver() = default;

void BlobArchiver::note(const std::string& key) {
  if (!key.starts_with(options_.prefix)) return;
  const std::lock_guard guard(noted_.lock);
  if (noted_.keys.size() < options_.most_noted)
    noted_.keys.push_back(key);
  else
    noted_.too_many = true;
}

std::vector<std::string> BlobArchiver::take_noted() {
  const std::lock_guard guard(noted_.lock);
  return std::exchange(noted_.keys, {});
}

void BlobArchiver::note_again(std::vector<std::string> keys) {
  for (const std::string& key : keys) note(key);
}

RoundsWork BlobArchiver::work() {
  RoundsWork work;
  work.archive = [this] { return archive(); };
  work.archiving = "copying pictures";
  work.archive_every = options_.copy_every;
  work.copy_is_due = [this] { return !comparing_ && comparison_is_due(); };
  work.copy = [this] { return make_due_comparison(); };
  work.copying = "comparing pictures with the backup";
  return work;
}

Task<void> BlobArchiver::make_due_comparison() {
  co_await back_up();
}

bool BlobArchiver::comparison_is_due() {
  const std::lock_guard guard(noted_.lock);
  return noted_.too_many || !compared_ || clock_.now() >= *compared_ + options_.compare_every;
}

/// No two rounds have one time, and it never goes back, whatever the clock does: it orders copies and lists.
Instant BlobArchiver::next_time() {
  last_time_ = std::max(clock_.now(), last_time_ + std::chrono::milliseconds(1));
  return last_time_;
}

/// What earlier processes left: the newest list, and the copies since.
Task<void> BlobArchiver::open() {
  const std::vector<BlobListName> lists = co_await list_blob_lists(destination_);
  std::string after;
  std::optional<BlobListName> newest;
  if (!lists.empty()) {
    newest = lists.back();
    // What the comparison itself copied is in its list.
    after = before_blobs(newest->time + std::chrono::milliseconds(1));
  }
  std::map<std::string, Copied> recent;
  Instant last = newest ? newest->time : Instant();
  blobs::Entries copies(destination_, std::string(kBlobs), std::move(after));
  while (const auto entry = co_await copies.next()) {
    const auto copy = BlobCopy::parse(entry->key);
    if (!copy) continue;
    Copied copied;
    copied.time = copy->time;
    copied.size = entry->size;
    recent.emplace(copy->blob, std::move(copied));
    last = std::max(last, copy->time);
  }
  if (opened_) co_return;
  newest_ = std::move(newest);
  recent_ = std::move(recent);
  last_time_ = last;
  opened_ = true;
}

Task<void> BlobArchiver::archive() {
  if (archiving_) co_return;
  const While archiving(archiving_);
  if (!opened_) co_await open();
  std::vector<std::string> keys = take_noted();
  std::exception_ptr failure;
  try {
    co_await archive_all(keys);
  } catch (...) {
    failure = std::current_exception();
  }
  note_again(std::move(keys));
  if (failure) std::rethrow_exception(failure);
}

/// What is done is taken from the end of `keys`.
Task<void> BlobArchiver::archive_all(std::vector<std::string>& keys) {
  if (keys.empty()) co_return;
  const Instant time = next_time();
  while (!keys.empty()) {
    if (!recent_.contains(keys.back())) {
      auto copied = co_await copy(keys.back(), time);
      if (copied) recent_.insert_or_assign(keys.back(), std::move(*copied));
    }
    keys.pop_back();
  }
}

/// Nothing when it is gone, or cannot be read, which is logged.
Task<std::optional<BlobArchiver::Copied>> BlobArchiver::copy(std::string key, Instant time) {
  BlobCopy copy;
  copy.time = time;
  copy.blob = key;
  const auto source = std::make_shared<HashedBlob>(served_, key, pace_, pool_);
  try {
    co_await destination_.put(copy.key(), source);
  } catch (const Error& error) {
    if (!source->failed()) throw;
    if (error.code() != ErrorCode::not_found) {
      failures_.add();
      log_failure(key, error);
    }
    co_return std::nullopt;
  }
  copies_.add();
  bytes_.add(source->size());
  Copied copied;
  copied.time = time;
  copied.size = source->size();
  copied.sha256 = source->digest();
  co_return copied;
}

/// A copy that an earlier process made, with the hash of what it copied.
Task<std::optional<BlobArchiver::Copied>> BlobArchiver::hashed(std::string key, Copied known) {
  HashedBlob source(served_, key, pace_, pool_);
  try {
    co_await source.read_all();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) {
      failures_.add();
      log_failure(key, error);
    }
    co_return std::nullopt;
  }
  known.sha256 = source.digest();
  co_return known;
}

Task<BlobReport> BlobArchiver::back_up() {
  if (comparing_)
    throw Error::conflict("error.conflict", "pictures are being compared with the backup");
  const While comparing(comparing_);
  if (!opened_) co_await open();
  co_await archive();  // what is new does not wait for its turn among all
  {
    const std::lock_guard guard(noted_.lock);
    noted_.too_many = false;
  }
  std::exception_ptr failure;
  BlobReport report;
  try {
    report = co_await compare();
  } catch (...) {
    failure = std::current_exception();
  }
  const auto tidy = [file = options_.staging] { fs::remove(file); };
  co_await pool_.run(tidy);
  if (failure) {
    compared_.reset();  // due again: what was not noted is still to be found
    std::rethrow_exception(failure);
  }
  telemetry::log(telemetry::Level::info, "backup_blobs_compared",
                 {{"blobs", report.blobs},
                  {"bytes", report.bytes},
                  {"copied", report.copied_blobs},
                  {"failed", report.failed_blobs}});
  co_return report;
}

/// A damaged list is not relied on: what only it knows of is copied again.
Task<bool> BlobArchiver::can_be_read(BlobListName name) {
  BlobListReader reader(destination_, std::move(name));
  try {
    while (co_await reader.next()) {
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::internal) throw;
    failures_.add();
    log_failure("reading the newest list of pictures", error);
    co_return false;
  }
  co_return true;
}

Task<BlobReport> BlobArchiver::compare() {
  Comparison comparison;
  comparison.begun = next_time();
  if (newest_ && co_await can_be_read(*newest_)) comparison.former.emplace(destination_, *newest_);
  blobs::Entries copies(destination_, std::string(kBlobs));
  while (const auto entry = co_await copies.next()) comparison.there.add(entry->key, entry->size);
  comparison.there.sort();

  BlobListWriter writer(options_.staging, pool_);
  blobs::Entries served(served_, options_.prefix);
  while (auto entry = co_await served.next()) {
    auto blob = co_await listed(std::move(*entry), comparison);
    if (!blob) continue;
    ++comparison.report.blobs;
    comparison.report.bytes += blob->size;
    co_await writer.add(*blob);
  }
  co_await finish(writer, comparison.begun);
  co_return comparison.report;
}

/// The blob with the place of its copy, which is made if there is none.
Task<std::optional<ListedBlob>> BlobArchiver::listed(blobs::Entry entry, Comparison& comparison) {
  ListedBlob blob;
  blob.copy.blob = entry.key;
  blob.size = entry.size;
  if (comparison.former) {
    const ListedBlob* known = co_await comparison.former->at_or_after(entry.key);
    if (known && known->copy.blob == entry.key && known->size == entry.size &&
        comparison.there.contains(known->copy.key(), known->size))
      co_return *known;
  }
  std::optional<Copied> copied;
  const auto recent = recent_.find(entry.key);
  if (recent != recent_.end() && recent->second.size == entry.size) copied = recent->second;
  if (copied && copied->sha256.empty()) copied = co_await hashed(entry.key, *copied);
  if (!copied) {
    copied = co_await copy(entry.key, comparison.begun);
    if (copied) {
      ++comparison.report.copied_blobs;
      comparison.report.copied_bytes += copied->size;
    }
  }
  if (!copied) {
    const auto still_there = co_await served_.head(entry.key);
    if (still_there) ++comparison.report.failed_blobs;
    co_return std::nullopt;
  }
  recent_.insert_or_assign(entry.key, *copied);  // for the next try, should this one fail
  blob.copy.time = copied->time;
  blob.size = copied->size;
  blob.sha256 = copied->sha256;
  co_return blob;
}

Task<void> BlobArchiver::finish(BlobListWriter& writer, Instant begun) {
  BlobListName name;
  name.time = begun;
  name.sha256 = co_await writer.finish();
  if (!newest_ || newest_->sha256 != name.sha256) {
    auto source = std::make_shared<blobs::FileSource>(writer.file(), pool_);
    co_await destination_.put(name.key(), std::move(source));
    newest_ = name;
    std::erase_if(recent_, [&](const auto& copied) { return copied.second.time <= begun; });
  }
  compared_ = begun;
}

}  // namespace waymark::backup
