#include "platform/backup/catalogue.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kLargestSegmentBlob = kLargestSegment + (std::size_t{1} << 20);

[[noreturn]] void missing(const std::string& key) {
  throw Error(ErrorCode::internal, "error.internal", "damaged backup: " + key + ": it is missing");
}

}  // namespace

Task<std::vector<BaseName>> list_bases(blobs::Blobs& blobs) {
  const std::vector<blobs::Entry> entries =
      co_await blobs::list_all(blobs, std::string(kBases), "", kMostBlobs);
  std::vector<BaseName> bases;
  for (const blobs::Entry& entry : entries)
    if (auto name = BaseName::parse(entry.key)) bases.push_back(std::move(*name));
  co_return bases;
}

Task<std::vector<std::string>> list_timelines(blobs::Blobs& blobs) {
  std::set<std::string> timelines;
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  for (const BaseName& base : bases) timelines.insert(base.timeline);
  // From one timeline to the next, without reading what each of them holds.
  std::string after(kLog);
  while (true) {
    blobs::ListRequest request(std::string(kLog), after, 1);
    const blobs::Listing page = co_await blobs.list(std::move(request));
    if (page.entries.empty()) break;
    const std::string& key = page.entries.front().key;
    const std::size_t slash = key.find('/', kLog.size());
    const std::string timeline = key.substr(kLog.size(), slash - kLog.size());
    if (is_timeline(timeline)) timelines.insert(timeline);
    after = std::string(kLog) + timeline + "/~";
  }
  co_return std::vector<std::string>(timelines.begin(), timelines.end());
}

Task<std::vector<SegmentName>> list_segments(blobs::Blobs& blobs, std::string timeline) {
  const std::vector<blobs::Entry> entries =
      co_await blobs::list_all(blobs, log_prefix(timeline), "", kMostBlobs);
  std::vector<SegmentName> segments;
  for (const blobs::Entry& entry : entries)
    if (auto name = SegmentName::parse(entry.key)) segments.push_back(std::move(*name));
  co_return segments;
}

Task<Manifest> read_manifest(blobs::Blobs& blobs, BaseName name) {
  const std::string key = name.key();
  const auto text = co_await blobs::get_bytes(blobs, key, kLargestManifest);
  if (!text) missing(key);
  co_return decode_manifest(key, *text);
}

Task<Segment> read_segment(blobs::Blobs& blobs, runtime::BackgroundPool& pool, SegmentName name) {
  const std::string key = name.key();
  auto bytes = co_await blobs::get_bytes(blobs, key, kLargestSegmentBlob);
  if (!bytes) missing(key);
  auto decode = [key, text = std::move(*bytes)] { return decode_segment(key, text); };
  co_return co_await pool.run(std::move(decode));
}

LogPath path_after(std::uint64_t sequence, const std::vector<SegmentName>& segments) {
  LogPath path;
  std::uint64_t reached = sequence;
  auto at = segments.begin();
  while (at != segments.end()) {
    // Of all that begin early enough, the one that reaches furthest.
    auto best = segments.end();
    for (; at != segments.end() && at->first <= reached + 1; ++at)
      if (at->last > reached && (best == segments.end() || at->last > best->last)) best = at;
    if (best == segments.end()) {
      if (at != segments.end()) path.gap_after = reached;
      return path;
    }
    path.segments.push_back(*best);
    reached = best->last;
  }
  return path;
}

}  // namespace waymark::backup
