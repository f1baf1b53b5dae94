// The envelope of a response: {"errors":[…],"data":…}.
#pragma once

#include <string>
#include <string_view>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/graphql/run.h"

namespace waymark::graphql {

struct EngineOptions;
class EventValue;
class Prepared;

inline constexpr std::string_view kOpening = "{\"data\":";

/// Puts what was written after kOpening into the envelope, errors first.
std::string finish_response(const Run& run, std::string text);
/// The response of a run that was ended. Throws on the cancellation that ended it.
std::string ended_response(Run& run, const RunEnded& ended);
/// Takes back all data.
void null_data(std::string& text);

/// The response to one event of the subscription, made within EngineOptions::event_timeout. Throws
/// only when it is cancelled.
Task<std::string> respond_to_event(const Prepared& prepared, RequestContext& context,
                                   const EngineOptions& options, EventValue& event);

}  // namespace waymark::graphql
