#include "platform/auth/identity.h"

#include "base/error.h"
#include "platform/auth/api_keys.h"
#include "platform/auth/authenticator.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kScheme = "bearer ";

Task<http::Response> identify(Authenticator& authenticator, const ApiKeys& api_keys,
                              http::Request& request, RequestContext& context,
                              const http::Handler& next) {
  if (const auto key = request.headers.find("x-api-key")) {
    if (!api_keys.accepts(*key)) throw Error(ErrorCode::unauthenticated, "error.api_key.invalid");
    context.api_key = true;
  }
  if (const auto authorization = request.headers.find("authorization")) {
    const auto token = bearer_of(*authorization);
    if (!token)
      throw Error(ErrorCode::unauthenticated, "error.token.invalid", "not a Bearer token");
    // Nearly every request ends here, without waiting.
    context.principal = authenticator.authenticate_now(*token);
    if (!context.principal) co_await authenticator.authenticate(std::string(*token), context);
  }
  co_return co_await next(request, context);
}

}  // namespace

std::optional<std::string_view> bearer_of(std::string_view authorization) {
  if (authorization.size() <= kScheme.size()) return std::nullopt;
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != kScheme[i]) return std::nullopt;
  }
  authorization.remove_prefix(kScheme.size());
  while (authorization.starts_with(' ')) authorization.remove_prefix(1);
  return authorization;
}

http::Middleware identity(Authenticator& authenticator, const ApiKeys& api_keys) {
  return [&authenticator, &api_keys](http::Request& request, RequestContext& context,
                                     const http::Handler& next) {
    return identify(authenticator, api_keys, request, context, next);
  };
}

}  // namespace waymark::auth
