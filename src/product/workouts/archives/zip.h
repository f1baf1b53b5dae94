// ZIP files (APPNOTE.TXT 6.3.10; ISO/IEC 21320-1), read through their central directory.
//
//   [local header, name, content]…  [central directory: one record a file]
//   [ZIP64 end record, ZIP64 locator]  end record, comment
//
// Sizes and places come from the central directory, so that it does not matter whether a local
// header knows them (data descriptors). Stored and deflated files are read; ZIP64; anything before
// the first file (a self-extractor). Names are only shown and compared, never used as paths.
// Refused: several disks, encryption, other methods, more or larger than ArchiveLimits allow.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/archives/bytes.h"
#include "product/workouts/archives/limits.h"
#include "product/workouts/archives/pieces.h"

namespace waymark::workouts {

struct ZipFile {
  std::string name;  // UTF-8, whatever it was in the archive; folders end in a slash
  std::uint64_t place = 0;
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  std::uint32_t crc = 0;
  std::uint16_t method = 0;
  bool encrypted = false;

  bool is_folder() const { return name.ends_with('/'); }
};

class Zip {
 public:
  /// Whether a file that begins so is one.
  static bool looks_like(std::string_view first_bytes);

  /// Reads the directory. Borrows `bytes`. Throws Error(invalid_input) naming `file`:
  /// "error.archive.cut" when the end is missing, ".broken", ".too_many_files".
  Zip(const Bytes& bytes, const ArchiveLimits& limits);

  /// In the directory's order.
  const std::vector<ZipFile>& files() const { return files_; }
  const ZipFile* find(std::string_view name) const;
  /// A file's content. Borrows `bytes` and `budget`. Throws Error(invalid_input):
  /// "error.archive.encrypted", ".method", ".broken"; `taken` as StretchPieces.
  std::unique_ptr<Pieces> open(const ZipFile& file, Budget& budget,
                               std::uint64_t* taken = nullptr) const;

 private:
  const Bytes& bytes_;
  std::vector<ZipFile> files_;
  std::vector<std::uint32_t> by_name_;
};

}  // namespace waymark::workouts
