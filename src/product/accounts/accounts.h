// Accounts: who people are to us, how they prove it, and what they tell about themselves.
//
//   registration.h  sign-up, confirmation, identities of other issuers
//   access.h        log-in, renewal, log-out, passwords, rights
//   profiles.h      profiles, availability of names; Preferences for other subjects
//   suspensions.h   who may not write for now, and is shown to nobody
//   rest.h, graphql.h   the edges          people.h   the store's keys          rules.h   what names may be
#pragma once

#include "product/accounts/access.h"
#include "product/accounts/profiles.h"
#include "product/accounts/registration.h"

namespace waymark::accounts {

/// One object for the server, any reactor. What Services holds, `tokens` and `throttle` are borrowed and outlive it.
struct Accounts {
  Accounts(const Services& services, const auth::AccessTokens& tokens,
           const auth::LoginThrottle& throttle)
      : registration(services),
        access(services, registration, tokens, throttle),
        profiles(services.store, services.outbox, services.clock, services.limits,
                 services.screening) {}

  Registration registration;
  Access access;
  Profiles profiles;
};

}  // namespace waymark::accounts
