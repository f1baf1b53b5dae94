#include "platform/backup/blob_restore.h"

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "platform/backup/blob_list.h"
#include "platform/backup/hashed_blob.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kMostFaults = 100;

/// Which lists and copies say what there was at a moment.
struct Span {
  std::optional<BlobListName> before;  // the last up to the moment
  std::optional<BlobListName> after;   // the first one past it
};

Span span_of(const std::vector<BlobListName>& lists, std::optional<Instant> at) {
  Span span;
  for (const BlobListName& list : lists) {
    if (at && list.time > *at) {
      span.after = list;
      break;
    }
    span.before = list;
  }
  return span;
}

/// What the server has; asked with rising keys.
class Served {
 public:
  Served(blobs::Blobs& blobs, std::string prefix) : entries_(blobs, std::move(prefix)) {}
  Task<bool> has(const std::string& key, std::optional<std::uint64_t> size) {
    while (!ended_ && (!ahead_ || ahead_->key < key)) {
      ahead_ = co_await entries_.next();
      ended_ = !ahead_;
    }
    co_return ahead_ && ahead_->key == key && (!size || ahead_->size == *size);
  }

 private:
  blobs::Entries entries_;
  std::optional<blobs::Entry> ahead_;
  bool ended_ = false;
};

class Bringing {
 public:
  Bringing(blobs::Blobs& backup, blobs::Blobs& served, std::string prefix,
           runtime::BackgroundPool& pool)
      : backup_(backup), served_(served), prefix_(std::move(prefix)), pool_(pool) {}

  Task<BlobsBack> run(std::optional<Instant> at) {
    const Span span = span_of(co_await list_blob_lists(backup_), at);
    if (span.before) co_await bring_list(*span.before);
    const std::size_t kept = result_.kept;
    if (span.after) co_await bring_list(*span.after);
    if (span.before) result_.kept = kept;  // the second list has most of them once more
    co_await bring_copies(span);
    co_return std::move(result_);
  }

 private:
  void fault(std::string what) {
    ++result_.fault_count;
    if (result_.faults.size() < kMostFaults) result_.faults.push_back(std::move(what));
  }

  /// A list that is damaged in the middle has served until there.
  Task<void> bring_list(BlobListName name) {
    BlobListReader list(backup_, name);
    Served there(served_, prefix_);
    while (true) {
      std::optional<ListedBlob> blob;
      try {
        blob = co_await list.next();
      } catch (const Error& error) {
        if (error.code() != ErrorCode::internal) throw;
        co_return fault(error.what());
      }
      if (!blob) co_return;
      if (!blob->copy.blob.starts_with(prefix_)) continue;
      const bool whole = co_await there.has(blob->copy.blob, blob->size);
      if (whole)
        ++result_.kept;
      else
        co_await bring(blob->copy, blob->sha256);
    }
  }

  /// What was copied between two lists, and may be in neither.
  Task<void> bring_copies(Span span) {
    std::vector<BlobCopy> copies;
    std::string after;
    if (span.before) after = before_blobs(span.before->time + std::chrono::milliseconds(1));
    blobs::Entries entries(backup_, std::string(kBlobs), std::move(after));
    while (const auto entry = co_await entries.next()) {
      auto copy = BlobCopy::parse(entry->key);
      if (!copy || !copy->blob.starts_with(prefix_)) continue;
      if (span.after && copy->time >= span.after->time) break;
      copies.push_back(std::move(*copy));
    }
    std::ranges::sort(copies, {}, &BlobCopy::blob);
    Served there(served_, prefix_);
    for (const BlobCopy& copy : copies) {
      const bool whole = co_await there.has(copy.blob, std::nullopt);
      if (!whole) co_await bring(copy, std::nullopt);
    }
  }

  Task<void> bring(BlobCopy copy, std::optional<std::string> sha256) {
    const std::string key = copy.key();
    const auto source = std::make_shared<HashedBlob>(backup_, key, pace_, pool_);
    try {
      co_await served_.put(copy.blob, source);
    } catch (const Error& error) {
      if (!source->failed() || error.code() != ErrorCode::not_found) throw;
      co_return fault(key + ": it is missing");
    }
    if (sha256 && source->digest() != *sha256) {
      co_await served_.remove(copy.blob);
      co_return fault(key + ": its bytes do not have the hash they had when it was copied");
    }
    ++result_.restored;
    result_.bytes += source->size();
  }

  blobs::Blobs& backup_;
  blobs::Blobs& served_;
  std::string prefix_;
  runtime::BackgroundPool& pool_;
  Pace pace_{0};
  BlobsBack result_;
};

}  // namespace

Task<BlobsBack> restore_blobs(blobs::Blobs& backup, blobs::Blobs& served, std::string prefix,
                              std::optional<Instant> at, runtime::BackgroundPool& pool) {
  Bringing bringing(backup, served, std::move(prefix), pool);
  co_return co_await bringing.run(at);
}

}  // namespace waymark::backup
