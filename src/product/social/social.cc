#include "product/social/social.h"

#include "platform/store/entity.h"
#include "product/accounts/rules.h"
#include "product/social/batch.h"
#include "product/social/keys.h"

namespace waymark::social {
namespace {

using Items = std::vector<std::optional<store::Item>>;
using accounts::People;
using accounts::User;

/// Reads the answers of get_all() in the order in which their keys were asked for.
class Answers {
 public:
  explicit Answers(Items items) : items_(std::move(items)) {}
  std::optional<store::Item>& next() { return items_[at_++]; }
  bool there() { return next().has_value(); }

 private:
  Items items_;
  std::size_t at_ = 0;
};

void ask_relation(std::vector<store::Key>& keys, UserId viewer, UserId other) {
  if (viewer == other) return;
  keys.push_back(keys::following(viewer, other));
  keys.push_back(keys::following(other, viewer));
  keys.push_back(keys::asked(viewer, other));
  keys.push_back(keys::asked(other, viewer));
  keys.push_back(keys::block(viewer, other));
  keys.push_back(keys::block(other, viewer));
  keys.push_back(keys::mute(viewer, other));
}

Relation answer_relation(Answers& answers, UserId viewer, UserId other) {
  Relation relation;
  relation.self = viewer == other;
  if (relation.self) return relation;
  relation.follows = answers.there();
  relation.followed_by = answers.there();
  relation.requested = answers.there();
  relation.requested_by = answers.there();
  relation.blocks = answers.there();
  relation.blocked_by = answers.there();
  relation.mutes = answers.there();
  return relation;
}

void ask_standing(std::vector<store::Key>& keys, UserId viewer, UserId owner) {
  keys.push_back(People::profile_key(owner));
  if (viewer == owner) return;
  keys.push_back(keys::following(viewer, owner));
  keys.push_back(keys::block(viewer, owner));
  keys.push_back(keys::block(owner, viewer));
  keys.push_back(keys::mute(viewer, owner));
}

/// What was kept before profiles had it is public.
Audience visibility_of(const store::Item& profile) {
  const auto kept = profile.text("visibility");
  if (!kept) return User().visibility;
  return parse_enum<Audience>(*kept).value_or(Audience::private_);
}

Standing answer_standing(Answers& answers, UserId viewer, UserId owner) {
  Standing standing;
  const auto& profile = answers.next();
  standing.exists = profile.has_value();
  if (profile) standing.profile = visibility_of(*profile);
  standing.self = viewer == owner;
  if (standing.self) return standing;
  standing.follows = answers.there();
  standing.blocks = answers.there();
  standing.blocked_by = answers.there();
  standing.mutes = answers.there();
  return standing;
}

Counts counts_of(const std::optional<store::Item>& item) {
  return item ? store::from_item<Counts>(*item) : Counts();
}

Person card_of(User& user, const Relation& relation) {
  Person person;
  person.id = user.id;
  person.nickname = std::move(user.nickname);
  person.full_name = std::move(user.full_name);
  person.avatar_url = std::move(user.avatar_url);
  person.visibility = user.visibility;
  person.relation = RelationView(relation);
  return person;
}

void show_counts(Person& person, const Counts& counts) {
  person.follower_count = counts.followers;
  person.following_count = counts.following;
  person.post_count = counts.posts;
}

std::optional<Person> seen_as(User user, const Counts& counts, const Relation& relation) {
  if (relation.blocked_by && !relation.blocks) return std::nullopt;
  Person person = card_of(user, relation);
  if (relation.blocks) return person;
  person.visible = relation.self || relation.follows || user.visibility == Audience::public_;
  if (relation.self || user.visibility != Audience::private_) show_counts(person, counts);
  if (!person.visible) return person;
  person.pronouns = std::move(user.pronouns);
  person.bio = std::move(user.bio);
  person.banner_url = std::move(user.banner_url);
  person.links = std::move(user.links);
  person.tags = std::move(user.tags);
  return person;
}

}  // namespace

Task<std::vector<Relation>> Social::relations(UserId viewer, std::vector<UserId> others) const {
  std::vector<store::Key> keys;
  for (const UserId other : others) ask_relation(keys, viewer, other);
  Answers answers(co_await get_all(store_, std::move(keys)));
  std::vector<Relation> relations;
  relations.reserve(others.size());
  for (const UserId other : others) relations.push_back(answer_relation(answers, viewer, other));
  co_return relations;
}

Task<Relation> Social::relation(UserId viewer, UserId other) const {
  std::vector<UserId> others(1, other);
  const std::vector<Relation> found = co_await relations(viewer, std::move(others));
  co_return found.front();
}

Task<std::vector<Standing>> Social::standings(UserId viewer, std::vector<UserId> owners) const {
  std::vector<store::Key> keys;
  for (const UserId owner : owners) ask_standing(keys, viewer, owner);
  Answers answers(co_await get_all(store_, std::move(keys)));
  std::vector<Standing> standings;
  standings.reserve(owners.size());
  for (const UserId owner : owners) {
    Standing& standing = standings.emplace_back(answer_standing(answers, viewer, owner));
    standing.suspended = is_suspended(owner);
    standing.exists = standing.exists && (standing.self || !standing.suspended);
  }
  co_return standings;
}

Task<Standing> Social::standing(UserId viewer, UserId owner) const {
  std::vector<UserId> owners(1, owner);
  const std::vector<Standing> found = co_await standings(viewer, std::move(owners));
  co_return found.front();
}

Task<bool> Social::may_see(UserId viewer, UserId owner, Visibility visibility) const {
  const Standing found = co_await standing(viewer, owner);
  co_return found.sees(visibility);
}

Task<bool> Social::follows(UserId follower, UserId followee) const {
  const auto item = co_await store_.get(keys::following(follower, followee));
  co_return item.has_value();
}

Task<IdPage> Social::followees(UserId user, store::PageRequest request) const {
  std::vector<std::string> partitions(1, keys::partition(user));
  co_return co_await list_ids(store_, store::Index::table, std::move(partitions), keys::kFollowing,
                              std::move(request));
}

Task<IdPage> Social::followers(UserId user, store::PageRequest request) const {
  const auto counted = co_await store_.get(keys::counts(user));
  const auto shards =
      static_cast<std::uint32_t>(counted ? counted->integer("shards").value_or(0) : 0);
  co_return co_await list_ids(store_, store::Index::gsi1, keys::follower_partitions(user, shards),
                              keys::kFollower, std::move(request));
}

Task<Counts> Social::counts(UserId user) const {
  co_return counts_of(co_await store_.get(keys::counts(user)));
}

Task<Sharing> Social::sharing(UserId user) const {
  const auto item = co_await store_.get(keys::sharing(user));
  co_return item ? store::from_item<Sharing>(*item) : Sharing();
}

Task<std::vector<std::optional<Person>>> Social::people(UserId viewer,
                                                        std::vector<UserId> ids) const {
  std::vector<store::Key> keys;
  for (const UserId id : ids) {
    keys.push_back(People::profile_key(id));
    keys.push_back(keys::counts(id));
    ask_relation(keys, viewer, id);
  }
  Answers answers(co_await get_all(store_, std::move(keys)));
  std::vector<std::optional<Person>> people;
  people.reserve(ids.size());
  for (const UserId id : ids) {
    const auto& profile = answers.next();
    const Counts counts = counts_of(answers.next());
    const Relation relation = answer_relation(answers, viewer, id);
    people.emplace_back();
    if (!profile || (id != viewer && is_suspended(id))) continue;
    people.back() = seen_as(store::from_item<User>(*profile), counts, relation);
  }
  co_return people;
}

Task<std::optional<Person>> Social::person(UserId viewer, UserId id) const {
  std::vector<UserId> ids(1, id);
  std::vector<std::optional<Person>> found = co_await people(viewer, std::move(ids));
  co_return std::move(found.front());
}

Task<std::vector<std::optional<Person>>> Social::cards(std::vector<UserId> ids) const {
  std::vector<store::Key> keys;
  for (const UserId id : ids) keys.push_back(People::profile_key(id));
  const Items items = co_await get_all(store_, std::move(keys));
  std::vector<std::optional<Person>> found;
  for (const auto& item : items) {
    found.emplace_back();
    if (!item) continue;
    User user = store::from_item<User>(*item);
    found.back() = card_of(user, Relation());
  }
  co_return found;
}

Task<std::optional<UserId>> Social::find(std::string nickname) const {
  return people_.id_by_nickname(accounts::nickname_key(nickname));
}

Task<std::vector<std::optional<UserId>>> Social::find_all(
    std::vector<std::string> nicknames) const {
  std::vector<store::Key> keys;
  for (const std::string& nickname : nicknames)
    keys.push_back(People::nickname_lock_key(accounts::nickname_key(nickname)));
  const Items items = co_await get_all(store_, std::move(keys));
  std::vector<std::optional<UserId>> found;
  for (const auto& item : items) found.push_back(item ? People::locked_for(*item) : std::nullopt);
  co_return found;
}

}  // namespace waymark::social
