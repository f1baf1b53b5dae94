#include "platform/backup/retention.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "platform/backup/catalogue.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

constexpr std::chrono::hours kMayBeInTheMaking{24};

/// How many of the oldest bases are not needed.
std::size_t not_needed(const std::vector<BaseName>& bases, Instant window_begins) {
  std::size_t count = 0;
  while (count + 1 < bases.size() && bases[count + 1].time <= window_begins) ++count;
  return count;
}

Task<std::size_t> forget_segments(blobs::Blobs& blobs, std::span<const BaseName> kept,
                                  Instant now) {
  std::map<std::string, std::uint64_t> needed_after;
  for (const BaseName& base : kept) {
    const auto [place, fresh] = needed_after.emplace(base.timeline, base.sequence);
    if (!fresh) place->second = std::min(place->second, base.sequence);
  }
  std::size_t deleted = 0;
  const std::vector<std::string> timelines = co_await list_timelines(blobs);
  for (const std::string& timeline : timelines) {
    const auto base = needed_after.find(timeline);
    const std::vector<SegmentName> segments = co_await list_segments(blobs, timeline);
    for (const SegmentName& segment : segments) {
      const bool needed = base != needed_after.end() ? segment.last > base->second
                                                     : segment.to > now - kMayBeInTheMaking;
      if (needed) continue;
      co_await blobs.remove(segment.key());
      ++deleted;
    }
  }
  co_return deleted;
}

Task<std::size_t> forget_files(blobs::Blobs& blobs, std::span<const BaseName> kept, Instant now) {
  std::set<std::string> needed;
  for (const BaseName& base : kept) {
    const Manifest manifest = co_await read_manifest(blobs, base);
    for (const ManifestFile& file : manifest.files) needed.insert(file_key(file.sha256));
  }
  std::size_t deleted = 0;
  const auto entries = co_await blobs::list_all(blobs, std::string(kFiles), "", kMostBlobs);
  for (const blobs::Entry& entry : entries) {
    if (needed.contains(entry.key) || entry.modified > now - kMayBeInTheMaking) continue;
    co_await blobs.remove(entry.key);
    ++deleted;
  }
  co_return deleted;
}

}  // namespace

Task<Forgotten> forget(blobs::Blobs& blobs, RetentionOptions options) {
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  Forgotten forgotten;
  if (bases.empty()) co_return forgotten;
  forgotten.bases = not_needed(bases, options.now - options.keep);
  const std::span<const BaseName> kept = std::span(bases).subspan(forgotten.bases);
  for (std::size_t i = 0; i < forgotten.bases; ++i) co_await blobs.remove(bases[i].key());
  forgotten.segments = co_await forget_segments(blobs, kept, options.now);
  forgotten.files = co_await forget_files(blobs, kept, options.now);
  co_return forgotten;
}

}  // namespace waymark::backup
