#include "product/journeys/progress.h"

#include <algorithm>
#include <cmath>

#include "platform/store/entity.h"
#include "product/journeys/limits.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kMostPasses = 3;  // told of one move
constexpr std::chrono::days kPassKept{30};
constexpr std::uint32_t kReviewedAtOnce = 80;  // an event each
constexpr std::size_t kCardsAtOnce = 80;       // operations

std::int64_t millimetres_of(double metres) {
  return std::llround(metres * 1000);
}

Score score_of(const Dot& dot) {
  return Score{dot.user_id, dot.millimetres};
}

}  // namespace

/// One member's move, as it is put together.
struct TeamProgress::Move {
  TeamJourney before;
  TeamJourney after;
  TeamRepository::Taken taken;
  Dot dot;  // after
  RoutePtr route;
  Instant at;
  std::vector<Pass> passes;
  std::vector<std::string> unlocked;
  events::Effects effects;

  SeasonRef season() const { return ref_of(after); }
  std::int64_t already() const { return taken.dot ? taken.dot->millimetres : 0; }
  template <typename Fact>
  Fact about() const {
    Fact fact;
    fact.group_id = after.group_id;
    fact.journey_id = after.journey_id;
    fact.season = after.season;
    return fact;
  }
  template <typename Fact>
  void tell(UserId whom, const Fact& fact) {
    effects.events.push_back(told(whom, fact));
  }
};

bool TeamProgress::wants(std::string_view type) const {
  return type == TeamMemberMoved::kType || type == TeamReviewDue::kType ||
         type == TeamCardsDue::kType;
}

Task<events::Effects> TeamProgress::apply(const events::Event& event) {
  if (event.type == TeamReviewDue::kType)
    return review(json::decode<TeamReviewDue>(event.payload), event.occurred_at);
  if (event.type == TeamCardsDue::kType)
    return give_cards(json::decode<TeamCardsDue>(event.payload));
  return move(event);
}

Task<events::Effects> TeamProgress::move(const events::Event& event) const {
  const auto moved = json::decode<TeamMemberMoved>(event.payload);
  Move move;
  const auto progress = co_await repository_.progress(moved.group_id, moved.journey_id);
  const auto team = co_await repository_.team(moved.group_id);
  if (!progress || !team || progress->season != moved.season) co_return std::move(move.effects);
  move.before = *progress;
  move.after = *progress;
  move.at = event.occurred_at;
  move.taken = co_await repository_.taken(ref_of(*progress), moved.user_id);
  if (!move.taken.walker) co_return std::move(move.effects);
  const Walker& walker = *move.taken.walker;
  const bool same = move.taken.dot && move.taken.dot->millimetres == walker.millimetres &&
                    move.taken.dot->is_gone == walker.is_gone();
  if (same) co_return std::move(move.effects);
  move.route = co_await routes_.find(moved.journey_id);
  if (!move.route) co_return std::move(move.effects);

  move.after.sequence = team->sequence + 1;
  move.after.millimetres += walker.millimetres - move.already();
  move.after.member_count += move.taken.dot ? 0 : 1;
  move.dot.user_id = walker.user_id;
  move.dot.millimetres = walker.millimetres;
  move.dot.is_gone = walker.is_gone();
  move.dot.sequence = move.after.sequence;
  if (walker.millimetres != move.already())
    move.dot.moved_at = move.at;
  else if (move.taken.dot)
    move.dot.moved_at = move.taken.dot->moved_at;
  unlock(move);
  co_await finish(move);
  co_await tell_passes(move);
  write(move);
  ProgressFrame frame = frame_of(move.after, move.route->line, move.at);
  frame.moved.push_back(moved_of(move.dot, move.route->line));
  frame.unlocked = move.unlocked;
  frame.passes = move.passes;
  publish_after(move.effects, std::move(frame), move.after.sequence);
  co_return std::move(move.effects);
}

void TeamProgress::unlock(Move& move) const {
  const bool finishes =
      !move.after.finished_at && move.after.millimetres >= millimetres_of(move.after.length_metres);
  auto cards = move.about<TeamCardsDue>();
  cards.at = move.at;
  for (const Milestone& milestone : move.route->milestones) {
    if (millimetres_of(milestone.distance_metres) > move.after.millimetres) break;
    const auto known = std::ranges::find(move.after.unlocked, milestone.id, &Unlocked::id);
    if (known != move.after.unlocked.end()) continue;
    Unlocked unlocked;
    unlocked.id = milestone.id;
    unlocked.at = move.at;
    unlocked.by_id = move.dot.user_id;
    unlocked.sequence = move.after.sequence;
    move.after.unlocked.push_back(std::move(unlocked));
    move.unlocked.push_back(milestone.id);
    cards.milestone_ids.push_back(milestone.id);
    cards.title = milestone.title.en;
    auto reached = move.about<MilestoneReached>();
    reached.milestone_id = milestone.id;
    reached.title = milestone.title.en;
    reached.reached_at = move.at;
    move.tell(move.dot.user_id, reached);
  }
  cards.finished = finishes;
  if (finishes) cards.title = move.route->title.en;
  if (finishes || !cards.milestone_ids.empty()) move.tell(teller_of(move.after.group_id), cards);
}

Task<void> TeamProgress::finish(Move& move) const {
  if (move.after.finished_at || move.after.millimetres < millimetres_of(move.after.length_metres))
    co_return;
  move.after.finished_at = move.at;
  Finish finish;
  finish.at = move.at;
  finish.millimetres = move.after.millimetres;
  const auto dots = co_await repository_.dots(move.season(), std::nullopt, kTeamSize);
  for (const Dot& dot : dots)
    if (dot.user_id != move.dot.user_id && dot.millimetres > 0)
      finish.members.push_back(score_of(dot));
  finish.members.push_back(score_of(move.dot));
  std::ranges::sort(finish.members, std::ranges::greater(), &Score::millimetres);
  TeamRepository::put_finish(move.effects.transaction, move.season(), finish);
  auto finished = move.about<JourneyFinished>();
  finished.title = move.route->title.en;
  finished.finished_at = move.at;
  move.tell(move.dot.user_id, finished);
}

/// Those nearest to where the member is now; once in kPassKept.
Task<void> TeamProgress::tell_passes(Move& move) const {
  if (move.dot.is_gone) co_return;
  const auto ahead = co_await repository_.between(
      move.season(), std::max<std::int64_t>(move.already(), 0), move.dot.millimetres, kMostPasses);
  std::vector<UserId> others;
  for (const Score& score : ahead)
    if (score.user_id != move.dot.user_id) others.push_back(score.user_id);
  const auto told_before = co_await repository_.passed(move.season(), move.dot.user_id, others);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (told_before[i]) continue;
    TeamRepository::put_pass(move.effects.transaction, move.season(), move.dot.user_id, others[i],
                             move.at + kPassKept);
    auto passed = move.about<MemberPassed>();
    passed.by_id = move.dot.user_id;
    passed.passed_at = move.at;
    move.tell(others[i], passed);
    move.passes.push_back(Pass{move.dot.user_id, others[i]});
  }
}

void TeamProgress::write(Move& move) const {
  store::Transaction& transaction = move.effects.transaction;
  TeamRepository::move(transaction, move.before, move.after);
  TeamRepository::put(transaction, move.season(), move.dot);
  const Score all_time{move.dot.user_id,
                       move.taken.all_time + move.dot.millimetres - move.already()};
  TeamRepository::put_all_time(transaction, move.season(), all_time);
  TeamRepository::set_sequence(transaction, move.after.group_id, move.after.sequence);
}

void TeamProgress::publish_after(events::Effects& effects, ProgressFrame frame,
                                 std::int64_t sequence) const {
  effects.after_commit.push_back(
      [&hub = hub_, frame = std::move(frame), sequence] { publish(hub, frame, sequence); });
}

/// A page of who is to be counted again; the rest follows. What has changed for all is told with the first page.
Task<events::Effects> TeamProgress::review(TeamReviewDue due, Instant at) const {
  events::Effects effects;
  const auto progress = co_await repository_.progress(due.group_id, due.journey_id);
  const auto team = co_await repository_.team(due.group_id);
  if (!progress || !team || progress->season != due.season) co_return effects;
  const bool first = due.phase == ReviewPhase::walkers && !due.after;
  // Told already, for these rules or newer ones: a replay, or an edit that another has overtaken.
  if (first && progress->told_version >= progress->rules_version) co_return effects;
  const auto route = co_await routes_.find(due.journey_id);
  if (first && route) {
    TeamJourney after = *progress;
    after.sequence = team->sequence + 1;
    after.told_version = after.rules_version;
    TeamRepository::move(effects.transaction, *progress, after);
    TeamRepository::set_sequence(effects.transaction, due.group_id, after.sequence);
    publish_after(effects, frame_of(after, route->line, at), after.sequence);
  }
  MemberReviewDue member;
  member.group_id = due.group_id;
  member.journey_id = due.journey_id;
  const bool walkers = due.phase == ReviewPhase::walkers;
  const auto users = co_await next_of(due);
  for (const UserId user : users) effects.events.push_back(told(user, member));
  if (due.after || walkers) effects.events.push_back(told(teller_of(due.group_id), due));
  co_return effects;
}

/// Moves `due` behind them.
Task<std::vector<UserId>> TeamProgress::next_of(TeamReviewDue& due) const {
  std::vector<UserId> users;
  if (due.phase == ReviewPhase::walkers) {
    const SeasonRef season{due.group_id, due.journey_id, due.season};
    users = co_await repository_.walkers(season, due.after, kReviewedAtOnce);
    due.after.reset();
    if (users.size() == kReviewedAtOnce)
      due.after = users.back().to_string();
    else
      due.phase = ReviewPhase::members;
    co_return users;
  }
  store::PageRequest request;
  request.size = kReviewedAtOnce;
  request.after = due.after;
  const auto page = co_await members_.member_page(due.group_id, std::move(request));
  for (const auto& entry : page.items)
    users.push_back(store::from_item<groups::Member>(entry.item).user_id);
  due.after.reset();
  if (page.has_next) due.after = page.items.back().cursor;
  co_return users;
}

Task<events::Effects> TeamProgress::give_cards(TeamCardsDue due) const {
  events::Effects effects;
  const SeasonRef season{due.group_id, due.journey_id, due.season};
  const std::size_t each = due.milestone_ids.size() + (due.finished ? 1 : 0) + 1;
  const auto at_once = static_cast<std::uint32_t>(std::max<std::size_t>(1, kCardsAtOnce / each));
  const auto dots = co_await repository_.dots(season, due.after, at_once);
  CardsUnlocked unlocked;
  unlocked.group_id = due.group_id;
  unlocked.journey_id = due.journey_id;
  unlocked.season = due.season;
  unlocked.milestone_ids = due.milestone_ids;
  unlocked.finished = due.finished;
  unlocked.title = due.title;
  unlocked.at = due.at;
  StoredCard card;
  card.group_id = due.group_id;
  card.journey_id = due.journey_id;
  card.season = due.season;
  card.at = due.at;
  if (due.milestone_ids.empty())
    card.kind = CardKind::finish;
  else
    card.milestone_id = due.milestone_ids.front();
  std::vector<UserId> users;
  for (const Dot& dot : dots)
    if (!dot.is_gone) users.push_back(dot.user_id);
  const auto have = co_await repository_.have_card(users, card);
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (have[i]) continue;
    card.kind = CardKind::milestone;
    for (const std::string& milestone : due.milestone_ids) {
      card.milestone_id = milestone;
      TeamRepository::put_card(effects.transaction, users[i], card);
    }
    if (due.finished) {
      card.kind = CardKind::finish;
      card.milestone_id.reset();
      TeamRepository::put_card(effects.transaction, users[i], card);
    }
    effects.events.push_back(told(users[i], unlocked));
  }
  if (dots.size() == at_once) {
    due.after = dots.back().user_id.to_string();
    effects.events.push_back(told(teller_of(due.group_id), due));
  }
  co_return effects;
}

}  // namespace waymark::journeys
