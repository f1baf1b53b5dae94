// Where the books lie in the store.
//
//   USER#u  GAME#AGG#all           the Tally (season "all"); `days` as bytes (day_set.h)
//   USER#u  GAME#EVT#<t>#<SOURCE>#<id>   a Record; <t> is when the source was made, read from its
//                                  UUIDv7, so that the key follows from the source alone
//   USER#u  GAME#DAY#<yyyy-mm-dd>  {count}: how many standing records make the day active
//
// Every change of a sum is on condition that the tally has the version that was read, and every
// record on condition that it is written up to the same event: so day counts need none.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/store/store.h"
#include "product/rewards/ledger.h"

namespace waymark::rewards {

/// Any reactor.
class RewardRepository {
 public:
  explicit RewardRepository(store::Store& store) : store_(store) {}

  /// An empty one when there is none yet.
  Task<Tally> tally(Owner owner) const;

  struct Books {
    Tally tally;
    std::optional<Record> record;
  };
  /// The tally and the record of one source.
  Task<Books> books(Owner owner, Source source, Uuid source_id) const;
  Task<DayCounts> day_counts(Owner owner, std::vector<Date> days) const;

  static void put(store::Transaction& transaction, Owner owner, const Record* before,
                  const Record& after);
  static void put(store::Transaction& transaction, Owner owner, const DayCounts& counts);
  /// Raises the version.
  static void put(store::Transaction& transaction, Owner owner, Tally tally);

 private:
  store::Store& store_;
};

}  // namespace waymark::rewards
