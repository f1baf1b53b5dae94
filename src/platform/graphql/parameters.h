// A GraphQL request as it arrives: as JSON, or in a query string.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "platform/graphql/engine.h"
#include "platform/http/message.h"

namespace waymark::graphql {

struct Parameters {
  Request request;
  bool has_query = false;
  boost::json::object extensions;
};

/// `{query, operationName, variables, extensions}`; null is the same as absent, unknown names are
/// ignored. Throws Error(invalid_input) naming what is wrong. `query` may be missing: a persisted
/// document's hash can stand for it.
Parameters parameters_of(const boost::json::value& body);

/// From a POST's JSON body or a GET's query string. Throws Error(unsupported_media) for any other
/// Content-Type, and as json::parse does.
Parameters parameters_of(const http::Request& request);

}  // namespace waymark::graphql
