#include "platform/backup/restore.h"

#include <fcntl.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "platform/backup/workplace.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{4} << 20;

[[noreturn]] void damaged(const std::string& key, const std::string& why) {
  throw Error(ErrorCode::internal, "error.internal", "damaged backup: " + key + ": " + why);
}

std::string hash_of(const fs::path& path) {
  const Descriptor in = open_file(path, O_RDONLY);
  Sha256 hash;
  for (std::string piece = read_some(in, kPiece, path); !piece.empty();
       piece = read_some(in, kPiece, path))
    hash.add(piece);
  return hex_encode(hash.digest());
}

bool is_whole(const fs::path& path, const ManifestFile& file) {
  std::error_code absent;
  return fs::file_size(path, absent) == static_cast<std::uintmax_t>(file.size) &&
         hash_of(path) == file.sha256;
}

/// Deletes all that an earlier attempt left but what is whole and belongs to this base.
void keep_what_is_whole(const fs::path& folder, const Manifest& base) {
  std::unordered_map<std::string, const ManifestFile*> wanted;
  for (const ManifestFile& file : base.files) wanted.emplace(file.name, &file);
  std::vector<fs::path> useless;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto found = wanted.find(entry.path().filename().string());
    if (entry.path().filename() == "RESTORING") continue;
    if (found == wanted.end() || !is_whole(entry.path(), *found->second))
      useless.push_back(entry.path());
  }
  for (const fs::path& path : useless) fs::remove_all(path);
}

/// A file on its way down.
struct Incoming {
  explicit Incoming(fs::path file)
      : path(std::move(file)), out(open_file(path, O_WRONLY | O_CREAT | O_TRUNC)) {}
  void add(const std::string& piece) {
    write_all(out, piece, path);
    hash.add(piece);
  }
  fs::path path;
  Descriptor out;
  Sha256 hash;
};

Task<void> fetch(blobs::Blobs& blobs, runtime::BackgroundPool& pool, ManifestFile file,
                 fs::path path) {
  const std::string key = file_key(file.sha256);
  const auto open = [path] { return std::make_shared<Incoming>(path); };
  const std::shared_ptr<Incoming> incoming = co_await pool.run(open);
  blobs::Range range;
  range.length = kPiece;
  while (true) {
    auto piece = co_await blobs.get(key, range);
    if (!piece) damaged(key, "it is missing");
    range.offset += piece->size();
    const bool last = piece->size() < range.length;
    auto write = [incoming, bytes = std::move(*piece)] { incoming->add(bytes); };
    co_await pool.run(std::move(write));
    if (range.offset > static_cast<std::uint64_t>(file.size)) damaged(key, "it is too long");
    if (last) break;
  }
  if (range.offset != static_cast<std::uint64_t>(file.size)) damaged(key, "it is cut short");
  const auto finish = [incoming] {
    sync(incoming->out, incoming->path);
    return hex_encode(incoming->hash.digest());
  };
  const std::string digest = co_await pool.run(finish);
  if (digest != file.sha256) damaged(key, "its bytes do not have the hash it is named by");
}

Task<void> fetch_base(blobs::Blobs& blobs, runtime::BackgroundPool& pool, const Manifest& base,
                      fs::path folder) {
  const auto tidy = [folder, base] { keep_what_is_whole(folder, base); };
  co_await pool.run(tidy);
  for (const ManifestFile& file : base.files) {
    fs::path path = folder / file.name;
    if (!fs::exists(path)) co_await fetch(blobs, pool, file, std::move(path));
  }
}

/// What playing back a segment did.
struct Played {
  std::size_t commits = 0;
  std::uint64_t bytes = 0;
  std::optional<Instant> reached;
  bool past_the_moment = false;
};

Played play(store::Rebuild& database, const Segment& segment, std::optional<Instant> at) {
  Played played;
  for (const store::LogRecord& record : segment.records) {
    if (at && *record.time > *at) {
      played.past_the_moment = true;
      return played;
    }
    if (record.last() <= database.last_sequence()) continue;
    try {
      database.apply(record);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::internal) damaged(segment.name.key(), error.what());
      throw;
    }
    ++played.commits;
    played.bytes += record.bytes.size();
    played.reached = record.time;
  }
  return played;
}

Task<void> play_back(blobs::Blobs& blobs, runtime::BackgroundPool& pool,
                     std::shared_ptr<store::Rebuild> database, const Plan& plan,
                     std::optional<Instant> at, RestoreReport& report) {
  for (const SegmentName& name : plan.segments) {
    const auto segment = std::make_shared<const Segment>(co_await read_segment(blobs, pool, name));
    const auto work = [database, segment, at] { return play(*database, *segment, at); };
    const Played played = co_await pool.run(work);
    ++report.segments;
    report.commits += played.commits;
    report.bytes += played.bytes;
    report.reached = played.reached.value_or(report.reached);
    if (played.past_the_moment) co_return;
  }
}

void require_sound(store::Rebuild& database) {
  const std::vector<std::string> faults = database.verify();
  if (faults.empty()) return;
  throw Error(ErrorCode::internal, "error.internal",
              "what was restored is not sound: " + std::to_string(faults.size()) +
                  " faults, the first: " + faults.front());
}

Error before_everything(const std::vector<BaseName>& bases) {
  const std::string cause =
      bases.empty() ? "the destination holds no backup"
                    : "the earliest moment in the backup is " + to_rfc3339(bases.front().time);
  return Error(ErrorCode::not_found, "error.not_found", cause);
}

}  // namespace

double RestoreReport::megabytes_per_second() const {
  return took.count() > 0 ? static_cast<double>(bytes) / 1e6 / took.count() : 0;
}

Task<Plan> plan_for(blobs::Blobs& blobs, std::optional<Instant> at) {
  const std::vector<BaseName> bases = co_await list_bases(blobs);
  const auto after =
      std::ranges::find_if(bases, [&](const BaseName& base) { return at && base.time > *at; });
  if (after == bases.begin()) throw before_everything(bases);
  const BaseName base = *std::prev(after);
  Plan plan;
  plan.base = co_await read_manifest(blobs, base);
  LogPath path = path_after(base.sequence, co_await list_segments(blobs, base.timeline));
  for (SegmentName& segment : path.segments)
    if (!at || segment.from <= *at) plan.segments.push_back(std::move(segment));
  const Instant reached =
      path.segments.empty() || plan.segments.empty() ? base.time : plan.segments.back().to;
  if (path.gap_after && plan.segments.size() == path.segments.size() && (!at || reached < *at))
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the archived log is missing after commit " + std::to_string(*path.gap_after) +
                    ": from this base the data can be brought back to " + to_rfc3339(reached) +
                    " at the latest");
  co_return plan;
}

Task<RestoreReport> restore(blobs::Blobs& blobs, store::OpenRebuild open, RestoreOptions options,
                            const Clock& clock, runtime::BackgroundPool& pool) {
  const auto begun = std::chrono::steady_clock::now();
  const Plan plan = co_await plan_for(blobs, options.at);
  const auto prepare = [target = options.target, replace = options.replace, now = clock.now()] {
    return std::make_shared<Workplace>(target, replace, now);
  };
  const std::shared_ptr<Workplace> place = co_await pool.run(prepare);
  co_await fetch_base(blobs, pool, plan.base, place->folder());

  RestoreReport report;
  report.base = plan.base.name();
  report.reached = plan.base.time;
  report.files = plan.base.files.size();
  report.bytes = plan.base.bytes();
  const auto open_it = [open, folder = place->folder()] {
    return std::shared_ptr<store::Rebuild>(open(folder));
  };
  const std::shared_ptr<store::Rebuild> database = co_await pool.run(open_it);
  co_await play_back(blobs, pool, database, plan, options.at, report);
  report.sequence = database->last_sequence();
  if (options.served_blobs)
    report.blobs =
        co_await restore_blobs(blobs, *options.served_blobs, options.blob_prefix, options.at, pool);
  const auto finish = [database, place, check = options.check] {
    if (check) require_sound(*database);
    database->finish();
    return place->put_in_place();
  };
  report.replaced = co_await pool.run(finish);
  report.took = std::chrono::steady_clock::now() - begun;
  co_return report;
}

}  // namespace waymark::backup
