#include "platform/http/middleware/error_mapping.h"

#include "platform/http/problem.h"

namespace waymark::http {
namespace {

Task<Response> answer(Request& request, RequestContext& context, const Handler& next) {
  std::exception_ptr failure;
  try {
    co_return co_await next(request, context);
  } catch (...) {
    failure = std::current_exception();
  }
  co_return problem(to_error(failure, context), context);
}

}  // namespace

Middleware map_errors() {
  return answer;
}

}  // namespace waymark::http
