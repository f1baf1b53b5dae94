#include "platform/store/dynamo/steps.h"

#include <utility>

#include "base/json.h"
#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/limits.h"

namespace waymark::store::dynamo {
namespace {

void append_expression(std::string& out, std::string_view member, const std::string& expression) {
  if (expression.empty()) return;
  ((out += ",\"") += member) += "\":";
  json::append_string(out, expression);
}

}  // namespace

Step::Step(Operation operation, std::size_t place)
    : operation_(std::move(operation)), place_(place) {
  if (const Update* changing = update()) plan_.emplace(changing->changes);
}

Key Step::key() const {
  return key_of(operation_);
}

bool Step::idle() const {
  if (!check()) return false;
  Placeholders unused;
  return condition_expression(check()->condition, unused, Instant()).empty();
}

std::string_view Step::call_name() const {
  if (std::holds_alternative<Put>(operation_) || made_) return "PutItem";
  return update() ? "UpdateItem" : "DeleteItem";
}

std::string_view Step::member_name() const {
  if (std::holds_alternative<Put>(operation_) || made_) return "Put";
  if (std::holds_alternative<Delete>(operation_)) return "Delete";
  return update() && plan_->changes_something() ? "Update" : "ConditionCheck";
}

bool Step::repeatable() const {
  return !made_ && condition_of(operation_).op() == Condition::Op::always &&
         (!plan_ || plan_->repeatable());
}

void Step::append_to(std::string& out, Instant now) const {
  Placeholders placeholders;
  const Update* changing = update();
  if (made_) return append_whole(out, *made_, not_live(placeholders, now), placeholders);
  if (changing) return append_update(out, *changing, now);
  const std::string condition = condition_expression(condition_of(operation_), placeholders, now);
  if (const Put* put = std::get_if<Put>(&operation_))
    return append_whole(out, put->item, condition, placeholders);
  out += ",\"Key\":";
  append_key(out, key());
  append_expression(out, "ConditionExpression", condition);
  placeholders.append_to(out);
}

void Step::append_whole(std::string& out, const Item& item, const std::string& condition,
                        const Placeholders& placeholders) const {
  out += ",\"Item\":";
  append_item(out, item);
  append_expression(out, "ConditionExpression", condition);
  placeholders.append_to(out);
}

void Step::append_update(std::string& out, const Update& update, Instant now) const {
  Placeholders placeholders;
  out += ",\"Key\":";
  append_key(out, update.key);
  append_expression(out, "UpdateExpression", plan_->expression(placeholders));
  append_expression(out, "ConditionExpression",
                    update_condition(update.condition, plan_->creates(), placeholders, now));
  placeholders.append_to(out);
  if (may_be_reconsidered()) out += R"(,"ReturnValuesOnConditionCheckFailure":"ALL_OLD")";
}

bool Step::may_be_reconsidered() const {
  return update() && !made_ && update()->condition.holds(nullptr);
}

bool Step::reconsider(const std::optional<Item>& old, Instant now) {
  if (made_) {  // what was absent or expired is there again
    made_.reset();
    return true;
  }
  if (!may_be_reconsidered() || (old && !old->expired(now))) return false;
  Item made = update()->changes.apply(update()->key, nullptr);
  check_item(made);
  made_ = std::move(made);
  return true;
}

}  // namespace waymark::store::dynamo
