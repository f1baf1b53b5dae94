// Which clients share a feed.
#pragma once

#include <string>

#include "base/request_context.h"
#include "platform/graphql/live.h"
#include "platform/graphql/prepared.h"

namespace waymark::graphql {

/// Equal for those to whom the same events are the same responses: of one plan, one topic, one
/// viewer (or audience) and language, and equal variables. Where a replay is asked for, the
/// variable that is the field's argument `after` does not count, if it is used nowhere else.
/// The plan must live as long as the key is used.
std::string feed_key(const Prepared& prepared, const RequestContext& context,
                     const LiveRequest& request);

}  // namespace waymark::graphql
