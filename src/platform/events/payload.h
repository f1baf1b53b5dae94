// An event's payload, read member by member: what is not asked for is passed over, so that events may grow.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/json.h"
#include "platform/events/event.h"

namespace waymark::events {

class Payload {
 public:
  /// Throws Error(invalid_input) when it is no JSON object.
  explicit Payload(const Event& event) : value_(json::parse(event.payload)) {
    if (!value_.is_object()) throw Error::invalid("payload", "error.type.object");
  }

  /// Absent counts as null. Throws Error(invalid_input) naming the member when it is wrong.
  template <typename T>
  T member(const char* name) const {
    const boost::json::value* found = value_.get_object().if_contains(name);
    json::Problems problems;
    T read = json::decode_at<T>(found ? *found : boost::json::value(), name, problems);
    problems.throw_if_any();
    return read;
  }

 private:
  boost::json::value value_;
};

}  // namespace waymark::events
