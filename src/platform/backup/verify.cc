#include "platform/backup/verify.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/error.h"
#include "platform/backup/blob_list.h"
#include "platform/backup/catalogue.h"
#include "platform/backup/hashed_blob.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kMostFaults = 100;

/// The bases of a timeline, oldest first, and its segments.
struct TimelineContents {
  std::vector<BaseName> bases;
  std::vector<SegmentName> segments;
};

Reach reach_of(const TimelineContents& contents) {
  const BaseName& first = contents.bases.front();
  const LogPath path = path_after(first.sequence, contents.segments);
  Reach reach;
  reach.timeline = first.timeline;
  reach.from = first.time;
  reach.to = contents.bases.back().time;
  if (!path.segments.empty()) reach.to = std::max(reach.to, path.segments.back().to);
  if (path.gap_after) {
    reach.broken = true;
    reach.to = path.segments.empty() ? first.time : path.segments.back().to;
  }
  return reach;
}

class Verifying {
 public:
  Verifying(blobs::Blobs& blobs, runtime::BackgroundPool& pool) : blobs_(blobs), pool_(pool) {}

  Task<BackupVerification> run() {
    const std::vector<BaseName> bases = co_await list_bases(blobs_);
    if (bases.empty()) fault(std::string(kBases) + ": there is no base");
    std::map<std::string, TimelineContents> timelines;
    for (const BaseName& base : bases) {
      co_await check_base(base);
      timelines[base.timeline].bases.push_back(base);
    }
    for (const auto& [key, file] : files_) {
      ++result_.files;
      co_await check_bytes(key, file);
    }
    for (auto& [id, contents] : timelines) {
      contents.segments = co_await list_segments(blobs_, id);
      co_await check_log(contents);
    }
    co_await check_blobs();
    std::ranges::sort(result_.reach, {}, &Reach::from);
    co_return std::move(result_);
  }

 private:
  struct Wanted {
    std::uint64_t size = 0;
    std::string sha256;
    std::string by;  // a base, or a list, that needs it
  };

  void fault(std::string what) {
    ++result_.fault_count;
    if (result_.faults.size() < kMostFaults) result_.faults.push_back(std::move(what));
  }

  Task<void> check_base(BaseName base) {
    ++result_.bases;
    try {
      const Manifest manifest = co_await read_manifest(blobs_, base);
      for (const ManifestFile& file : manifest.files) {
        Wanted& wanted = files_[file_key(file.sha256)];
        wanted.size = static_cast<std::uint64_t>(file.size);
        wanted.sha256 = file.sha256;
        wanted.by = base.key();
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::internal) throw;
      fault(error.what());
    }
  }

  /// Nothing wrong with it: its size and hash are those of `wanted`.
  Task<void> check_bytes(std::string key, Wanted wanted) {
    HashedBlob blob(blobs_, key, pace_, pool_);
    try {
      co_await blob.read_all();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::not_found) throw;
      co_return fault(key + ": it is missing; " + wanted.by + " needs it");
    }
    result_.bytes += blob.size();
    if (blob.size() != wanted.size)
      co_return fault(key + ": it has " + std::to_string(blob.size()) + " bytes instead of " +
                      std::to_string(wanted.size));
    if (blob.digest() != wanted.sha256)
      fault(key + ": its bytes do not have the hash they had when it was copied");
  }

  /// Each copy is read once, for the first list that has it. Whether the list itself can be relied on.
  Task<bool> check_list(BlobListName list, std::optional<BlobListName> former) {
    BlobListReader reader(blobs_, list);
    std::optional<BlobListReader> before;
    if (former) before.emplace(blobs_, *former);
    try {
      while (const auto blob = co_await reader.next()) {
        if (before) {
          const ListedBlob* known = co_await before->at_or_after(blob->copy.blob);
          if (known && known->copy.key() == blob->copy.key()) continue;
        }
        ++result_.blobs;
        Wanted wanted;
        wanted.size = blob->size;
        wanted.sha256 = blob->sha256;
        wanted.by = list.key();
        co_await check_bytes(blob->copy.key(), std::move(wanted));
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::internal) throw;
      fault(error.what());
      co_return false;
    }
    co_return true;
  }

  Task<void> check_blobs() {
    std::optional<BlobListName> former;
    const std::vector<BlobListName> lists = co_await list_blob_lists(blobs_);
    for (const BlobListName& list : lists) {
      const bool sound = co_await check_list(list, former);
      former = sound ? std::optional(list) : std::nullopt;
    }
  }

  Task<void> check_log(const TimelineContents& contents) {
    const std::uint64_t begins = contents.bases.front().sequence;
    const LogPath path = path_after(begins, contents.segments);
    for (const SegmentName& name : path.segments) {
      ++result_.segments;
      try {
        const Segment segment = co_await read_segment(blobs_, pool_, name);
        for (const store::LogRecord& record : segment.records) result_.bytes += record.bytes.size();
      } catch (const Error& error) {
        if (error.code() != ErrorCode::internal) throw;
        fault(error.what());
      }
    }
    if (path.gap_after)
      fault(log_prefix(contents.bases.front().timeline) + ": nothing holds what follows commit " +
            std::to_string(*path.gap_after));
    result_.reach.push_back(reach_of(contents));
  }

  blobs::Blobs& blobs_;
  runtime::BackgroundPool& pool_;
  Pace pace_{0};
  std::map<std::string, Wanted> files_;
  BackupVerification result_;
};

}  // namespace

Task<Contents> list(blobs::Blobs& blobs) {
  Contents contents;
  std::map<std::string, TimelineContents> timelines;
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  for (const BaseName& base : bases) {
    const Manifest manifest = co_await read_manifest(blobs, base);
    ListedBase listed;
    listed.name = base;
    listed.files = manifest.files.size();
    listed.bytes = manifest.bytes();
    contents.bases.push_back(std::move(listed));
    timelines[base.timeline].bases.push_back(base);
  }
  for (auto& [id, timeline] : timelines) {
    timeline.segments = co_await list_segments(blobs, id);
    contents.segments += timeline.segments.size();
    contents.reach.push_back(reach_of(timeline));
  }
  blobs::Entries copies(blobs, std::string(kBlobs));
  while (const auto entry = co_await copies.next()) {
    ++contents.blobs;
    contents.blob_bytes += entry->size;
  }
  std::ranges::sort(contents.reach, {}, &Reach::from);
  co_return contents;
}

Task<BackupVerification> verify(blobs::Blobs& blobs, runtime::BackgroundPool& pool) {
  Verifying verifying(blobs, pool);
  co_return co_await verifying.run();
}

}  // namespace waymark::backup
