// Posts and their comments (QF, SM): what people write to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "platform/media/media.h"
#include "product/social/model.h"

namespace waymark::posts {

using PostId = Id<struct PostSubject>;
using CommentId = Id<struct CommentSubject>;
using social::Visibility;

/// Somebody named in a text, who was there and not hidden from its author when it was written.
struct Mention {
  std::string name;  // as written, without @
  UserId user_id;
  bool operator==(const Mention&) const = default;
};
BOOST_DESCRIBE_STRUCT(Mention, (), (name, user_id))

struct Post {
  PostId id;
  UserId author_id;
  std::string text;  // as written; never markup
  std::optional<std::string> warning;
  Visibility visibility = Visibility::public_;
  std::optional<GroupId> group_id;  // GROUP
  std::vector<std::string> tags;    // folded
  std::vector<Mention> mentions;
  std::vector<media::Picture> pictures;
  std::int64_t like_count = 0;  // all three exact: kept in the commits that change them
  std::int64_t boost_count = 0;
  std::int64_t comment_count = 0;
  Instant created_at;
  std::optional<Instant> edited_at;
  std::optional<Instant> deleted_at;  // then nothing but the ids is left
  std::optional<Instant> hidden_at;   // by a moderator or a rule: the author alone sees it
  std::int64_t version = 1;           // of what people edit; the counts do not raise it
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, author_id, text, warning, visibility, group_id, tags, mentions, pictures,
                       like_count, boost_count, comment_count, created_at, edited_at, deleted_at,
                       hidden_at, version))

/// A post as one viewer sees it: GraphQL `Post`.
struct PostView {
  PostId id;
  UserId author_id;
  std::string text;
  std::optional<std::string> warning;
  Visibility visibility = Visibility::public_;
  std::optional<GroupId> group_id;
  std::vector<std::string> tags;
  std::vector<Mention> mentions;
  std::vector<media::Picture> pictures;
  std::int64_t like_count = 0;
  std::int64_t boost_count = 0;
  std::int64_t comment_count = 0;
  bool liked = false;  // by the viewer
  bool boosted = false;
  bool boostable = false;
  bool answerable = true;  // the viewer may comment and like
  bool hidden = false;     // from all but its author, who is the viewer
  Instant created_at;
  std::optional<Instant> edited_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PostView, (),
                      (id, author_id, text, warning, visibility, group_id, tags, mentions, pictures,
                       like_count, boost_count, comment_count, liked, boosted, boostable,
                       answerable, hidden, created_at, edited_at, version))

PostView view_of(Post post);

/// What a post said before an edit: GraphQL `PostRevision`.
struct PostRevision {
  std::string text;
  std::optional<std::string> warning;
  Instant written_at;
};
BOOST_DESCRIBE_STRUCT(PostRevision, (), (text, warning, written_at))

inline constexpr std::int64_t kDeepestComment = 8;

struct Comment {
  CommentId id;
  PostId post_id;
  std::optional<CommentId> parent_id;
  std::int64_t depth = 1;
  UserId author_id;
  std::string text;
  std::vector<Mention> mentions;
  std::int64_t reply_count = 0;  // exact, those without text among them
  Instant created_at;
  std::optional<Instant> deleted_at;  // with answers: it stays, without its text
  std::optional<Instant> hidden_at;   // by a moderator or a rule: the author alone sees it
  std::optional<Instant> edited_at;
  std::int64_t version = 1;  // of what people edit
};
BOOST_DESCRIBE_STRUCT(Comment, (),
                      (id, post_id, parent_id, depth, author_id, text, mentions, reply_count,
                       created_at, deleted_at, hidden_at, edited_at, version))

/// What a comment said before an edit: GraphQL `CommentRevision`.
struct CommentRevision {
  std::string text;
  Instant written_at;
};
BOOST_DESCRIBE_STRUCT(CommentRevision, (), (text, written_at))

}  // namespace waymark::posts
