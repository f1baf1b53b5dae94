// The profiles of many people at once.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "platform/store/store.h"
#include "product/accounts/user.h"

namespace waymark::discovery {

using Profiles = std::unordered_map<UserId, accounts::User>;

/// Those that there are, 100 at a time; ids may come twice. `store` outlives the call.
Task<Profiles> read_profiles(store::Store& store, std::vector<UserId> ids);

/// The language somebody writes in, as far as is known.
Locale language_of(const Profiles& profiles, UserId user);

}  // namespace waymark::discovery
