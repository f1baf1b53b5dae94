#include "product/chat/messages.h"

#include <algorithm>

#include "product/chat/keys.h"

namespace waymark::chat {
namespace {

constexpr TextRule kTextRule{1, kLongestMessage, true};
constexpr TextRule kCaptionRule{0, kLongestMessage, true};
constexpr std::int64_t kDefaultPage = 50;
constexpr std::int64_t kLargestPage = 100;
constexpr std::int64_t kHighestNumber = 2'147'483'647;  // a GraphQL Int

Error cannot_deliver() {
  return Error(ErrorCode::forbidden, "error.chat.cannot_deliver");
}

std::int64_t position_in(const std::string& cursor, const InputPath& at, std::string_view field) {
  const auto position = position_of(cursor);
  if (!position) throw Error::invalid(at(field), "error.cursor");
  return *position;
}

std::uint32_t size_of(const HistoryRequest& request, const InputPath& at) {
  const std::int64_t size = request.first.value_or(kDefaultPage);
  if (size < 1 || size > kLargestPage)
    throw Error::invalid(at("first"), "error.page.size", {{"limit", std::to_string(kLargestPage)}});
  return static_cast<std::uint32_t>(size);
}

void require_own(const Message& message, UserId user) {
  if (message.deleted_at) return;
  if (message.sender_id != user) throw Error(ErrorCode::forbidden, "error.chat.not_yours");
}

bool edit_text(Message& message, UserId by, const std::string& text, Instant now) {
  require_own(message, by);
  if (message.deleted_at || message.hidden_at) throw Error::not_found("message");
  if (message.text == text) return false;
  message.text = text;
  message.edited_at = now;
  return true;
}

/// What stays is that there was a message.
bool erase(Message& message, UserId by, Instant now) {
  if (message.sender_id != by) throw Error(ErrorCode::forbidden, "error.chat.not_yours");
  if (message.deleted_at) return false;
  message.text.clear();
  message.pictures.clear();
  message.reactions.clear();
  message.deleted_at = now;
  return true;
}

bool add_reaction(Message& message, UserId by, const std::string& emoji) {
  std::size_t of_theirs = 0;
  Reaction* found = nullptr;
  for (Reaction& reaction : message.reactions) {
    const bool theirs = std::ranges::find(reaction.user_ids, by) != reaction.user_ids.end();
    if (reaction.emoji == emoji) found = &reaction;
    if (reaction.emoji == emoji && theirs) return false;
    if (theirs) ++of_theirs;
  }
  if (of_theirs >= kMostReactionsOfOne)
    throw Error::conflict("error.chat.reaction_limit")
        .with("limit", std::to_string(kMostReactionsOfOne));
  if (!found) {
    found = &message.reactions.emplace_back();
    found->emoji = emoji;
  }
  found->user_ids.push_back(by);
  return true;
}

bool take_reaction(Message& message, UserId by, const std::string& emoji) {
  std::size_t taken = 0;
  for (Reaction& reaction : message.reactions)
    if (reaction.emoji == emoji) taken += std::erase(reaction.user_ids, by);
  std::erase_if(message.reactions, [](const Reaction& each) { return each.user_ids.empty(); });
  return taken > 0;
}

bool set_reaction(Message& message, UserId by, const std::string& emoji, bool on) {
  if (message.deleted_at || message.hidden_at) throw Error::not_found("message");
  return on ? add_reaction(message, by, emoji) : take_reaction(message, by, emoji);
}

Changing changing(const RequestContext& context, RoomId room, MessageId id, MessageChange kind) {
  Changing made;
  made.id = id;
  made.room = room;
  made.by = context.require_principal().user;
  made.kind = kind;
  made.trace = context.trace;
  return made;
}

UserId other_of(const Seat& seat) {
  return seat.room.pair.at(0) == seat.member.user_id ? seat.room.pair.at(1) : seat.room.pair.at(0);
}

}  // namespace

const std::vector<std::string>& reaction_kinds() {
  static const std::vector<std::string> kinds{"👍", "👎", "❤️",  "😂", "😮", "😢", "😡", "🎉",
                                              "🔥", "💪", "👏", "🙏", "👀", "✅", "🏃", "⛰️"};
  return kinds;
}

bool Reader::may_see(const LogEntry::About& about) const {
  return about.position > visible_after &&
         !std::binary_search(hidden.begin(), hidden.end(), about.sender);
}

Messages::Messages(store::Store& store, events::Outbox& outbox, Announcer& announcer, Bonds& bonds,
                   const media::Library& library, const Clock& clock, IdSource& ids, Random& random,
                   const Options& options, const screening::Screening* screening,
                   const limits::Limits* limits)
    : rooms_(store),
      messages_(store),
      store_(store),
      announcer_(announcer),
      bonds_(bonds),
      library_(library),
      clock_(clock),
      ids_(ids),
      options_(options),
      screening_(screening),
      writer_(store, outbox, announcer, library, clock, ids, random),
      limits_(limits) {}

Task<Sent> Messages::send(const RequestContext& context, RoomId room, MessageInput input,
                          InputPath at) const {
  const Principal& sender = context.require_principal();
  InputCheck check(at);
  Sending sending;
  const bool shows = !input.media_ids.empty();  // pictures may speak for themselves
  sending.text = check.text("text", input.text, shows ? kCaptionRule : kTextRule);
  if (input.media_ids.size() > kMostPictures)
    check.wrong("mediaIds", "error.list.too_long", {{"limit", std::to_string(kMostPictures)}});
  if (input.client_id && (input.client_id->empty() || input.client_id->size() > kLongestClientId))
    check.wrong("clientId", "error.chat.client_id", {{"limit", std::to_string(kLongestClientId)}});
  check.throw_if_any();
  const Seat seat = co_await seat_of(context, room, true);
  co_await require_reach(seat);
  sending.reply_to = co_await reference_to(seat, input.reply_to, at);
  sending.pictures = co_await pictures_of(sender.user, std::move(input.media_ids), at);
  sending.screened = co_await screening::screen(screening_, context, screening::Written::message,
                                                sending.text, at("text"));
  sending.id = input.client_id ? keys::message_id(room, sender.user, *input.client_id)
                               : ids_.make<MessageId>();
  sending.room = room;
  sending.sender = sender.user;
  sending.client_id = std::move(input.client_id);
  sending.kept = options_.kept(sender.tier);
  sending.trace = context.trace;
  co_return co_await writer_.send(std::move(sending));
}

Task<MessageView> Messages::edit(const RequestContext& context, RoomId room, MessageId id,
                                 std::string text, InputPath at) const {
  const std::string text_field = at("text");
  InputCheck check(std::move(at));
  text = check.text("text", text, kTextRule);
  check.throw_if_any();
  const Seat seat = co_await seat_of(context, room, true);
  co_await require_reach(seat);
  Changing edit = changing(context, room, id, MessageChange::edited);
  edit.screened = co_await screening::screen(screening_, context, screening::Written::message, text,
                                             text_field);
  edit.edit = [by = edit.by, text = std::move(text), held = edit.screened.held](Message& message,
                                                                                Instant now) {
    const bool changed = edit_text(message, by, text, now);
    if (changed && held) message.hidden_at = now;
    return changed;
  };
  co_return co_await change(context, seat, std::move(edit));
}

Task<MessageView> Messages::remove(const RequestContext& context, RoomId room, MessageId id) const {
  const Seat seat = co_await seat_of(context, room, true);
  Changing removal = changing(context, room, id, MessageChange::deleted);
  removal.edit = [by = removal.by](Message& message, Instant now) {
    return erase(message, by, now);
  };
  co_return co_await change(context, seat, std::move(removal));
}

Task<MessageView> Messages::react(const RequestContext& context, RoomId room, MessageId id,
                                  std::string emoji, bool on, InputPath at) const {
  const auto& kinds = reaction_kinds();
  if (std::ranges::find(kinds, emoji) == kinds.end())
    throw Error::invalid(at("emoji"), "error.chat.emoji");
  const Seat seat = co_await seat_of(context, room, true);
  co_await require_reach(seat);
  Changing reaction = changing(context, room, id, MessageChange::reacted);
  reaction.edit = [by = reaction.by, emoji = std::move(emoji), on](Message& message, Instant) {
    return set_reaction(message, by, emoji, on);
  };
  co_return co_await change(context, seat, std::move(reaction));
}

/// A message of somebody hidden is not there for this person, in no call.
Task<MessageView> Messages::change(const RequestContext& context, const Seat& seat,
                                   Changing changing) const {
  const auto found = co_await find(context, seat.room.id, changing.id);
  if (!found) throw Error::not_found("message");
  const LogEntry entry = co_await writer_.change(std::move(changing));
  co_return entry.view;
}

Task<void> Messages::mark_read(const RequestContext& context, RoomId room,
                               std::int64_t number) const {
  if (number < 0)
    throw Error::invalid("number", "error.number.range",
                         {{"low", "0"}, {"high", std::to_string(kHighestNumber)}});
  const Seat seat = co_await seat_of(context, room, false);
  const std::int64_t through = std::min(number, seat.room.last_number);
  if (through <= seat.member.read_through) co_return;
  store::Transaction transaction;
  MessageRepository::read_through(transaction, seat.member, through);
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed()) co_return;  // it has moved further meanwhile
  announcer_.room_changed(room, seat.member.user_id);
  const bool reached = co_await reaches(seat);
  if (seat.room.pending || !reached) co_return;
  ReceiptView receipt;
  receipt.room_id = room;
  receipt.user_id = seat.member.user_id;
  receipt.read_through = through;
  announcer_.receipt(receipt);
}

Task<void> Messages::typing(const RequestContext& context, RoomId room) const {
  const Seat seat = co_await seat_of(context, room, true);
  co_await require_reach(seat);
  if (seat.room.pending) co_return;
  if (limits_ != nullptr) {
    const bool first = co_await limits_->try_take_for(
        limits::Action::typing, seat.member.user_id.to_string() + "#" + room.to_string());
    if (!first) co_return;  // it was told a moment ago
  }
  TypingView typing;
  typing.room_id = room;
  typing.user_id = seat.member.user_id;
  typing.at = clock_.now();
  announcer_.typing(typing);
}

Task<HistoryPage> Messages::history(const RequestContext& context, RoomId room,
                                    HistoryRequest request, InputPath at) const {
  const std::uint32_t size = size_of(request, at);
  if (request.after && request.before) throw Error::invalid(at("before"), "error.chat.one_cursor");
  std::optional<std::int64_t> after, before;
  if (request.after) after = position_in(*request.after, at, "after");
  if (request.before) before = position_in(*request.before, at, "before");
  const Seat seat = co_await seat_of(context, room, false);
  const std::int64_t from = seat.member.visible_after;
  MessageSpan span;
  if (after)
    span = co_await messages_.after(room, std::max(*after, from), size);
  else
    span = co_await messages_.before(room, from, before.value_or(seat.room.position + 1), size);

  HistoryPage page;
  page.has_next = after ? span.more : before.has_value() && *before <= seat.room.last_position;
  page.has_previous = after ? *after > from : span.more;
  std::vector<UserId> senders;
  if (seat.room.kind == RoomKind::shared)
    for (const Message& message : span.messages) senders.push_back(message.sender_id);
  const auto hidden = co_await hidden_from(seat.member.user_id, std::move(senders));
  for (const Message& message : span.messages)
    if (!std::binary_search(hidden.begin(), hidden.end(), message.sender_id))
      page.messages.push_back(view_of(message, message.position));
  co_return page;
}

Task<std::optional<MessageView>> Messages::find(const RequestContext& context, RoomId room,
                                                MessageId id) const {
  const Seat seat = co_await seat_of(context, room, false);
  const auto place = co_await messages_.place(room, id);
  if (!place || place->position <= seat.member.visible_after) co_return std::nullopt;
  if (seat.room.kind == RoomKind::shared) {
    std::vector<UserId> sender{place->sender_id};
    const auto hidden = co_await hidden_from(seat.member.user_id, std::move(sender));
    if (!hidden.empty()) co_return std::nullopt;
  }
  const auto stored = co_await messages_.at(room, place->position);
  if (!stored) co_return std::nullopt;
  co_return view_of(stored->message, stored->message.position);
}

Task<std::vector<std::optional<MessageView>>> Messages::newest(std::vector<Seat> seats) const {
  std::vector<std::pair<RoomId, std::int64_t>> places;
  places.reserve(seats.size());
  for (const Seat& seat : seats) places.emplace_back(seat.room.id, seat.room.last_position);
  const auto found = co_await messages_.at(std::move(places));
  std::vector<UserId> senders;
  for (std::size_t i = 0; i < seats.size(); ++i)
    if (found[i] && seats[i].room.kind == RoomKind::shared) senders.push_back(found[i]->sender_id);
  std::vector<UserId> hidden;
  if (!seats.empty())
    hidden = co_await hidden_from(seats.front().member.user_id, std::move(senders));
  std::vector<std::optional<MessageView>> newest(seats.size());
  for (std::size_t i = 0; i < seats.size(); ++i) {
    if (!found[i] || found[i]->position <= seats[i].member.visible_after) continue;
    if (seats[i].room.kind == RoomKind::shared &&
        std::binary_search(hidden.begin(), hidden.end(), found[i]->sender_id))
      continue;
    newest[i] = view_of(*found[i], found[i]->position);
  }
  co_return newest;
}

Task<Reader> Messages::reader(const RequestContext& context, RoomId room) const {
  const Seat seat = co_await seat_of(context, room, false);
  Reader reader;
  reader.user = seat.member.user_id;
  reader.visible_after = seat.member.visible_after;
  reader.position = seat.room.position;
  const bool reached = co_await reaches(seat);
  reader.apart = seat.room.pending || !reached;
  if (seat.room.kind == RoomKind::direct) co_return reader;
  const auto members = co_await rooms_.members(room);
  std::vector<UserId> others;
  others.reserve(members.size());
  for (const Member& member : members) others.push_back(member.user_id);
  reader.hidden = co_await hidden_from(reader.user, std::move(others));
  co_return reader;
}

Task<std::vector<LogEntry>> Messages::log_after(RoomId room, std::string cursor) const {
  const std::int64_t position = position_in(cursor, InputPath(), "after");
  const auto found = co_await rooms_.find(room);
  if (!found) throw Error::not_found("room");
  co_return co_await messages_.log(room, position, found->position);
}

Task<Seat> Messages::seat_of(const RequestContext& context, RoomId room, bool writes) const {
  const Owner owner(context);
  auto seat = co_await rooms_.seat(room, owner);
  if (!seat || seat->member.state == MemberState::declined) throw Error::not_found("room");
  const bool invited = seat->member.state == MemberState::requested;
  if (invited && (writes || seat->room.kind == RoomKind::shared))
    throw Error::conflict("error.chat.not_accepted");
  co_return std::move(*seat);
}

Task<std::optional<MessageReference>> Messages::reference_to(const Seat& seat,
                                                             std::optional<MessageId> id,
                                                             const InputPath& at) const {
  if (!id) co_return std::nullopt;
  const auto place = co_await messages_.place(seat.room.id, *id);
  if (!place || place->position <= seat.member.visible_after)
    throw Error::invalid(at("replyTo"), "error.not_found.message");
  MessageReference reference;
  reference.id = *id;
  reference.number = place->number;
  reference.sender_id = place->sender_id;
  co_return reference;
}

Task<std::vector<media::Picture>> Messages::pictures_of(UserId owner,
                                                        std::vector<media::MediaId> ids,
                                                        const InputPath& at) const {
  std::vector<media::Picture> pictures;
  if (ids.empty()) co_return pictures;
  const auto found = co_await library_.find_all(Owner::acting_for(owner), std::move(ids));
  for (const auto& picture : found) {
    if (!picture) throw Error::invalid(at("mediaIds"), "error.picture.not_yours");
    for (const media::Picture& other : pictures)
      if (other.id == picture->id) throw Error::invalid(at("mediaIds"), "error.picture.not_yours");
    pictures.push_back(*picture);
  }
  co_return pictures;
}

Task<bool> Messages::reaches(const Seat& seat) const {
  if (seat.room.kind == RoomKind::shared) co_return true;
  std::vector<UserId> other{other_of(seat)};
  const auto bonds = co_await bonds_.between(seat.member.user_id, std::move(other));
  co_return bonds.at(0).open();
}

Task<void> Messages::require_reach(const Seat& seat) const {
  const bool reached = co_await reaches(seat);
  if (!reached) throw cannot_deliver();
}

Task<std::vector<UserId>> Messages::hidden_from(UserId user, std::vector<UserId> others) const {
  std::ranges::sort(others);
  const auto doubles = std::ranges::unique(others);
  others.erase(doubles.begin(), doubles.end());
  std::erase(others, user);
  if (others.empty()) co_return others;
  const auto bonds = co_await bonds_.between(user, others);
  std::vector<UserId> hidden;
  for (std::size_t i = 0; i < others.size(); ++i)
    if (bonds[i].blocked) hidden.push_back(others[i]);
  co_return hidden;
}

}  // namespace waymark::chat
