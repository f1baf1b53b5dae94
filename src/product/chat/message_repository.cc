#include "product/chat/message_repository.h"

#include <algorithm>
#include <unordered_map>

#include "platform/store/entity.h"
#include "product/chat/keys.h"

namespace waymark::chat {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::SortKey;
using store::Transaction;
using store::Value;

constexpr std::uint32_t kEntriesAtOnce = 100;

Condition state_is(MemberState state) {
  return Condition::equal("state", Value(std::string(enum_name(state))));
}

std::string prefixed(std::string_view prefix, std::int64_t position) {
  return std::string(prefix) + cursor_of(position);
}

/// Entries of one kind, and how far that kind was read.
struct Entries {
  std::vector<Item> items;
  std::int64_t read_to = 0;
};

Task<Entries> entries_of(store::Store& store, RoomId room, std::string_view prefix,
                         std::int64_t position, std::int64_t end) {
  Entries entries;
  entries.read_to = end;
  std::optional<store::Cursor> next;
  do {
    store::Query query(store::Index::table, keys::partition(room));
    query.where(SortKey::between(prefixed(prefix, position + 1), prefixed(prefix, end)));
    query.at_most(kEntriesAtOnce).starting_after(next);
    store::Page page = co_await store.query(std::move(query));
    for (Item& item : page.items) entries.items.push_back(std::move(item));
    next = std::move(page.next);
  } while (next && entries.items.empty());
  if (next) {
    const std::string last = entries.items.back().key().sk;
    entries.read_to = position_of(last.substr(prefix.size())).value_or(position);
  }
  co_return entries;
}

/// Where the changed messages lie, by the place of the change.
std::vector<std::pair<std::int64_t, std::int64_t>> changed(const std::vector<Item>& changes,
                                                           std::int64_t read_to) {
  std::vector<std::pair<std::int64_t, std::int64_t>> found;
  for (const Item& item : changes) {
    const std::int64_t at =
        position_of(item.key().sk.substr(keys::kChangePrefix.size())).value_or(0);
    const std::int64_t message = item.integer("messagePosition").value_or(0);
    if (at <= read_to) found.emplace_back(at, message);
  }
  return found;
}

}  // namespace

Task<std::optional<MessagePlace>> MessageRepository::place(RoomId room, MessageId id) const {
  const auto item = co_await store_.get(keys::reference(room, id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<MessagePlace>(*item);
}

Task<std::optional<StoredMessage>> MessageRepository::at(RoomId room, std::int64_t position) const {
  const auto item = co_await store_.get(keys::message(room, position));
  if (!item) co_return std::nullopt;
  StoredMessage stored;
  stored.message = store::from_item<Message>(*item);
  stored.ttl = item->integer(store::attribute::kTtl);
  co_return stored;
}

Task<std::vector<std::optional<Message>>> MessageRepository::at(
    std::vector<std::pair<RoomId, std::int64_t>> places) const {
  std::vector<std::optional<Message>> messages;
  messages.reserve(places.size());
  for (std::size_t from = 0; from < places.size(); from += kEntriesAtOnce) {
    std::vector<store::Key> wanted;
    for (std::size_t i = from; i < std::min<std::size_t>(places.size(), from + kEntriesAtOnce); ++i)
      wanted.push_back(keys::message(places[i].first, places[i].second));
    const auto items = co_await store_.batch_get(std::move(wanted));
    for (const auto& item : items) {
      messages.emplace_back();
      if (item) messages.back() = store::from_item<Message>(*item);
    }
  }
  co_return messages;
}

Task<MessageSpan> MessageRepository::after(RoomId room, std::int64_t position,
                                           std::uint32_t count) const {
  MessageSpan span;
  std::optional<store::Cursor> next;
  do {
    store::Query query(store::Index::table, keys::partition(room));
    query.where(SortKey::between(prefixed(keys::kMessagePrefix, position + 1),
                                 std::string(keys::kMessagePrefix) + "~"));
    query.at_most(count + 1).starting_after(next);
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items) span.messages.push_back(store::from_item<Message>(item));
    next = std::move(page.next);
  } while (next && span.messages.size() <= count);
  span.more = span.messages.size() > count;
  if (span.more) span.messages.resize(count);
  co_return span;
}

Task<MessageSpan> MessageRepository::before(RoomId room, std::int64_t from, std::int64_t position,
                                            std::uint32_t count) const {
  MessageSpan span;
  if (position <= from + 1) co_return span;
  std::optional<store::Cursor> next;
  do {
    store::Query query(store::Index::table, keys::partition(room));
    query.where(SortKey::between(prefixed(keys::kMessagePrefix, from + 1),
                                 prefixed(keys::kMessagePrefix, position - 1)));
    query.at_most(count + 1).newest_first().starting_after(next);
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items) span.messages.push_back(store::from_item<Message>(item));
    next = std::move(page.next);
  } while (next && span.messages.size() <= count);
  span.more = span.messages.size() > count;
  if (span.more) span.messages.resize(count);
  std::ranges::reverse(span.messages);
  co_return span;
}

Task<std::vector<LogEntry>> MessageRepository::log(RoomId room, std::int64_t position,
                                                   std::int64_t end) const {
  std::vector<LogEntry> entries;
  while (entries.empty() && position < end) {
    const Entries sent = co_await entries_of(store_, room, keys::kMessagePrefix, position, end);
    const Entries told = co_await entries_of(store_, room, keys::kChangePrefix, position, end);
    const std::int64_t read_to = std::min(sent.read_to, told.read_to);
    for (const Item& item : sent.items) {
      const Message message = store::from_item<Message>(item);
      if (message.position <= read_to) entries.push_back(LogEntry(message, message.position));
    }
    const auto changes = changed(told.items, read_to);
    std::vector<std::pair<RoomId, std::int64_t>> places;
    for (const auto& change : changes) {
      const std::pair<RoomId, std::int64_t> target(room, change.second);
      if (std::ranges::find(places, target) == places.end()) places.push_back(target);
    }
    std::unordered_map<std::int64_t, Message> messages;
    const auto found = co_await at(std::move(places));
    for (const auto& message : found)
      if (message) messages.emplace(message->position, *message);
    for (const auto& [place, of] : changes)
      if (const auto message = messages.find(of); message != messages.end())
        entries.push_back(LogEntry(message->second, place));
    position = read_to;
  }
  std::ranges::sort(entries, {}, &LogEntry::position);
  co_return entries;
}

void MessageRepository::advance(Transaction& transaction, const Room& room, std::int64_t position,
                                const Message* last) {
  Changes changes;
  changes.set("position", Value(position));
  if (last) {
    changes.set("lastNumber", Value(last->number)).set("lastPosition", Value(last->position));
    changes.set("lastAt", Value(to_rfc3339(last->sent_at)));
  }
  transaction.update(keys::room(room.id), std::move(changes),
                     Condition::equal("position", Value(room.position)));
}

void MessageRepository::add(Transaction& transaction, const Message& message,
                            std::optional<Instant> expires) {
  Item item = store::to_item(message, keys::message(message.room_id, message.position));
  MessagePlace place;
  place.position = message.position;
  place.number = message.number;
  place.sender_id = message.sender_id;
  Item reference = store::to_item(place, keys::reference(message.room_id, message.id));
  if (expires) {
    item.set_ttl(*expires);
    reference.set_ttl(*expires);
  }
  transaction.put(std::move(item));
  transaction.put(std::move(reference), Condition::item_absent());
}

void MessageRepository::change(Transaction& transaction, const StoredMessage& before,
                               const Message& after, std::int64_t position, Instant entry_expires) {
  Item item = store::to_item(after, keys::message(after.room_id, after.position));
  if (before.ttl) item.set(store::attribute::kTtl, *before.ttl);
  transaction.put(std::move(item), Condition::version_is(before.message.version));
  Item entry(keys::change(after.room_id, position));
  entry.set("messagePosition", after.position);
  entry.set_ttl(entry_expires);
  transaction.put(std::move(entry));
}

void MessageRepository::sent_by(Transaction& transaction, RoomId room, UserId sender,
                                std::int64_t number) {
  Changes changes;
  changes.set("readThrough", Value(number));
  transaction.update(keys::member(room, sender), std::move(changes), state_is(MemberState::joined));
}

void MessageRepository::check_joined(Transaction& transaction, RoomId room, UserId user) {
  transaction.check(keys::member(room, user), state_is(MemberState::joined));
}

void MessageRepository::read_through(Transaction& transaction, const Member& member,
                                     std::int64_t number) {
  Changes changes;
  changes.set("readThrough", Value(number));
  const std::vector<Condition> further{
      state_is(member.state),
      Condition::compare(Condition::Op::less, "readThrough", Value(number))};
  transaction.update(keys::member(member.room_id, member.user_id), std::move(changes),
                     Condition::all_of(further));
}

}  // namespace waymark::chat
