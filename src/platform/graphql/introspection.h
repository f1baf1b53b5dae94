// `__schema` and `__type` (September 2025 §4): the schema shown through bindings like any other
// object, so that introspection is compiled and run as any other query.
#pragma once

#include "platform/graphql/bindings.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

/// `schema` must outlive the bindings.
void bind_introspection(Bindings& bindings, const Schema& schema);

}  // namespace waymark::graphql
