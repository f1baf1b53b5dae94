// HTTP middleware: what is sent twice is done once (SW 3a).
//
// Every POST, PUT, PATCH and DELETE must carry an `Idempotency-Key` (1 to 255 visible ASCII characters; a UUID is
// best); without one it is 400. GraphQL may. Its first use claims the key, runs the handler, and keeps the
// answer for 24 hours; the same request again is answered with it, and an `Idempotency-Replayed: true`. The same key
// with another request (method, target, media type or body) is 422; while the first is still under way, 409 with
// Retry-After.
//
// Only answers that changed something are kept (2xx and 3xx). A refusal changed nothing: it gives the key back, so that
// the corrected request may use it.
//
// The item: PK and SK `IDEM##<scope>##<key>`, ttl.
//   status       "INPROGRESS" (for 2 minutes, more than any handler may take; a crash leaves it behind), "COMPLETED"
//   fingerprint  HMAC of the request, so that a body with a password in it leaves nothing to guess by
//   claim        which attempt holds the key
//   answer       bytes: status, headers and body, sealed by AES-256-GCM for this item. Answers of log-ins hold tokens;
//                sealed, they can be replayed with their cookies and read by nobody.
// The scope is an HMAC of the user's id, or, without a user, of the client's network and cookies: nobody is ever
// answered with what another was told.
//
// If the process dies after the handler's commit and before the answer is kept, the same key runs the handler again
// once its claim has expired: such handlers must refuse by themselves what must not be twice. Sign-ups do, by names;
// goals, tasks and workouts, by ids that follow from what the client made (base/client_ids.h); files, by their hash.
#pragma once

#include <memory>
#include <string>

#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "platform/http/router.h"
#include "platform/secrets/server_key.h"
#include "platform/store/store.h"

namespace waymark::idempotency {

/// Belongs inside the middleware that sets the principal. `store`, `clock`, `random` are borrowed.
///
/// `graphql_path` needs no key, for its requests may be queries and come without one; the key it is sent is honoured. There
/// the answer, not the status, says whether anything was changed (graphql_effect.h).
http::Middleware once(store::Store& store, const secrets::ServerKey& key, const Clock& clock,
                      Random& random, std::string graphql_path = "/graphql");

}  // namespace waymark::idempotency
