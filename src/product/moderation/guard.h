// What is asked before anything is changed, by whichever way it comes: is this person suspended, and is that too often?
#pragma once

#include <string>

#include "platform/graphql/engine.h"
#include "platform/http/router.h"
#include "product/accounts/suspensions.h"
#include "product/moderation/rates.h"

namespace waymark::moderation {

/// One for the server, any reactor; borrows what it is given.
///
/// Who is suspended reads on, but changes nothing: Error(forbidden, "error.account.suspended"), from every mutation and every
/// REST call that changes something, except those that let them in and out, and appeal.
class Guard {
 public:
  Guard(const accounts::Suspensions& suspensions, const Rates& rates)
      : suspensions_(suspensions), rates_(rates) {}

  /// Of a GraphQL mutation.
  Task<void> before_mutation(std::string field, const RequestContext& context) const;
  graphql::MutationGuard mutations() const;
  /// Of REST. Comes after the one that says who sends the request.
  http::Middleware requests() const;

 private:
  Task<http::Response> answer(http::Request& request, RequestContext& context,
                              const http::Handler& next) const;
  void refuse_suspended(const RequestContext& context) const;

  const accounts::Suspensions& suspensions_;
  const Rates& rates_;
};

}  // namespace waymark::moderation
