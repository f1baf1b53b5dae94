#include "platform/store/postgres/commit.h"

#include "platform/runtime/reactor.h"
#include "platform/store/limits.h"
#include "platform/store/postgres/document.h"
#include "platform/store/postgres/failure.h"

namespace waymark::store::postgres {
namespace {

constexpr Backoff kRetrying{std::chrono::milliseconds(5), std::chrono::milliseconds(500)};

Error not_known(const Exchange& ended) {
  const bool late = ended.end == Exchange::End::overdue;
  return Error(late ? ErrorCode::deadline_exceeded : ErrorCode::unavailable,
               late ? "error.deadline_exceeded" : "error.unavailable",
               "PostgreSQL: " + (late ? "no answer in time" : ended.cause) +
                   ": whether the transaction was committed is not known");
}

std::vector<std::size_t> failed_places(const Rows& rows) {
  std::vector<std::size_t> places;
  places.reserve(static_cast<std::size_t>(rows.size()));
  for (int row = 0; row < rows.size(); ++row)
    places.push_back(static_cast<std::size_t>(rows.int8(row, 0)) - 1);
  return places;
}

}  // namespace

Commit::Commit(const CommitSurroundings& surroundings, std::shared_ptr<Pool> pool,
               Transaction transaction, SteadyTime deadline)
    : surroundings_(surroundings),
      pool_(std::move(pool)),
      transaction_(std::move(transaction)),
      deadline_(deadline) {}

Task<Outcome> Commit::run() {
  for (unsigned attempt = 0;; ++attempt) {
    std::optional<Parameters> rows = rows_of(transaction_, surroundings_.clock.now());
    std::optional<Outcome> outcome;
    if (rows)
      outcome = co_await at_once(std::move(*rows));
    else
      outcome = co_await in_steps();
    if (outcome) co_return std::move(*outcome);
    surroundings_.retries.add();
    co_await runtime::sleep_for(kRetrying.delay(attempt, surroundings_.random));
  }
}

Task<std::optional<Outcome>> Commit::at_once(Parameters rows) {
  const auto exchange = std::make_shared<Exchange>(deadline_);
  exchange->add(surroundings_.statements.lock, locks_of(surroundings_.table, transaction_));
  exchange->add(surroundings_.statements.write, std::move(rows));
  co_await pool_->perform(exchange);
  if (exchange->end == Exchange::End::answered) co_return Outcome(failed_places(exchange->rows[1]));
  if (exchange->end == Exchange::End::lost || exchange->end == Exchange::End::overdue)
    throw not_known(*exchange);
  if (worth_another_try(*exchange)) co_return std::nullopt;
  throw exchange->end == Exchange::End::refused ? error_of(exchange->refusal)
                                                : error_without_answer(*exchange);
}

bool Commit::worth_another_try(const Exchange& ended) const {
  if (std::chrono::steady_clock::now() >= deadline_) return false;
  return ended.end == Exchange::End::refused ? is_passing(ended.refusal)
                                             : ended.end == Exchange::End::lost;
}

Task<std::optional<Outcome>> Commit::in_steps() {
  const Statements& statements = surroundings_.statements;
  std::vector<Key> keys;
  for (const Operation& operation : transaction_.operations()) keys.push_back(key_of(operation));
  const auto reading = std::make_shared<Exchange>(deadline_);
  reading->begins = true;
  reading->add(statements.begin);
  reading->add(statements.lock, locks_of(surroundings_.table, transaction_));
  reading->add(statements.get_many, keys_of(keys));
  co_await pool_->perform(reading);
  if (reading->end != Exchange::End::answered) {
    if (worth_another_try(*reading)) co_return std::nullopt;
    throw reading->end == Exchange::End::refused ? error_of(reading->refusal)
                                                 : error_without_answer(*reading);
  }

  Lease lease = std::move(reading->lease);
  Outcome outcome;
  const std::vector<Effect> effects = decide(*reading, outcome);
  if (!outcome.committed()) co_return outcome;
  std::optional<Parameters> rows = rows_of(transaction_, effects, surroundings_.clock.now());
  if (!rows) co_return outcome;

  const auto writing = std::make_shared<Exchange>(deadline_);
  writing->connection = lease.connection();
  writing->add(statements.write, std::move(*rows));
  writing->add(statements.commit);
  co_await pool_->perform(writing);
  if (writing->end == Exchange::End::answered) {
    lease.end();
    co_return outcome;
  }
  if (writing->end == Exchange::End::lost || writing->end == Exchange::End::overdue)
    throw not_known(*writing);
  // Never sent, it ended with its connection.
  const bool again = writing->end == Exchange::End::unsent
                         ? std::chrono::steady_clock::now() < deadline_
                         : worth_another_try(*writing);
  if (again) co_return std::nullopt;
  throw writing->end == Exchange::End::refused ? error_of(writing->refusal)
                                               : error_without_answer(*writing);
}

/// What becomes of each item; the failed operations go into `outcome`.
std::vector<Effect> Commit::decide(const Exchange& read, Outcome& outcome) const {
  const Rows& rows = read.rows.back();
  std::vector<std::optional<Item>> stored(transaction_.size());
  for (int row = 0; row < rows.size(); ++row)
    stored[static_cast<std::size_t>(rows.int8(row, 0)) - 1] =
        item_of_document(rows.document(row, 1));
  const Instant now = surroundings_.clock.now();
  std::vector<Effect> effects;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    effects.push_back(apply(transaction_.operations()[i], stored[i] ? &*stored[i] : nullptr, now));
    if (std::holds_alternative<Refused>(effects.back())) outcome.failed.push_back(i);
  }
  return effects;
}

}  // namespace waymark::store::postgres
