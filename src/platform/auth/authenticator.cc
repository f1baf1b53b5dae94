#include "platform/auth/authenticator.h"

#include "base/error.h"
#include "platform/auth/access_tokens.h"
#include "platform/auth/oidc.h"
#include "platform/auth/revoked_sessions.h"
#include "platform/auth/token_cache.h"

namespace waymark::auth {
namespace {

Error invalid() {
  return Error(ErrorCode::unauthenticated, "error.token.invalid");
}

}  // namespace

Authenticator::Authenticator(const AccessTokens& tokens, const RevokedSessions& revoked,
                             const Clock& clock, OidcVerifier* oidc, ResolveIdentity resolve)
    : tokens_(tokens),
      revoked_(revoked),
      clock_(clock),
      oidc_(oidc),
      resolve_(std::move(resolve)),
      cache_(std::make_unique<TokenCache>()) {}

Authenticator::~Authenticator() = default;

std::optional<Principal> Authenticator::authenticate_now(std::string_view bearer) {
  const Instant now = clock_.now();
  const std::uint64_t generation = tokens_.generation();
  cache_->belong_to(generation);
  auto known = cache_->find(bearer, now);
  if (!known) {
    auto verdict = tokens_.verify(bearer);
    if (auto* principal = std::get_if<Principal>(&verdict)) {
      cache_->remember(bearer, *principal, now, generation);
      known = std::move(*principal);
    } else {
      switch (std::get<AccessTokens::Refusal>(verdict)) {
        case AccessTokens::Refusal::expired:
          throw Error(ErrorCode::unauthenticated, "error.token.expired");
        case AccessTokens::Refusal::invalid:
          throw invalid();
        case AccessTokens::Refusal::not_ours:
          if (oidc_ == nullptr || !oidc_->knows(bearer)) throw invalid();
          return std::nullopt;
      }
    }
  }
  if (revoked_.contains(known->session))
    throw Error(ErrorCode::unauthenticated, "error.session.ended");
  return known;
}

Task<void> Authenticator::authenticate(std::string bearer, RequestContext& context) {
  context.principal = authenticate_now(bearer);
  if (context.principal) co_return;
  ExternalIdentity identity = co_await oidc_->verify(bearer);
  const Instant expires = identity.expires;
  const SessionId session = identity.session;
  Principal principal = co_await resolve_(std::move(identity));
  principal.session = session;
  principal.token_expires = expires;
  if (revoked_.contains(session)) throw Error(ErrorCode::unauthenticated, "error.session.ended");
  cache_->remember(bearer, principal, clock_.now(), tokens_.generation());
  context.principal = std::move(principal);
}

}  // namespace waymark::auth
