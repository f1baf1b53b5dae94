// The files that AWS tools share: `~/.aws/credentials` and `~/.aws/config`.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace waymark::aws {

/// The settings of each section, by the section's name as it stands between the brackets. Unknown
/// lines are left out, nested settings (indented under a name without a value) too.
using Profiles = std::map<std::string, std::map<std::string, std::string>>;
Profiles parse_profiles(std::string_view text);

}  // namespace waymark::aws
