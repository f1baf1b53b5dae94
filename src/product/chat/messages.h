// What is said in rooms: the rules.
//
// Each function asks first whether the person is in the room: Error(not_found, room) otherwise, for
// rooms that are not there as for those of others. Who was asked or invited and has not answered
// reads a DIRECT room, and writes in none: Error(conflict, "error.chat.not_accepted").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/input.h"
#include "base/random.h"
#include "platform/store/listing.h"
#include "product/chat/bonds.h"
#include "product/chat/limits.h"
#include "product/chat/message_writer.h"
#include "product/limits/limits.h"

namespace waymark::chat {

/// GraphQL arguments of `sendMessage`, and the body of POST /api/rooms/{id}/messages.
struct MessageInput {
  std::string text;
  std::optional<std::string> client_id;
  std::optional<MessageId> reply_to;
  std::vector<media::MediaId> media_ids;
};
BOOST_DESCRIBE_STRUCT(MessageInput, (), (text, client_id, reply_to, media_ids))

/// A part of a room's history, before it is checked: the newest, or what follows or precedes a
/// cursor.
struct HistoryRequest {
  std::optional<std::int64_t> first;
  std::optional<std::string> after;
  std::optional<std::string> before;
};

/// Oldest first.
struct HistoryPage {
  std::vector<MessageView> messages;
  bool has_next = false;
  bool has_previous = false;
};

/// What a reader of a room may see of its log.
struct Reader {
  UserId user;
  std::int64_t visible_after = 0;
  std::int64_t position = 0;   // of the log's end when the reader came
  std::vector<UserId> hidden;  // whose messages are not shown, sorted
  bool apart = false;          // a request that waits, or a block: nothing but messages passes

  bool may_see(const LogEntry::About& about) const;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Messages {
 public:
  Messages(store::Store& store, events::Outbox& outbox, Announcer& announcer, Bonds& bonds,
           const media::Library& library, const Clock& clock, IdSource& ids, Random& random,
           const Options& options, const screening::Screening* screening = nullptr,
           const limits::Limits* limits = nullptr);

  /// Durable when it returns. Throws Error(forbidden, "error.chat.cannot_deliver") when nothing can
  /// be delivered there, Error(conflict, "error.chat.request_waits"), Error(rate_limited).
  Task<Sent> send(const RequestContext& context, RoomId room, MessageInput input,
                  InputPath at) const;
  /// By its sender: Error(forbidden, "error.chat.not_yours") for others.
  Task<MessageView> edit(const RequestContext& context, RoomId room, MessageId id, std::string text,
                         InputPath at) const;
  Task<MessageView> remove(const RequestContext& context, RoomId room, MessageId id) const;
  Task<MessageView> react(const RequestContext& context, RoomId room, MessageId id,
                          std::string emoji, bool on, InputPath at) const;
  /// Read up to that message; never goes back, nor past the newest one.
  Task<void> mark_read(const RequestContext& context, RoomId room, std::int64_t number) const;
  /// Tells those who listen; passed over when it comes too often.
  Task<void> typing(const RequestContext& context, RoomId room) const;

  Task<HistoryPage> history(const RequestContext& context, RoomId room, HistoryRequest request,
                            InputPath at) const;
  Task<std::optional<MessageView>> find(const RequestContext& context, RoomId room,
                                        MessageId id) const;
  /// Of rooms that were found for the person already.
  Task<std::vector<std::optional<MessageView>>> newest(std::vector<Seat> seats) const;

  /// Who may listen to the room, and what they see of it.
  Task<Reader> reader(const RequestContext& context, RoomId room) const;
  /// The log after a cursor, to its present end; empty when that was all. For readers of whom
  /// reader() was asked. Throws Error(invalid_input, "after").
  Task<std::vector<LogEntry>> log_after(RoomId room, std::string cursor) const;

 private:
  Task<Seat> seat_of(const RequestContext& context, RoomId room, bool writes) const;
  Task<std::optional<MessageReference>> reference_to(const Seat& seat, std::optional<MessageId> id,
                                                     const InputPath& at) const;
  Task<std::vector<media::Picture>> pictures_of(UserId owner, std::vector<media::MediaId> ids,
                                                const InputPath& at) const;
  Task<bool> reaches(const Seat& seat) const;
  Task<void> require_reach(const Seat& seat) const;
  Task<std::vector<UserId>> hidden_from(UserId user, std::vector<UserId> others) const;
  Task<MessageView> change(const RequestContext& context, const Seat& seat,
                           Changing changing) const;

  RoomRepository rooms_;
  MessageRepository messages_;
  store::Store& store_;
  Announcer& announcer_;
  Bonds& bonds_;
  const media::Library& library_;
  const Clock& clock_;
  IdSource& ids_;
  const Options options_;
  const screening::Screening* screening_;
  mutable MessageWriter writer_;
  const limits::Limits* limits_;
};

/// What people may react with.
const std::vector<std::string>& reaction_kinds();

}  // namespace waymark::chat
