#include "platform/store/rocks/keys.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace waymark::store::rocks {
namespace {

constexpr char kEscape = '\0';
constexpr char kEscapedZero = '\xFF';
constexpr char kPartEnd = '\x01';

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (auto zero = text.find('\0'); zero != std::string_view::npos; zero = text.find('\0', start)) {
    out.append(text, start, zero - start);
    out += kEscape;
    out += kEscapedZero;
    start = zero + 1;
  }
  out.append(text, start);
}

void append_part(std::string& out, std::string_view text) {
  append_escaped(out, text);
  out += kEscape;
  out += kPartEnd;
}

std::optional<std::string> take_part(std::string_view& from) {
  std::string text;
  while (true) {
    const auto zero = from.find(kEscape);
    if (zero == std::string_view::npos || zero + 1 == from.size()) return std::nullopt;
    text += from.substr(0, zero);
    const char mark = from[zero + 1];
    from.remove_prefix(zero + 2);
    if (mark == kPartEnd) return text;
    if (mark != kEscapedZero) return std::nullopt;
    text += '\0';
  }
}

void append_ordered(std::string& out, std::int64_t number) {
  const std::uint64_t ordered = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63);
  const std::uint64_t big_endian = __builtin_bswap64(ordered);
  char bytes[sizeof big_endian];
  std::memcpy(bytes, &big_endian, sizeof bytes);
  out.append(bytes, sizeof bytes);
}

/// What the sort keys of one partition become in keys: of the table they end the key, in an index more follows.
class SortRange {
 public:
  SortRange(Index index, std::string_view partition) : index_(index) {
    const bool table = index == Index::table;
    prefix_ += table ? space::kItems : static_cast<char>(space::kIndexes + static_cast<int>(index));
    append_part(prefix_, partition);
  }

  std::string first() const { return prefix_; }
  std::string end() const { return past_prefix(prefix_); }
  /// The first key of this sort key.
  std::string at(std::string_view sort) const {
    std::string key = prefix_;
    if (index_ == Index::table)
      key += sort;
    else
      append_part(key, sort);
    return key;
  }
  /// The first key behind this sort key's.
  std::string past(std::string_view sort) const {
    return index_ == Index::table ? at(sort) + '\0' : past_prefix(at(sort));
  }
  std::string at_prefix(std::string_view beginning) const {
    std::string key = prefix_;
    if (index_ == Index::table)
      key += beginning;
    else
      append_escaped(key, beginning);
    return key;
  }

 private:
  Index index_;
  std::string prefix_;
};

Range range_of(const SortRange& keys, const SortKey& sort) {
  switch (sort.op) {
    case SortKey::Op::any:
      return Range{keys.first(), keys.end()};
    case SortKey::Op::equals:
      return Range{keys.at(sort.low), keys.past(sort.low)};
    case SortKey::Op::begins_with:
      return Range{keys.at_prefix(sort.low), past_prefix(keys.at_prefix(sort.low))};
    case SortKey::Op::between:
      return Range{keys.at(sort.low), keys.past(sort.high)};
    case SortKey::Op::less:
      return Range{keys.first(), keys.at(sort.low)};
    case SortKey::Op::less_equal:
      return Range{keys.first(), keys.past(sort.low)};
    case SortKey::Op::greater:
      return Range{keys.past(sort.low), keys.end()};
    case SortKey::Op::greater_equal:
      return Range{keys.at(sort.low), keys.end()};
  }
  return Range{};
}

std::string key_of(const Query& query, const Position& position) {
  if (query.index == Index::table) return item_key(query.partition, position.sort);
  const IndexKey entry{query.partition, position.sort};
  return index_entry_key(static_cast<int>(query.index), entry, position.key.pk, position.key.sk);
}

}  // namespace

std::string meta_key(std::string_view name) {
  return space::kMeta + std::string(name);
}

std::string item_key(std::string_view pk, std::string_view sk) {
  std::string key;
  key.reserve(pk.size() + sk.size() + 8);
  key += space::kItems;
  append_part(key, pk);
  key += sk;
  return key;
}

std::vector<std::string> item_keys(const std::vector<Key>& keys) {
  std::vector<std::string> encoded;
  encoded.reserve(keys.size());
  for (const Key& key : keys) encoded.push_back(item_key(key.pk, key.sk));
  return encoded;
}

std::string index_entry_key(int index, const IndexKey& entry, std::string_view pk,
                            std::string_view sk) {
  std::string key;
  key.reserve(entry.pk.size() + entry.sk.size() + pk.size() + sk.size() + 8);
  key += static_cast<char>(space::kIndexes + index);
  append_part(key, entry.pk);
  append_part(key, entry.sk);
  append_part(key, pk);
  key += sk;
  return key;
}

std::string expiry_key(std::int64_t ttl, std::string_view pk, std::string_view sk) {
  std::string key;
  key.reserve(pk.size() + sk.size() + 16);
  key += space::kExpiry;
  append_ordered(key, ttl);
  append_part(key, pk);
  key += sk;
  return key;
}

std::optional<Key> parse_expiry_key(std::string_view key) {
  if (key.size() < 1 + sizeof(std::int64_t) || key.front() != space::kExpiry) return std::nullopt;
  key.remove_prefix(1 + sizeof(std::int64_t));
  auto pk = take_part(key);
  if (!pk) return std::nullopt;
  return Key(std::move(*pk), std::string(key));
}

std::string expiry_end(std::int64_t ttl) {
  std::string key(1, space::kExpiry);
  append_ordered(key, ttl);
  return past_prefix(std::move(key));
}

Secondary secondary_of(const Item& item) {
  std::array<IndexKey, kIndexes> found;
  Secondary secondary;
  item.each([&](std::string_view name, const ValueView& value) {
    if (name == attribute::kTtl) secondary.ttl = value.integer();
    if (name.size() != 6 || !name.starts_with("GSI") || name[5] != 'K') return;
    const int index = name[3] - '1';
    if (index < 0 || index >= kIndexes) return;
    const auto text = value.text().value_or("");
    if (name[4] == 'P') found[static_cast<std::size_t>(index)].pk = text;
    if (name[4] == 'S') found[static_cast<std::size_t>(index)].sk = text;
  });
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!found[i].pk.empty() && !found[i].sk.empty()) secondary.indexes[i] = found[i];
  return secondary;
}

Range range_of(const Query& query, const std::optional<Position>& after) {
  Range range = range_of(SortRange(query.index, query.partition), query.sort);
  if (!after) return range;
  std::string last = key_of(query, *after);
  if (query.order == Order::ascending)
    range.begin = std::max(range.begin, last + '\0');
  else if (last < range.end)
    range.end = std::move(last);
  return range;
}

Position position_of(Index index, const Item& item) {
  Position position;
  if (index == Index::table) {
    position.sort = item.text(attribute::kSk).value_or("");
    return position;
  }
  const auto entry = index_key(item, static_cast<int>(index));
  position.sort = entry ? entry->sk : std::string_view();
  position.key = item.key();
  return position;
}

std::string past_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

}  // namespace waymark::store::rocks
