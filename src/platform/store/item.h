// Items: what the store keeps.
//
// An item is a set of named attributes under a partition key and a sort key, as in the single-table
// designs of the seeds (QF "Database Architecture", GG §3). Names are UTF-8, at most 255 bytes;
// values are the types of Value. PK, SK, GSI1PK … GSI6SK and `ttl` are ordinary attributes with a
// meaning; `version` is one that repositories keep.
//
// An Item owns one buffer in the stored format (written down in item_codec.h); reading an attribute
// decodes nothing else. Engines move that buffer, they do not take it apart.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"

namespace waymark::store {

namespace codec {
class Reader;
}

struct Value;
using Bytes = std::vector<std::uint8_t>;
using List = std::vector<Value>;
using Map = std::map<std::string, Value, std::less<>>;

/// An attribute's value. Numbers are 64-bit integers or doubles; an integral double and an integer
/// compare equal.
struct Value
    : std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes, List, Map> {
  using variant::variant;
};
bool operator==(const Value& a, const Value& b);
/// The order of two numbers, two texts or two byte strings (as bytes); nullopt for any other pair.
std::optional<std::strong_ordering> compare(const Value& a, const Value& b);

struct Key {
  Key() = default;
  Key(std::string partition, std::string sort) : pk(std::move(partition)), sk(std::move(sort)) {}
  std::string pk;  // 1–2048 bytes
  std::string sk;  // 1–1024 bytes
  auto operator<=>(const Key&) const = default;
};

/// The attributes that indexes and expiry read.
namespace attribute {
inline constexpr std::string_view kPk = "PK";
inline constexpr std::string_view kSk = "SK";
inline constexpr std::string_view kTtl =
    "ttl";  // epoch seconds; from then on the item is invisible
inline constexpr std::string_view kVersion = "version";
}  // namespace attribute

/// A borrowed attribute value: scalars decoded, the rest as views into the item's buffer.
class ValueView {
 public:
  enum class Type : std::uint8_t { null, boolean, integer, real, text, bytes, list, map };
  Type type() const { return type_; }
  bool is_null() const { return type_ == Type::null; }

  // Each returns nullopt when the value has another type.
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer() const;
  /// Integers count as reals.
  std::optional<double> real() const;
  std::optional<std::string_view> text() const;
  std::optional<std::string_view> bytes() const;

  /// Visits a list's elements, or a map's entries (f(name, value)), in stored order. Does nothing
  /// for other types.
  template <typename F>
  void each_element(F&& f) const;
  template <typename F>
  void each_entry(F&& f) const;

  /// A deep copy.
  Value to_value() const;
  /// The stored bytes of a text, byte string, list or map.
  std::string_view payload() const { return raw_; }

 private:
  friend class codec::Reader;
  Type type_ = Type::null;
  union {
    bool boolean_;
    std::int64_t integer_ = 0;
    double real_;
  };
  std::string_view raw_;  // the encoded payload of text, bytes, list, map
};

/// A set of named attributes, in one buffer. Cheap to move; copying copies the buffer.
class Item {
 public:
  Item() = default;
  explicit Item(const Key& key);

  /// Adds or replaces an attribute.
  Item& set(std::string_view name, const Value& value);
  Item& set(std::string_view name, std::string_view text);
  Item& set(std::string_view name, const std::string& text) {
    return set(name, std::string_view(text));
  }
  Item& set(std::string_view name, const char* text) { return set(name, std::string_view(text)); }
  template <std::integral N>
    requires(!std::same_as<N, bool>)
  Item& set(std::string_view name, N number) {
    return set_integer(name, static_cast<std::int64_t>(number));
  }
  Item& erase(std::string_view name);
  /// `index` is 1 to 6: sets GSI<n>PK and GSI<n>SK.
  Item& set_index(int index, std::string_view pk, std::string_view sk);
  /// Kept in whole seconds, rounded up.
  Item& set_ttl(Instant expires);

  /// The attribute, or nullopt; valid while the item lives unchanged.
  std::optional<ValueView> find(std::string_view name) const;
  /// The attribute when it is there and of that type.
  std::optional<std::string_view> text(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  /// Calls f(std::string_view name, ValueView value) for each attribute in stored order.
  template <typename F>
  void each(F&& f) const;

  Key key() const;
  /// Its `ttl` has come.
  bool expired(Instant now) const;
  std::size_t size() const { return encoded_.size(); }
  /// The stored format, for engines.
  const std::string& encoded() const { return encoded_; }
  /// Takes bytes an engine has kept. Throws Error(internal) when they are no item (a corrupted
  /// block is never served).
  static Item decode(std::string encoded);
  /// The same from borrowed bytes; nullopt when the item has expired.
  static std::optional<Item> decode_unexpired(std::string_view encoded, Instant now);

  /// Equal attributes, whatever their order.
  bool operator==(const Item& other) const;

 private:
  friend class ItemBuilder;
  Item& set_integer(std::string_view name, std::int64_t number);
  std::string encoded_;
};

}  // namespace waymark::store

#include "platform/store/item_codec.h"  // the walks over the stored format that each(), each_element() … are
