#include "platform/backup/blob_list.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "base/error.h"
#include "platform/backup/catalogue.h"
#include "platform/blobs/source.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::size_t kLongestLine = 1024;  // a key has at most 512 bytes

/// The parts of a line, or nothing when there are not four.
std::optional<std::array<std::string_view, 4>> parts_of(std::string_view line) {
  std::array<std::string_view, 4> parts;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t space = line.find(' ');
    if (space == line.npos) return std::nullopt;
    parts.at(i) = line.substr(0, space);
    line.remove_prefix(space + 1);
  }
  parts[3] = line;
  return parts;
}

std::size_t mark_of(const std::string& key, std::uint64_t size) {
  return std::hash<std::string>()(key + " " + std::to_string(size));
}

}  // namespace

std::string encode_line(const ListedBlob& blob) {
  return blob.copy.blob + " " + std::to_string(blob.size) + " " + blob.sha256 + " " +
         to_rfc3339(blob.copy.time) + "\n";
}

std::optional<ListedBlob> decode_line(std::string_view line) {
  const auto parts = parts_of(line);
  if (!parts) return std::nullopt;
  const auto& [key, size, hash, time_text] = *parts;
  const auto time = parse_rfc3339(time_text);
  ListedBlob blob;
  const auto [end, failure] = std::from_chars(size.data(), size.data() + size.size(), blob.size);
  if (!time || failure != std::errc() || end != size.data() + size.size() || !is_sha256_hex(hash) ||
      !blobs::is_key(key))
    return std::nullopt;
  blob.copy.time = *time;
  blob.copy.blob = key;
  blob.sha256 = hash;
  return blob;
}

BlobListReader::BlobListReader(blobs::Blobs& blobs, BlobListName name)
    : blobs_(blobs), name_(std::move(name)) {
  range_.length = kPiece;
}

void BlobListReader::damaged(const char* why) const {
  throw Error(ErrorCode::internal, "error.internal", "damaged backup: " + name_.key() + ": " + why);
}

Task<bool> BlobListReader::read_more() {
  if (last_) co_return false;
  const auto piece = co_await blobs_.get(name_.key(), range_);
  if (!piece) damaged("it is missing");
  range_.offset += piece->size();
  last_ = piece->size() < range_.length;
  hash_.add(*piece);
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_ += *piece;
  co_return true;
}

Task<std::optional<ListedBlob>> BlobListReader::next() {
  if (ended_) co_return std::nullopt;
  std::size_t end = buffer_.find('\n', at_);
  while (end == buffer_.npos) {
    if (!co_await read_more()) {
      if (at_ != buffer_.size()) damaged("its last line has no end");
      if (hex_encode(hash_.digest()) != name_.sha256)
        damaged("its bytes do not have the hash it is named by");
      ended_ = true;
      co_return std::nullopt;
    }
    end = buffer_.find('\n', at_);
    if (end == buffer_.npos && buffer_.size() - at_ > kLongestLine)
      damaged("a line of it is too long");
  }
  auto blob = decode_line(std::string_view(buffer_).substr(at_, end - at_));
  if (!blob) damaged("a line of it cannot be read");
  at_ = end + 1;
  co_return blob;
}

Task<const ListedBlob*> BlobListReader::at_or_after(std::string_view blob) {
  while (!ended_ && (!ahead_ || ahead_->copy.blob < blob)) ahead_ = co_await next();
  co_return ahead_ ? &*ahead_ : nullptr;
}

BlobListWriter::BlobListWriter(fs::path file, runtime::BackgroundPool& pool)
    : file_(std::move(file)), pool_(pool) {}

Task<void> BlobListWriter::add(const ListedBlob& blob) {
  buffer_ += encode_line(blob);
  if (buffer_.size() >= kPiece) co_await flush();
}

Task<void> BlobListWriter::flush() {
  const auto write = [this] {
    if (!out_.open()) {
      fs::create_directories(file_.parent_path());
      out_ = open_file(file_, O_WRONLY | O_CREAT | O_TRUNC);
    }
    write_all(out_, buffer_, file_);
    hash_.add(buffer_);
  };
  co_await pool_.run(write);
  buffer_.clear();
}

Task<std::string> BlobListWriter::finish() {
  co_await flush();
  co_return hex_encode(hash_.digest());
}

void CopyMarks::add(const std::string& key, std::uint64_t size) {
  marks_.push_back(mark_of(key, size));
}

void CopyMarks::sort() {
  std::ranges::sort(marks_);
}

bool CopyMarks::contains(const std::string& key, std::uint64_t size) const {
  return std::ranges::binary_search(marks_, mark_of(key, size));
}

Task<std::vector<BlobListName>> list_blob_lists(blobs::Blobs& blobs) {
  const std::vector<blobs::Entry> entries =
      co_await blobs::list_all(blobs, std::string(kBlobLists), "", kMostBlobs);
  std::vector<BlobListName> names;
  for (const blobs::Entry& entry : entries)
    if (auto name = BlobListName::parse(entry.key)) names.push_back(std::move(*name));
  co_return names;
}

}  // namespace waymark::backup
