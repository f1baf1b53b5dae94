// Where import jobs and days of steps lie in the store.
//
//   USER#u  JOB#j               ImportJob, place    GSI1 USER#u / ENTITY#Import#<t>#j    ttl 90 days after its end
//   USER#u  STEPS#<YYYY-MM-DD>  StepDay
//
// `place` is how far the work has come (worker.h); <t> is createdAt.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "platform/store/store.h"
#include "product/workouts/imports/model.h"

namespace waymark::workouts {

/// A job as stored.
struct StoredImport {
  ImportJob job;
  std::int64_t place = 0;
};

/// Borrows the store; any reactor.
class ImportRepository {
 public:
  explicit ImportRepository(store::Store& store) : store_(store) {}

  Task<std::optional<StoredImport>> find(Owner owner, ImportId id) const;
  /// Newest first.
  Task<store::ListedPage> list(Owner owner, PageRequest request) const;
  /// Of the newest hundred, how many have not ended.
  Task<std::size_t> unfinished(Owner owner) const;
  static ImportJob from_item(const store::Item& item);

  static void add(store::Transaction& transaction, Owner owner, const StoredImport& stored);
  /// `stored` with the next version, unless another has changed it since: then false.
  Task<bool> save(Owner owner, StoredImport& stored) const;

  /// Keeps the larger of what is there and what is given, for each day; how many days changed.
  Task<std::size_t> keep_steps(Owner owner, std::map<Date, std::int64_t> days, Instant now) const;
  /// From the first to the last day, both inclusive.
  Task<std::vector<StepDay>> steps(Owner owner, Date from, Date to) const;

 private:
  Task<std::size_t> keep_some(Owner owner, std::vector<StepDay> days) const;

  store::Store& store_;
};

}  // namespace waymark::workouts
