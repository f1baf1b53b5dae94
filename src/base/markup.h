// Text inside HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// `&`, `<`, `>` and `"` as the entities that both share.
std::string markup_escape(std::string_view text);

}  // namespace waymark
