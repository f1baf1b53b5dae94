// Cases and decisions as items (keys.h).
#pragma once

#include <optional>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/moderation/model.h"

namespace waymark::moderation {

/// Reads, and parts of transactions. Any reactor; borrows the store.
class Repository {
 public:
  explicit Repository(store::Store& store) : store_(store) {}

  Task<std::optional<Case>> find(CaseId id) const;
  /// The one that gathers reports of that thing now.
  Task<std::optional<Case>> open_case(Subject subject) const;
  Task<bool> has_reported(UserId reporter, Subject subject) const;
  Task<bool> has_snapshot(CaseId id, Snapshot snapshot) const;
  /// Items of cases, the oldest first.
  Task<store::ListedPage> queue(CaseState state, store::PageRequest request) const;
  /// Items of reports, the oldest first.
  Task<store::ListedPage> reports(CaseId id, store::PageRequest request) const;
  /// Newest first.
  Task<std::vector<Snapshot>> snapshots(CaseId id) const;
  Task<std::optional<Decision>> find(DecisionId id) const;
  /// Newest first, at most kMostDecisions.
  Task<std::vector<Decision>> decisions(CaseId id) const;
  /// Items of decisions that somebody is told of, newest first.
  Task<store::ListedPage> notices(Owner owner, store::PageRequest request) const;

  // Parts of a commit.

  /// Fails when there is one of that id, or an open one of the same thing.
  static void open(store::Transaction& transaction, const Case& opened);
  /// With its next version. Fails when it has changed meanwhile.
  static void change(store::Transaction& transaction, Case changed);
  /// New reports of the thing open another case.
  static void close(store::Transaction& transaction, const Case& closed);
  /// Fails when that person has reported that thing before.
  static void add_report(store::Transaction& transaction, const Case& of, const Report& report);
  static void add_snapshot(store::Transaction& transaction, CaseId id, const Snapshot& snapshot);
  static void add(store::Transaction& transaction, const Decision& decision);
  /// With its next version. Fails when it has changed meanwhile.
  static void change(store::Transaction& transaction, Decision changed);

 private:
  store::Store& store_;
};

}  // namespace waymark::moderation
