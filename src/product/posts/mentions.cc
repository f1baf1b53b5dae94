#include "product/posts/mentions.h"

#include <algorithm>

namespace waymark::posts {

Task<std::vector<Mention>> mentions_of(const social::Social& social, UserId author,
                                       std::vector<std::string> names) {
  std::vector<Mention> mentions;
  if (names.empty()) co_return mentions;
  const auto ids = co_await social.find_all(names);
  std::vector<UserId> found;
  for (const auto& id : ids)
    if (id) found.push_back(*id);
  const auto standings = co_await social.standings(author, std::move(found));
  std::size_t next = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!ids[i]) continue;
    const social::Standing& standing = standings[next++];
    if (!standing.exists || standing.hidden()) continue;
    mentions.push_back(Mention{std::move(names[i]), *ids[i]});
  }
  co_return mentions;
}

std::vector<UserId> people_in(const std::vector<Mention>& mentions, UserId author) {
  std::vector<UserId> people;
  for (const Mention& mention : mentions)
    if (mention.user_id != author && std::ranges::find(people, mention.user_id) == people.end())
      people.push_back(mention.user_id);
  return people;
}

}  // namespace waymark::posts
