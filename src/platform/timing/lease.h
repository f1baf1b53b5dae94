// A lease: one node at a time does something, with no other referee than the store.
//
// Stored under PK `LEASE#<group>`, SK `<name>`:
//   owner      the node's id, "" when given back
//   token      rises with every change of owner: what fences off a holder of before
//   beat       rises with every renewal
//   duration   milliseconds that the owner counts on
//   clock      the owner's wall clock when it last renewed: for people, and to compare clocks;
//              nothing here is decided by it
//
// No wall clock decides. A holder counts from the moment *before* it sent a renewal, on its own
// Uptime, and stops after nine tenths of the duration. A contender takes over when it has seen the
// item unchanged (token and beat) for the whole duration on *its* Uptime, counted from *after* it
// first read that state. The renewal that wrote the state was sent before it could be read: so the
// holder has stopped by then, as long as the two machines' seconds differ by less than a tenth,
// wherever their clocks stand. A contender that could not read for a while counts on: the item it
// finds says whether it was renewed.
//
// Late messages. A store may carry out a renewal long after its sender gave up waiting. Renewals
// are made on condition of owner, token and a smaller beat; giving back and taking on condition of
// owner and token, and of the beat that was seen: so a late one of any kind changes nothing once
// something newer has happened, and no state that was seen can come back.
//
// A process that is frozen between looking at held() and acting can act late all the same. What may
// never happen then is kept safe by conditions in its commits: on the state it read, or on the
// token (Hold::token()).
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "platform/store/store.h"
#include "platform/timing/uptime.h"

namespace waymark::timing {

/// "LEASE#<group>"
std::string lease_partition(std::string_view group);

/// What a node shares with all its leases; outlives them.
struct LeaseHolder {
  LeaseHolder(std::string id, const Uptime& the_uptime, const Clock& the_clock,
              std::chrono::milliseconds length)
      : node(std::move(id)), uptime(the_uptime), clock(the_clock), duration(length) {}
  std::string node;  // unique among all processes, those of before included
  const Uptime& uptime;
  const Clock& clock;
  std::chrono::milliseconds duration;
};

/// One node's view of one lease. Used by one coroutine at a time, but for held() and token(), which
/// any thread may ask. What it does in the store comes in three parts, so that several leases can
/// be renewed in one transaction: add_… says what to commit, and renewed() or given_back() that
/// it was committed, or lose() that its condition did not hold.
class Lease {
 public:
  Lease(const LeaseHolder& holder, store::Key key) : holder_(holder), key_(std::move(key)) {}

  /// Whether this node may act as its owner now.
  bool held() const { return holder_.uptime.now().count() < held_until_.load(); }
  /// How long it may, if nothing is renewed.
  std::chrono::milliseconds remaining() const;
  std::int64_t token() const { return token_.load(); }
  const store::Key& key() const { return key_; }

  /// What was read from the store just now, or that there is none.
  void observe(const std::optional<store::Item>& item);
  /// As observed last: whose it is ("" when nobody's).
  const std::string& owner() const { return owner_; }
  /// As observed last: the owner has shown within its duration that it lives.
  bool alive() const;
  /// As observed last: nobody holds it, or only a taking of our own whose answer never came.
  bool free() const;
  /// Taken, and as far as is known not lost: to be renewed, even when it has run out meanwhile.
  bool mine() const { return mine_; }

  void add_taking(store::Transaction& transaction);
  void add_renewal(store::Transaction& transaction);
  void add_giving_back(store::Transaction& transaction);
  /// add_taking() or add_renewal() was committed; `sent` is Uptime before it was sent.
  void renewed(Ticks sent);
  /// add_giving_back() was committed.
  void given_back() { lose(); }
  /// A condition did not hold: somebody else has it. Or the holder wants to stop at once.
  void lose();

  // The same, a lease at a time. Each throws what the store throws; then nothing has changed here,
  // whatever happened there.

  /// Reads, and takes it if it is free. Whether it is held.
  Task<bool> acquire(store::Store& store);
  /// Whether it is still held.
  Task<bool> renew(store::Store& store);
  Task<void> give_back(store::Store& store);

 private:
  void add(store::Transaction& transaction, std::string_view owner, std::int64_t token,
           store::Condition condition);
  store::Condition still_ours() const;

  const LeaseHolder& holder_;
  store::Key key_;
  bool mine_ = false;
  std::atomic<std::int64_t> held_until_{0};  // in Ticks
  std::atomic<std::int64_t> token_{0};       // of our own holding

  // As observed in the store, and since when on our Uptime.
  bool exists_ = false;
  std::string owner_;
  std::int64_t seen_token_ = 0;
  std::int64_t seen_beat_ = 0;
  std::chrono::milliseconds seen_duration_{0};
  Ticks unchanged_since_{0};

  std::int64_t beat_ = 0;          // of our last renewal that was sent
  std::int64_t taking_token_ = 0;  // of the taking under way
};

}  // namespace waymark::timing
