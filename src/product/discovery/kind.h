// A kind of thing that can be found. One more kind is one more class of this shape (groups_kind.h, say), a name in
// SearchKind, a member of Found, and a line in services.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/task.h"
#include "platform/events/event.h"
#include "platform/search/search.h"
#include "platform/store/item.h"
#include "product/discovery/model.h"

namespace waymark::discovery {

/// So many ids are asked for at a time.
inline constexpr std::size_t kIdsAtOnce = 100;

/// Any reactor. Ids are texts of the kind's own: what the index needs to find the thing in the store again. Whatever is
/// read is read as it is now, so that events may come twice, late, or all over again.
class Kind {
 public:
  virtual ~Kind() = default;
  virtual SearchKind kind() const = 0;

  // For the index.

  /// Whether events of this type change what is found.
  virtual bool wants(std::string_view event_type) const = 0;
  /// The things that an event may have changed. Throws Error(invalid_input) for a payload that is none.
  virtual Task<std::vector<std::string>> touched(const events::Event& event) = 0;
  /// The thing that a stored item is, if it is one of this kind.
  virtual std::optional<std::string> id_of(const store::Key& key) const = 0;
  /// In the order of `ids` (at most kIdsAtOnce); nullopt for what is gone, or not to be found by anybody else. The id and
  /// kind of the documents are filled in by the caller.
  virtual Task<std::vector<std::optional<search::Document>>> documents(
      std::vector<std::string> ids) = 0;

  // For answers.

  /// In the order of `ids`; nullopt for what `viewer` may not see, now.
  virtual Task<std::vector<std::optional<Found>>> shown(UserId viewer,
                                                        std::vector<std::string> ids) = 0;
};

/// The kinds there are; borrowed.
using Kinds = std::vector<Kind*>;

/// The id of a document: unique among all kinds.
inline std::string document_id(SearchKind kind, std::string_view id) {
  return std::string(enum_name(kind)) + ":" + std::string(id);
}
/// The kind's own part of it.
inline std::string own_id(const search::Hit& hit) {
  return hit.id.substr(hit.kind.size() + 1);
}

/// What is kept beside a document (its `stored`, as JSON): for suggestions and trending tags, which read many.
struct Summary {
  UserId owner;
  std::vector<std::string> tags;  // folded
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Summary, (), (owner, tags, at))

// The terms that documents of several kinds have (tags and names: platform/search/text_query.h).
inline constexpr std::string_view kPublic =
    "public";  // shown to everybody, as far as was known when it was read
inline std::string owner_term(UserId owner) {
  return "owner:" + owner.to_string();
}
inline std::string language_term(std::string_view tag) {
  return "language:" + std::string(tag);
}
inline std::string zone_term(std::string_view name) {
  return "zone:" + std::string(name);
}

/// The first number of a document: seconds since 1970.
inline double age_number(Instant at) {
  return static_cast<double>(at.time_since_epoch().count()) / 1000;
}

/// A member of an event's payload that is an id. Throws Error(invalid_input) naming it.
std::string id_member(const events::Event& event, const char* name);

}  // namespace waymark::discovery
