// Reading what a destination holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/backup/layout.h"
#include "platform/backup/manifest.h"
#include "platform/backup/segment.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

/// Past it a destination is not one of ours.
inline constexpr std::size_t kMostBlobs = 5'000'000;

/// Oldest first.
Task<std::vector<BaseName>> list_bases(blobs::Blobs& blobs);
/// The timelines that have segments, bases or both.
Task<std::vector<std::string>> list_timelines(blobs::Blobs& blobs);
/// Those of one timeline, by their first number.
Task<std::vector<SegmentName>> list_segments(blobs::Blobs& blobs, std::string timeline);

/// Throws Error(internal) naming the blob when it is missing or damaged.
Task<Manifest> read_manifest(blobs::Blobs& blobs, BaseName name);
Task<Segment> read_segment(blobs::Blobs& blobs, runtime::BackgroundPool& pool, SegmentName name);

/// The segments that are needed after `sequence`, without those that others hold whole (a put that was answered too
/// late is done again, and may be longer). `gap_after`: the number after which the log is missing although there are
/// later segments.
struct LogPath {
  std::vector<SegmentName> segments;
  std::optional<std::uint64_t> gap_after;
};
LogPath path_after(std::uint64_t sequence, const std::vector<SegmentName>& segments);

}  // namespace waymark::backup
