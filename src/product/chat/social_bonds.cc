#include "product/chat/social_bonds.h"

namespace waymark::chat {

Task<std::vector<Bond>> SocialBonds::between(UserId person, std::vector<UserId> others) {
  const auto standings = co_await social_.standings(person, std::move(others));
  std::vector<Bond> bonds;
  bonds.reserve(standings.size());
  for (const social::Standing& standing : standings) {
    Bond& bond = bonds.emplace_back();
    bond.exists = standing.exists;
    bond.blocked = standing.hidden() || standing.suspended;
    bond.muted = standing.mutes;
  }
  co_return bonds;
}

Task<std::vector<bool>> SocialBonds::follow(UserId person, std::vector<UserId> others) {
  const auto relations = co_await social_.relations(person, std::move(others));
  std::vector<bool> followers;
  followers.reserve(relations.size());
  for (const social::Relation& relation : relations) followers.push_back(relation.followed_by);
  co_return followers;
}

}  // namespace waymark::chat
