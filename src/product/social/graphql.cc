#include "product/social/graphql.h"

#include "base/error.h"
#include "platform/graphql/loader.h"
#include "platform/graphql/page_argument.h"

namespace waymark::social {
namespace {

using graphql::Call;
using People = graphql::Connection<Person>;

UserId id_of(const Call& call) {
  return call.argument<UserId>("id");
}

People connection_of(PersonPage page) {
  People people;
  people.has_next_page = page.has_next;
  people.has_previous_page = page.has_previous;
  for (PersonPage::Entry& entry : page.entries)
    people.edges.push_back({std::move(entry.person), std::move(entry.cursor)});
  return people;
}

/// The counts of the one who asks: three fields, one read.
using CountsLoader = graphql::Loader<UserId, Counts>;

Task<std::unordered_map<UserId, Counts>> fetch_counts(const Social& social,
                                                      std::vector<UserId> ids) {
  std::unordered_map<UserId, Counts> counts;
  for (const UserId id : ids) counts.emplace(id, co_await social.counts(id));
  co_return counts;
}

Task<Counts> load_counts(const Social& social, UserId id, Call& call) {
  CountsLoader& loader = call.shared<CountsLoader>([&social] {
    return CountsLoader(
        [&social](std::vector<UserId> ids) { return fetch_counts(social, std::move(ids)); });
  });
  const auto counts = co_await loader.load(id);
  co_return counts.value_or(Counts());
}

}  // namespace

void SocialGraphql::bind(graphql::Bindings& bindings) {
  bind_people(bindings);
  bindings.query("user", &SocialGraphql::user, this);
  bindings.query("followRequests", &SocialGraphql::follow_requests, this);
  bindings.query("sentFollowRequests", &SocialGraphql::sent_follow_requests, this);
  bindings.query("blockedUsers", &SocialGraphql::blocked_users, this);
  bindings.query("mutedUsers", &SocialGraphql::muted_users, this);
  bindings.query("mySharing", &SocialGraphql::my_sharing, this);
  bindings.mutation("updateSharing", &SocialGraphql::update_sharing, this);
  bindings.mutation("followUser", &SocialGraphql::follow_user, this);
  bindings.mutation("unfollowUser", &SocialGraphql::unfollow_user, this);
  bindings.mutation("acceptFollow", &SocialGraphql::accept_follow, this);
  bindings.mutation("declineFollow", &SocialGraphql::decline_follow, this);
  bindings.mutation("removeFollower", &SocialGraphql::remove_follower, this);
  bindings.mutation("blockUser", &SocialGraphql::block_user, this);
  bindings.mutation("unblockUser", &SocialGraphql::unblock_user, this);
  bindings.mutation("muteUser", &SocialGraphql::mute_user, this);
  bindings.mutation("unmuteUser", &SocialGraphql::unmute_user, this);
}

void SocialGraphql::bind_people(graphql::Bindings& bindings) {
  bindings.object<Person>("PublicUser")
      .resolver("followers", &SocialGraphql::followers_of, this)
      .resolver("following", &SocialGraphql::following_of, this);
  bindings.object<RelationView>("Relation");
  bindings.object<Sharing>("Sharing");
  bindings.object<accounts::User>("User")
      .resolver("followers", &SocialGraphql::my_followers, this)
      .resolver("following", &SocialGraphql::my_following, this)
      .resolver("followerCount", &SocialGraphql::my_follower_count, this)
      .resolver("followingCount", &SocialGraphql::my_following_count, this)
      .resolver("postCount", &SocialGraphql::my_post_count, this)
      .resolver("followRequestCount", &SocialGraphql::my_request_count, this);
}

Task<std::optional<Person>> SocialGraphql::user(Call& call) const {
  const Owner viewer(call.context());
  const auto nickname = call.argument<std::optional<std::string>>("nickname");
  const auto username = call.argument<std::optional<std::string>>("username");
  std::optional<UserId> id = call.argument<std::optional<UserId>>("id");
  if (nickname.has_value() + username.has_value() + id.has_value() != 1)
    throw Error::invalid("nickname", "error.user.one_name");
  if (!id) {
    std::string name = nickname ? *nickname : *username;
    id = co_await services_.social.find(std::move(name));
  }
  if (!id) co_return std::nullopt;
  co_return co_await services_.social.person(viewer.user(), *id);
}

Task<People> SocialGraphql::follow_requests(Call& call) const {
  co_return connection_of(co_await services_.lists.requests(Owner(call.context()), page_of(call)));
}

Task<People> SocialGraphql::sent_follow_requests(Call& call) const {
  co_return connection_of(
      co_await services_.lists.sent_requests(Owner(call.context()), page_of(call)));
}

Task<People> SocialGraphql::blocked_users(Call& call) const {
  co_return connection_of(co_await services_.lists.blocked(Owner(call.context()), page_of(call)));
}

Task<People> SocialGraphql::muted_users(Call& call) const {
  co_return connection_of(co_await services_.lists.muted(Owner(call.context()), page_of(call)));
}

Task<Sharing> SocialGraphql::my_sharing(Call& call) const {
  return services_.social.sharing(Owner(call.context()).user());
}

Task<Sharing> SocialGraphql::update_sharing(Call& call) const {
  return services_.sharing.change(call.context(), call.argument<SharingInput>("input"));
}

Task<Person> SocialGraphql::after(Task<Relation> change, Call& call) const {
  const UserId viewer = call.context().require_principal().user;
  co_await std::move(change);
  auto person = co_await services_.social.person(viewer, id_of(call));
  if (!person) throw Error::not_found("user");
  co_return std::move(*person);
}

/// Who has blocked the viewer too is seen no more once the viewer's own block has gone.
Task<Person> SocialGraphql::unblock_user(Call& call) const {
  const UserId viewer = call.context().require_principal().user;
  auto before = co_await services_.social.person(viewer, id_of(call));
  const Relation relation = co_await services_.blocks.unblock(call.context(), id_of(call));
  auto now = co_await services_.social.person(viewer, id_of(call));
  if (now) co_return std::move(*now);
  if (!before) throw Error::not_found("user");
  before->relation = RelationView(relation);
  co_return std::move(*before);
}

Task<Person> SocialGraphql::follow_user(Call& call) const {
  return after(services_.follows.follow(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::unfollow_user(Call& call) const {
  return after(services_.follows.unfollow(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::accept_follow(Call& call) const {
  return after(services_.follows.accept(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::decline_follow(Call& call) const {
  return after(services_.follows.decline(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::remove_follower(Call& call) const {
  return after(services_.follows.remove_follower(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::block_user(Call& call) const {
  return after(services_.blocks.block(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::mute_user(Call& call) const {
  return after(services_.blocks.mute(call.context(), id_of(call)), call);
}

Task<Person> SocialGraphql::unmute_user(Call& call) const {
  return after(services_.blocks.unmute(call.context(), id_of(call)), call);
}

Task<People> SocialGraphql::followers_of(const Person& person, Call& call) const {
  co_return connection_of(
      co_await services_.lists.followers(Owner(call.context()), person.id, page_of(call)));
}

Task<People> SocialGraphql::following_of(const Person& person, Call& call) const {
  co_return connection_of(
      co_await services_.lists.following(Owner(call.context()), person.id, page_of(call)));
}

Task<People> SocialGraphql::my_followers(const accounts::User& user, Call& call) const {
  co_return connection_of(
      co_await services_.lists.followers(Owner(call.context()), user.id, page_of(call)));
}

Task<People> SocialGraphql::my_following(const accounts::User& user, Call& call) const {
  co_return connection_of(
      co_await services_.lists.following(Owner(call.context()), user.id, page_of(call)));
}

Task<std::int64_t> SocialGraphql::my_follower_count(const accounts::User& user, Call& call) const {
  const Counts counts = co_await load_counts(services_.social, user.id, call);
  co_return counts.followers;
}

Task<std::int64_t> SocialGraphql::my_following_count(const accounts::User& user, Call& call) const {
  const Counts counts = co_await load_counts(services_.social, user.id, call);
  co_return counts.following;
}

Task<std::int64_t> SocialGraphql::my_post_count(const accounts::User& user, Call& call) const {
  const Counts counts = co_await load_counts(services_.social, user.id, call);
  co_return counts.posts;
}

Task<std::int64_t> SocialGraphql::my_request_count(const accounts::User&, Call& call) const {
  return services_.lists.request_count(Owner(call.context()));
}

}  // namespace waymark::social
