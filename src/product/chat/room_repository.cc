#include "product/chat/room_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/chat/keys.h"
#include "product/chat/limits.h"

namespace waymark::chat {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Transaction;
using store::Value;

constexpr std::size_t kBatch = 100;

Item item_of(const Member& member) {
  Item item = store::to_item(member, keys::member(member.room_id, member.user_id));
  if (member.state != MemberState::declined)
    item.set_index(
        1, keys::of_person(member.user_id),
        "ROOM#" + std::string(enum_name(member.state)) + "#" + member.room_id.to_string());
  return item;
}

Condition state_is(MemberState state) {
  return Condition::equal("state", Value(std::string(enum_name(state))));
}

Condition under(std::string name, std::int64_t limit) {
  const Condition none = Condition::absent(name);
  const Condition fewer = Condition::compare(Condition::Op::less, std::move(name), Value(limit));
  return Condition::any_of(std::vector<Condition>{none, fewer});
}

Task<std::vector<Item>> all_of(store::Store& store, store::Query query) {
  std::vector<Item> items;
  bool more = true;
  while (more) {
    store::Page page = co_await store.query(query);
    for (Item& item : page.items) items.push_back(std::move(item));
    more = page.next.has_value();
    query.starting_after(std::move(page.next));
  }
  co_return items;
}

Task<std::vector<std::optional<Item>>> read_all(store::Store& store, std::vector<store::Key> keys) {
  std::vector<std::optional<Item>> found;
  found.reserve(keys.size());
  for (std::size_t from = 0; from < keys.size(); from += kBatch) {
    const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end =
        keys.begin() + static_cast<std::ptrdiff_t>(std::min(keys.size(), from + kBatch));
    std::vector<store::Key> some(begin, end);
    auto items = co_await store.batch_get(std::move(some));
    for (auto& item : items) found.push_back(std::move(item));
  }
  co_return found;
}

}  // namespace

Task<std::optional<Room>> RoomRepository::find(RoomId id) const {
  const auto item = co_await store_.get(keys::room(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Room>(*item);
}

Task<std::optional<Seat>> RoomRepository::seat(RoomId id, Owner owner) const {
  std::vector<store::Key> wanted{keys::room(id), keys::member(id, owner.user())};
  const auto items = co_await store_.batch_get(std::move(wanted));
  if (!items[0] || !items[1]) co_return std::nullopt;
  Seat seat;
  seat.room = store::from_item<Room>(*items[0]);
  seat.member = store::from_item<Member>(*items[1]);
  co_return seat;
}

Task<std::vector<Seat>> RoomRepository::seats(Owner owner, MemberState state) const {
  store::Query query(store::Index::gsi1, keys::of_person(owner.user()));
  query.where(store::SortKey::begins_with("ROOM#" + std::string(enum_name(state)) + "#"));
  query.at_most(1000);
  const std::vector<Item> places = co_await all_of(store_, std::move(query));
  std::vector<Seat> seats;
  std::vector<store::Key> rooms;
  for (const Item& item : places) {
    seats.emplace_back().member = store::from_item<Member>(item);
    rooms.push_back(keys::room(seats.back().member.room_id));
  }
  const auto items = co_await read_all(store_, std::move(rooms));
  for (std::size_t i = 0; i < seats.size(); ++i)
    if (items[i]) seats[i].room = store::from_item<Room>(*items[i]);
  std::erase_if(seats, [](const Seat& seat) { return !seat.room.id; });
  co_return seats;
}

Task<std::optional<RoomId>> RoomRepository::direct(UserId a, UserId b) const {
  const auto item = co_await store_.get(keys::direct(a, b));
  if (!item) co_return std::nullopt;
  co_return RoomId::parse(item->text("roomId").value_or(""));
}

Task<std::optional<RoomId>> RoomRepository::of_goal(Owner owner, GoalId goal) const {
  const auto item = co_await store_.get(keys::room_of_goal(owner.user(), goal));
  if (!item) co_return std::nullopt;
  co_return RoomId::parse(item->text("roomId").value_or(""));
}

Task<std::vector<Member>> RoomRepository::members(RoomId id) const {
  store::Query query(store::Index::table, keys::partition(id));
  query.where(store::SortKey::begins_with(std::string(keys::kMemberPrefix))).at_most(1000);
  const std::vector<Item> items = co_await all_of(store_, std::move(query));
  std::vector<Member> members;
  members.reserve(items.size());
  for (const Item& item : items) members.push_back(store::from_item<Member>(item));
  std::ranges::sort(members, [](const Member& a, const Member& b) {
    return std::tie(a.joined_at, a.user_id) < std::tie(b.joined_at, b.user_id);
  });
  co_return members;
}

Task<std::vector<std::optional<Member>>> RoomRepository::members(RoomId id,
                                                                 std::vector<UserId> users) const {
  std::vector<store::Key> wanted;
  wanted.reserve(users.size());
  for (const UserId user : users) wanted.push_back(keys::member(id, user));
  const auto items = co_await read_all(store_, std::move(wanted));
  std::vector<std::optional<Member>> members(users.size());
  for (std::size_t i = 0; i < users.size(); ++i)
    if (items[i]) members[i] = store::from_item<Member>(*items[i]);
  co_return members;
}

Task<std::vector<bool>> RoomRepository::gone(RoomId id, std::vector<UserId> users) const {
  std::vector<store::Key> wanted;
  wanted.reserve(users.size());
  for (const UserId user : users) wanted.push_back(keys::gone(id, user));
  const auto items = co_await read_all(store_, std::move(wanted));
  std::vector<bool> gone;
  gone.reserve(items.size());
  for (const auto& item : items) gone.push_back(item.has_value());
  co_return gone;
}

Task<RoomTally> RoomRepository::tally(Owner owner) const {
  const auto item = co_await store_.get(keys::tally(owner.user()));
  if (!item) co_return RoomTally();
  co_return store::from_item<RoomTally>(*item);
}

void RoomRepository::add(Transaction& transaction, const Room& room) {
  transaction.put(store::to_item(room, keys::room(room.id)), Condition::item_absent());
}

void RoomRepository::add_direct(Transaction& transaction, const Room& room) {
  Item item(keys::direct(room.pair.at(0), room.pair.at(1)));
  item.set("roomId", room.id.to_string());
  transaction.put(std::move(item), Condition::item_absent());
}

void RoomRepository::add_of_goal(Transaction& transaction, const Room& room,
                                 std::optional<RoomId> former) {
  Item item(keys::room_of_goal(room.opened_by, *room.goal_id));
  item.set("roomId", room.id.to_string());
  transaction.put(std::move(item), former ? Condition::equal("roomId", Value(former->to_string()))
                                          : Condition::item_absent());
}

void RoomRepository::add(Transaction& transaction, const Member& member) {
  transaction.put(item_of(member), Condition::item_absent());
}

void RoomRepository::replace(Transaction& transaction, const Member& before, const Member& after) {
  Changes changes;
  const std::string state(enum_name(after.state));
  changes.set("state", Value(state)).set("role", Value(std::string(enum_name(after.role))));
  changes.set("muted", Value(after.muted));
  if (after.state != before.state) {
    changes.set("visibleAfter", Value(after.visible_after));
    changes.set("readThrough", Value(after.read_through));
    changes.set("joinedAt", Value(to_rfc3339(after.joined_at)));
    if (after.state == MemberState::declined) {
      changes.remove("GSI1PK").remove("GSI1SK");
    } else {
      changes.set("GSI1PK", Value(keys::of_person(after.user_id)));
      changes.set("GSI1SK", Value("ROOM#" + state + "#" + after.room_id.to_string()));
    }
  }
  transaction.update(keys::member(after.room_id, after.user_id), std::move(changes),
                     state_is(before.state));
}

void RoomRepository::remove(Transaction& transaction, const Member& member) {
  transaction.erase(keys::member(member.room_id, member.user_id), state_is(member.state));
}

void RoomRepository::remember_gone(Transaction& transaction, const Member& member, Instant now) {
  Item item(keys::gone(member.room_id, member.user_id));
  item.set("at", to_rfc3339(now));
  transaction.put(std::move(item));
}

void RoomRepository::forget_gone(Transaction& transaction, RoomId room, UserId user) {
  transaction.erase(keys::gone(room, user));
}

void RoomRepository::count(Transaction& transaction, RoomId room, std::int64_t more,
                           std::int64_t limit) {
  Changes changes;
  changes.add("memberCount", Value(more));
  transaction.update(
      keys::room(room), std::move(changes),
      more > 0 ? Condition::compare(Condition::Op::less_equal, "memberCount", Value(limit - more))
               : Condition::item_exists());
}

void RoomRepository::rename(Transaction& transaction, RoomId room, const std::string& name) {
  Changes changes;
  changes.set("name", Value(name));
  transaction.update(keys::room(room), std::move(changes), Condition::item_exists());
}

void RoomRepository::accept(Transaction& transaction, RoomId room) {
  Changes changes;
  changes.set("pending", Value(false));
  transaction.update(keys::room(room), std::move(changes), Condition::item_exists());
}

void RoomRepository::tally(Transaction& transaction, UserId user, std::int64_t rooms,
                           std::int64_t requests) {
  Changes changes;
  std::vector<Condition> conditions;
  if (rooms != 0) changes.add("rooms", Value(rooms));
  if (requests != 0) changes.add("requests", Value(requests));
  if (rooms > 0) conditions.push_back(under("rooms", kRoomLimit));
  if (requests > 0) conditions.push_back(under("requests", kRequestLimit));
  const Condition all = conditions.empty() ? Condition() : Condition::all_of(std::move(conditions));
  transaction.update(keys::tally(user), std::move(changes), all);
}

void RoomRepository::tally_opened(Transaction& transaction, UserId user, const RoomTally& before,
                                  const std::string& today, std::int64_t daily_limit) {
  Changes changes;
  changes.add("rooms", Value(std::int64_t{1}));
  std::vector<Condition> conditions{under("rooms", kRoomLimit)};
  if (before.day == today) {
    changes.add("opened", Value(std::int64_t{1}));
    conditions.push_back(Condition::equal("day", Value(today)));
    conditions.push_back(under("opened", daily_limit));
  } else {
    changes.set("day", Value(today)).set("opened", Value(std::int64_t{1}));
    const std::vector<Condition> is_today{Condition::equal("day", Value(today))};
    conditions.push_back(Condition::none_of(is_today));
  }
  transaction.update(keys::tally(user), std::move(changes),
                     Condition::all_of(std::move(conditions)));
}

}  // namespace waymark::chat
