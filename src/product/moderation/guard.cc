#include "product/moderation/guard.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace waymark::moderation {
namespace {

using http::Method;

struct CountedField {
  std::string_view field;
  Action action;
};
constexpr CountedField kFields[] = {
    {"createPost", Action::post},
    {"postActivity", Action::post},
    {"addComment", Action::comment},
    {"followUser", Action::follow},
    {"sendMessage", Action::message},
    {"editMessage", Action::message},
    {"react", Action::message},
    {"reportContent", Action::report},
    {"createRoom", Action::message},
    {"inviteToRoom", Action::message},
    {"createGroup", Action::post},
    {"askForHelp", Action::post},
    {"createGroupInvitation", Action::message},
};

struct CountedRoute {
  Method method;
  std::string_view route;
  Action action;
};
constexpr CountedRoute kRoutes[] = {
    {Method::post, "/users/signup", Action::sign_up},
    {Method::post, "/users/resend-confirmation", Action::sign_up},
    {Method::post, "/users/login", Action::log_in},
    {Method::post, "/api/posts", Action::post},
    {Method::post, "/api/posts/{id}/comments", Action::comment},
    {Method::post, "/api/users/{id}/follow", Action::follow},
    {Method::post, "/api/rooms", Action::message},
    {Method::post, "/api/rooms/{id}/members", Action::message},
    {Method::post, "/api/rooms/{id}/messages", Action::message},
    {Method::patch, "/api/rooms/{id}/messages/{messageId}", Action::message},
    {Method::put, "/api/rooms/{id}/messages/{messageId}/reactions/{emoji}", Action::message},
    {Method::post, "/api/reports", Action::report},
};

/// What who is suspended may still change.
constexpr std::array<std::string_view, 1> kOpenFields{"appealDecision"};

bool changes_nothing(Method method) {
  return method == Method::get || method == Method::head || method == Method::options;
}

/// The ways in and out; and GraphQL, where each field is asked about on its own.
bool is_open(std::string_view route) {
  return route.starts_with("/auth/") || route.starts_with("/password/") ||
         route.starts_with("/users/") || route.starts_with("/graphql");
}

}  // namespace

void Guard::refuse_suspended(const RequestContext& context) const {
  if (context.principal && suspensions_.contains(context.principal->user))
    throw Error(ErrorCode::forbidden, "error.account.suspended");
}

Task<void> Guard::before_mutation(std::string field, const RequestContext& context) const {
  if (std::ranges::find(kOpenFields, field) == kOpenFields.end()) refuse_suspended(context);
  const auto counted = std::ranges::find(kFields, std::string_view(field), &CountedField::field);
  if (counted != std::end(kFields)) co_await rates_.take(counted->action, context);
}

graphql::MutationGuard Guard::mutations() const {
  return [this](std::string field, const RequestContext& context) {
    return before_mutation(std::move(field), context);
  };
}

Task<http::Response> Guard::answer(http::Request& request, RequestContext& context,
                                   const http::Handler& next) const {
  if (changes_nothing(request.method)) co_return co_await next(request, context);
  if (!is_open(request.route)) refuse_suspended(context);
  const auto counted = std::ranges::find_if(kRoutes, [&](const CountedRoute& each) {
    return each.method == request.method && each.route == request.route;
  });
  if (counted == std::end(kRoutes)) co_return co_await next(request, context);
  co_await rates_.take(counted->action, context);
  http::Response response = co_await next(request, context);
  if (counted->action == Action::log_in && response.status < 300)
    co_await rates_.give_back(counted->action, context);
  co_return response;
}

http::Middleware Guard::requests() const {
  return [this](http::Request& request, RequestContext& context, const http::Handler& next) {
    return answer(request, context, next);
  };
}

}  // namespace waymark::moderation
