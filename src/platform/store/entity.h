// Described structs as items: storing is derived from BOOST_DESCRIBE_STRUCT, never written by hand.
//
// Each member becomes an attribute of its wire name (base/described.h): ids, instants, dates and
// enumerators as text, and so is what has parse() and to_string(); quantities as numbers, nested
// structs as maps, vectors as lists, a boost::json::value as its JSON text. An empty optional is
// not stored. A member that is missing from a stored item keeps the default of its type, so that
// adding a member needs no migration; an attribute that no member has the name of is passed over.
#pragma once

#include <array>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/described.h"
#include "base/error.h"
#include "base/json.h"
#include "platform/store/item.h"

namespace waymark::store {

/// All members of `entity` as attributes; the caller adds the indexes and whatever else the entity
/// does not hold.
template <DescribedStruct T>
Item to_item(const T& entity, const Key& key);

/// Reads the members back. Throws Error(internal) naming the attribute ("stats.distance") when one
/// has the wrong type.
template <DescribedStruct T>
T from_item(const Item& item);

/// Lets the templates below write into an item's buffer. Names must be new to the item.
class ItemBuilder {
 public:
  explicit ItemBuilder(const Key& key) : item_(key) {}
  std::string& buffer() { return item_.encoded_; }
  Item take() { return std::move(item_); }

 private:
  Item item_;
};

namespace entity_detail {

using json::detail::IsId;
using json::detail::IsOptional;
using json::detail::IsQuantity;
using json::detail::IsVector;
using json::detail::kNever;

/// A value that is stored as the text which says it: `T::parse(text)`, empty for a wrong one, and `to_string()`. An empty
/// text says the value that nothing has been said of, `T()`.
template <typename T>
concept SaidByText = !IsId<T>::value && requires(const T& value, std::string_view text) {
  { T::parse(text) } -> std::same_as<std::optional<T>>;
  { value.to_string() } -> std::same_as<std::string>;
};

/// Where reading is, for the message of an error: built only when there is one.
struct Path {
  const Path* parent = nullptr;
  std::string_view name;
  std::string text() const {
    return parent && !parent->name.empty() ? parent->text() + "." + std::string(name)
                                           : std::string(name);
  }
};

[[noreturn]] inline void wrong_type(const Path& path, std::string_view expected) {
  throw Error(ErrorCode::internal, "error.internal",
              "stored attribute '" + path.text() + "' is not " + std::string(expected));
}

template <typename T>
void append(std::string& out, const T& value);

template <DescribedStruct T>
void append_members(std::string& out, const T& entity) {
  for_each_member<T>([&](std::string_view name, auto pointer) {
    using Member = std::remove_cvref_t<decltype(entity.*pointer)>;
    if constexpr (IsOptional<Member>::value) {
      if (!(entity.*pointer)) return;
    }
    codec::append_name(out, name);
    append(out, entity.*pointer);
  });
}

template <typename T>
void append(std::string& out, const T& value) {
  static_assert(!std::is_same_v<T, Secret>, "a secret is never stored: keep its hash, or seal it");
  if constexpr (std::is_same_v<T, bool>) {
    codec::append_boolean(out, value);
  } else if constexpr (std::integral<T>) {
    static_assert(std::is_signed_v<T> || sizeof(T) < 8,
                  "an item's integers are signed and have 64 bits");
    codec::append_integer(out, static_cast<std::int64_t>(value));
  } else if constexpr (std::floating_point<T>) {
    codec::append_real(out, static_cast<double>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    codec::append_text(out, value);
  } else if constexpr (IsOptional<T>::value) {
    if (value)
      append(out, *value);
    else
      codec::append_null(out);
  } else if constexpr (IsVector<T>::value) {
    const std::size_t opened = codec::open(out, codec::Tag::list);
    for (const auto& element : value) append<typename T::value_type>(out, element);
    codec::close(out, opened);
  } else if constexpr (IsId<T>::value) {
    codec::append_tag(out, codec::Tag::text);
    codec::append_varint(out, 36);
    value.uuid.append_to(out);
  } else if constexpr (SaidByText<T>) {
    codec::append_text(out, value.to_string());
  } else if constexpr (IsQuantity<T>::value) {
    append(out, value.value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    codec::append_tag(out, codec::Tag::text);
    codec::append_varint(out, 24);
    append_rfc3339(out, value);
  } else if constexpr (std::is_same_v<T, Date>) {
    codec::append_text(out, to_iso_date(value));
  } else if constexpr (DescribedEnum<T>) {
    codec::append_text(out, enum_name(value));
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    codec::append_text(out, boost::json::serialize(value));
  } else if constexpr (DescribedStruct<T>) {
    const std::size_t opened = codec::open(out, codec::Tag::map);
    append_members(out, value);
    codec::close(out, opened);
  } else {
    static_assert(kNever<T>, "describe this type (BOOST_DESCRIBE_STRUCT) to store it");
  }
}

template <DescribedStruct T>
class MemberReader;

template <typename T>
void read(const ValueView& value, T& into, const Path& path) {
  static_assert(!std::is_same_v<T, Secret>, "a secret is never stored");
  const auto require = [&](bool holds, std::string_view expected) {
    if (!holds) wrong_type(path, expected);
  };
  if constexpr (std::is_same_v<T, bool>) {
    const auto boolean = value.boolean();
    require(boolean.has_value(), "true or false");
    into = *boolean;
  } else if constexpr (std::integral<T>) {
    const auto integer = value.integer();
    require(integer && std::in_range<T>(*integer), "an integer that fits");
    into = static_cast<T>(*integer);
  } else if constexpr (std::floating_point<T>) {
    const auto real = value.real();
    require(real.has_value(), "a number");
    into = static_cast<T>(*real);
  } else if constexpr (std::is_same_v<T, std::string>) {
    const auto text = value.text();
    require(text.has_value(), "a text");
    into.assign(*text);
  } else if constexpr (IsOptional<T>::value) {
    if (value.is_null())
      into.reset();
    else
      read(value, into.emplace(), path);
  } else if constexpr (IsVector<T>::value) {
    require(value.type() == ValueView::Type::list, "a list");
    into.clear();
    value.each_element([&](const ValueView& element) {
      typename T::value_type one{};
      read(element, one, path);
      into.push_back(std::move(one));
    });
  } else if constexpr (IsId<T>::value) {
    const auto text = value.text();
    const auto id = text ? T::parse(*text) : std::nullopt;
    require(id.has_value(), "an id");
    into = *id;
  } else if constexpr (SaidByText<T>) {
    const auto text = value.text();
    const auto said = !text ? std::nullopt : text->empty() ? std::optional(T()) : T::parse(*text);
    require(said.has_value(), "a text of its form");
    into = *said;
  } else if constexpr (IsQuantity<T>::value) {
    read(value, into.value, path);
  } else if constexpr (std::is_same_v<T, Instant>) {
    const auto text = value.text();
    const auto instant = text ? parse_rfc3339(*text) : std::nullopt;
    require(instant.has_value(), "an instant");
    into = *instant;
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto text = value.text();
    const auto date = text ? parse_iso_date(*text) : std::nullopt;
    require(date.has_value(), "a date");
    into = *date;
  } else if constexpr (DescribedEnum<T>) {
    const auto text = value.text();
    const auto found = text ? parse_enum<T>(*text) : std::nullopt;
    require(found.has_value(), "a name of its enumeration");
    into = *found;
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    const auto text = value.text();
    boost::json::error_code error;
    if (text)
      into = boost::json::parse(boost::json::string_view(text->data(), text->size()), error);
    require(text && !error, "a JSON text");
  } else if constexpr (DescribedStruct<T>) {
    require(value.type() == ValueView::Type::map, "a map");
    MemberReader<T> members(into, &path);
    value.each_entry(
        [&](std::string_view name, const ValueView& entry) { members.read_one(name, entry); });
  } else {
    static_assert(kNever<T>, "this type cannot be read from an item");
  }
}

template <typename T>
struct MemberEntry {
  std::string_view name;
  void (*read)(T& entity, const ValueView& value, const Path& path);
};

template <typename T, typename Descriptor>
void read_member(T& entity, const ValueView& value, const Path& path) {
  read(value, entity.*Descriptor::pointer, path);
}

template <typename T, typename... Descriptors>
constexpr auto member_table(boost::mp11::mp_list<Descriptors...>) {
  return std::array<MemberEntry<T>, sizeof...(Descriptors)>{
      {{described_detail::kCamel<Descriptors>.view(), &read_member<T, Descriptors>}...}};
}

/// Gives attributes to members, expecting them in the order in which append_members wrote them.
template <DescribedStruct T>
class MemberReader {
 public:
  explicit MemberReader(T& entity, const Path* path = nullptr) : entity_(entity), path_(path) {}

  void read_one(std::string_view name, const ValueView& value) {
    for (std::size_t tried = 0; tried < kMembers.size(); ++tried) {
      const std::size_t place = (next_ + tried) % kMembers.size();
      if (kMembers[place].name != name) continue;
      kMembers[place].read(entity_, value, Path{path_, name});
      next_ = place + 1;
      return;
    }
  }

 private:
  static constexpr auto kMembers =
      member_table<T>(boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>());
  T& entity_;
  const Path* path_;
  std::size_t next_ = 0;
};

}  // namespace entity_detail

template <DescribedStruct T>
Item to_item(const T& entity, const Key& key) {
  ItemBuilder builder(key);
  entity_detail::append_members(builder.buffer(), entity);
  return builder.take();
}

template <DescribedStruct T>
T from_item(const Item& item) {
  T entity{};
  entity_detail::MemberReader<T> members(entity);
  item.each([&](std::string_view name, const ValueView& value) { members.read_one(name, value); });
  return entity;
}

}  // namespace waymark::store
