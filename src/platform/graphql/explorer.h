// A page to try queries in, for people who develop against the API: editor, variables, the schema's
// types beside it. Served in development only; script and style are files of their own, so that a
// strict content security policy holds.
#pragma once

#include <string>

#include "platform/http/router.h"

namespace waymark::graphql {

/// The page itself, for GET with Accept: text/html.
http::Response explorer_page();
/// Its script and style, under `path`/explorer.
void mount_explorer(http::Router& router, const std::string& path);

}  // namespace waymark::graphql
