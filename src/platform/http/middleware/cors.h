// Cross-origin requests, for an explicit list of origins (Fetch standard, "CORS protocol").
#pragma once

#include <string>
#include <vector>

#include "platform/http/router.h"

namespace waymark::http {

/// Pages of these origins ("https://app.example.org", exactly) may ask, with credentials, and preflights are answered
/// here. All others get no CORS fields, and their browsers keep the answers from them.
Middleware cors(std::vector<std::string> origins);

}  // namespace waymark::http
