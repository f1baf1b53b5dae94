#include "platform/store/dynamo/expressions.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "platform/store/dynamo/attribute_value.h"

namespace waymark::store::dynamo {
namespace {

using Op = Condition::Op;

Term never() {
  return Term{Term::Kind::never, {}};
}
Term always() {
  return Term{Term::Kind::always, {}};
}
Term sometimes(std::string text) {
  return Term{Term::Kind::sometimes, std::move(text)};
}

std::int64_t seconds_of(Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
}

std::string call(std::string_view function, const std::string& argument) {
  return std::string(function) + "(" + argument + ")";
}

/// DynamoDB orders numbers, texts and bytes, and refuses to be asked about others.
bool has_order(const Value& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value) ||
         std::holds_alternative<std::string>(value) || std::holds_alternative<Bytes>(value);
}

std::string_view symbol(Op op) {
  switch (op) {
    case Op::equal:
      return " = ";
    case Op::not_equal:
      return " <> ";
    case Op::less:
      return " < ";
    case Op::less_equal:
      return " <= ";
    case Op::greater:
      return " > ";
    case Op::greater_equal:
      return " >= ";
    case Op::always:
    case Op::item_exists:
    case Op::item_absent:
    case Op::exists:
    case Op::absent:
    case Op::begins_with:
    case Op::contains:
    case Op::all_of:
    case Op::any_of:
    case Op::none_of:
      break;
  }
  return {};
}

Term comparison(const Condition& condition, Placeholders& placeholders) {
  const bool equality = condition.op() == Op::equal || condition.op() == Op::not_equal;
  if (!equality && !has_order(condition.value())) return never();
  const std::string name = placeholders.name(condition.name());
  const std::string value = placeholders.value(condition.name(), condition.value());
  std::string text = name + std::string(symbol(condition.op())) + value;
  // To DynamoDB what is not there differs from everything.
  if (condition.op() == Op::not_equal)
    text = "(" + call("attribute_exists", name) + " AND " + text + ")";
  return sometimes(std::move(text));
}

Term with_argument(std::string_view function, const Condition& condition,
                   Placeholders& placeholders) {
  const std::string name = placeholders.name(condition.name());
  return sometimes(
      call(function, name + ", " + placeholders.value(condition.name(), condition.value())));
}

Term containing(const Condition& condition, Placeholders& placeholders) {
  Term plain = with_argument("contains", condition, placeholders);
  if (!std::holds_alternative<Bytes>(condition.value())) return plain;
  // To DynamoDB bytes contain their parts, as texts do; to us only lists contain bytes.
  const std::string name = placeholders.name(condition.name());
  const std::string list = placeholders.value({}, Value("L"));
  return sometimes("(" + call("attribute_type", name + ", " + list) + " AND " + plain.text + ")");
}

/// All of the operands joined by `word`; `decides` is what one operand makes the whole thing by
/// itself.
Term joined(const std::vector<Condition>& operands, Term::Kind decides, std::string_view word,
            Placeholders& placeholders) {
  // DynamoDB refuses placeholders that are not used.
  const Placeholders before = placeholders;
  std::string text;
  std::size_t count = 0;
  for (const Condition& operand : operands) {
    Term term = term_of(operand, placeholders);
    if (term.kind == decides) {
      placeholders = before;
      return term;
    }
    if (term.kind != Term::Kind::sometimes) continue;
    if (count++ > 0) text += word;
    text += term.text;
  }
  if (count == 0) return decides == Term::Kind::never ? always() : never();
  // Nor does it take parentheses around parentheses.
  return sometimes(count == 1 ? std::move(text) : "(" + text + ")");
}

Term none_of(const Condition& condition, Placeholders& placeholders) {
  const Term any = joined(condition.operands(), Term::Kind::always, " OR ", placeholders);
  switch (any.kind) {
    case Term::Kind::never:
      return always();
    case Term::Kind::always:
      return never();
    case Term::Kind::sometimes:
      break;
  }
  return sometimes("(NOT " + any.text + ")");
}

std::string ttl_is(std::string_view comparison, Placeholders& placeholders, Instant now) {
  const std::string name = placeholders.name(attribute::kTtl);
  return name + std::string(comparison) +
         placeholders.value(attribute::kTtl, Value(seconds_of(now)));
}

Error senseless(const std::string& name, std::string_view why) {
  return Error(ErrorCode::internal, "error.internal",
               "cannot change attribute '" + name + "': " + std::string(why));
}

bool is_number(const Value& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// What Changes makes of adding, so that both agree on overflow and types.
Value sum(const std::string& name, const Value& current, const Value& addend) {
  Item item(Key("p", "s"));
  item.set(name, current);
  return Changes().add(name, addend).apply(Key("p", "s"), &item).find(name)->to_value();
}

/// What DynamoDB itself would take; everything else that is wrong it refuses.
void check_ttl(const std::string& name, const Value& value) {
  if (name == attribute::kTtl && !std::holds_alternative<std::int64_t>(value))
    throw senseless(name, "it must be an integer");
}

}  // namespace

std::string Placeholders::name(std::string_view attribute) {
  const auto found = std::ranges::find(names_, attribute);
  const auto place = static_cast<std::size_t>(found - names_.begin());
  if (found == names_.end()) names_.emplace_back(attribute);
  return "#" + std::to_string(place);
}

std::string Placeholders::next_value() {
  std::string placeholder = ":" + std::to_string(value_count_);
  if (value_count_++ > 0) values_ += ',';
  ((values_ += '"') += placeholder) += "\":";
  return placeholder;
}

std::string Placeholders::value(std::string_view attribute, const Value& value) {
  std::string placeholder = next_value();
  append_value(values_, attribute, value);
  return placeholder;
}

std::string Placeholders::prefix_end(std::string_view prefix) {
  std::string placeholder = next_value();
  values_ += "{\"S\":";
  append_key_text(values_, prefix);
  // U+0100 follows every code point that a byte of a key is written as.
  values_.insert(values_.size() - 1, "\xC4\x80");
  values_ += '}';
  return placeholder;
}

void Placeholders::append_to(std::string& out) const {
  if (!names_.empty()) {
    out += R"(,"ExpressionAttributeNames":{)";
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (i > 0) out += ',';
      ((out += "\"#") += std::to_string(i)) += "\":";
      json::append_string(out, names_[i]);
    }
    out += '}';
  }
  if (value_count_ > 0) ((out += R"(,"ExpressionAttributeValues":{)") += values_) += '}';
}

Term term_of(const Condition& condition, Placeholders& placeholders) {
  switch (condition.op()) {
    case Op::always:
    case Op::item_exists:
      return always();
    case Op::item_absent:
      return never();
    case Op::exists:
      return sometimes(call("attribute_exists", placeholders.name(condition.name())));
    case Op::absent:
      return sometimes(call("attribute_not_exists", placeholders.name(condition.name())));
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return comparison(condition, placeholders);
    case Op::begins_with:
      return with_argument("begins_with", condition, placeholders);
    case Op::contains:
      return containing(condition, placeholders);
    case Op::all_of:
      return joined(condition.operands(), Term::Kind::never, " AND ", placeholders);
    case Op::any_of:
      return joined(condition.operands(), Term::Kind::always, " OR ", placeholders);
    case Op::none_of:
      return none_of(condition, placeholders);
  }
  return never();
}

std::string unexpired(Placeholders& placeholders, Instant now) {
  return "(" + call("attribute_not_exists", placeholders.name(attribute::kTtl)) + " OR " +
         ttl_is(" > ", placeholders, now) + ")";
}

std::string expired(Placeholders& placeholders, Instant now) {
  return ttl_is(" <= ", placeholders, now);
}

std::string live(Placeholders& placeholders, Instant now) {
  return call("attribute_exists", placeholders.name(attribute::kPk)) + " AND " +
         unexpired(placeholders, now);
}

std::string not_live(Placeholders& placeholders, Instant now) {
  return "(" + call("attribute_not_exists", placeholders.name(attribute::kPk)) + " OR " +
         expired(placeholders, now) + ")";
}

std::string condition_expression(const Condition& condition, Placeholders& placeholders,
                                 Instant now) {
  const Term term = term_of(condition, placeholders);
  const bool holds_without = condition.holds(nullptr);
  switch (term.kind) {
    case Term::Kind::always:
      return holds_without ? std::string() : live(placeholders, now);
    case Term::Kind::sometimes:
      return holds_without ? not_live(placeholders, now) + " OR " + term.text
                           : live(placeholders, now) + " AND " + term.text;
    case Term::Kind::never:
      break;
  }
  if (holds_without) return not_live(placeholders, now);
  const std::string key = placeholders.name(attribute::kPk);
  return call("attribute_exists", key) + " AND " + call("attribute_not_exists", key);
}

std::string update_condition(const Condition& condition, bool creates, Placeholders& placeholders,
                             Instant now) {
  const bool may_create = creates && condition.holds(nullptr);
  const Term term = term_of(condition, placeholders);
  // Where nothing is, there is no ttl either.
  if (may_create && term.kind == Term::Kind::always) return unexpired(placeholders, now);
  std::string absent =
      may_create ? call("attribute_not_exists", placeholders.name(attribute::kPk)) : std::string();
  switch (term.kind) {
    case Term::Kind::always:
      return live(placeholders, now);
    case Term::Kind::never:
      break;
    case Term::Kind::sometimes: {
      const std::string both = live(placeholders, now) + " AND " + term.text;
      return may_create ? absent + " OR (" + both + ")" : both;
    }
  }
  if (may_create) return absent;
  const std::string key = placeholders.name(attribute::kPk);
  return call("attribute_exists", key) + " AND " + call("attribute_not_exists", key);
}

UpdatePlan::UpdatePlan(const Changes& changes) {
  for (const Changes::Change& change : changes.list()) apply(change);
  for (const Step& step : steps_) {
    creates_ = creates_ || step.kind != Step::Kind::remove;
    repeatable_ =
        repeatable_ && step.kind != Step::Kind::add && step.kind != Step::Kind::add_if_there;
    if (step.kind != Step::Kind::remove) check_ttl(step.name, step.value);
  }
}

UpdatePlan::Step& UpdatePlan::step_of(const std::string& name, bool& is_new) {
  const auto found = std::ranges::find(steps_, name, &Step::name);
  is_new = found == steps_.end();
  if (!is_new) return *found;
  steps_.push_back(Step{Step::Kind::remove, name, {}, {}});
  return steps_.back();
}

void UpdatePlan::apply(const Changes::Change& change) {
  using Kind = Step::Kind;
  bool is_new = false;
  Step& step = step_of(change.name, is_new);
  const Kind before = step.kind;
  switch (change.op) {
    case Changes::Change::Op::set:
      step.kind = Kind::set;
      step.value = change.value;
      return;
    case Changes::Change::Op::remove:
      step.kind = Kind::remove;
      return;
    case Changes::Change::Op::set_if_absent:
      if (!is_new && before != Kind::remove) return;  // it is there by now
      step.kind = is_new ? Kind::set_if_absent : Kind::set;
      step.value = change.value;
      return;
    case Changes::Change::Op::add:
      break;
  }
  if (!is_number(change.value)) throw senseless(change.name, "what is added is not a number");
  if (is_new || before == Kind::remove) {
    step.kind = is_new ? Kind::add : Kind::set;
    step.value = change.value;
    step.missing = Value(std::int64_t{0});
  } else if (before == Kind::set_if_absent) {
    // What it is set to if it was absent is what a missing one counts as.
    step.kind = is_number(step.value) ? Kind::add : Kind::add_if_there;
    step.missing = std::exchange(step.value, change.value);
  } else {
    step.value = sum(change.name, step.value, change.value);
  }
}

std::string UpdatePlan::expression(Placeholders& placeholders) const {
  std::string set;
  std::string remove;
  for (const Step& step : steps_) {
    const std::string name = placeholders.name(step.name);
    std::string& clause = step.kind == Step::Kind::remove ? remove : set;
    if (!clause.empty()) clause += ", ";
    clause += name;
    switch (step.kind) {
      case Step::Kind::set:
        clause += " = " + placeholders.value(step.name, step.value);
        break;
      case Step::Kind::set_if_absent:
        clause +=
            " = if_not_exists(" + name + ", " + placeholders.value(step.name, step.value) + ")";
        break;
      case Step::Kind::add:
        clause += " = if_not_exists(" + name + ", " + placeholders.value(step.name, step.missing) +
                  ") + " + placeholders.value(step.name, step.value);
        break;
      case Step::Kind::add_if_there:
        clause += " = " + name + " + " + placeholders.value(step.name, step.value);
        break;
      case Step::Kind::remove:
        break;
    }
  }
  std::string out = set.empty() ? std::string() : "SET " + set;
  if (!remove.empty()) out += (out.empty() ? "REMOVE " : " REMOVE ") + remove;
  return out;
}

}  // namespace waymark::store::dynamo
