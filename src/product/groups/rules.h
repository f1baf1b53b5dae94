// What several services of groups decide in the same way.
#pragma once

#include <string>

#include "base/error.h"
#include "product/groups/group_repository.h"

namespace waymark::groups {

/// Times that somebody else may be faster before we say so.
inline constexpr unsigned kMostTries = 5;

inline Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}
inline Error forbidden() {
  return Error(ErrorCode::forbidden, "error.forbidden");
}
inline Error limited(std::string message_key, std::int64_t limit) {
  Error error = Error::conflict(std::move(message_key));
  error.with("limit", std::to_string(limit));
  return error;
}

/// What is there, when the person may know of it. Throws Error(not_found).
inline Place found(std::optional<Place> place) {
  if (!place || !place->finds()) throw Error::not_found("group");
  return std::move(*place);
}
inline Place moderated(std::optional<Place> place) {
  Place there = found(std::move(place));
  if (!there.moderates()) throw forbidden();
  return there;
}
inline Place owned(std::optional<Place> place) {
  Place there = found(std::move(place));
  if (!there.owns()) throw forbidden();
  return there;
}

}  // namespace waymark::groups
