#include "platform/backup/timeline.h"

#include <array>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/backup/catalogue.h"
#include "platform/telemetry/log.h"

namespace waymark::backup {
namespace {

constexpr std::size_t kOneRecord = 1;

std::nullopt_t no_way_on(std::string_view why) {
  telemetry::log(telemetry::Level::warn, "backup_begins_anew", {{"reason", why}});
  return std::nullopt;
}

/// Why the log does not go on after `last`, the last record that was archived; empty when it does.
std::string_view breach(const store::Journal& journal, const store::LogRecord& last) {
  const std::uint64_t newest = journal.last_sequence();
  if (newest < last.last()) return "the data are older than the archived log";
  const store::LogSlice slice = journal.read(last.sequence, kOneRecord);
  if (slice.records.empty())
    return newest == last.last() ? "" : "the log since the last archived commit is gone";
  const store::LogRecord& found = slice.records.front();
  if (found.sequence != last.sequence || found.bytes != last.bytes)
    return "the data are not those whose log was archived";
  return "";
}

/// The same where nothing but a base is there.
std::string_view breach_after_base(const store::Journal& journal, std::uint64_t sequence) {
  if (journal.last_sequence() < sequence) return "the data are older than the newest base";
  return journal.read(sequence + 1, kOneRecord).gap ? "the log since the newest base is gone" : "";
}

}  // namespace

std::string new_timeline_id(Random& random) {
  std::array<std::uint8_t, 16> bytes;
  random.fill(bytes);
  return hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Task<std::optional<Resumed>> resume(blobs::Blobs& blobs, store::Journal& journal,
                                    runtime::BackgroundPool& pool) {
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  if (bases.empty()) co_return no_way_on("the destination holds no base");
  Resumed resumed;
  try {
    resumed.base = co_await read_manifest(blobs, bases.back());
  } catch (const Error& error) {
    if (error.code() != ErrorCode::internal) throw;
    co_return no_way_on(error.what());
  }
  if (resumed.base.identity != journal.identity())
    co_return no_way_on("the newest base is of another database");

  resumed.timeline.id = resumed.base.timeline;
  resumed.timeline.next = bases.back().sequence + 1;
  resumed.timeline.reached = resumed.base.time;
  const LogPath path =
      path_after(bases.back().sequence, co_await list_segments(blobs, resumed.timeline.id));
  if (path.gap_after) co_return no_way_on("segments of the archived log are missing");
  std::string_view why;
  if (path.segments.empty()) {
    const auto look = [log = &journal, sequence = bases.back().sequence] {
      return breach_after_base(*log, sequence);
    };
    why = co_await pool.run(look);
  } else {
    const Segment last = co_await read_segment(blobs, pool, path.segments.back());
    const auto look = [log = &journal, record = last.records.back()] {
      return breach(*log, record);
    };
    why = co_await pool.run(look);
    resumed.timeline.next = last.name.last + 1;
    resumed.timeline.reached = std::max(resumed.timeline.reached, last.name.to);
  }
  if (!why.empty()) co_return no_way_on(why);
  co_return resumed;
}

}  // namespace waymark::backup
