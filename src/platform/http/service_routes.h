// Routes whose handlers are plain functions of a subject's services.
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "platform/http/router.h"

namespace waymark::http {

template <typename... Services>
using ServiceHandler = Task<Response> (*)(Services&..., Request&, RequestContext&);

/// `handle` is called with `services`, which outlive the router, the request and its context. It may be a coroutine: it owns
/// its parameters, where a lambda that is one would outlive its captures.
template <typename... Services>
void add_route(Router& router, Method method, std::string pattern,
               std::type_identity_t<ServiceHandler<Services...>> handle, Services&... services) {
  router.add(method, std::move(pattern),
             [handle, &services...](Request& request, RequestContext& context) {
               return handle(services..., request, context);
             });
}

}  // namespace waymark::http
