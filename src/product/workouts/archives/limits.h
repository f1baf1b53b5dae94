// How far an archive is unpacked: what keeps a bomb from going off.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/error.h"

namespace waymark::workouts {

struct ArchiveLimits {
  std::uint64_t most_bytes = std::uint64_t{20} << 30;  // unpacked, of all files together
  std::size_t most_files = 100'000;                    // in a ZIP
  std::uint64_t most_directory_bytes = std::uint64_t{64} << 20;
  /// A file that unpacks to more than `free_bytes` may be so many times its packed size. Health
  /// exports, which repeat themselves like nothing else, come to 30; a bomb to 1,000.
  std::uint64_t ratio = 200;
  std::uint64_t free_bytes = std::uint64_t{64} << 20;
};

/// What is left of `most_bytes`: one for an upload, taken from by every file in it.
class Budget {
 public:
  explicit Budget(const ArchiveLimits& limits) : limits_(limits), left_(limits.most_bytes) {}

  /// Throws Error(invalid_input, "error.archive.too_large").
  void take(std::uint64_t bytes) {
    spent_ = spent_ || bytes > left_;
    if (spent_) throw Error::invalid("file", "error.archive.too_large", {{"limit", gigabytes()}});
    left_ -= bytes;
  }
  /// Nothing more of this upload may be read.
  bool spent() const { return spent_; }
  /// Throws Error(invalid_input, "error.archive.bomb").
  void check_ratio(std::uint64_t packed, std::uint64_t unpacked) const {
    if (unpacked > limits_.free_bytes && unpacked / limits_.ratio > packed)
      throw Error::invalid("file", "error.archive.bomb");
  }

 private:
  std::string gigabytes() const { return std::to_string(limits_.most_bytes >> 30); }

  ArchiveLimits limits_;
  std::uint64_t left_;
  bool spent_ = false;
};

}  // namespace waymark::workouts
