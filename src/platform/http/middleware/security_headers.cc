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

Blocks blocks_of(const SecurityHeaderOptions& options) {
  Blocks blocks;
  blocks.policy = policy(options);
  blocks.others =
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: same-origin\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n";
  return blocks;
}

void add_to(Response& response, const Blocks& blocks, bool secure) {
  if (!response.headers.find("content-security-policy")) response.headers.add_block(blocks.policy);
  response.headers.add_block(blocks.others);
  if (secure) response.headers.add_block(blocks.transport);
}

Task<Response> add(const Blocks& blocks, const Request& request, Task<Response> inner) {
  Response response = co_await std::move(inner);
  add_to(response, blocks, request.secure);
  co_return response;
}

}  // namespace

Middleware security_headers(SecurityHeaderOptions options) {
  return [blocks = std::make_shared<const Blocks>(blocks_of(options))](
             Request& request, RequestContext& context, const Handler& next) {
    return add(*blocks, request, next(request, context));
  };
}

void add_security_headers(Response& response, bool secure) {
  static const Blocks blocks = blocks_of(SecurityHeaderOptions());
  add_to(response, blocks, secure);
}

}  // namespace waymark::http
