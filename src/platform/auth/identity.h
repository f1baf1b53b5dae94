// HTTP middleware: who sends this request.
//
//   Authorization: Bearer <token>   → context.principal; a token that does not hold is 401 on every route
//   x-api-key: <key>                → context.api_key; an unknown key is 401
//
// Routes say themselves what they need (RequestContext::require_principal); without either header they see nobody.
#pragma once

#include "platform/http/router.h"

namespace waymark::auth {

class ApiKeys;
class Authenticator;

/// Both are borrowed and outlive the router.
http::Middleware identity(Authenticator& authenticator, const ApiKeys& api_keys);

/// The token of an `Authorization: Bearer …` value, nullopt for another scheme.
std::optional<std::string_view> bearer_of(std::string_view authorization);

}  // namespace waymark::auth
