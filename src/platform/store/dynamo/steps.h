// One operation of a transaction, as DynamoDB is asked for it.
//
// A put, a deletion and a check are what they are. An update is DynamoDB's own unless there is no
// item, or an expired one: there DynamoDB would make none (of removals alone), or keep the expired
// attributes. So an update asks for that not to be so; when the condition then fails for this reason
// only, it becomes a put of what the changes make of nothing, which asks for just that to be so.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "platform/store/dynamo/expressions.h"
#include "platform/store/store.h"

namespace waymark::store::dynamo {

class Step {
 public:
  /// `place` is that of the operation in its transaction. Throws Error(internal) for changes that
  /// make no sense.
  Step(Operation operation, std::size_t place);

  std::size_t place() const { return place_; }
  Key key() const;
  /// The operation when it is a check, null otherwise.
  const Check* check() const { return std::get_if<Check>(&operation_); }
  /// It asks for nothing and changes nothing.
  bool idle() const;
  /// "PutItem", "UpdateItem", "DeleteItem"; a check has no call of its own.
  std::string_view call_name() const;
  /// "Put", "Update", "Delete", "ConditionCheck": in TransactItems.
  std::string_view member_name() const;
  /// Doing it twice does what doing it once does.
  bool repeatable() const;
  /// Appends `,"Item":…` or `,"Key":…`, and the expressions, to an open object.
  void append_to(std::string& out, Instant now) const;

  /// Its condition failed on `old` (absent, or as it stands in the table). True when it is to be
  /// tried again in its other form; false when it has failed.
  bool reconsider(const std::optional<Item>& old, Instant now);
  /// Whether reconsider() depends on `old`.
  bool may_be_reconsidered() const;

 private:
  const Update* update() const { return std::get_if<Update>(&operation_); }
  void append_update(std::string& out, const Update& update, Instant now) const;
  void append_whole(std::string& out, const Item& item, const std::string& condition,
                    const Placeholders& placeholders) const;

  Operation operation_;
  std::size_t place_;
  std::optional<UpdatePlan> plan_;  // of an update
  std::optional<Item> made_;        // of an update that has become a put
};

}  // namespace waymark::store::dynamo
