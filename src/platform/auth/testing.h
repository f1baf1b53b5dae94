// For tests: what auth's parts are made of, with time owned by the test.
#pragma once

#include <string>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/auth/access_tokens.h"
#include "platform/auth/revoked_sessions.h"
#include "platform/auth/sessions.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::auth {

/// Keys as a server has them once it has started.
class LoadedKeys : public KeyRing {
 public:
  LoadedKeys(store::Store& store, const Clock& clock, Random& random)
      : KeyRing(store, Secret(std::string(32, 'k')), clock, random) {
    runtime::run_task(load());
  }
};

struct AuthParts {
  FakeClock clock{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  LoadedKeys keys{store, clock, random};
  AccessTokens tokens{"https://waymark.test", "waymark", keys, clock, ids};
  RevokedSessions revoked{store, clock};
  Sessions sessions{store, revoked, Secret(std::string(32, 's')), clock, ids, random};
};

}  // namespace waymark::auth
