#include "product/journeys/team_reading.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/journeys/counting.h"
#include "product/journeys/keys.h"
#include "product/journeys/limits.h"

namespace waymark::journeys {
namespace {

constexpr std::uint32_t kFrameMembers = 1'000;

TeamJourneyStatus status_of(const TeamJourney& progress, Instant now) {
  if (progress.finished_at) return TeamJourneyStatus::finished;
  if (!is_running(progress, now)) return TeamJourneyStatus::ended;
  return now < progress.rules.starts_at ? TeamJourneyStatus::upcoming : TeamJourneyStatus::running;
}

bool is_week(const std::string& text) {
  constexpr std::string_view kPattern = "dddd-Wdd";
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kPattern[i] == 'd' ? !digit : text[i] != kPattern[i]) return false;
  }
  return true;
}

std::int64_t days_between(const TeamRules& rules, Instant finished_at) {
  const Counting counting(rules);
  const std::chrono::sys_days first{counting.day_of(rules.starts_at)};
  const std::chrono::sys_days last{counting.day_of(finished_at)};
  return (last - first).count() + 1;
}

CardView view_of_card(const StoredCard& card, const store::Item& item, const RouteFacts* route,
                      Locale locale) {
  CardView view;
  view.id = item.key().sk.substr(keys::kCard.size());
  view.kind = card.kind;
  view.team_id = card.group_id;
  view.journey_id = card.journey_id;
  view.season = card.season;
  view.milestone_id = card.milestone_id;
  view.at = card.at;
  if (route == nullptr) return view;
  view.journey_title = route->title.in(locale);
  view.title = view.journey_title;
  if (!card.milestone_id) return view;
  const auto milestone = std::ranges::find(route->milestones, *card.milestone_id, &Milestone::id);
  if (milestone == route->milestones.end()) return view;
  view.title = milestone->title.in(locale);
  view.text = milestone->text.in(locale);
  view.picture_url = milestone->picture_url;
  return view;
}

}  // namespace

Task<bool> TeamReading::may_read(const RequestContext& context, GroupId group) const {
  const UserId viewer = context.require_principal().user;
  std::vector<GroupId> groups(1, group);
  const auto access = co_await audience_.access(viewer, std::move(groups));
  co_return access.front().reads;
}

Task<TeamJourneyView> TeamReading::view_of(const TeamJourney& progress) const {
  TeamJourneyView view;
  view.team_id = progress.group_id;
  view.journey_id = progress.journey_id;
  view.season = progress.season;
  view.status = status_of(progress, clock_.now());
  view.rules = progress.rules;
  view.distance_metres = metres_of(progress.millimetres);
  view.length_metres = progress.length_metres;
  view.unlocked = progress.unlocked;
  view.finished_at = progress.finished_at;
  view.member_count = progress.member_count;
  const RoutePtr route = co_await routes_.find(progress.journey_id);
  if (route) view.position = position_on(route->line, progress.millimetres);
  co_return view;
}

Task<TeamView> TeamReading::view_of(GroupId group, const Team& team) const {
  std::vector<Walk> walks;
  for (const JourneyId journey : team.journeys) walks.push_back(Walk{group, journey});
  const auto all = co_await repository_.progress(std::move(walks));
  TeamView view;
  view.id = group;
  for (const auto& progress : all) {
    if (!progress) continue;
    TeamJourneyView one = co_await view_of(*progress);
    view.journeys.push_back(std::move(one));
  }
  const Instant now = clock_.now();
  std::ranges::stable_partition(view.journeys, [&](const TeamJourneyView& one) {
    return one.status != TeamJourneyStatus::ended && now < one.rules.ends_at;
  });
  co_return view;
}

Task<std::vector<TeamView>> TeamReading::mine(const RequestContext& context) const {
  const UserId viewer = context.require_principal().user;
  const auto groups = co_await audience_.groups_of(viewer);
  const auto teams = co_await repository_.teams(groups);
  std::vector<TeamView> views;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!teams[i]) continue;
    TeamView view = co_await view_of(groups[i], *teams[i]);
    views.push_back(std::move(view));
  }
  co_return views;
}

Task<std::optional<TeamView>> TeamReading::find(const RequestContext& context,
                                                GroupId group) const {
  const bool reads = co_await may_read(context, group);
  if (!reads) co_return std::nullopt;
  const auto team = co_await repository_.team(group);
  if (!team) co_return std::nullopt;
  co_return co_await view_of(group, *team);
}

Task<TeamView> TeamReading::require(const RequestContext& context, GroupId group) const {
  auto view = co_await find(context, group);
  if (!view) throw Error::not_found("team");
  co_return std::move(*view);
}

/// In the order of `scores`.
Task<std::vector<TeamMemberView>> TeamReading::members_of(const TeamJourney& progress,
                                                          std::vector<Score> scores) const {
  std::vector<UserId> users;
  for (const Score& score : scores) users.push_back(score.user_id);
  const auto dots = co_await repository_.dots_of(ref_of(progress), std::move(users));
  const RoutePtr route = co_await routes_.find(progress.journey_id);
  std::vector<TeamMemberView> members;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    TeamMemberView& member = members.emplace_back();
    member.user_id = scores[i].user_id;
    member.distance_metres = metres_of(scores[i].millimetres);
    const Dot dot = dots[i].value_or(Dot());
    if (route) member.position = position_on(route->line, dot.millimetres);
    member.is_gone = dot.is_gone || !dots[i];
    member.moved_at = dot.moved_at;
  }
  co_return members;
}

Task<ViewPage<TeamMemberView>> TeamReading::board(const RequestContext& context, GroupId group,
                                                  JourneyId journey, BoardSpan span,
                                                  std::optional<std::string> week,
                                                  store::PageRequest request) const {
  const bool reads = co_await may_read(context, group);
  if (!reads) throw Error::not_found("team");
  const auto progress = co_await repository_.progress(group, journey);
  if (!progress) throw Error::not_found("team");
  if (week && !is_week(*week)) throw Error::invalid("week", "error.team.week");
  std::string name = keys::padded(progress->season, 3);
  if (span == BoardSpan::all) name = "ALL";
  if (span == BoardSpan::week)
    name = keys::week_board(progress->season,
                            week.value_or(week_of(Counting(progress->rules).day_of(clock_.now()))));
  store::ListedPage listed =
      co_await repository_.board(group, journey, std::move(name), std::move(request));
  std::vector<Score> scores;
  std::vector<UserId> users;
  for (const auto& entry : listed.items) {
    scores.push_back(store::from_item<Score>(entry.item));
    users.push_back(scores.back().user_id);
  }
  const auto people = co_await social_.people(context.require_principal().user, std::move(users));
  auto members = co_await members_of(*progress, std::move(scores));
  ViewPage<TeamMemberView> page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (people[i]) page.entries.push_back({members[i], std::move(listed.items[i].cursor)});
  co_return page;
}

Task<ViewPage<TeamStanding>> TeamReading::teams_on(const RequestContext& context, JourneyId journey,
                                                   store::PageRequest request) const {
  const UserId viewer = context.require_principal().user;
  store::ListedPage listed = co_await repository_.teams_on(journey, std::move(request));
  std::vector<TeamJourney> seasons;
  std::vector<GroupId> ids;
  for (const auto& entry : listed.items) {
    seasons.push_back(store::from_item<TeamJourney>(entry.item));
    ids.push_back(seasons.back().group_id);
  }
  const auto groups = co_await groups_.find_all(viewer, std::move(ids));
  ViewPage<TeamStanding> page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  const Instant now = clock_.now();
  for (std::size_t i = 0; i < seasons.size(); ++i) {
    if (!groups[i] || !groups::reads(*groups[i]) || !is_running(seasons[i], now)) continue;
    TeamStanding standing;
    standing.team_id = seasons[i].group_id;
    standing.name = groups[i]->name;
    standing.member_count = seasons[i].member_count;
    standing.season = seasons[i].season;
    standing.distance_metres = metres_of(seasons[i].millimetres);
    standing.finished_at = seasons[i].finished_at;
    page.entries.push_back({std::move(standing), std::move(listed.items[i].cursor)});
  }
  co_return page;
}

Task<std::vector<SeasonResult>> TeamReading::past_seasons(GroupId group, JourneyId journey) const {
  const auto seasons = co_await repository_.past_seasons(group, journey);
  std::vector<SeasonResult> results;
  for (const TeamJourney& season : seasons) {
    SeasonResult& result = results.emplace_back();
    result.season = season.season;
    result.starts_at = season.rules.starts_at;
    result.ended_at = season.ended_at.value_or(season.rules.ends_at);
    result.distance_metres = metres_of(season.millimetres);
    result.finished_at = season.finished_at;
  }
  co_return results;
}

Task<ViewPage<CardView>> TeamReading::cards(const RequestContext& context,
                                            store::PageRequest request) const {
  const UserId owner = context.require_principal().user;
  store::ListedPage listed = co_await repository_.cards(owner, std::move(request));
  ViewPage<CardView> page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items) {
    const StoredCard card = store::from_item<StoredCard>(item);
    const RoutePtr route = co_await routes_.find(card.journey_id);
    page.entries.push_back(
        {view_of_card(card, item, route.get(), context.locale), std::move(cursor)});
  }
  co_return page;
}

Task<std::optional<TeamJourney>> TeamReading::season_of(GroupId group, JourneyId journey,
                                                        std::int64_t season) const {
  auto present = co_await repository_.progress(group, journey);
  if (present && present->season == season) co_return present;
  auto past = co_await repository_.past_seasons(group, journey);
  for (TeamJourney& one : past)
    if (one.season == season) co_return std::move(one);
  co_return std::nullopt;
}

Task<std::optional<Certificate>> TeamReading::certificate(const RequestContext& context,
                                                          GroupId group, JourneyId journey,
                                                          std::int64_t season) const {
  const bool reads = co_await may_read(context, group);
  if (!reads) co_return std::nullopt;
  const auto walked = co_await season_of(group, journey, season);
  if (!walked || !walked->finished_at) co_return std::nullopt;
  const auto finish = co_await repository_.finish(ref_of(*walked));
  const auto view = co_await groups_.find(context.require_principal().user, group);
  const RoutePtr route = co_await routes_.find(journey);
  if (!finish || !view || !route) co_return std::nullopt;
  Certificate certificate;
  certificate.team_id = group;
  certificate.team_name = view->name;
  certificate.journey_id = journey;
  certificate.journey_title = route->title.in(context.locale);
  certificate.length_metres = walked->length_metres;
  certificate.season = season;
  certificate.started_at = walked->rules.starts_at;
  certificate.finished_at = finish->at;
  certificate.days = days_between(walked->rules, finish->at);
  certificate.distance_metres = metres_of(finish->millimetres);
  for (const Score& member : finish->members)
    certificate.members.push_back(CertificateMember{member.user_id, metres_of(member.millimetres)});
  co_return certificate;
}

Task<std::int64_t> TeamReading::sequence_of(const RequestContext& context, GroupId group) const {
  const bool reads = co_await may_read(context, group);
  if (!reads) throw Error::not_found("team");
  const auto team = co_await repository_.team(group);
  if (!team) throw Error::not_found("team");
  co_return team->sequence;
}

Task<std::vector<graphql::Past<ProgressFrame>>> TeamReading::frames_after(
    GroupId group, std::string cursor) const {
  std::vector<graphql::Past<ProgressFrame>> frames;
  const std::int64_t after = journeys::sequence_of(cursor).value_or(0);
  const auto team = co_await repository_.team(group);
  if (!team || team->sequence <= after) co_return frames;
  std::vector<Walk> walks;
  for (const JourneyId journey : team->journeys) walks.push_back(Walk{group, journey});
  auto all = co_await repository_.progress(std::move(walks));
  std::erase_if(all, [&](const auto& one) { return !one || one->sequence <= after; });
  std::ranges::sort(all, {}, [](const auto& one) { return one->sequence; });
  for (const auto& progress : all) {
    const RoutePtr route = co_await routes_.find(progress->journey_id);
    if (!route) continue;
    const auto dots = co_await repository_.dots(ref_of(*progress), std::nullopt, kFrameMembers);
    auto& past = frames.emplace_back();
    past.event = frame_of(*progress, route->line, clock_.now());
    for (const Dot& dot : dots)
      if (dot.sequence > after) past.event.moved.push_back(moved_of(dot, route->line));
    for (const Unlocked& unlocked : progress->unlocked)
      if (unlocked.sequence > after) past.event.unlocked.push_back(unlocked.id);
    past.cursor = past.event.cursor;
  }
  co_return frames;
}

}  // namespace waymark::journeys
