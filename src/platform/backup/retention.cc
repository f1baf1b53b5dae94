#include "platform/backup/retention.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "platform/backup/blob_list.h"
#include "platform/backup/catalogue.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

constexpr std::chrono::hours kMayBeInTheMaking{24};

/// How many of the oldest are not needed.
template <typename Named>
std::size_t not_needed(const std::vector<Named>& all, Instant window_begins) {
  std::size_t count = 0;
  while (count + 1 < all.size() && all[count + 1].time <= window_begins) ++count;
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

/// Copies that are older than the oldest list, and that the newest does not have.
Task<std::set<std::string>> outdated_blobs(blobs::Blobs& blobs,
                                           std::span<const BlobListName> lists) {
  CopyMarks newest;
  BlobListReader reader(blobs, lists.back());
  while (const auto blob = co_await reader.next()) newest.add(blob->copy.key(), blob->size);
  newest.sort();
  std::set<std::string> outdated;
  blobs::Entries copies(blobs, std::string(kBlobs));
  while (const auto entry = co_await copies.next()) {
    const auto copy = BlobCopy::parse(entry->key);
    if (!copy || copy->time >= lists.front().time) break;
    if (!newest.contains(entry->key, entry->size)) outdated.insert(entry->key);
  }
  co_return outdated;
}

Task<std::size_t> forget_blobs(blobs::Blobs& blobs, RetentionOptions options) {
  const std::vector<BlobListName> lists = co_await list_blob_lists(blobs);
  if (lists.empty()) co_return 0;
  const std::size_t useless = not_needed(lists, options.now - options.keep);
  for (std::size_t i = 0; i < useless; ++i) co_await blobs.remove(lists[i].key());
  const std::span<const BlobListName> kept = std::span(lists).subspan(useless);
  std::set<std::string> outdated = co_await outdated_blobs(blobs, kept);
  for (const BlobListName& list : kept) {  // the oldest knows most of them
    if (outdated.empty()) break;
    BlobListReader reader(blobs, list);
    while (const auto blob = co_await reader.next()) outdated.erase(blob->copy.key());
  }
  for (const std::string& key : outdated) co_await blobs.remove(key);
  co_return outdated.size();
}

}  // namespace

Task<Forgotten> forget(blobs::Blobs& blobs, RetentionOptions options) {
  Forgotten forgotten;
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  if (!bases.empty()) {
    forgotten.bases = not_needed(bases, options.now - options.keep);
    const std::span<const BaseName> kept = std::span(bases).subspan(forgotten.bases);
    for (std::size_t i = 0; i < forgotten.bases; ++i) co_await blobs.remove(bases[i].key());
    forgotten.segments = co_await forget_segments(blobs, kept, options.now);
    forgotten.files = co_await forget_files(blobs, kept, options.now);
  }
  forgotten.blobs = co_await forget_blobs(blobs, options);
  co_return forgotten;
}

}  // namespace waymark::backup
