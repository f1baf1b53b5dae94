// From the names in a text to the people they mean.
#pragma once

#include <string>
#include <vector>

#include "product/posts/model.h"
#include "product/social/social.h"

namespace waymark::posts {

/// The names that mean somebody. One who is hidden from the author (a block, either way) is not among them: that name is
/// plain text.
Task<std::vector<Mention>> mentions_of(const social::Social& social, UserId author,
                                       std::vector<std::string> names);

/// The people, each once, the author not among them.
std::vector<UserId> people_in(const std::vector<Mention>& mentions, UserId author);

}  // namespace waymark::posts
