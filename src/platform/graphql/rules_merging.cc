// Field Selection Merging (§5.3.2).
//
// Fields with the same response key must be mergeable, whichever fragments they come from. Each selection set is
// compared within itself and with the fragments it spreads; fields that merge have their sub-selections compared with
// each other. Sets are collected once, kept sorted by response key, and a set is compared with a fragment, and a
// fragment with a fragment, once: what is left is bounded by Validation::spend.
#include <array>
#include <map>
#include <memory_resource>
#include <set>

#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

constexpr std::size_t kLongestReason = 400;
constexpr std::size_t kMostPlaces = 20;

struct Entry {
  std::string_view key;
  const NamedType* parent;
  const ast::Field* node;
  const FieldDefinition* field;

  bool is_plain_leaf() const { return node->arguments.empty() && !node->selections.present; }
};

/// The fields of a selection set, inline fragments taken in, sorted by response key; and the fragments it spreads.
struct FieldSet {
  explicit FieldSet(std::pmr::memory_resource* memory) : entries(memory), fragments(memory) {}
  std::uint32_t number = 0;
  std::pmr::vector<Entry> entries;
  std::pmr::vector<const ast::Fragment*> fragments;
};

struct Conflict {
  std::string_view key;
  std::string reason;
  std::vector<ast::Offset> first;
  std::vector<ast::Offset> second;
};

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

bool same_value(const ast::Value& a, const ast::Value& b) {
  if (a.kind != b.kind || a.boolean != b.boolean || a.text != b.text ||
      a.items.size() != b.items.size() || a.fields.size() != b.fields.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_value(a.items[i], b.items[i])) return false;
  // The order of an object's fields means nothing (§2.9.8).
  return std::all_of(a.fields.begin(), a.fields.end(), [&](const ast::ObjectField& field) {
    return std::any_of(b.fields.begin(), b.fields.end(), [&](const ast::ObjectField& other) {
      return field.name.text == other.name.text && same_value(field.value, other.value);
    });
  });
}

std::size_t size_of(const ast::Value& value) {
  std::size_t size = 1 + value.fields.size() * value.fields.size();
  for (const ast::Value& item : value.items) size += size_of(item);
  for (const ast::ObjectField& field : value.fields) size += size_of(field.value);
  return size;
}

/// Whether two types can never have the same shape of response (§5.3.2 SameResponseShape, without sub-selections).
bool differ_in_shape(TypeRef a, TypeRef b) {
  while (!(a == b)) {
    if (a.is_list() != b.is_list() || a.is_non_null() != b.is_non_null()) return true;
    if (a.is_named()) return a.named().is_leaf() || b.named().is_leaf();
    a = a.inner();
    b = b.inner();
  }
  return false;
}

const NamedType* sub_type(const Entry& entry) {
  if (entry.field == nullptr) return nullptr;
  const NamedType& type = entry.field->type.named();
  return type.is_composite() ? &type : nullptr;
}

}  // namespace

class FieldMerging::Comparison {
 public:
  explicit Comparison(Validation& validation)
      : validation_(validation), sets_(&memory_), pairs_(&memory_) {}

  void check(const NamedType* parent, const ast::SelectionSet& set) {
    if (set.items.size() <= 1 && !std::holds_alternative<const ast::InlineFragment*>(set.items[0]))
      return;
    std::vector<Conflict> conflicts;
    const FieldSet& fields = collect(parent, set);
    within(fields, conflicts);
    const auto& fragments = fields.fragments;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      with_fragment(false, fields, *fragments[i], conflicts);
      for (std::size_t j = i + 1; j < fragments.size(); ++j)
        fragments_with(false, *fragments[i], *fragments[j], conflicts);
    }
    for (const Conflict& conflict : conflicts) report(conflict);
  }

 private:
  using Key = std::pair<const NamedType*, const ast::SelectionSet*>;

  void report(const Conflict& conflict) {
    std::vector<ast::Offset> places = conflict.first;
    places.insert(places.end(), conflict.second.begin(), conflict.second.end());
    validation_.report(
        "OverlappingFieldsCanBeMerged",
        "Fields " + quoted(conflict.key) + " conflict because " + conflict.reason +
            ". Use different aliases on the fields to fetch both if this was intentional.",
        places);
  }

  FieldSet& collect(const NamedType* parent, const ast::SelectionSet& set) {
    const auto found = sets_.find(Key(parent, &set));
    if (found != sets_.end()) return found->second;
    FieldSet& fields = sets_.emplace(Key(parent, &set), FieldSet(&memory_)).first->second;
    fields.number = static_cast<std::uint32_t>(sets_.size());
    gather(parent, set, fields);
    std::stable_sort(fields.entries.begin(), fields.entries.end(),
                     [](const Entry& a, const Entry& b) { return a.key < b.key; });
    drop_repetitions(fields.entries);
    std::sort(fields.fragments.begin(), fields.fragments.end());
    fields.fragments.erase(std::unique(fields.fragments.begin(), fields.fragments.end()),
                           fields.fragments.end());
    return fields;
  }

  void gather(const NamedType* parent, const ast::SelectionSet& set, FieldSet& fields) {
    for (const ast::Selection& node : set.items) {
      if (const auto* field = std::get_if<const ast::Field*>(&node)) {
        const FieldDefinition* definition =
            parent != nullptr ? validation_.schema().field(*parent, (*field)->name) : nullptr;
        fields.entries.push_back({(*field)->response_key(), parent, *field, definition});
      } else if (const auto* spread = std::get_if<const ast::FragmentSpread*>(&node)) {
        if (const ast::Fragment* fragment = validation_.fragment((*spread)->name.text))
          fields.fragments.push_back(fragment);
      } else {
        const auto& inner = *std::get<const ast::InlineFragment*>(node);
        const NamedType* type = parent;
        if (!inner.type_condition.text.empty()) {
          type = validation_.schema().type(inner.type_condition.text);
          if (type != nullptr && !type->is_composite()) type = nullptr;
        }
        gather(type, inner.selections, fields);
      }
    }
  }

  /// A leaf that is asked for again in the same words adds nothing to compare.
  static void drop_repetitions(std::pmr::vector<Entry>& entries) {
    const auto repeats = [](const Entry& a, const Entry& b) {
      return a.key == b.key && a.parent == b.parent && a.field == b.field && a.field != nullptr &&
             a.is_plain_leaf() && b.is_plain_leaf();
    };
    entries.erase(std::unique(entries.begin(), entries.end(), repeats), entries.end());
  }

  void within(const FieldSet& fields, std::vector<Conflict>& conflicts) {
    const auto& entries = fields.entries;
    for (std::size_t i = 0; i < entries.size(); ++i)
      for (std::size_t j = i + 1; j < entries.size() && entries[j].key == entries[i].key; ++j)
        compare(false, entries[i], entries[j], conflicts);
  }

  void between(bool exclusive, const FieldSet& a, const FieldSet& b,
               std::vector<Conflict>& conflicts) {
    const bool swap = a.entries.size() > b.entries.size();
    const auto& few = swap ? b.entries : a.entries;
    const auto& many = swap ? a.entries : b.entries;
    validation_.spend(few.size());
    const auto by_key = [](const Entry& entry, std::string_view key) { return entry.key < key; };
    for (const Entry& entry : few) {
      auto other = std::lower_bound(many.begin(), many.end(), entry.key, by_key);
      for (; other != many.end() && other->key == entry.key; ++other)
        compare(exclusive, swap ? *other : entry, swap ? entry : *other, conflicts);
    }
  }

  /// Fields of a set with those of a fragment it spreads, and of those that this one spreads.
  void with_fragment(bool exclusive, const FieldSet& fields, const ast::Fragment& fragment,
                     std::vector<Conflict>& conflicts) {
    validation_.spend(1);
    if (fields.entries.empty() || !first_time({fields.number, fragment.index, true}, exclusive))
      return;
    const FieldSet& others = collect(validation_.condition_of(fragment), fragment.selections);
    if (&others == &fields) return;
    between(exclusive, fields, others, conflicts);
    for (const ast::Fragment* next : others.fragments)
      with_fragment(exclusive, fields, *next, conflicts);
  }

  void fragments_with(bool exclusive, const ast::Fragment& a, const ast::Fragment& b,
                      std::vector<Conflict>& conflicts) {
    validation_.spend(2);
    const auto [low, high] = std::minmax(a.index, b.index);
    if (&a == &b || !first_time({low, high, false}, exclusive)) return;
    const FieldSet& first = collect(validation_.condition_of(a), a.selections);
    const FieldSet& second = collect(validation_.condition_of(b), b.selections);
    between(exclusive, first, second, conflicts);
    for (const ast::Fragment* next : second.fragments)
      fragments_with(exclusive, a, *next, conflicts);
    for (const ast::Fragment* next : first.fragments)
      fragments_with(exclusive, *next, b, conflicts);
  }

  struct Pair {
    std::uint32_t first;
    std::uint32_t second;
    bool of_set;  // a field set and a fragment, else two fragments
    friend auto operator<=>(const Pair&, const Pair&) = default;
  };

  /// Whether a pair must be compared. What was found without conflict where both could apply at once also holds where
  /// they exclude each other, not the other way round.
  bool first_time(const Pair& pair, bool exclusive) {
    const auto [at, inserted] = pairs_.try_emplace(pair, exclusive);
    if (inserted) return true;
    if (exclusive || !at->second) return false;
    at->second = false;
    return true;
  }

  void compare(bool parents_exclusive, const Entry& a, const Entry& b,
               std::vector<Conflict>& conflicts) {
    validation_.spend(1);
    // A value has one object type: fields of two different ones never meet, only their shapes must agree.
    const bool exclusive =
        parents_exclusive ||
        (a.parent != b.parent && a.parent != nullptr && b.parent != nullptr &&
         a.parent->kind == TypeKind::object && b.parent->kind == TypeKind::object);
    std::string reason;
    if (!exclusive) reason = same_field(a, b);
    if (reason.empty() && a.field != nullptr && b.field != nullptr &&
        differ_in_shape(a.field->type, b.field->type))
      reason = "they return conflicting types " + quoted(a.field->type.text()) + " and " +
               quoted(b.field->type.text());
    if (!reason.empty()) {
      conflicts.push_back({a.key, std::move(reason), {a.node->offset}, {b.node->offset}});
    } else if (a.node->selections.present && b.node->selections.present) {
      compare_below(exclusive, a, b, conflicts);
    }
  }

  /// Why two fields are not one and the same; empty when they are.
  std::string same_field(const Entry& a, const Entry& b) {
    if (a.node->name != b.node->name)
      return quoted(a.node->name) + " and " + quoted(b.node->name) + " are different fields";
    const auto& first = a.node->arguments;
    const auto& second = b.node->arguments;
    bool same = first.size() == second.size();
    for (std::size_t i = 0; i < first.size() && same; ++i) {
      validation_.spend(second.size() + size_of(first[i].value));
      same = std::any_of(second.begin(), second.end(), [&](const ast::Argument& other) {
        return other.name.text == first[i].name.text && same_value(first[i].value, other.value);
      });
    }
    return same ? std::string() : "they have differing arguments";
  }

  void compare_below(bool exclusive, const Entry& a, const Entry& b,
                     std::vector<Conflict>& conflicts) {
    std::vector<Conflict> below;
    const FieldSet& first = collect(sub_type(a), a.node->selections);
    const FieldSet& second = collect(sub_type(b), b.node->selections);
    between(exclusive, first, second, below);
    for (const ast::Fragment* fragment : second.fragments)
      with_fragment(exclusive, first, *fragment, below);
    for (const ast::Fragment* fragment : first.fragments)
      with_fragment(exclusive, second, *fragment, below);
    for (const ast::Fragment* one : first.fragments)
      for (const ast::Fragment* other : second.fragments)
        fragments_with(exclusive, *one, *other, below);
    if (!below.empty()) conflicts.push_back(summarise(a, b, below));
  }

  static Conflict summarise(const Entry& a, const Entry& b, const std::vector<Conflict>& below) {
    Conflict whole{a.key, {}, {a.node->offset}, {b.node->offset}};
    for (const Conflict& conflict : below) {
      if (whole.reason.size() > kLongestReason) break;
      if (!whole.reason.empty()) whole.reason += " and ";
      whole.reason += "subfields " + quoted(conflict.key) + " conflict because " + conflict.reason;
    }
    if (whole.reason.size() > kLongestReason)
      whole.reason.replace(kLongestReason, whole.reason.npos, "...");
    const auto take = [](std::vector<ast::Offset>& places, const std::vector<ast::Offset>& more) {
      for (const ast::Offset place : more)
        if (places.size() < kMostPlaces) places.push_back(place);
    };
    for (const Conflict& conflict : below) {
      take(whole.first, conflict.first);
      take(whole.second, conflict.second);
    }
    return whole;
  }

  // Enough for nearly every document without touching the heap.
  std::array<std::byte, 16 * 1024> buffer_;
  std::pmr::monotonic_buffer_resource memory_{buffer_.data(), buffer_.size()};
  Validation& validation_;
  std::pmr::map<Key, FieldSet> sets_;
  std::pmr::map<Pair, bool> pairs_;
};

FieldMerging::FieldMerging(Validation& validation)
    : comparison_(std::make_unique<Comparison>(validation)) {}
FieldMerging::~FieldMerging() = default;

void FieldMerging::check(const NamedType* parent, const ast::SelectionSet& set) {
  comparison_->check(parent, set);
}

}  // namespace waymark::graphql::rules
