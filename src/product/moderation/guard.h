// What is asked before anything is changed, by whichever way it comes: is this person suspended, and is that too often?
#pragma once

#include <string>

#include "platform/graphql/engine.h"
#include "platform/http/router.h"
#include "product/accounts/suspensions.h"
#include "product/limits/limits.h"

namespace waymark::moderation {

/// One for the server, any reactor; borrows what it is given.
///
/// Who is suspended reads on, but changes nothing and is told nothing live: Error(forbidden, "error.account.suspended"), from
/// every mutation, every subscription, and every REST call that changes something, except those that let them in and out, and
/// appeal.
class Guard {
 public:
  Guard(const accounts::Suspensions& suspensions, const limits::Limits& limits)
      : suspensions_(suspensions), limits_(limits) {}

  /// Of a GraphQL mutation or subscription.
  Task<void> before_field(std::string field, const RequestContext& context) const;
  graphql::FieldGuard fields() const;
  /// Of REST. Comes after the one that says who sends the request.
  http::Middleware requests() const;

 private:
  Task<http::Response> answer(http::Request& request, RequestContext& context,
                              const http::Handler& next) const;
  void refuse_suspended(const RequestContext& context) const;

  const accounts::Suspensions& suspensions_;
  const limits::Limits& limits_;
};

}  // namespace waymark::moderation
