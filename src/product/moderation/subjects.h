// What cases are about, wherever it lies: finding it, keeping what it says, hiding it.
#pragma once

#include <optional>
#include <vector>

#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "product/accounts/people.h"
#include "product/chat/chat.h"
#include "product/chat/evidence.h"
#include "product/moderation/model.h"
#include "product/posts/evidence.h"
#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::moderation {

/// A thing as it is now.
struct Found {
  UserId owner;
  Snapshot snapshot;
};

/// Something that was said where it stands: GraphQL `ModerationContext`.
struct ContextLine {
  SubjectKind kind = SubjectKind::post;
  std::string id;
  UserId author_id;
  std::string text;
  Instant at;
  bool reported = false;  // it is what the case is about
};
BOOST_DESCRIBE_STRUCT(ContextLine, (), (kind, id, author_id, text, at, reported))
/// Messages before and after a reported one.
inline constexpr std::uint32_t kContextMessages = 5;

/// What is yet to be told of a hiding, once it is committed.
struct Hiding {
  std::optional<chat::LogEntry> message;
};

/// Any reactor; borrows what it is given.
class Subjects {
 public:
  Subjects(store::Store& store, const social::Social& social, const posts::Reading& posts,
           chat::Chat& chat, const Clock& clock)
      : people_(store),
        social_(social),
        posts_(posts),
        chat_(chat),
        posts_evidence_(store),
        chat_evidence_(store, chat.announcer),
        clock_(clock) {}

  /// nullopt when it is not there, or not for the person who asks.
  Task<std::optional<Found>> seen_by(const RequestContext& context, Subject subject) const;
  /// Whoever may see it; nullopt when it is gone.
  Task<std::optional<Found>> find(Subject subject) const;

  /// The post, and the comment that is answered, above a comment; what was said before and after a message; oldest first,
  /// whoever may see it. Without what is gone; nothing for people and posts, which stand on their own.
  Task<std::vector<ContextLine>> context(Subject subject) const;

  /// Adds to a commit that the thing is hidden, or (nullopt) shown again; nothing when it is gone. The commit fails when it
  /// changes meanwhile, and is to be made anew then. `by` is the moderator.
  Task<Hiding> hide(store::Transaction& transaction, std::vector<events::NewEvent>& events,
                    Subject subject, UserId by, std::optional<Instant> at) const;
  void announce(const Hiding& hiding) const;

 private:
  Task<bool> is_seen(const RequestContext& context, Subject subject) const;
  Task<std::optional<Found>> find_person(UserId id) const;
  Task<std::vector<ContextLine>> around_comment(posts::CommentId id) const;
  Task<std::vector<ContextLine>> around_message(chat::RoomId room, chat::MessageId id) const;

  mutable accounts::People people_;
  const social::Social& social_;
  const posts::Reading& posts_;
  chat::Chat& chat_;
  posts::Evidence posts_evidence_;
  chat::Evidence chat_evidence_;
  const Clock& clock_;
};

}  // namespace waymark::moderation
