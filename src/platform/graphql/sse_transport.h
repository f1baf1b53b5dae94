// Server-sent events, as graphql-sse speaks them ("distinct connections mode"): one operation a
// connection.
//
//   event: next                    event: complete
//   data: {"data":{…}}             data:
//
// Queries and mutations may be run so too. While nothing happens a comment (":") keeps the
// connection alive and finds out that the client has gone.
#pragma once

#include <chrono>
#include <variant>

#include "platform/graphql/connections.h"
#include "platform/graphql/engine.h"
#include "platform/http/message.h"

namespace waymark::graphql {

/// The body of the response. A refusal is sent as a `next` with errors, then `complete`. The
/// context is copied: it may end with the handler. Enters `connections` while it is sent.
http::StreamedBody event_stream(Engine& engine, Connections& connections,
                                std::variant<Prepared, Refusal> prepared,
                                const RequestContext& context, std::chrono::milliseconds heartbeat);

}  // namespace waymark::graphql
