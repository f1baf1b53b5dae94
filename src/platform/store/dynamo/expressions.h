// Conditions and changes in DynamoDB's own words.
//
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
//
// DynamoDB deletes expired items late, while the store's promise is that they are absent: so every
// condition here speaks of the item as the store sees it, which is not there once its ttl has come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "platform/store/store.h"

namespace waymark::store::dynamo {

/// The names and values that an expression stands on; every one is a placeholder, so that no word
/// is reserved.
class Placeholders {
 public:
  /// "#0"; one name has one placeholder.
  std::string name(std::string_view attribute);
  /// ":0", for a value that is compared with, or put into, the attribute.
  std::string value(std::string_view attribute, const Value& value);
  /// ":0" for a key that stands behind all that begin with `prefix`.
  static constexpr std::size_t kPrefixEndBytes = 2;  // by which it is longer
  std::string prefix_end(std::string_view prefix);
  /// Adds ExpressionAttributeNames and ExpressionAttributeValues to an open object.
  void append_to(std::string& out) const;

 private:
  std::vector<std::string> names_;
  std::string next_value();
  std::string values_;  // the members, without the braces
  std::size_t value_count_ = 0;
};

/// An expression, or what it always is.
struct Term {
  enum class Kind : std::uint8_t { never, always, sometimes };
  Kind kind = Kind::always;
  std::string text;  // of sometimes, fit to be joined by AND and OR
};

/// The condition on an item that is there and has not expired.
Term term_of(const Condition& condition, Placeholders& placeholders);

/// "The item is there and has not expired", and its opposite.
std::string live(Placeholders& placeholders, Instant now);
std::string not_live(Placeholders& placeholders, Instant now);
/// "It has expired".
std::string expired(Placeholders& placeholders, Instant now);
/// "It has not expired, if it is there": what pages of the table and its indexes are filtered by.
std::string unexpired(Placeholders& placeholders, Instant now);

/// What must hold for a put, a deletion or a check: "" when nothing must.
std::string condition_expression(const Condition& condition, Placeholders& placeholders,
                                 Instant now);

/// What a list of changes comes to, one change an attribute. DynamoDB applies all of them to the
/// item as it was, where the store applies one after the other.
class UpdatePlan {
 public:
  /// Throws Error(internal) for what is wrong whatever the item is: `ttl` set to no integer, a number
  /// added to a text that was just set.
  explicit UpdatePlan(const Changes& changes);

  /// The UpdateExpression; "" when nothing is changed.
  std::string expression(Placeholders& placeholders) const;
  bool changes_something() const { return !steps_.empty(); }
  /// Whether DynamoDB makes an item of it where there is none: not if it only removes.
  bool creates() const { return creates_; }
  /// Whether doing it twice does what doing it once does.
  bool repeatable() const { return repeatable_; }

 private:
  struct Step {
    enum class Kind : std::uint8_t { set, set_if_absent, add, add_if_there, remove };
    Kind kind;
    std::string name;
    Value value;    // what is set, or added
    Value missing;  // of add: what a missing attribute counts as
  };
  Step& step_of(const std::string& name, bool& is_new);
  void apply(const Changes::Change& change);

  std::vector<Step> steps_;
  bool creates_ = false;
  bool repeatable_ = true;
};

/// What must hold for an update to be done by DynamoDB itself: the condition, and that there is no
/// expired item, whose attributes it would keep; and that there is one, if it `creates` none.
std::string update_condition(const Condition& condition, bool creates, Placeholders& placeholders,
                             Instant now);

}  // namespace waymark::store::dynamo
