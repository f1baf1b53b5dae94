// A blob as a source for another place, hashed on its way.
#pragma once

#include <cstdint>
#include <string>

#include "base/encoding.h"
#include "platform/backup/pace.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::backup {

/// Read and hashed piece by piece, the hash on the pool, whose threads give way. Borrows all but the key.
class HashedBlob final : public blobs::Source {
 public:
  HashedBlob(blobs::Blobs& from, std::string key, Pace& pace, runtime::BackgroundPool& pool);
  /// Throws what reading throws, and Error(not_found) when there is no such blob; then failed() tells that it was the
  /// source, not the destination.
  Task<std::string> read(std::size_t at_most) override;
  /// Reads it to its end for its hash alone.
  Task<void> read_all();
  bool failed() const { return failed_; }
  /// SHA-256 in hexadecimal digits, once everything was read.
  std::string digest();
  std::uint64_t size() const { return range_.offset; }

 private:
  Task<std::string> read_piece();

  blobs::Blobs& from_;
  std::string key_;
  Pace& pace_;
  runtime::BackgroundPool& pool_;
  blobs::Range range_;
  Sha256 hash_;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace waymark::backup
