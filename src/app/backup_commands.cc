#include "app/backup_commands.h"

#include <cstdio>

#include "app/control.h"
#include "app/foundation.h"
#include "app/media.h"
#include "app/run_on.h"
#include "base/error.h"
#include "platform/backup/restore.h"
#include "platform/backup/verify.h"
#include "platform/store/rocks/rebuild.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

/// What a command needs that only reads or writes the destination. The store stays closed.
struct AtDestination {
  explicit AtDestination(const Settings& settings)
      : machinery(settings), destination(place_of(settings.backup), machinery, machinery.pool) {
    machinery.reactors.start();
  }
  template <typename T>
  T run(Task<T> task) {
    return run_on(machinery.reactors[0], std::move(task));
  }
  Machinery machinery;
  BlobPlace destination;
};

void print_reach(const std::vector<backup::Reach>& reach) {
  for (const backup::Reach& one : reach)
    std::printf("every moment from %s to %s can be brought back%s\n", to_rfc3339(one.from).c_str(),
                to_rfc3339(one.to).c_str(),
                one.broken ? "; after that, parts of the log are missing" : "");
}

void print(const backup::RestoreReport& report) {
  std::printf("restored the data of %s: %zu files and %zu commits, %.1f MB in %.1f s (%.1f MB/s)\n",
              to_rfc3339(report.reached).c_str(), report.files, report.commits,
              static_cast<double>(report.bytes) / 1e6, report.took.count(),
              report.megabytes_per_second());
  if (report.replaced)
    std::printf("the data that were there lie in %s\n", report.replaced->c_str());
}

void print(const backup::BlobsBack& pictures) {
  std::printf("%zu pictures put back, %llu bytes; %zu were there\n", pictures.restored,
              static_cast<unsigned long long>(pictures.bytes), pictures.kept);
  for (const std::string& fault : pictures.faults) std::printf("fault: %s\n", fault.c_str());
  if (pictures.fault_count > pictures.faults.size())
    std::printf("and %zu more\n", pictures.fault_count - pictures.faults.size());
}

std::optional<Instant> moment_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto moment = parse_rfc3339(text)) return moment;
  throw config::ConfigError("--at: not a time such as 2026-11-21T07:00:00Z: " + text);
}

backup::RestoreReport restore_to(AtDestination& place, backup::RestoreOptions options) {
  return place.run(backup::restore(place.destination.blobs(), &store::open_rocks_rebuild,
                                   std::move(options), place.machinery.clock,
                                   place.machinery.pool));
}

}  // namespace

std::string summary(const BackupReport& report) {
  const backup::BaseReport& base = report.base;
  std::string text = base.name.key() + ": " + std::to_string(base.files) + " files, " +
                     std::to_string(base.bytes) + " bytes; copied " +
                     std::to_string(base.copied_files) + " files, " +
                     std::to_string(base.copied_bytes) + " bytes";
  if (report.pictures_under_way) text += "\npictures are still being copied by the server";
  if (!report.pictures) return text;
  const backup::BlobReport& pictures = *report.pictures;
  text += "\n" + std::to_string(pictures.blobs) + " pictures, " + std::to_string(pictures.bytes) +
          " bytes; copied " + std::to_string(pictures.copied_blobs) + ", " +
          std::to_string(pictures.copied_bytes) + " bytes";
  if (pictures.failed_blobs > 0)
    text +=
        "; " + std::to_string(pictures.failed_blobs) + " cannot be read, and are named on the log";
  return text;
}

int make_backup(const Settings& settings) {
  ControlRequest request;
  request.command = "backup";
  request.destination = settings.backup.destination;
  if (const auto answer = ask_server(settings.store.directory, request)) {
    std::fprintf(answer->done ? stdout : stderr, "%s\n", answer->message.c_str());
    return answer->done ? 0 : 1;
  }
  Foundation foundation(settings);
  Backups backups(settings, foundation);
  foundation.reactors.start();
  const BackupReport report = run_on(foundation.reactors[0], backups.back_up());
  std::printf("%s\n", summary(report).c_str());
  return 0;
}

int list_backups(const Settings& settings) {
  AtDestination place(settings);
  const backup::Contents contents = place.run(backup::list(place.destination.blobs()));
  for (const backup::ListedBase& base : contents.bases)
    std::printf("%s  %zu files  %llu bytes\n", to_rfc3339(base.name.time).c_str(), base.files,
                static_cast<unsigned long long>(base.bytes));
  std::printf("%zu bases, %zu segments of log; %zu pictures, %llu bytes\n", contents.bases.size(),
              contents.segments, contents.blobs,
              static_cast<unsigned long long>(contents.blob_bytes));
  print_reach(contents.reach);
  return 0;
}

int verify_backups(const Settings& settings, bool restored) {
  AtDestination place(settings);
  const backup::BackupVerification found =
      place.run(backup::verify(place.destination.blobs(), place.machinery.pool));
  std::printf("%zu bases, %zu files, %zu segments of log, %zu pictures, %llu bytes read\n",
              found.bases, found.files, found.segments, found.blobs,
              static_cast<unsigned long long>(found.bytes));
  for (const std::string& fault : found.faults) std::printf("fault: %s\n", fault.c_str());
  if (found.fault_count > found.faults.size())
    std::printf("and %zu more\n", found.fault_count - found.faults.size());
  if (!found.sound()) return 1;
  print_reach(found.reach);
  if (!restored) return 0;
  const fs::path folder = place.machinery.folder / "store.verifying";
  fs::remove_all(folder);
  backup::RestoreOptions options(folder);
  options.check = true;
  const backup::RestoreReport report = restore_to(place, std::move(options));
  fs::remove_all(folder);
  print(report);
  std::puts("every item agrees with its index entries; the copy was deleted");
  return 0;
}

int restore_backup(const Settings& settings, const std::string& at, bool replace, bool check) {
  const std::optional<Instant> moment = moment_of(at);
  AtDestination place(settings);
  backup::RestoreOptions options(place.machinery.folder / "store");
  options.at = moment;
  options.replace = replace;
  options.check = check;
  std::optional<BlobPlace> media;
  if (settings.backup.media) {
    media.emplace(place_of(settings.media, place.machinery.folder), place.machinery,
                  place.machinery.pool);
    options.served_blobs = &media->blobs();
    options.blob_prefix = media::kBlobPrefix;
  }
  const backup::RestoreReport report = restore_to(place, std::move(options));
  print(report);
  if (media) print(report.blobs);
  fs::remove_all(search_folder(settings));  // it knows of what came after; the server makes it anew
  std::printf("the keys in %s are not part of a backup: the folder must be the one of that time\n",
              (place.machinery.folder / "keys").c_str());
  return report.blobs.fault_count == 0 ? 0 : 1;
}

}  // namespace waymark::app
