// Compresses responses that are made on the spot, for clients that accept it.
#pragma once

#include <cstddef>

#include "platform/http/router.h"

namespace waymark::http {

struct CompressionOptions {
  std::size_t at_least = 1024;    // bytes; less is not worth it
  std::size_t at_most = 1 << 20;  // more would hold up the reactor for too long
};

/// Brotli or gzip, whatever the client prefers, of owned text bodies (JSON, text, XML, SVG). Streams, static files
/// (which come compressed) and responses that set a cookie are left alone: a secret beside text that an attacker
/// chooses can be guessed from the compressed length (BREACH).
Middleware compress(CompressionOptions options = CompressionOptions());

}  // namespace waymark::http
