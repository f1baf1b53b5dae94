#include "product/moderation/subjects.h"

#include "base/error.h"

namespace waymark::moderation {
namespace {

using chat::MessageId;
using chat::RoomId;
using posts::CommentId;
using posts::PostId;

std::vector<std::string> addresses_of(const std::vector<media::Picture>& pictures) {
  std::vector<std::string> addresses;
  for (const media::Picture& picture : pictures) addresses.push_back(picture.url);
  return addresses;
}

void add_line(std::string& text, const std::optional<std::string>& line) {
  if (!line || line->empty()) return;
  if (!text.empty()) text += '\n';
  text += *line;
}

ContextLine line_of(const posts::Comment& comment) {
  ContextLine line;
  line.kind = SubjectKind::comment;
  line.id = comment.id.to_string();
  line.author_id = comment.author_id;
  line.text = comment.text;
  line.at = comment.created_at;
  return line;
}

RoomId room_of(const Subject& subject) {
  return RoomId::parse(subject.room_id.value_or("")).value_or(RoomId());
}

}  // namespace

Task<std::optional<Found>> Subjects::seen_by(const RequestContext& context, Subject subject) const {
  const bool seen = co_await is_seen(context, subject);
  if (!seen) co_return std::nullopt;
  co_return co_await find(std::move(subject));
}

Task<bool> Subjects::is_seen(const RequestContext& context, Subject subject) const {
  const UserId viewer = context.require_principal().user;
  switch (subject.kind) {
    case SubjectKind::person: {
      const auto id = UserId::parse(subject.id);
      if (!id) co_return false;
      const auto person = co_await social_.person(viewer, *id);
      co_return person.has_value();
    }
    case SubjectKind::post: {
      const auto id = PostId::parse(subject.id);
      if (!id) co_return false;
      const auto post = co_await posts_.find(viewer, *id);
      co_return post.has_value();
    }
    case SubjectKind::comment: {
      const auto id = CommentId::parse(subject.id);
      if (!id) co_return false;
      const auto comment = co_await posts_.find_comment(viewer, *id);
      co_return comment.has_value();
    }
    case SubjectKind::message: {
      const auto id = MessageId::parse(subject.id);
      const auto room = RoomId::parse(subject.room_id.value_or(""));
      if (!id || !room) co_return false;
      const auto message = co_await chat_.messages.find(context, *room, *id);
      co_return message.has_value();
    }
  }
  co_return false;
}

Task<std::optional<Found>> Subjects::find_person(UserId id) const {
  const auto user = co_await people_.find(Owner::acting_for(id));
  if (!user) co_return std::nullopt;
  Found found;
  found.owner = id;
  std::string& text = found.snapshot.text;
  text = "@" + user->nickname;
  add_line(text, user->full_name);
  add_line(text, user->pronouns);
  add_line(text, user->bio);
  for (const std::string& link : user->links) add_line(text, link);
  if (user->avatar_url) found.snapshot.pictures.push_back(*user->avatar_url);
  if (user->banner_url) found.snapshot.pictures.push_back(*user->banner_url);
  found.snapshot.taken_at = clock_.now();
  co_return found;
}

Task<std::optional<Found>> Subjects::find(Subject subject) const {
  Found found;
  found.snapshot.taken_at = clock_.now();
  switch (subject.kind) {
    case SubjectKind::person: {
      const auto id = UserId::parse(subject.id);
      if (!id) co_return std::nullopt;
      co_return co_await find_person(*id);
    }
    case SubjectKind::post: {
      const auto post = co_await posts_evidence_.post(PostId::parse(subject.id).value_or(PostId()));
      if (!post) co_return std::nullopt;
      found.owner = post->author_id;
      add_line(found.snapshot.text, post->warning);
      add_line(found.snapshot.text, post->text);
      found.snapshot.pictures = addresses_of(post->pictures);
      co_return found;
    }
    case SubjectKind::comment: {
      const auto comment =
          co_await posts_evidence_.comment(CommentId::parse(subject.id).value_or(CommentId()));
      if (!comment) co_return std::nullopt;
      found.owner = comment->author_id;
      found.snapshot.text = comment->text;
      co_return found;
    }
    case SubjectKind::message: {
      const auto message = co_await chat_evidence_.message(
          room_of(subject), MessageId::parse(subject.id).value_or(MessageId()));
      if (!message) co_return std::nullopt;
      found.owner = message->sender_id;
      found.snapshot.text = message->text;
      found.snapshot.pictures = addresses_of(message->pictures);
      co_return found;
    }
  }
  co_return std::nullopt;
}

Task<std::vector<ContextLine>> Subjects::context(Subject subject) const {
  switch (subject.kind) {
    case SubjectKind::person:
    case SubjectKind::post:
      break;
    case SubjectKind::comment:
      co_return co_await around_comment(CommentId::parse(subject.id).value_or(CommentId()));
    case SubjectKind::message:
      co_return co_await around_message(room_of(subject),
                                        MessageId::parse(subject.id).value_or(MessageId()));
  }
  co_return std::vector<ContextLine>();
}

Task<std::vector<ContextLine>> Subjects::around_comment(CommentId id) const {
  std::vector<ContextLine> lines;
  const auto comment = co_await posts_evidence_.comment(id);
  if (!comment) co_return lines;
  const auto post = co_await posts_evidence_.post(comment->post_id);
  if (post) {
    ContextLine& line = lines.emplace_back();
    line.id = post->id.to_string();
    line.author_id = post->author_id;
    line.text = post->text;
    line.at = post->created_at;
  }
  if (comment->parent_id) {
    const auto parent = co_await posts_evidence_.comment(*comment->parent_id);
    if (parent) lines.push_back(line_of(*parent));
  }
  lines.push_back(line_of(*comment));
  lines.back().reported = true;
  co_return lines;
}

Task<std::vector<ContextLine>> Subjects::around_message(RoomId room, MessageId id) const {
  const auto messages = co_await chat_evidence_.around(room, id, kContextMessages);
  std::vector<ContextLine> lines;
  for (const chat::Message& message : messages) {
    ContextLine& line = lines.emplace_back();
    line.kind = SubjectKind::message;
    line.id = message.id.to_string();
    line.author_id = message.sender_id;
    line.text = message.text;
    line.at = message.sent_at;
    line.reported = message.id == id;
  }
  co_return lines;
}

Task<Hiding> Subjects::hide(store::Transaction& transaction, std::vector<events::NewEvent>& events,
                            Subject subject, UserId by, std::optional<Instant> at) const {
  Hiding hiding;
  const auto there = co_await find(subject);
  if (!there) co_return hiding;
  switch (subject.kind) {
    case SubjectKind::person:
      break;
    case SubjectKind::post:
      posts::Evidence::hide(transaction, PostId::parse(subject.id).value_or(PostId()), at);
      break;
    case SubjectKind::comment:
      posts::Evidence::hide(transaction, CommentId::parse(subject.id).value_or(CommentId()), at);
      break;
    case SubjectKind::message:
      hiding.message = co_await chat_evidence_.hide(
          transaction, events, room_of(subject), MessageId::parse(subject.id).value_or(MessageId()),
          by, at, clock_.now());
      break;
  }
  co_return hiding;
}

void Subjects::announce(const Hiding& hiding) const {
  if (hiding.message) chat_evidence_.announce(*hiding.message);
}

}  // namespace waymark::moderation
