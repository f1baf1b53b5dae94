// Quests and what each source gave them, as items (keys.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/goals/model.h"

namespace waymark::goals {

/// GraphQL `QuestFilter`.
struct QuestFilter {
  std::optional<QuestStatus> status;
  std::optional<QuestKind> kind;
};
BOOST_DESCRIBE_STRUCT(QuestFilter, (), (status, kind))

/// What one source (a task, goal or workout) gave one quest.
struct QuestPart {
  QuestId quest_id;
  std::int64_t milli = 0;
};
BOOST_DESCRIBE_STRUCT(QuestPart, (), (quest_id, milli))

/// How long after its deadline an expired quest still takes in workouts that were done before it
/// and logged late (a watch that syncs the next morning).
inline constexpr auto kLateLogging = std::chrono::hours(24 * 7);

/// It may take in workouts or tasks that it has not counted: quantitative, and active or expired
/// not longer than kLateLogging ago (`settled` says that this time is over).
bool takes_new_parts(const Quest& quest);
/// Counts for the limit of quests under way.
bool is_under_way(const Quest& quest);
/// When it must be looked at: at its deadline, and, when expired, once more when late workouts do not
/// count any longer.
std::optional<Instant> next_look(const Quest& quest);

class QuestRepository {
 public:
  explicit QuestRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Quest>> find(Owner owner, QuestId id) const;
  /// In the order of `ids`, any number of them.
  Task<std::vector<std::optional<Quest>>> find_all(Owner owner, std::vector<QuestId> ids) const;
  /// Whose quest it is.
  Task<std::optional<UserId>> owner_of(QuestId id) const;
  /// Newest first.
  Task<store::ListedPage> list(Owner owner, QuestFilter filter, store::PageRequest request) const;
  /// The quests that may take in more workouts, or, with `tasks`, more finished tasks.
  Task<std::vector<Quest>> taking_new_parts(Owner owner, bool tasks) const;

  /// What the source gave, to whichever quest.
  Task<std::vector<QuestPart>> parts_of(Owner owner, Uuid source) const;
  /// What each of at most 100 sources gave this quest.
  Task<std::vector<std::optional<QuestPart>>> parts_of(Owner owner, QuestId quest,
                                                       std::vector<Uuid> sources) const;

  struct Due {
    UserId user;
    QuestId quest;
  };
  /// Up to `limit` quests of a shard (0 to 15) that the sweep must look at by now.
  Task<std::vector<Due>> due(std::uint32_t shard, Instant now, std::uint32_t limit) const;

  static Quest from_item(const store::Item& item);

  // Parts of a commit; the first operation tells the outcome.
  /// Three operations: fails at the second when `limit` quests are under way.
  static void add(store::Transaction& transaction, Owner owner, const Quest& quest,
                  std::int64_t limit);
  /// One operation: fails when the version differs. The tally is count_under_way's.
  static void replace(store::Transaction& transaction, Owner owner, const Quest& before,
                      const Quest& after);
  static void count_under_way(store::Transaction& transaction, Owner owner, std::int64_t change);
  /// Three operations.
  static void remove(store::Transaction& transaction, Owner owner, const Quest& quest);
  static void put_part(store::Transaction& transaction, Owner owner, Uuid source, QuestId quest,
                       std::int64_t milli);
  static void erase_part(store::Transaction& transaction, Owner owner, Uuid source, QuestId quest);

 private:
  store::Store& store_;
};

}  // namespace waymark::goals
