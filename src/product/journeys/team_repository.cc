#include "product/journeys/team_repository.h"

#include <algorithm>
#include <set>

#include "platform/store/entity.h"
#include "product/journeys/counting.h"
#include "product/journeys/keys.h"
#include "product/social/batch.h"

namespace waymark::journeys {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Key;
using store::Transaction;
using store::Value;

constexpr std::uint32_t kPage = 1'000;
constexpr std::size_t kIdLength = 36;

template <typename T>
std::optional<T> read(const std::optional<Item>& item) {
  if (!item) return std::nullopt;
  return store::from_item<T>(*item);
}

template <typename T>
std::vector<std::optional<T>> read_all(const std::vector<std::optional<Item>>& items) {
  std::vector<std::optional<T>> found;
  for (const auto& item : items) found.push_back(read<T>(item));
  return found;
}

/// All items of a partition whose sort keys begin so.
Task<std::vector<Item>> all_of(store::Store& store, std::string partition, std::string prefix) {
  std::vector<Item> items;
  store::Query query(Index::table, std::move(partition));
  query.where(store::SortKey::begins_with(std::move(prefix))).at_most(kPage);
  bool more = true;
  while (more) {
    store::Page page = co_await store.query(query);
    std::ranges::move(page.items, std::back_inserter(items));
    more = page.next.has_value();
    query.starting_after(std::move(page.next));
  }
  co_return items;
}

/// Those of a season whose last part of the key lies behind `after`.
Task<std::vector<Item>> some_of(store::Store& store, GroupId group, std::string prefix,
                                std::optional<std::string> after, std::uint32_t limit) {
  store::Query query(Index::table, keys::team_partition(group));
  query.where(after ? store::SortKey::between(prefix + *after + "#", prefix + "~")
                    : store::SortKey::begins_with(prefix));
  store::Page page = co_await store.query(std::move(query.at_most(limit)));
  co_return std::move(page.items);
}

void add_days(Days& days, const Item& item) {
  for (const DaySum& sum : store::from_item<MonthOfDays>(item).days)
    days[sum.day] = sum.millimetres;
}

Item progress_item(const TeamJourney& progress) {
  Item item = store::to_item(progress, keys::progress(progress.group_id, progress.journey_id));
  item.set_index(4, keys::journey_partition(progress.journey_id),
                 keys::place_among_teams(progress.millimetres, progress.group_id));
  return item;
}

void set(Changes& changes, const Item& whole, std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const auto value = whole.find(name)) changes.set(name, value->to_value());
}

Condition season_is(std::int64_t season) {
  return Condition::equal("season", Value(season));
}

Condition rules_are(const TeamJourney& progress) {
  const std::vector<Condition> both{
      season_is(progress.season), Condition::equal("rulesVersion", Value(progress.rules_version))};
  return Condition::all_of(both);
}

Item scored(Item item, SeasonRef season, const std::string& board, std::int64_t millimetres,
            UserId user) {
  item.set_index(4, keys::board(season.group, season.journey, board),
                 keys::place_on_board(millimetres, user));
  return item;
}

UserId user_at_end_of(const Key& key) {
  if (key.sk.size() < kIdLength) return UserId();
  return UserId::parse(key.sk.substr(key.sk.size() - kIdLength)).value_or(UserId());
}

}  // namespace

Task<std::optional<Team>> TeamRepository::team(GroupId group) const {
  co_return read<Team>(co_await store_.get(keys::team(group)));
}

Task<std::vector<std::optional<Team>>> TeamRepository::teams(std::vector<GroupId> groups) const {
  std::vector<Key> wanted;
  for (const GroupId group : groups) wanted.push_back(keys::team(group));
  co_return read_all<Team>(co_await social::get_all(store_, std::move(wanted)));
}

Task<std::optional<TeamJourney>> TeamRepository::progress(GroupId group, JourneyId journey) const {
  co_return read<TeamJourney>(co_await store_.get(keys::progress(group, journey)));
}

Task<std::vector<std::optional<TeamJourney>>> TeamRepository::progress(
    std::vector<Walk> walks) const {
  std::vector<Key> wanted;
  for (const Walk& walk : walks) wanted.push_back(keys::progress(walk.group, walk.journey));
  co_return read_all<TeamJourney>(co_await social::get_all(store_, std::move(wanted)));
}

Task<std::vector<TeamJourney>> TeamRepository::past_seasons(GroupId group,
                                                            JourneyId journey) const {
  const auto items =
      co_await all_of(store_, keys::team_partition(group), keys::past_seasons(journey));
  std::vector<TeamJourney> seasons;
  for (const Item& item : items) seasons.push_back(store::from_item<TeamJourney>(item));
  std::ranges::reverse(seasons);
  co_return seasons;
}

Task<std::optional<Finish>> TeamRepository::finish(SeasonRef season) const {
  co_return read<Finish>(
      co_await store_.get(keys::finish(season.group, season.journey, season.season)));
}

Task<std::vector<Walk>> TeamRepository::walks(UserId user, std::optional<GroupId> group) const {
  std::string prefix = group ? keys::walk_of(*group) : std::string(keys::kWalk);
  const auto items = co_await all_of(store_, keys::person(user), std::move(prefix));
  std::vector<Walk> walks;
  for (const Item& item : items) {
    const std::string key = item.key().sk.substr(keys::kWalk.size());
    const auto of_group = GroupId::parse(key.substr(0, kIdLength));
    const auto journey =
        JourneyId::parse(key.size() > kIdLength ? key.substr(kIdLength + 1) : std::string());
    if (of_group && journey) walks.push_back(Walk{*of_group, *journey});
  }
  co_return walks;
}

Task<std::optional<Walker>> TeamRepository::walker(SeasonRef season, UserId user) const {
  co_return read<Walker>(
      co_await store_.get(keys::walker(season.group, season.journey, season.season, user)));
}

Task<std::optional<Contribution>> TeamRepository::contribution(SeasonRef season, UserId user,
                                                               WorkoutId workout) const {
  co_return read<Contribution>(co_await store_.get(
      keys::contribution(season.group, season.journey, season.season, user, workout)));
}

Task<std::vector<Contribution>> TeamRepository::contributions(SeasonRef season, UserId user) const {
  const auto items =
      co_await all_of(store_, keys::team_partition(season.group),
                      keys::of_member("CONTRIB", season.journey, season.season, user));
  std::vector<Contribution> contributions;
  for (const Item& item : items) contributions.push_back(store::from_item<Contribution>(item));
  co_return contributions;
}

Task<Days> TeamRepository::days(SeasonRef season, UserId user,
                                std::vector<std::string> months) const {
  std::vector<Key> wanted;
  for (const std::string& month : months)
    wanted.push_back(keys::month(season.group, season.journey, season.season, user, month));
  const auto items = co_await store_.batch_get(std::move(wanted));
  Days days;
  for (const auto& item : items)
    if (item) add_days(days, *item);
  co_return days;
}

Task<Days> TeamRepository::all_days(SeasonRef season, UserId user) const {
  const auto items = co_await all_of(store_, keys::team_partition(season.group),
                                     keys::of_member("DAYS", season.journey, season.season, user));
  Days days;
  for (const Item& item : items) add_days(days, item);
  co_return days;
}

Task<TeamRepository::Taken> TeamRepository::taken(SeasonRef season, UserId user) const {
  std::vector<Key> wanted;
  wanted.push_back(keys::walker(season.group, season.journey, season.season, user));
  wanted.push_back(keys::dot(season.group, season.journey, season.season, user));
  wanted.push_back(keys::all_time(season.group, season.journey, user));
  const auto items = co_await store_.batch_get(std::move(wanted));
  Taken taken;
  taken.walker = read<Walker>(items[0]);
  taken.dot = read<Dot>(items[1]);
  if (items[2]) taken.all_time = store::from_item<Score>(*items[2]).millimetres;
  co_return taken;
}

Task<std::vector<Dot>> TeamRepository::dots(SeasonRef season, std::optional<std::string> after,
                                            std::uint32_t limit) const {
  const auto items =
      co_await some_of(store_, season.group, keys::of_season("DOT", season.journey, season.season),
                       std::move(after), limit);
  std::vector<Dot> dots;
  for (const Item& item : items) dots.push_back(store::from_item<Dot>(item));
  co_return dots;
}

Task<std::vector<std::optional<Dot>>> TeamRepository::dots_of(SeasonRef season,
                                                              std::vector<UserId> users) const {
  std::vector<Key> wanted;
  for (const UserId user : users)
    wanted.push_back(keys::dot(season.group, season.journey, season.season, user));
  co_return read_all<Dot>(co_await social::get_all(store_, std::move(wanted)));
}

Task<std::vector<UserId>> TeamRepository::walkers(SeasonRef season,
                                                  std::optional<std::string> after,
                                                  std::uint32_t limit) const {
  const auto items = co_await some_of(store_, season.group,
                                      keys::of_season("WALKER", season.journey, season.season),
                                      std::move(after), limit);
  std::vector<UserId> users;
  for (const Item& item : items) users.push_back(user_at_end_of(item.key()));
  co_return users;
}

Task<std::vector<Score>> TeamRepository::between(SeasonRef season, std::int64_t low,
                                                 std::int64_t high, std::uint32_t limit) const {
  std::vector<Score> scores;
  if (high - low < 2) co_return scores;
  store::Query query(Index::gsi4,
                     keys::board(season.group, season.journey, keys::padded(season.season, 3)));
  const std::string prefix(keys::kScore);
  query
      .where(store::SortKey::between(prefix + keys::score(low + 1),
                                     prefix + keys::score(high - 1) + "~"))
      .newest_first()
      .at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  for (const Item& item : page.items) {
    const Dot dot = store::from_item<Dot>(item);
    scores.push_back(Score{dot.user_id, dot.millimetres});
  }
  co_return scores;
}

Task<std::vector<bool>> TeamRepository::passed(SeasonRef season, UserId user,
                                               std::vector<UserId> others) const {
  std::vector<Key> wanted;
  for (const UserId other : others)
    wanted.push_back(keys::pass(season.group, season.journey, season.season, user, other));
  std::vector<bool> passed;
  if (wanted.empty()) co_return passed;
  const auto items = co_await store_.batch_get(std::move(wanted));
  for (const auto& item : items) passed.push_back(item.has_value());
  co_return passed;
}

Task<store::ListedPage> TeamRepository::board(GroupId group, JourneyId journey, std::string board,
                                              store::PageRequest request) const {
  store::Listing listing(Index::gsi4, keys::board(group, journey, board), std::string(keys::kScore),
                         store::Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> TeamRepository::teams_on(JourneyId journey,
                                                 store::PageRequest request) const {
  store::Listing listing(Index::gsi4, keys::journey_partition(journey), std::string(keys::kScore),
                         store::Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> TeamRepository::cards(UserId user, store::PageRequest request) const {
  store::Listing listing(Index::table, keys::person(user), std::string(keys::kCard),
                         store::Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<bool>> TeamRepository::have_card(std::vector<UserId> users,
                                                  StoredCard card) const {
  std::vector<Key> wanted;
  for (const UserId user : users) wanted.push_back(keys::card(user, card));
  const auto items = co_await social::get_all(store_, std::move(wanted));
  std::vector<bool> have;
  for (const auto& item : items) have.push_back(item.has_value());
  co_return have;
}

void TeamRepository::put(Transaction& transaction, GroupId group, const Team& after,
                         const std::optional<Team>& before) {
  if (!before) {
    transaction.put(store::to_item(after, keys::team(group)), Condition::item_absent());
    return;
  }
  Changes changes;
  set(changes, store::to_item(after, keys::team(group)), {"journeys", "version"});
  transaction.update(keys::team(group), std::move(changes), Condition::version_is(before->version));
}

void TeamRepository::add(Transaction& transaction, const TeamJourney& progress) {
  transaction.put(progress_item(progress), Condition::item_absent());
}

void TeamRepository::replace(Transaction& transaction, const TeamJourney& before,
                             const TeamJourney& after) {
  const std::vector<Condition> same{season_is(before.season),
                                    Condition::equal("rulesVersion", Value(before.rules_version)),
                                    Condition::equal("millimetres", Value(before.millimetres)),
                                    Condition::equal("sequence", Value(before.sequence))};
  transaction.put(progress_item(after), Condition::all_of(same));
}

void TeamRepository::put_past(Transaction& transaction, const TeamJourney& progress) {
  const Key key = keys::past_season(progress.group_id, progress.journey_id, progress.season);
  transaction.put(store::to_item(progress, key));
}

void TeamRepository::update_rules(Transaction& transaction, const TeamJourney& before,
                                  const TeamJourney& after) {
  Changes changes;
  set(changes, progress_item(after), {"rules", "rulesVersion"});
  transaction.update(keys::progress(before.group_id, before.journey_id), std::move(changes),
                     rules_are(before));
}

void TeamRepository::end(Transaction& transaction, const TeamJourney& before, Instant when) {
  TeamJourney after = before;
  after.ended_at = when;
  after.rules.ends_at = std::min(after.rules.ends_at, std::max(when, after.rules.starts_at));
  ++after.rules.version;
  ++after.rules_version;
  Changes changes;
  set(changes, progress_item(after), {"rules", "rulesVersion", "endedAt"});
  transaction.update(keys::progress(before.group_id, before.journey_id), std::move(changes),
                     rules_are(before));
}

void TeamRepository::put(Transaction& transaction, SeasonRef season, const Walker& walker) {
  transaction.put(store::to_item(
      walker, keys::walker(season.group, season.journey, season.season, walker.user_id)));
}

void TeamRepository::put_walk(Transaction& transaction, SeasonRef season, UserId user,
                              Instant expires) {
  Item item(keys::walk(user, season.group, season.journey));
  item.set_ttl(expires);
  transaction.put(std::move(item));
}

void TeamRepository::put(Transaction& transaction, SeasonRef season, UserId user,
                         const Contribution& contribution, Instant expires) {
  Item item =
      store::to_item(contribution, keys::contribution(season.group, season.journey, season.season,
                                                      user, contribution.workout_id));
  if (contribution.deleted) item.set_ttl(expires);
  transaction.put(std::move(item));
}

void TeamRepository::put_month(Transaction& transaction, SeasonRef season, UserId user,
                               const std::string& month, const Days& days) {
  MonthOfDays stored;
  for (const auto& [day, sum] : days)
    if (sum != 0 && month_of(day) == month) stored.days.push_back(DaySum{day, sum});
  transaction.put(store::to_item(
      stored, keys::month(season.group, season.journey, season.season, user, month)));
}

void TeamRepository::put_week(Transaction& transaction, SeasonRef season, const std::string& week,
                              const Score& score, Instant expires) {
  Item item = scored(
      store::to_item(score,
                     keys::week(season.group, season.journey, season.season, score.user_id, week)),
      season, keys::week_board(season.season, week), score.millimetres, score.user_id);
  item.set_ttl(expires);
  transaction.put(std::move(item));
}

void TeamRepository::move(Transaction& transaction, const TeamJourney& before,
                          const TeamJourney& after) {
  Changes changes;
  set(changes, progress_item(after),
      {"toldVersion", "millimetres", "memberCount", "unlocked", "sequence", "finishedAt",
       "GSI4SK"});
  transaction.update(keys::progress(before.group_id, before.journey_id), std::move(changes),
                     season_is(before.season));
}

void TeamRepository::put(Transaction& transaction, SeasonRef season, const Dot& dot) {
  transaction.put(scored(
      store::to_item(dot, keys::dot(season.group, season.journey, season.season, dot.user_id)),
      season, keys::padded(season.season, 3), dot.millimetres, dot.user_id));
}

void TeamRepository::put_all_time(Transaction& transaction, SeasonRef season, const Score& score) {
  transaction.put(
      scored(store::to_item(score, keys::all_time(season.group, season.journey, score.user_id)),
             season, "ALL", score.millimetres, score.user_id));
}

void TeamRepository::put_finish(Transaction& transaction, SeasonRef season, const Finish& finish) {
  transaction.put(
      store::to_item(finish, keys::finish(season.group, season.journey, season.season)));
}

void TeamRepository::put_pass(Transaction& transaction, SeasonRef season, UserId user,
                              UserId passed, Instant expires) {
  Item item(keys::pass(season.group, season.journey, season.season, user, passed));
  item.set_ttl(expires);
  transaction.put(std::move(item));
}

void TeamRepository::set_sequence(Transaction& transaction, GroupId group, std::int64_t sequence) {
  Changes changes;
  changes.set("sequence", Value(sequence));
  transaction.update(keys::team(group), std::move(changes), Condition::item_exists());
}

void TeamRepository::put_card(Transaction& transaction, UserId user, const StoredCard& card) {
  transaction.put(store::to_item(card, keys::card(user, card)));
}

}  // namespace waymark::journeys
