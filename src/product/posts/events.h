// The facts that posts tell of: payloads as in api/events/*.v1.json. The event's user is who did it, where nothing else is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/posts/model.h"

namespace waymark::posts {

struct PostCreated {
  static constexpr std::string_view kType = "PostCreated";
  PostId post_id;
  Visibility visibility = Visibility::public_;
  std::optional<GroupId> group_id;
  std::vector<std::string> tags;
  std::vector<UserId> mentions;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(PostCreated, (), (post_id, visibility, group_id, tags, mentions, created_at))

struct PostEdited {
  static constexpr std::string_view kType = "PostEdited";
  PostId post_id;
  std::vector<UserId> new_mentions;
  std::int64_t version = 1;
  Instant edited_at;
};
BOOST_DESCRIBE_STRUCT(PostEdited, (), (post_id, new_mentions, version, edited_at))

/// Its user is the author, whoever deleted it: `by_id`, when that was somebody else.
struct PostDeleted {
  static constexpr std::string_view kType = "PostDeleted";
  PostId post_id;
  std::optional<GroupId> group_id;
  std::optional<UserId> by_id;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(PostDeleted, (), (post_id, group_id, by_id, deleted_at))

/// More lies around a deleted post than one commit removes; the rest follows.
struct PostRemnantsLeft {
  static constexpr std::string_view kType = "PostRemnantsLeft";
  PostId post_id;
};
BOOST_DESCRIBE_STRUCT(PostRemnantsLeft, (), (post_id))

/// PostLiked, PostUnliked, PostBoosted, PostUnboosted.
struct PostReaction {
  PostId post_id;
  UserId author_id;  // of the post
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PostReaction, (), (post_id, author_id, at))

inline constexpr std::string_view kPostLiked = "PostLiked";
inline constexpr std::string_view kPostUnliked = "PostUnliked";
inline constexpr std::string_view kPostBoosted = "PostBoosted";
inline constexpr std::string_view kPostUnboosted = "PostUnboosted";

struct CommentAdded {
  static constexpr std::string_view kType = "CommentAdded";
  CommentId comment_id;
  PostId post_id;
  UserId author_id;  // of the post
  std::optional<CommentId> parent_id;
  std::optional<UserId> parent_author_id;
  std::vector<UserId> mentions;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(CommentAdded, (),
                      (comment_id, post_id, author_id, parent_id, parent_author_id, mentions,
                       created_at))

struct CommentEdited {
  static constexpr std::string_view kType = "CommentEdited";
  CommentId comment_id;
  PostId post_id;
  std::vector<UserId> new_mentions;
  std::int64_t version = 1;
  Instant edited_at;
};
BOOST_DESCRIBE_STRUCT(CommentEdited, (), (comment_id, post_id, new_mentions, version, edited_at))

struct CommentDeleted {
  static constexpr std::string_view kType = "CommentDeleted";
  CommentId comment_id;
  PostId post_id;
  Instant deleted_at;
};
BOOST_DESCRIBE_STRUCT(CommentDeleted, (), (comment_id, post_id, deleted_at))

/// One event, ready for a commit.
template <typename Payload>
std::vector<events::NewEvent> told(UserId user, const Payload& payload,
                                   std::string_view type = Payload::kType) {
  std::vector<events::NewEvent> events;
  events.emplace_back(std::string(type), user, json::to_string(payload));
  return events;
}

}  // namespace waymark::posts
