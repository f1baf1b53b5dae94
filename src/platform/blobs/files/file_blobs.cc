#include "platform/blobs/files/file_blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "platform/blobs/files/draft.h"
#include "platform/blobs/files/link_seal.h"
#include "platform/blobs/files/walk.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDrafts = ".drafts";
constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::chrono::hours kOldDraft{24};

/// Deletes what killed processes left; drafts of those that live are younger.
void sweep_drafts(const fs::path& folder, Instant now) {
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    struct stat status {};
    if (::lstat(entry.path().c_str(), &status) == 0 && modified_at(status) < now - kOldDraft)
      fs::remove(entry.path(), failure);
  }
}

void make_folder(const fs::path& folder) {
  std::error_code failure;
  if (fs::create_directories(folder, failure))
    fs::permissions(folder, fs::perms::owner_all, failure);
  if (failure)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                folder.string() + ": " + failure.message());
}

std::string random_name(Random& random) {
  std::array<std::uint8_t, 16> bytes;
  random.fill(bytes);
  return hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

/// What a missing file or folder on the way to it look like.
bool is_absent(int error) {
  return error == ENOENT || error == ENOTDIR;
}

std::optional<std::string> read_range(const fs::path& file, Range range) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!in.open() && is_absent(errno)) return std::nullopt;
  if (!in.open()) fail_on(file);
  struct stat status {};
  if (::fstat(in.get(), &status) != 0) fail_on(file);
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return read_at(in, range.offset, range.length, file);
}

std::optional<Head> read_head(const fs::path& file) {
  struct stat status {};
  if (::lstat(file.c_str(), &status) != 0) {
    if (is_absent(errno)) return std::nullopt;
    fail_on(file);
  }
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  Head head;
  head.size = static_cast<std::uint64_t>(status.st_size);
  head.modified = modified_at(status);
  return head;
}

void check_range(const Range& range) {
  if (range.length == 0 || range.length > kLargestRange)
    throw Error(ErrorCode::internal, "error.internal", "a range has 1 byte to 16 MiB");
}

}  // namespace

FileBlobs::FileBlobs(FileBlobsOptions options, const Clock& clock, Random& random,
                     runtime::BackgroundPool& pool)
    : options_(std::move(options)), clock_(clock), random_(random), pool_(pool) {
  make_folder(options_.root);
  make_folder(options_.root / kDrafts);
  sweep_drafts(options_.root / kDrafts, clock_.now());
}

Task<void> FileBlobs::put(std::string key, std::shared_ptr<Source> source) {
  check_key(key);
  const auto begin = [file = options_.root / kDrafts / random_name(random_)] {
    return std::make_shared<Draft>(file);
  };
  std::shared_ptr<Draft> draft = co_await pool_.run(begin);
  while (true) {
    std::string piece = co_await source->read(kPiece);
    if (piece.empty()) break;
    auto write = [draft, bytes = std::move(piece)] { draft->write(bytes); };
    co_await pool_.run(std::move(write));
  }
  const auto place = [draft, root = options_.root, key] { draft->place(root, key); };
  co_await pool_.run(place);
}

Task<std::optional<std::string>> FileBlobs::get(std::string key, Range range) {
  check_key(key);
  check_range(range);
  const auto read = [file = options_.root / key, range] { return read_range(file, range); };
  co_return co_await pool_.run(read);
}

Task<std::optional<Head>> FileBlobs::head(std::string key) {
  check_key(key);
  const auto read = [file = options_.root / key] { return read_head(file); };
  co_return co_await pool_.run(read);
}

Task<Listing> FileBlobs::list(ListRequest request) {
  const auto read = [root = options_.root, request] { return walk(root, request); };
  co_return co_await pool_.run(read);
}

Task<void> FileBlobs::remove(std::string key) {
  check_key(key);
  const auto work = [root = options_.root, file = options_.root / key] {
    if (::unlink(file.c_str()) == 0) return remove_empty(root, file.parent_path());
    if (!is_absent(errno) && errno != EISDIR) fail_on(file);
  };
  co_await pool_.run(work);
}

Task<std::string> FileBlobs::link(LinkRequest request) {
  check_key(request.key);
  if (options_.link_key.empty())
    throw Error(ErrorCode::internal, "error.internal", "this folder of blobs gives no links");
  co_return options_.link_base + "/" +
      seal_link(options_.link_key, request, clock_.now() + request.lifetime);
}

}  // namespace waymark::blobs
