#include "platform/store/item_codec.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "base/error.h"

namespace waymark::store::codec {
namespace {

Error unstorable(std::string cause) {
  return Error(ErrorCode::internal, "error.internal", std::move(cause));
}

void append_list(std::string& out, const List& list, std::size_t depth) {
  const std::size_t opened = open(out, Tag::list);
  for (const Value& element : list) append_value(out, element, depth + 1);
  close(out, opened);
}

void append_map(std::string& out, const Map& map, std::size_t depth) {
  const std::size_t opened = open(out, Tag::map);
  for (const auto& [name, value] : map) {
    if (name.empty() || name.size() > kMaxName)
      throw unstorable("a map's name has " + std::to_string(name.size()) + " bytes, not 1 to 255");
    append_name(out, name);
    append_value(out, value, depth + 1);
  }
  close(out, opened);
}

/// Distinct names, without keeping a set of them: most are told apart by a small filter, and only a
/// collision there costs a sort.
class DistinctNames {
 public:
  explicit DistinctNames(std::string_view attributes) : attributes_(attributes) {}

  void saw(std::string_view name) {
    const std::size_t slot = slot_of(name);
    collided_ = collided_ || seen_.test(slot);
    seen_.set(slot);
  }

  bool all_distinct() const { return !collided_ || sorted_are_distinct(); }

 private:
  static constexpr unsigned kSlotBits = 10;

  /// From the first and the last eight bytes: names that differ only in between are rare.
  static std::size_t slot_of(std::string_view name) {
    std::uint64_t head = name.size();
    std::uint64_t tail = 0;
    std::memcpy(&head, name.data(), std::min(name.size(), sizeof head));
    if (name.size() > sizeof tail)
      std::memcpy(&tail, name.data() + name.size() - sizeof tail, sizeof tail);
    return ((head * 0x9E3779B97F4A7C15) ^ (tail * 0xC2B2AE3D27D4EB4F)) >> (64 - kSlotBits);
  }

  bool sorted_are_distinct() const {
    std::vector<std::string_view> names;
    Reader reader(attributes_);
    std::string_view name;
    for (ValueView value; !reader.at_end() && reader.name(name) && reader.value(value);)
      names.push_back(name);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
  }

  std::string_view attributes_;
  std::bitset<(1u << kSlotBits)> seen_;
  bool collided_ = false;
};

bool valid_attributes(std::string_view bytes, std::size_t depth);

bool valid_list(std::string_view bytes, std::size_t depth);

bool valid_nested(const ValueView& value, std::size_t depth) {
  switch (value.type()) {
    case ValueView::Type::list:
      return depth < kMaxDepth && valid_list(value.payload(), depth + 1);
    case ValueView::Type::map:
      return depth < kMaxDepth && valid_attributes(value.payload(), depth + 1);
    case ValueView::Type::null:
    case ValueView::Type::boolean:
    case ValueView::Type::integer:
    case ValueView::Type::real:
    case ValueView::Type::text:
    case ValueView::Type::bytes:
      return true;
  }
  return false;
}

bool valid_list(std::string_view bytes, std::size_t depth) {
  Reader reader(bytes);
  for (ValueView element; !reader.at_end();)
    if (!reader.value(element) || !valid_nested(element, depth)) return false;
  return true;
}

bool valid_attributes(std::string_view bytes, std::size_t depth) {
  Reader reader(bytes);
  DistinctNames names(bytes);
  std::string_view name;
  for (ValueView value; !reader.at_end();) {
    if (!reader.name(name) || !reader.value(value) || !valid_nested(value, depth)) return false;
    names.saw(name);
  }
  return names.all_distinct();
}

}  // namespace

void append_real(std::string& out, double value) {
  if (!std::isfinite(value))
    throw unstorable("a number that is infinite or not a number cannot be stored");
  append_tag(out, Tag::real);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof bytes);
}

void append_value(std::string& out, const Value& value, std::size_t depth) {
  if (depth > kMaxDepth) throw unstorable("a value is nested more than 32 deep");
  struct Append {
    std::string& out;
    std::size_t depth;
    void operator()(std::monostate) const { append_null(out); }
    void operator()(bool boolean) const { append_boolean(out, boolean); }
    void operator()(std::int64_t integer) const { append_integer(out, integer); }
    void operator()(double real) const { append_real(out, real); }
    void operator()(const std::string& text) const { append_text(out, text); }
    void operator()(const Bytes& bytes) const {
      append_bytes(out, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    void operator()(const List& list) const { append_list(out, list, depth); }
    void operator()(const Map& map) const { append_map(out, map, depth); }
  };
  std::visit(Append{out, depth}, static_cast<const Value::variant&>(value));
}

bool is_valid(std::string_view item) {
  std::optional<std::int64_t> ttl;
  return inspect(item, ttl);
}

bool inspect(std::string_view item, std::optional<std::int64_t>& ttl) {
  if (item.empty() || item.front() != kVersion) return false;
  const std::string_view bytes = item.substr(1);
  Reader reader(bytes);
  DistinctNames names(bytes);
  std::string_view name;
  for (ValueView value; !reader.at_end();) {
    if (!reader.name(name) || !reader.value(value) || !valid_nested(value, 0)) return false;
    names.saw(name);
    if (name == attribute::kTtl) ttl = value.integer();
  }
  return names.all_distinct();
}

}  // namespace waymark::store::codec
