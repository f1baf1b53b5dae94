// What others make of a person's posts, and where they name somebody.
#include <algorithm>
#include <array>

#include "product/notifications/facts.h"
#include "product/posts/events.h"

namespace waymark::notifications {
namespace {

using events::Payload;
using posts::CommentId;
using posts::PostId;

std::string source(std::string_view what, std::string subject, UserId who) {
  return std::string(what) + "#" + subject + "#" + who.to_string();
}

Facts reaction(std::string_view what, NotificationKind kind, UserId who, const Payload& payload) {
  const auto post = payload.member<PostId>("postId");
  News news;
  news.kind = kind;
  news.to = payload.member<UserId>("authorId");
  news.subject = post.to_string();
  news.about.post_id = post;
  Stands stands;
  stands.source = source(what, post.to_string(), who);
  stands.actor = who;
  stands.news.push_back(std::move(news));
  return {std::move(stands)};
}
Facts reaction_gone(std::string_view what, UserId who, const Payload& payload) {
  return {Gone{source(what, payload.member<PostId>("postId").to_string(), who)}};
}

Facts liked(UserId who, const Payload& payload) {
  return reaction("LIKE", NotificationKind::like, who, payload);
}
Facts unliked(UserId who, const Payload& payload) {
  return reaction_gone("LIKE", who, payload);
}
Facts boosted(UserId who, const Payload& payload) {
  return reaction("BOOST", NotificationKind::boost, who, payload);
}
Facts unboosted(UserId who, const Payload& payload) {
  return reaction_gone("BOOST", who, payload);
}

/// Each mention is a source of its own: an edit names somebody anew, and those of before not again.
Facts mentions(UserId author, PostId post, const std::vector<UserId>& named) {
  Facts facts;
  for (const UserId to : named) {
    News news;
    news.kind = NotificationKind::mention;
    news.to = to;
    news.subject = post.to_string();
    news.about.post_id = post;
    Stands stands;
    stands.source = source("MENTION", post.to_string(), to);
    stands.actor = author;
    stands.news.push_back(std::move(news));
    facts.push_back(std::move(stands));
  }
  return facts;
}
Facts created(UserId author, const Payload& payload) {
  return mentions(author, payload.member<PostId>("postId"),
                  payload.member<std::vector<UserId>>("mentions"));
}
Facts edited(UserId author, const Payload& payload) {
  return mentions(author, payload.member<PostId>("postId"),
                  payload.member<std::vector<UserId>>("newMentions"));
}

std::string comment_source(CommentId comment) {
  return "COMMENT#" + comment.to_string();
}

/// Nobody hears of one comment twice: an answer to oneself goes before being named, and that before a comment on one's
/// post.
Facts commented(UserId who, const Payload& payload) {
  const auto comment = payload.member<CommentId>("commentId");
  const auto post = payload.member<PostId>("postId");
  Stands stands;
  stands.source = comment_source(comment);
  stands.actor = who;
  const auto tell = [&](UserId to, NotificationKind kind, std::string subject) {
    if (std::ranges::find(stands.news, to, &News::to) != stands.news.end()) return;
    News news;
    news.kind = kind;
    news.to = to;
    news.subject = std::move(subject);
    news.about.post_id = post;
    news.about.comment_id = comment;
    stands.news.push_back(std::move(news));
  };
  const auto parent = payload.member<std::optional<CommentId>>("parentId");
  const auto answered = payload.member<std::optional<UserId>>("parentAuthorId");
  if (answered)
    tell(*answered, NotificationKind::reply, parent ? parent->to_string() : post.to_string());
  for (const UserId to : payload.member<std::vector<UserId>>("mentions"))
    tell(to, NotificationKind::mention, comment.to_string());
  tell(payload.member<UserId>("authorId"), NotificationKind::comment, post.to_string());
  return {std::move(stands)};
}
/// As with posts: each who is named anew is a source of their own.
Facts comment_edited(UserId who, const Payload& payload) {
  const auto comment = payload.member<CommentId>("commentId");
  Facts facts;
  for (const UserId to : payload.member<std::vector<UserId>>("newMentions")) {
    News news;
    news.kind = NotificationKind::mention;
    news.to = to;
    news.subject = comment.to_string();
    news.about.post_id = payload.member<PostId>("postId");
    news.about.comment_id = comment;
    Stands stands;
    stands.source = source("MENTION", comment.to_string(), to);
    stands.actor = who;
    stands.news.push_back(std::move(news));
    facts.push_back(std::move(stands));
  }
  return facts;
}
Facts comment_deleted(UserId, const Payload& payload) {
  return {Gone{comment_source(payload.member<CommentId>("commentId"))}};
}

constexpr std::array kReaders = {
    FactReader{posts::kPostLiked, liked},
    FactReader{posts::kPostUnliked, unliked},
    FactReader{posts::kPostBoosted, boosted},
    FactReader{posts::kPostUnboosted, unboosted},
    FactReader{posts::PostCreated::kType, created},
    FactReader{posts::PostEdited::kType, edited},
    FactReader{posts::CommentAdded::kType, commented},
    FactReader{posts::CommentEdited::kType, comment_edited},
    FactReader{posts::CommentDeleted::kType, comment_deleted},
};

}  // namespace

std::span<const FactReader> readers_of_posts() {
  return kReaders;
}

}  // namespace waymark::notifications
