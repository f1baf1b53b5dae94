#include "platform/backup/base_writer.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

#include "base/error.h"
#include "platform/backup/catalogue.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 20;

Error changed(const fs::path& file) {
  return Error(ErrorCode::internal, "error.internal",
               file.string() + " changed while it was copied");
}

std::vector<ManifestFile> files_in(const fs::path& folder) {
  std::vector<ManifestFile> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    ManifestFile file;
    file.name = entry.path().filename().string();
    file.size = static_cast<std::int64_t>(entry.file_size());
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &ManifestFile::name);
  return files;
}

const ManifestFile* same_file(const Manifest* known, const ManifestFile& file) {
  if (!known) return nullptr;
  const auto found = std::ranges::find(known->files, file.name, &ManifestFile::name);
  return found != known->files.end() && found->size == file.size ? &*found : nullptr;
}

}  // namespace

BaseWriter::BaseWriter(store::Journal& journal, blobs::Blobs& blobs, runtime::BackgroundPool& pool,
                       fs::path staging, std::uint64_t bytes_per_second)
    : journal_(journal),
      blobs_(blobs),
      pool_(pool),
      staging_(std::move(staging)),
      pace_(bytes_per_second) {}

Task<store::Checkpoint> BaseWriter::stage() {
  co_await clear();
  const auto work = [journal = &journal_, folder = staging_] {
    return journal->checkpoint(folder);
  };
  co_return co_await pool_.run(work);
}

Task<void> BaseWriter::clear() {
  const auto work = [folder = staging_] { fs::remove_all(folder); };
  co_await pool_.run(work);
}

Task<BaseReport> BaseWriter::copy(Manifest manifest, const Manifest* known) {
  const auto list = [folder = staging_] { return files_in(folder); };
  manifest.files = co_await pool_.run(list);
  std::unordered_set<std::string> there;
  const auto entries = co_await blobs::list_all(blobs_, std::string(kFiles), "", kMostBlobs);
  for (const blobs::Entry& entry : entries) there.insert(entry.key);

  BaseReport report;
  for (ManifestFile& file : manifest.files) {
    file.sha256 = co_await hash_of(file, known);
    ++report.files;
    report.bytes += static_cast<std::uint64_t>(file.size);
    if (!there.insert(file_key(file.sha256)).second) continue;
    co_await put(file);
    ++report.copied_files;
    report.copied_bytes += static_cast<std::uint64_t>(file.size);
  }
  report.name = manifest.name();
  co_await blobs::put_bytes(blobs_, report.name.key(), encode(manifest));
  co_return report;
}

Task<std::string> BaseWriter::hash_of(const ManifestFile& file, const Manifest* known) {
  if (immutable(file.name))
    if (const ManifestFile* same = same_file(known, file)) co_return same->sha256;
  HashedFile reading(staging_ / file.name, pace_, pool_);
  while (true) {
    const std::string piece = co_await reading.read(kPiece);
    if (piece.empty()) break;
  }
  if (reading.size() != static_cast<std::uint64_t>(file.size)) throw changed(staging_ / file.name);
  co_return reading.digest();
}

Task<void> BaseWriter::put(const ManifestFile& file) {
  const fs::path path = staging_ / file.name;
  if (immutable(file.name)) {
    // What is damaged here must not take the place of what is whole there.
    const auto check = [journal = &journal_, path, pace = pace_.bytes_per_second()] {
      give_way();
      journal->check_immutable(path, pace);
    };
    co_await pool_.run(check);
  }
  const std::string key = file_key(file.sha256);
  const auto source = std::make_shared<HashedFile>(path, pace_, pool_);
  co_await blobs_.put(key, source);
  if (source->digest() == file.sha256) co_return;
  co_await blobs_.remove(key);
  throw changed(path);
}

}  // namespace waymark::backup
