// What a request pays for its identity: a token seen before, a new one, and making one.
#include <benchmark/benchmark.h>

#include "platform/auth/authenticator.h"
#include "platform/auth/testing.h"

namespace waymark::auth {
namespace {

struct Parts {
  FakeClock clock{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  store::MemoryStore store{clock};
  LoadedKeys keys{store, clock, random};
  AccessTokens tokens{"http://localhost:8080", "waymark", keys, clock, ids};
  RevokedSessions revoked{store, clock};
  Authenticator authenticator{tokens, revoked, clock};
  std::string token = tokens.issue(ids.make<UserId>(), ids.make<SessionId>(), Tier::free, {}).text;
};

void token_seen_before(benchmark::State& state) {
  Parts parts;
  if (state.range(0) != 0)
    parts.revoked.note(parts.ids.make<SessionId>(),
                       parts.revoked.last_token_ends());  // somebody has logged out
  for (auto _ : state) benchmark::DoNotOptimize(parts.authenticator.authenticate_now(parts.token));
}
BENCHMARK(token_seen_before)->Arg(0)->Arg(1);

void token_never_seen(benchmark::State& state) {
  Parts parts;
  for (auto _ : state) benchmark::DoNotOptimize(parts.tokens.verify(parts.token));
}
BENCHMARK(token_never_seen);

void issue_token(benchmark::State& state) {
  Parts parts;
  const UserId user = parts.ids.make<UserId>();
  const SessionId session = parts.ids.make<SessionId>();
  for (auto _ : state) benchmark::DoNotOptimize(parts.tokens.issue(user, session, Tier::free, {}));
}
BENCHMARK(issue_token);

}  // namespace
}  // namespace waymark::auth

BENCHMARK_MAIN();
