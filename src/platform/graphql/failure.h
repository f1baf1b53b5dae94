// What a client is told of an exception.
#pragma once

#include <exception>
#include <string_view>

#include "base/request_context.h"
#include "platform/graphql/graphql_error.h"

namespace waymark::graphql {

/// Error → its text in the request's language, `extensions.code`, and for wrong input
/// `extensions.field` and `extensions.errors [{field, message}]`. Anything else is a fault of ours:
/// it is logged with the trace id, and the client sees a general text and the code INTERNAL.
/// `place` names the field in the log. Locations and path are left to the caller.
GraphqlError describe_failure(const std::exception_ptr& failure, const RequestContext& context,
                              std::string_view place);

/// Whether the exception says that a coroutine was cancelled.
bool is_cancellation(const std::exception_ptr& failure);

}  // namespace waymark::graphql
