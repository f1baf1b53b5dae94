// The web app's files, served out of the binary.
#pragma once

#include <span>

#include "base/embedded.h"
#include "platform/http/router.h"

namespace waymark::http {

/// Serves `files` by the `{path*}` of its route (or the whole path where the route has none): strong ETags,
/// 304, Content-Type by name. `name.br` and `name.gz` are not files of their own but `name` compressed, chosen by
/// Accept-Encoding. Files below assets/, whose names hold a hash, may be kept for ever; all others are checked each
/// time. A page that is no file is the app's (index.html) when the client accepts HTML; anything else is not found.
Handler static_files(std::span<const EmbeddedFile> files);

}  // namespace waymark::http
