// The audit log: everything that was done in moderation, in one order. It only grows.
//
//   AUDIT  ENTRY#<16 digits>   Entry: {number, at, action, actorId, caseId, detail, previous, hash}
//   AUDIT  HEAD                {number, hash} of the last entry
//
// `hash` is the SHA-256, in hexadecimal, of the JSON text of the entry without it, whose `previous` is the hash of the entry
// before (64 zeros for the first). So what an entry says cannot be changed, nor an entry be taken out, without changing the
// hash of every later one and of HEAD. Appending is on condition that HEAD is as it was read, in the commit of what is told:
// two nodes cannot both be next. Whoever could write the whole store could write the whole chain anew: `waymark moderation
// verify` prints the last hash, to be noted elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/task.h"
#include "platform/store/store.h"
#include "product/moderation/model.h"

namespace waymark::moderation {

enum class AuditAction { opened, decided, appealed, appeal_decided, lifted };
BOOST_DESCRIBE_ENUM(AuditAction, opened, decided, appealed, appeal_decided, lifted)

struct Entry {
  std::int64_t number = 0;
  Instant at;
  AuditAction action = AuditAction::opened;
  std::optional<UserId> actor_id;  // none: a rule
  CaseId case_id;
  std::string detail;
  std::string previous;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (number, at, action, actor_id, case_id, detail, previous, hash))

struct AuditHead {
  std::int64_t number = 0;  // 0: there is no entry
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditHead, (), (number, hash))

/// What became of checking the whole chain.
struct AuditCheck {
  std::int64_t entries = 0;
  std::string last_hash;
  std::optional<std::string> fault;  // the first one
};

/// Any reactor; borrows the store.
class AuditLog {
 public:
  explicit AuditLog(store::Store& store) : store_(store) {}

  Task<AuditHead> head() const;
  /// Part of a commit, one entry each; it fails when somebody else has appended since `head` was read.
  static void append(store::Transaction& transaction, const AuditHead& head, Entry entry);
  /// Oldest first, at most kMostHistory.
  Task<std::vector<Entry>> of_case(CaseId id) const;
  /// Reads everything.
  Task<AuditCheck> verify() const;

 private:
  store::Store& store_;
};

}  // namespace waymark::moderation
