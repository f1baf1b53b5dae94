// Errors as clients see them: application/problem+json (RFC 9457).
//
//   {"type":"urn:waymark:problem:invalid-input","title":"Invalid
//   input","status":400,"detail":"…","code":"INVALID_INPUT",
//    "errors":[{"field":"title","message":"This is
//    needed."}],"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}
//
// Title, detail and messages are in the context's language.
#pragma once

#include <exception>

#include "base/error.h"
#include "base/request_context.h"
#include "platform/http/message.h"

namespace waymark::http {

/// With Retry-After when the error says when to come back, and WWW-Authenticate on 401 (RFC 9110
/// §15.5.2).
Response problem(const Error& error, const RequestContext& context);

/// What the protocol itself refuses (400, 408, 414, 417, 426, 431, 501, 505), before there is a
/// request.
Response protocol_problem(unsigned status, const RequestContext& context);

/// Any exception of a handler as an Error. A cancellation is the deadline's doing, or the server's that goes down;
/// anything foreign is ErrorCode::internal, with what() as its cause. What is no fault of the client (5xx) is logged
/// here, once, with the trace id.
Error to_error(const std::exception_ptr& failure, const RequestContext& context);

}  // namespace waymark::http
