#include "product/moderation/guard.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace waymark::moderation {
namespace {

using http::Method;
using limits::Action;

struct CountedField {
  std::string_view field;
  Action action;
};
constexpr CountedField kFields[] = {
    {"createPost", Action::post},      {"postActivity", Action::post},
    {"addComment", Action::comment},   {"editComment", Action::comment},
    {"followUser", Action::follow},    {"sendMessage", Action::message},
    {"editMessage", Action::message},  {"react", Action::message},
    {"reportContent", Action::report}, {"createRoom", Action::message},
    {"inviteToRoom", Action::message}, {"createGroup", Action::post},
    {"askForHelp", Action::post},      {"createGroupInvitation", Action::message},
};

struct CountedRoute {
  Method method;
  std::string_view route;
  Action action;
};
constexpr CountedRoute kRoutes[] = {
    {Method::post, "/users/signup", Action::sign_up},
    {Method::post, "/users/resend-confirmation", Action::mail_request},
    {Method::post, "/password/forgot", Action::mail_request},
    {Method::post, "/api/posts", Action::post},
    {Method::post, "/api/posts/{id}/comments", Action::comment},
    {Method::patch, "/api/comments/{id}", Action::comment},
    {Method::post, "/api/users/{id}/follow", Action::follow},
    {Method::post, "/api/rooms", Action::message},
    {Method::post, "/api/rooms/{id}/members", Action::message},
    {Method::post, "/api/rooms/{id}/messages", Action::message},
    {Method::patch, "/api/rooms/{id}/messages/{messageId}", Action::message},
    {Method::put, "/api/rooms/{id}/messages/{messageId}/reactions/{emoji}", Action::message},
    {Method::post, "/api/reports", Action::report},
    {Method::post, "/api/media", Action::upload},
    {Method::post, "/api/me/avatar", Action::upload},
    {Method::post, "/api/me/banner", Action::upload},
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

Task<void> Guard::before_field(std::string field, const RequestContext& context) const {
  if (std::ranges::find(kOpenFields, field) == kOpenFields.end()) refuse_suspended(context);
  const auto counted = std::ranges::find(kFields, std::string_view(field), &CountedField::field);
  if (counted != std::end(kFields)) co_await limits_.take(counted->action, context);
}

graphql::FieldGuard Guard::fields() const {
  return [this](std::string field, const RequestContext& context) {
    return before_field(std::move(field), context);
  };
}

Task<http::Response> Guard::answer(http::Request& request, RequestContext& context,
                                   const http::Handler& next) const {
  if (changes_nothing(request.method)) co_return co_await next(request, context);
  if (!is_open(request.route)) refuse_suspended(context);
  const auto counted = std::ranges::find_if(kRoutes, [&](const CountedRoute& each) {
    return each.method == request.method && each.route == request.route;
  });
  if (counted != std::end(kRoutes)) co_await limits_.take(counted->action, context);
  co_return co_await next(request, context);
}

http::Middleware Guard::requests() const {
  return [this](http::Request& request, RequestContext& context, const http::Handler& next) {
    return answer(request, context, next);
  };
}

}  // namespace waymark::moderation
