// One transaction, from the caller to its outcome.
//
// When the server can evaluate all its conditions, locks and rows go over together and it is decided there: one way there
// and back. Otherwise the items are read under the locks, decided on here (store/apply.h) and written: two ways, on a
// connection that is leased meanwhile.
#pragma once

#include "base/backoff.h"
#include "platform/store/postgres/pool.h"
#include "platform/store/postgres/writing.h"

namespace waymark::store::postgres {

/// What commits need. Outlives them.
struct CommitSurroundings {
  const Statements& statements;
  const std::string& table;
  const Clock& clock;
  Random& random;
  telemetry::Counter& retries;
};

class Commit {
 public:
  Commit(const CommitSurroundings& surroundings, std::shared_ptr<Pool> pool,
         Transaction transaction, SteadyTime deadline);
  /// Throws as PostgresStore does.
  Task<Outcome> run();
  const Transaction& transaction() const { return transaction_; }

 private:
  /// nullopt: nothing has happened, and it is worth another try.
  Task<std::optional<Outcome>> at_once(Parameters rows);
  Task<std::optional<Outcome>> in_steps();
  std::vector<Effect> decide(const Exchange& read, Outcome& outcome) const;
  bool worth_another_try(const Exchange& ended) const;

  const CommitSurroundings& surroundings_;
  const std::shared_ptr<Pool> pool_;
  const Transaction transaction_;
  const SteadyTime deadline_;
};

}  // namespace waymark::store::postgres
