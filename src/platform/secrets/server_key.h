// The one secret of an installation, from which every other symmetric key is derived.
//
// 32 random bytes, made at the first start and kept in `<dir>/server.key` (hexadecimal, mode 0600).
// Nodes that serve one store share this file. Who loses it loses log-ins, not data: sessions end
// and passwords must be set anew.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace waymark::secrets {

class ServerKey {
 public:
  /// Reads the file, or makes it (and the folder, mode 0700). Throws Error(unavailable) naming the
  /// file when it can neither be read nor made, or holds something else. Blocks: for the start of
  /// the process.
  static ServerKey load_or_create(const std::filesystem::path& dir, Random& random);
  /// Takes 32 bytes kept elsewhere.
  explicit ServerKey(Secret bytes);

  /// The key for one purpose ("sessions", "idempotency" …): 32 bytes, unrelated to those of other
  /// purposes.
  Secret derive(std::string_view purpose) const;

 private:
  Secret bytes_;
};

/// Writes a file that nobody else may read, whole or not at all: mode 0600, synced, renamed into
/// place. Throws Error(unavailable) naming it.
void write_private_file(const std::filesystem::path& file, std::string_view content);

/// nullopt when there is no such file. Throws Error(unavailable) when it cannot be read or is
/// larger than 64 KiB.
std::optional<std::string> read_private_file(const std::filesystem::path& file);

}  // namespace waymark::secrets
