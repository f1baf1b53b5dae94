// What a GraphQL request changed, told from its answer: the status is 200 whether it did anything or not.
#pragma once

#include "platform/http/message.h"

namespace waymark::idempotency {

enum class Effect {
  none,     // refused: nothing was changed
  done,     // the mutation was carried out, though something about its answer may have failed
  unknown,  // it broke off; what it had done by then cannot be told
};

/// Of a request with one field of Mutation, and of any query. Errors that stand below that field came after it was
/// carried out; errors of the field itself say by their code whether anything was.
Effect graphql_effect(const http::Response& response);

}  // namespace waymark::idempotency
