// What tells a browser to be careful: Content-Security-Policy and its relatives.
#pragma once

#include <string>
#include <vector>

#include "platform/http/router.h"

namespace waymark::http {

struct SecurityHeaderOptions {
  /// Besides the page's own origin, where scripts may connect to: "https://api.example.org", "wss://…".
  std::vector<std::string> connect_sources;
};

/// Everything from the own origin, nothing inline, no frames; no sniffing of types; the referrer stays on the site; the
/// page and its resources are for this site's documents alone. Strict-Transport-Security for two years where the
/// request came by TLS. A response that brings a Content-Security-Policy of its own keeps it.
Middleware security_headers(SecurityHeaderOptions options = SecurityHeaderOptions());

/// Adds the same to an answer that no middleware sees (ServerOptions::on_refusal).
void add_security_headers(Response& response, bool secure);

}  // namespace waymark::http
