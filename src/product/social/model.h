// What lies between people, and what one of them sees of another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "product/accounts/user.h"
#include "product/social/group_id.h"

namespace waymark::social {

using accounts::Audience;

/// Whom a post is for. UNLISTED: as PUBLIC, but in nobody's discovery. DIRECT: those it addresses. GROUP: who may read the
/// group it was written to.
enum class Visibility { public_, unlisted, followers, direct, group };
BOOST_DESCRIBE_ENUM(Visibility, public_, unlisted, followers, direct, group)

/// What is between a viewer and another person, as the server knows it.
struct Relation {
  bool self = false;
  bool follows = false;
  bool followed_by = false;
  bool requested = false;     // the viewer has asked to follow
  bool requested_by = false;  // the other has
  bool blocks = false;
  bool blocked_by = false;
  bool mutes = false;
  bool hidden() const { return blocks || blocked_by; }
  bool operator==(const Relation&) const = default;
};

/// What a viewer is told of it (GraphQL `Relation`): not who has blocked them.
struct RelationView {
  RelationView() = default;
  explicit RelationView(const Relation& relation)
      : self(relation.self),
        follows(relation.follows),
        followed_by(relation.followed_by),
        requested(relation.requested),
        requested_by(relation.requested_by),
        blocks(relation.blocks),
        mutes(relation.mutes) {}
  bool self = false;
  bool follows = false;
  bool followed_by = false;
  bool requested = false;
  bool requested_by = false;
  bool blocks = false;
  bool mutes = false;
};
BOOST_DESCRIBE_STRUCT(RelationView, (),
                      (self, follows, followed_by, requested, requested_by, blocks, mutes))

/// Where a viewer stands before what an owner shows. An owner who is gone, and one of two of whom one has blocked the
/// other, shows nothing.
struct Standing {
  bool exists = false;     // and is not suspended, but before themself
  bool suspended = false;  // for now (accounts/suspensions.h)
  bool self = false;
  bool follows = false;
  bool blocks = false;
  bool blocked_by = false;
  bool mutes = false;
  Audience profile = Audience::private_;  // of the owner

  bool hidden() const { return blocks || blocked_by; }
  /// Whether the viewer sees a post of this visibility. A profile that is not public narrows what is public to its
  /// followers. DIRECT and GROUP: the owner alone; the addressed, and those of the group, are for the caller to add.
  bool sees(Visibility visibility) const;
  /// The same for an activity: PRIVATE is for the owner alone.
  bool sees(Audience audience) const;
};

/// Kept by events (counting.h).
struct Counts {
  std::int64_t followers = 0;
  std::int64_t following = 0;
  std::int64_t posts = 0;
  bool operator==(const Counts&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (followers, following, posts))

/// Who sees which activities of a person (GraphQL `Sharing`). Never wider than the profile.
struct Sharing {
  Audience goals = Audience::followers;
  Audience tasks = Audience::followers;
  Audience quests = Audience::followers;
  Audience workouts = Audience::followers;
  Audience badges = Audience::followers;
  Audience milestones = Audience::followers;
  bool operator==(const Sharing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sharing, (), (goals, tasks, quests, workouts, badges, milestones))

/// Another person as far as one viewer may see them (GraphQL `PublicUser`). What is below `visible` is empty when that
/// is false.
struct Person {
  UserId id;
  std::string nickname;
  std::optional<std::string> full_name;
  std::optional<std::string> avatar_url;
  Audience visibility = Audience::public_;
  bool visible = false;
  std::optional<std::string> pronouns;
  std::optional<std::string> bio;
  std::optional<std::string> banner_url;
  std::vector<std::string> links;
  std::vector<std::string> tags;
  std::optional<std::int64_t> follower_count;
  std::optional<std::int64_t> following_count;
  std::optional<std::int64_t> post_count;
  RelationView relation;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, nickname, full_name, avatar_url, visibility, visible, pronouns, bio,
                       banner_url, links, tags, follower_count, following_count, post_count,
                       relation))

}  // namespace waymark::social
