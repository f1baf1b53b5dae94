// How the store's transactions are carried out: alone where one operation is all, which costs half,
// or as TransactWriteItems.
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "platform/store/dynamo/dynamo_store.h"
#include "platform/store/dynamo/refusal.h"
#include "platform/store/limits.h"

namespace waymark::store {
namespace {

using aws::JsonAnswer;
using aws::JsonCall;
using dynamo::Reason;
using dynamo::Step;

// How often a transaction that others are in the way of is tried.
constexpr unsigned kRounds = 12;
constexpr std::size_t kTokenBytes = 18;  // 24 characters of at most 36

Error in_the_way() {
  return Error(ErrorCode::unavailable, "error.unavailable",
               "other transactions on the same items were in the way again and again");
}

std::string one_body(const std::string& table, const Step& step, Instant now) {
  std::string body = "{" + table;
  step.append_to(body, now);
  return body + "}";
}

std::string many_body(const std::string& table, const std::vector<Step>& steps,
                      const std::string& token, Instant now) {
  std::string body = "{\"ClientRequestToken\":\"" + token + "\",\"TransactItems\":[";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > 0) body += ',';
    ((body += "{\"") += steps[i].member_name()) += "\":{";
    body += table;
    steps[i].append_to(body, now);
    body += "}}";
  }
  return body + "]}";
}

bool any(const std::vector<Reason>& reasons, Reason::Kind kind) {
  for (const Reason& reason : reasons)
    if (reason.kind == kind) return true;
  return false;
}

/// What one action has against the transaction that no other time would mend.
void throw_if_invalid(const std::vector<Reason>& reasons) {
  for (const Reason& reason : reasons)
    if (reason.kind == Reason::Kind::invalid)
      throw Error(ErrorCode::internal, "error.internal", "TransactWriteItems: " + reason.message);
}

}  // namespace

Task<Outcome> DynamoStore::transact(Transaction transaction) {
  check_transaction(transaction);
  std::vector<Step> steps;
  for (std::size_t place = 0; place < transaction.operations().size(); ++place) {
    Step step(transaction.operations()[place], place);
    if (!step.idle()) steps.push_back(std::move(step));
  }
  if (steps.empty()) co_return Outcome();
  if (steps.size() == 1) co_return co_await transact_one(std::move(steps));
  co_return co_await transact_many(std::move(steps));
}

/// The item that a failed condition met, when the step depends on it: as it was sent along, or,
/// since not every server of the protocol does that, as it is now.
Task<std::optional<Item>> DynamoStore::item_met(Key key, bool matters, std::optional<Item> sent) {
  if (!matters || sent) co_return sent;
  co_return co_await read(std::move(key), true);
}

Task<Outcome> DynamoStore::transact_one(std::vector<Step> steps) {
  Step& step = steps.front();
  Outcome failed({step.place()});
  if (const Check* check = step.check()) {
    const auto found = co_await get(check->key);
    co_return check->condition.holds(found ? &*found : nullptr) ? Outcome() : failed;
  }
  for (unsigned round = 0; round < kRounds; ++round) {
    const Instant now = clock_.now();
    JsonCall write(step.call_name(), one_body(table_, step, now),
                   step.repeatable() ? aws::Repeat::always : aws::Repeat::when_not_done);
    const JsonAnswer answer = co_await call(std::move(write));
    if (answer.ok()) co_return Outcome();
    if (answer.error == "ConditionalCheckFailedException") {
      const auto met =
          co_await item_met(step.key(), step.may_be_reconsidered(), dynamo::old_item(answer));
      if (!step.reconsider(met, now)) co_return failed;
    } else if (answer.error == "TransactionConflictException") {
      conflicts_.add();
      co_await pause(round);
    } else {
      throw dynamo::refusal(step.call_name(), answer);
    }
  }
  throw in_the_way();
}

Task<Outcome> DynamoStore::transact_many(std::vector<Step> steps) {
  for (unsigned round = 0; round < kRounds; ++round) {
    const Instant now = clock_.now();
    JsonCall write("TransactWriteItems",
                   many_body(table_, steps, random_token(random_, kTokenBytes), now));
    const JsonAnswer answer = co_await call(std::move(write));
    if (answer.ok()) co_return Outcome();
    if (answer.error == "TransactionConflictException") {
      conflicts_.add();
      co_await pause(round);
      continue;
    }
    if (answer.error != "TransactionCanceledException")
      throw dynamo::refusal("TransactWriteItems", answer);
    std::vector<Reason> reasons = dynamo::reasons_of(answer, steps.size());
    throw_if_invalid(reasons);
    if (any(reasons, Reason::Kind::conflict)) {
      conflicts_.add();
      co_await pause(round);
      continue;
    }
    Outcome outcome;
    bool again = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (reasons[i].kind != Reason::Kind::condition) continue;
      const auto met = co_await item_met(steps[i].key(), steps[i].may_be_reconsidered(),
                                         std::move(reasons[i].old));
      const bool changed = steps[i].reconsider(met, now);
      again = again || changed;
      if (!changed) outcome.failed.push_back(steps[i].place());
    }
    // An operation that takes its other form might fail too, and is to be told of then.
    if (!again) co_return outcome;
  }
  throw in_the_way();
}

}  // namespace waymark::store
