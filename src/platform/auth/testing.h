// For tests: what auth's parts are made of, with time owned by the test.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/auth/access_tokens.h"
#include "platform/auth/revoked_sessions.h"
#include "platform/auth/sessions.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::auth {

/// A folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-auth-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct AuthParts {
  FakeClock clock{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  KeyRing keys{std::vector<PrivateKey>{PrivateKey::generate()}};
  AccessTokens tokens{"https://waymark.test", "waymark", keys, clock, ids};
  RevokedSessions revoked{store, clock};
  Sessions sessions{store, revoked, Secret(std::string(32, 's')), clock, ids, random};
};

}  // namespace waymark::auth
