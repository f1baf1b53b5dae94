// Which blobs the server had at a time: what a restore brings back, and what verification expects.
//
//   one line for each, in the order of their keys:   <key> <size> <sha256> <time>\n
//
//   <key>   the blob's key at the server          <size>  bytes
//   <time>  that of its copy: blobs/<time>/<key>  (layout.h), RFC 3339
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/file.h"
#include "platform/backup/layout.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

struct ListedBlob {
  BlobCopy copy;
  std::uint64_t size = 0;
  std::string sha256;  // hexadecimal digits
};

std::string encode_line(const ListedBlob& blob);
/// nullopt for what is no line. Without the line feed.
std::optional<ListedBlob> decode_line(std::string_view line);

/// Reads a list line by line; a piece of it is in memory at a time. Used by one coroutine; borrows the blobs.
class BlobListReader {
 public:
  BlobListReader(blobs::Blobs& blobs, BlobListName name);
  /// nullopt at the end. Throws Error(internal) naming the list when it is missing or damaged, at the end at the latest.
  Task<std::optional<ListedBlob>> next();
  /// The next one whose key is not before `blob`; asked with rising keys.
  Task<const ListedBlob*> at_or_after(std::string_view blob);

 private:
  Task<bool> read_more();
  [[noreturn]] void damaged(const char* why) const;

  blobs::Blobs& blobs_;
  BlobListName name_;
  blobs::Range range_;
  Sha256 hash_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool last_ = false;
  bool ended_ = false;
  std::optional<ListedBlob> ahead_;
};

/// Writes a list to a file of this machine, which is then put. Used by one coroutine; borrows the pool.
class BlobListWriter {
 public:
  BlobListWriter(std::filesystem::path file, runtime::BackgroundPool& pool);
  Task<void> add(const ListedBlob& blob);
  /// The rest is in the file. The hash of all.
  Task<std::string> finish();
  const std::filesystem::path& file() const { return file_; }

 private:
  Task<void> flush();

  std::filesystem::path file_;
  runtime::BackgroundPool& pool_;
  Descriptor out_;
  Sha256 hash_;
  std::string buffer_;
};

/// Which copies there are, in eight bytes each: a million of them take eight megabytes. Two may be taken for one, with
/// the chance of one in 2^64 for each pair: whoever asks errs on the side of "it is there".
class CopyMarks {
 public:
  void add(const std::string& key, std::uint64_t size);
  /// Before the first question.
  void sort();
  bool contains(const std::string& key, std::uint64_t size) const;

 private:
  std::vector<std::size_t> marks_;
};

/// Oldest first.
Task<std::vector<BlobListName>> list_blob_lists(blobs::Blobs& blobs);

}  // namespace waymark::backup
