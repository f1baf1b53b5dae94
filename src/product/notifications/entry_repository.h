// Entries and records as items (keys.h).
//
// Everybody who likes a famous post changes one entry, from all shards of the event log at once. So entries are changed
// blindly, by additions and by setting what is newest: counts are exact and nobody waits. Only who takes a place for their
// name that is free does so on condition that it still is; that is over when eight are named.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/notifications/model.h"

namespace waymark::notifications {

/// Where a source has been told.
struct Told {
  UserId to;
  std::string entry;
  std::int64_t place = 0;  // of its name among the entry's actors
  std::string actor;       // as it lies there; empty: nobody is named
};
BOOST_DESCRIBE_STRUCT(Told, (), (to, entry, place, actor))

/// What is known of one source, up to which event.
struct Record {
  Position written;
  bool standing = false;
  bool expected = false;
  std::int64_t level = 1;
  std::vector<UserId> held;
  std::vector<Told> told;     // where it counts now
  std::vector<Told> earlier;  // where it counted before it was taken back
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (written, standing, expected, level, held, told, earlier, version))

/// What happens to an entry by one event.
struct Ring {
  UserId to;
  NotificationKind kind = NotificationKind::follow;
  About about;
  Instant at;
  Position position;
};

class EntryRepository {
 public:
  explicit EntryRepository(store::Store& store) : store_(store) {}

  Task<Record> record(std::string source) const;
  Task<std::optional<Entry>> find(UserId user, std::string id) const;
  /// Newest first.
  Task<store::ListedPage> list(UserId user, bool unread_only, store::PageRequest request) const;
  /// Those after that position, the oldest first.
  Task<std::vector<Entry>> after(UserId user, Position position, std::uint32_t at_most) const;
  /// The newest of those unread at or before `up_to`; all of them when it is empty.
  Task<std::vector<Entry>> unread(UserId user, Position up_to, std::uint32_t at_most) const;
  /// The oldest of those behind the newest `kept`, at most `at_most`; so many behind are looked at.
  Task<std::vector<Entry>> oldest(UserId user, std::uint32_t kept, std::uint32_t at_most) const;

  static Entry entry_of(const store::Item& item);

  // Parts of a commit.

  /// Fails when the record is not as it was read.
  static void put(store::Transaction& transaction, const std::string& source, Record record,
                  Instant at);
  // Of the next two, `entry` is what was read. They fail when its place was free, and is taken.

  /// One more, which makes the entry the newest and unread.
  static void ring(store::Transaction& transaction, const Ring& ring, const Told& told,
                   const std::optional<Entry>& entry);
  /// One that had been taken back is there again: nobody is told again. Fails also when the entry is gone.
  static void restore(store::Transaction& transaction, const Told& told, const Entry& entry);
  /// One less. Fails when what is removed of `entry` has changed meanwhile.
  static void take_back(store::Transaction& transaction, const Told& told, const Entry& entry);
  /// Fails when something has happened to it since.
  static void mark_read(store::Transaction& transaction, UserId user, const Entry& entry);
  static void erase(store::Transaction& transaction, UserId user, const Entry& entry);

 private:
  store::Store& store_;
};

}  // namespace waymark::notifications
