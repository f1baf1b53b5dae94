#include "platform/http/middleware/security_headers.h"

namespace waymark::http {
namespace {

struct Blocks {
  std::string policy;
  std::string others;
  std::string transport = "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";
};

std::string policy(const SecurityHeaderOptions& options) {
  std::string text =
      "Content-Security-Policy: default-src 'self'; base-uri 'none'; form-action 'self'; "
      "frame-ancestors 'none'; object-src 'none'; img-src 'self' data: blob:; connect-src 'self'";
  for (const std::string& source : options.connect_sources) text += " " + source;
  return text + "\r\n";
}

Task<Response> add(const Blocks& blocks, const Request& request, Task<Response> inner) {
  Response response = co_await std::move(inner);
  if (!response.headers.find("content-security-policy")) response.headers.add_block(blocks.policy);
  response.headers.add_block(blocks.others);
  if (request.secure) response.headers.add_block(blocks.transport);
  co_return response;
}

}  // namespace

Middleware security_headers(SecurityHeaderOptions options) {
  auto blocks = std::make_shared<Blocks>();
  blocks->policy = policy(options);
  blocks->others =
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: same-origin\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n";
  return [blocks = std::shared_ptr<const Blocks>(std::move(blocks))](
             Request& request, RequestContext& context, const Handler& next) {
    return add(*blocks, request, next(request, context));
  };
}

}  // namespace waymark::http
