#include "platform/backup/verify.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/backup/catalogue.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kMostFaults = 100;
constexpr std::size_t kPiece = std::size_t{4} << 20;

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
    for (const auto& [key, file] : files_) co_await check_file(key, file);
    for (auto& [id, contents] : timelines) {
      contents.segments = co_await list_segments(blobs_, id);
      co_await check_log(contents);
    }
    std::ranges::sort(result_.reach, {}, &Reach::from);
    co_return std::move(result_);
  }

 private:
  struct Wanted {
    std::int64_t size = 0;
    std::string by;  // a base that needs it
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
        wanted.size = file.size;
        wanted.by = base.key();
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::internal) throw;
      fault(error.what());
    }
  }

  Task<void> check_file(std::string key, Wanted wanted) {
    ++result_.files;
    const auto hash = std::make_shared<Sha256>();
    blobs::Range range;
    range.length = kPiece;
    while (true) {
      auto piece = co_await blobs_.get(key, range);
      if (!piece) co_return fault(key + ": it is missing; " + wanted.by + " needs it");
      range.offset += piece->size();
      const bool last = piece->size() < range.length;
      auto add = [hash, bytes = std::move(*piece)] { hash->add(bytes); };
      co_await pool_.run(std::move(add));
      if (last) break;
    }
    result_.bytes += range.offset;
    if (range.offset != static_cast<std::uint64_t>(wanted.size))
      co_return fault(key + ": it has " + std::to_string(range.offset) + " bytes instead of " +
                      std::to_string(wanted.size));
    if (file_key(hex_encode(hash->digest())) != key)
      fault(key + ": its bytes do not have the hash it is named by");
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
  std::ranges::sort(contents.reach, {}, &Reach::from);
  co_return contents;
}

Task<BackupVerification> verify(blobs::Blobs& blobs, runtime::BackgroundPool& pool) {
  Verifying verifying(blobs, pool);
  co_return co_await verifying.run();
}

}  // namespace waymark::backup
