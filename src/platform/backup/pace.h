// Reading a database's files without being noticed by those it serves.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/encoding.h"
#include "base/file.h"
#include "platform/blobs/source.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

/// Lets so many bytes pass a second, in the long run; each caller pays for what it took before it goes on. Lives on
/// one reactor.
class Pace {
 public:
  /// 0: as fast as it goes.
  explicit Pace(std::uint64_t bytes_per_second) : bytes_per_second_(bytes_per_second) {}
  Task<void> pay(std::size_t bytes);
  std::uint64_t bytes_per_second() const { return bytes_per_second_; }

 private:
  std::uint64_t bytes_per_second_;
  std::chrono::steady_clock::time_point free_at_{};
};

/// The calling thread gives way to all others of the machine from now on, for the processor and for the disk.
void give_way();

/// A file, read and hashed piece by piece on the pool, whose threads give way. Borrows pace and pool.
class HashedFile final : public blobs::Source {
 public:
  HashedFile(std::filesystem::path file, Pace& pace, runtime::BackgroundPool& pool);
  Task<std::string> read(std::size_t at_most) override;
  /// SHA-256 in hexadecimal digits, once everything was read.
  std::string digest();
  std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path file_;
  Pace& pace_;
  runtime::BackgroundPool& pool_;
  Descriptor descriptor_;
  Sha256 hash_;
  std::uint64_t size_ = 0;
};

}  // namespace waymark::backup
