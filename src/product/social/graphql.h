// The GraphQL edge of social: `PublicUser` (social::Person), what `User` gets, their queries and mutations.
#pragma once

#include <optional>

#include "platform/graphql/bindings.h"
#include "product/social/services.h"

namespace waymark::social {

/// Outlives the engine that it is bound to, as what it borrows does.
class SocialGraphql {
 public:
  explicit SocialGraphql(SocialServices& services) : services_(services) {}
  void bind(graphql::Bindings& bindings);

 private:
  using People = graphql::Connection<Person>;
  void bind_people(graphql::Bindings& bindings);

  Task<std::optional<Person>> user(graphql::Call& call) const;
  Task<People> follow_requests(graphql::Call& call) const;
  Task<People> sent_follow_requests(graphql::Call& call) const;
  Task<People> blocked_users(graphql::Call& call) const;
  Task<People> muted_users(graphql::Call& call) const;
  Task<Sharing> my_sharing(graphql::Call& call) const;
  Task<Sharing> update_sharing(graphql::Call& call) const;

  Task<Person> follow_user(graphql::Call& call) const;
  Task<Person> unfollow_user(graphql::Call& call) const;
  Task<Person> accept_follow(graphql::Call& call) const;
  Task<Person> decline_follow(graphql::Call& call) const;
  Task<Person> remove_follower(graphql::Call& call) const;
  Task<Person> block_user(graphql::Call& call) const;
  Task<Person> unblock_user(graphql::Call& call) const;
  Task<Person> mute_user(graphql::Call& call) const;
  Task<Person> unmute_user(graphql::Call& call) const;

  Task<People> followers_of(const Person& person, graphql::Call& call) const;
  Task<People> following_of(const Person& person, graphql::Call& call) const;
  Task<People> my_followers(const accounts::User& user, graphql::Call& call) const;
  Task<People> my_following(const accounts::User& user, graphql::Call& call) const;
  Task<std::int64_t> my_follower_count(const accounts::User& user, graphql::Call& call) const;
  Task<std::int64_t> my_following_count(const accounts::User& user, graphql::Call& call) const;
  Task<std::int64_t> my_post_count(const accounts::User& user, graphql::Call& call) const;
  Task<std::int64_t> my_request_count(const accounts::User& user, graphql::Call& call) const;

  /// The person of the call's `id` after `change` of what is between them and who asks.
  Task<Person> after(Task<Relation> change, graphql::Call& call) const;

  SocialServices& services_;
};

}  // namespace waymark::social
