#include "platform/store/item.h"

#include "base/error.h"
#include "platform/store/item_codec.h"

namespace waymark::store {
namespace {

constexpr long double as_number(std::int64_t integer) {
  return static_cast<long double>(integer);
}

/// Numbers of either type, exactly: a long double holds every 64-bit integer.
std::optional<long double> number(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return as_number(*integer);
  if (const auto* real = std::get_if<double>(&value)) return static_cast<long double>(*real);
  return std::nullopt;
}

const Value::variant& base(const Value& value) {
  return value;
}

std::string index_attribute(int index, std::string_view part) {
  if (index < 1 || index > 6)
    throw Error(ErrorCode::internal, "error.internal", "no index " + std::to_string(index));
  return "GSI" + std::to_string(index) + std::string(part);
}

bool has_come(std::optional<std::int64_t> ttl, Instant now) {
  return ttl && std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count() >= *ttl;
}

Error no_item(std::size_t size) {
  return Error(ErrorCode::internal, "error.internal",
               "stored bytes are not an item (" + std::to_string(size) + " bytes)");
}

struct Place {
  std::size_t begin;
  std::size_t end;
};

/// Where an attribute stands in the buffer, its name included.
std::optional<Place> place_of(const std::string& encoded, std::string_view wanted) {
  codec::Reader reader(codec::attributes(encoded));
  std::string_view name;
  ValueView value;
  while (!reader.at_end()) {
    const char* begin = reader.position();
    if (!reader.name(name) || !reader.value(value)) return std::nullopt;
    if (name == wanted)
      return Place{static_cast<std::size_t>(begin - encoded.data()),
                   static_cast<std::size_t>(reader.position() - encoded.data())};
  }
  return std::nullopt;
}

/// Writes an attribute in the place of the one it replaces, or at the end.
template <typename AppendValue>
void place(std::string& encoded, std::string_view name, AppendValue append_value) {
  if (name.empty() || name.size() > codec::kMaxName)
    throw Error(ErrorCode::internal, "error.internal",
                "an attribute's name has " + std::to_string(name.size()) + " bytes, not 1 to 255");
  if (encoded.empty()) encoded += codec::kVersion;
  const auto old = place_of(encoded, name);
  if (!old) {
    const std::size_t size = encoded.size();
    try {
      codec::append_name(encoded, name);
      append_value(encoded);
    } catch (...) {
      encoded.resize(size);
      throw;
    }
    return;
  }
  std::string attribute;
  codec::append_name(attribute, name);
  append_value(attribute);
  encoded.replace(old->begin, old->end - old->begin, attribute);
}

}  // namespace

bool operator==(const Value& a, const Value& b) {
  const auto left = number(a);
  const auto right = number(b);
  if (left || right) return left && right && *left == *right;
  return base(a) == base(b);
}

std::optional<std::strong_ordering> compare(const Value& a, const Value& b) {
  const auto left = number(a);
  const auto right = number(b);
  if (left && right)
    return *left < *right   ? std::strong_ordering::less
           : *left > *right ? std::strong_ordering::greater
                            : std::strong_ordering::equal;
  const auto* text = std::get_if<std::string>(&a);
  const auto* other_text = std::get_if<std::string>(&b);
  if (text && other_text) return *text <=> *other_text;
  const auto* bytes = std::get_if<Bytes>(&a);
  const auto* other_bytes = std::get_if<Bytes>(&b);
  if (bytes && other_bytes) return *bytes <=> *other_bytes;
  return std::nullopt;
}

std::optional<bool> ValueView::boolean() const {
  return type_ == Type::boolean ? std::optional(boolean_) : std::nullopt;
}

std::optional<std::int64_t> ValueView::integer() const {
  return type_ == Type::integer ? std::optional(integer_) : std::nullopt;
}

std::optional<double> ValueView::real() const {
  if (type_ == Type::integer) return static_cast<double>(integer_);
  return type_ == Type::real ? std::optional(real_) : std::nullopt;
}

std::optional<std::string_view> ValueView::text() const {
  return type_ == Type::text ? std::optional(raw_) : std::nullopt;
}

std::optional<std::string_view> ValueView::bytes() const {
  return type_ == Type::bytes ? std::optional(raw_) : std::nullopt;
}

Value ValueView::to_value() const {
  switch (type_) {
    case Type::null:
      return Value();
    case Type::boolean:
      return Value(boolean_);
    case Type::integer:
      return Value(integer_);
    case Type::real:
      return Value(real_);
    case Type::text:
      return Value(std::string(raw_));
    case Type::bytes:
      return Value(Bytes(raw_.begin(), raw_.end()));
    case Type::list: {
      List list;
      each_element([&](const ValueView& element) { list.push_back(element.to_value()); });
      return Value(std::move(list));
    }
    case Type::map: {
      Map map;
      each_entry([&](std::string_view name, const ValueView& entry) {
        map.emplace(name, entry.to_value());
      });
      return Value(std::move(map));
    }
  }
  return Value();
}

Item::Item(const Key& key) {
  encoded_.reserve(256);
  encoded_ += codec::kVersion;
  codec::append_name(encoded_, attribute::kPk);
  codec::append_text(encoded_, key.pk);
  codec::append_name(encoded_, attribute::kSk);
  codec::append_text(encoded_, key.sk);
}

Item& Item::set(std::string_view name, const Value& value) {
  place(encoded_, name, [&](std::string& out) { codec::append_value(out, value); });
  return *this;
}

Item& Item::set(std::string_view name, std::string_view text) {
  place(encoded_, name, [&](std::string& out) { codec::append_text(out, text); });
  return *this;
}

Item& Item::set_integer(std::string_view name, std::int64_t number) {
  place(encoded_, name, [&](std::string& out) { codec::append_integer(out, number); });
  return *this;
}

Item& Item::erase(std::string_view name) {
  if (const auto old = place_of(encoded_, name)) encoded_.erase(old->begin, old->end - old->begin);
  return *this;
}

Item& Item::set_index(int index, std::string_view pk, std::string_view sk) {
  set(index_attribute(index, "PK"), pk);
  return set(index_attribute(index, "SK"), sk);
}

Item& Item::set_ttl(Instant expires) {
  return set_integer(attribute::kTtl,
                     std::chrono::ceil<std::chrono::seconds>(expires.time_since_epoch()).count());
}

std::optional<ValueView> Item::find(std::string_view name) const {
  codec::Reader reader(codec::attributes(encoded_));
  std::string_view at;
  for (ValueView value; !reader.at_end() && reader.name(at) && reader.value(value);)
    if (at == name) return value;
  return std::nullopt;
}

std::optional<std::string_view> Item::text(std::string_view name) const {
  const auto value = find(name);
  return value ? value->text() : std::nullopt;
}

std::optional<std::int64_t> Item::integer(std::string_view name) const {
  const auto value = find(name);
  return value ? value->integer() : std::nullopt;
}

Key Item::key() const {
  return Key(std::string(text(attribute::kPk).value_or("")),
             std::string(text(attribute::kSk).value_or("")));
}

bool Item::expired(Instant now) const {
  return has_come(integer(attribute::kTtl), now);
}

Item Item::decode(std::string encoded) {
  if (!codec::is_valid(encoded)) throw no_item(encoded.size());
  Item item;
  item.encoded_ = std::move(encoded);
  return item;
}

std::optional<Item> Item::decode_unexpired(std::string_view encoded, Instant now) {
  std::optional<std::int64_t> ttl;
  if (!codec::inspect(encoded, ttl)) throw no_item(encoded.size());
  if (has_come(ttl, now)) return std::nullopt;
  std::optional<Item> item(std::in_place);
  item->encoded_ = encoded;
  return item;
}

bool Item::operator==(const Item& other) const {
  if (encoded_ == other.encoded_) return true;
  Map mine;
  Map theirs;
  each(
      [&](std::string_view name, const ValueView& value) { mine.emplace(name, value.to_value()); });
  other.each([&](std::string_view name, const ValueView& value) {
    theirs.emplace(name, value.to_value());
  });
  return mine == theirs;
}

}  // namespace waymark::store
