#include "product/journeys/journeys.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "product/journeys/events.h"
#include "product/journeys/keys.h"
#include "product/social/batch.h"

namespace waymark::journeys {
namespace {

constexpr TextRule kTitleRule{1, 100, false};
constexpr TextRule kDescriptionRule{0, 4'000, true};
constexpr TextRule kMilestoneTitleRule{1, 100, false};
constexpr TextRule kMilestoneTextRule{0, 1'000, true};
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kLongestTag = 40;
constexpr double kLowest = -500;    // metres
constexpr double kHighest = 9'000;  // metres
constexpr unsigned kMostTries = 5;

/// In the commit that keeps a new journey.
constexpr std::size_t kTallyPlace = 1;
constexpr std::size_t kPicturePlace = 2;

Error limit_reached() {
  Error error = Error::conflict("error.journey.limit");
  error.with("limit", std::to_string(kJourneyLimit));
  return error;
}

std::string place(std::string_view field, std::size_t index, std::string_view member) {
  return std::string(field) + "." + std::to_string(index) + "." + std::string(member);
}

Texts texts_of(std::string text) {
  Texts texts;
  texts.en = std::move(text);
  return texts;
}

std::vector<RoutePoint> points_of(InputCheck& check, const std::vector<RoutePointInput>& given) {
  std::vector<RoutePoint> points;
  if (given.size() < 2) check.wrong("points", "error.journey.few_points");
  if (given.size() > kDrawnPoints)
    check.wrong("points", "error.list.too_long", {{"limit", std::to_string(kDrawnPoints)}});
  if (!check.ok()) return points;
  for (std::size_t i = 0; i < given.size(); ++i) {
    check.range(place("points", i, "latitude"), given[i].latitude, -90, 90);
    check.range(place("points", i, "longitude"), given[i].longitude, -360, 360);
    if (given[i].elevation_metres)
      check.range(place("points", i, "elevationMetres"), *given[i].elevation_metres, kLowest,
                  kHighest);
    points.push_back(RoutePoint{given[i].latitude, given[i].longitude, given[i].elevation_metres});
  }
  return points;
}

/// By distance, and numbered so.
void number(std::vector<Milestone>& milestones) {
  std::ranges::stable_sort(milestones, {}, &Milestone::distance_metres);
  for (std::size_t i = 0; i < milestones.size(); ++i) milestones[i].id = std::to_string(i + 1);
}

std::vector<Milestone> milestones_of(InputCheck& check, const std::vector<MilestoneInput>& given,
                                     double length) {
  std::vector<Milestone> milestones;
  if (given.size() > kMostMilestones) {
    check.wrong("milestones", "error.list.too_long", {{"limit", std::to_string(kMostMilestones)}});
    return milestones;
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    Milestone& milestone = milestones.emplace_back();
    milestone.distance_metres = given[i].distance_metres;
    check.range(place("milestones", i, "distanceMetres"), given[i].distance_metres, 0, length);
    milestone.title =
        texts_of(check.text(place("milestones", i, "title"), given[i].title, kMilestoneTitleRule));
    milestone.text = texts_of(
        check.text(place("milestones", i, "text"), given[i].text.value_or(""), kMilestoneTextRule));
    milestone.picture_id = given[i].picture_id;
  }
  number(milestones);
  return milestones;
}

/// What a file calls something, made to fit: files are not refused for their words.
std::string fitting(const std::string& text, TextRule rule) {
  std::string kept;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= ' ' || (rule.lines && c == '\n'))
      kept += c;
    else
      kept += ' ';
  kept = is_utf8(kept) ? normalise(kept) : std::string();
  while (code_points(kept) > rule.at_most) {
    kept.pop_back();
    while (!is_utf8(kept)) kept.pop_back();
  }
  return has_control_characters(kept) ? std::string() : kept;
}

/// The way points with a name that lie near the line, evenly chosen when they are too many.
std::vector<Milestone> milestones_of(const std::vector<WayPoint>& way_points, const Line& line) {
  std::vector<Milestone> milestones;
  for (const WayPoint& way_point : way_points) {
    const std::string title = fitting(way_point.name, kMilestoneTitleRule);
    if (title.empty()) continue;
    const Line::Nearest nearest =
        line.nearest(Position{way_point.point.latitude, way_point.point.longitude});
    if (nearest.off > kMilestoneReach) continue;
    Milestone& milestone = milestones.emplace_back();
    milestone.distance_metres = nearest.metres;
    milestone.title = texts_of(title);
    milestone.text = texts_of(fitting(way_point.text, kMilestoneTextRule));
  }
  std::ranges::stable_sort(milestones, {}, &Milestone::distance_metres);
  if (milestones.size() > kMostMilestones) {
    std::vector<Milestone> chosen;
    for (std::size_t i = 0; i < kMostMilestones; ++i)
      chosen.push_back(milestones[i * milestones.size() / kMostMilestones]);
    milestones = std::move(chosen);
  }
  number(milestones);
  return milestones;
}

void take_route(Journey& journey, const Route& route) {
  journey.length_metres = route.line.length();
  journey.climb_metres = route.climb_metres;
  journey.polyline = route.line.polyline();
  journey.distances = route.line.encoded_distances();
  if (!route.profile.empty()) journey.profile = encode_profile(route.profile);
}

JourneyCreated created_of(const Journey& journey) {
  JourneyCreated created;
  created.journey_id = journey.id;
  created.kind = journey.kind;
  created.title = journey.title.en;
  created.visibility = journey.visibility;
  created.length_metres = journey.length_metres;
  created.created_at = *journey.created_at;
  return created;
}

}  // namespace

MeasuredFile measured(RouteFile file) {
  const auto route = route_of(file.points);
  if (!route) throw Error::invalid("file", "error.journey.length");
  MeasuredFile measured{std::move(file), *route};
  measured.file.points = {};
  return measured;
}

/// A picture of a milestone, and where the client named it.
struct Journeys::Shown {
  std::string field;
  media::Picture picture;
};

/// Those that `owner` has uploaded and not used, each once; of `wanted` the ids are known.
Task<std::vector<Journeys::Shown>> Journeys::pictures_of(UserId owner,
                                                         std::vector<Shown> wanted) const {
  if (wanted.empty()) co_return wanted;
  std::vector<media::MediaId> ids;
  for (const Shown& one : wanted) {
    if (std::ranges::find(ids, one.picture.id) != ids.end())
      throw Error::invalid(one.field, "error.picture.not_yours");
    ids.push_back(one.picture.id);
  }
  auto found = co_await library_.find_all(Owner::acting_for(owner), std::move(ids));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!found[i]) throw Error::invalid(wanted[i].field, "error.picture.not_yours");
    wanted[i].picture = std::move(*found[i]);
  }
  co_return wanted;
}

Task<JourneyView> Journeys::create(const RequestContext& context, JourneyInput input,
                                   InputPath at) const {
  const UserId owner = context.require_principal().user;
  InputCheck check(at);
  Journey journey;
  journey.kind = JourneyKind::drawn;
  journey.title = texts_of(check.text("title", input.title, kTitleRule));
  journey.description =
      texts_of(check.text("description", input.description.value_or(""), kDescriptionRule));
  journey.tags = check.tags("tags", input.tags, kMostTags, kLongestTag);
  journey.visibility = input.visibility.value_or(JourneyVisibility::private_);
  journey.owner_id = owner;
  const std::vector<RoutePoint> points = points_of(check, input.points);
  check.throw_if_any();
  const auto route = route_of(points);
  if (!route) throw Error::invalid(at("points"), "error.journey.length");
  take_route(journey, *route);
  journey.milestones = milestones_of(check, input.milestones, journey.length_metres);
  check.throw_if_any();
  std::vector<Shown> wanted;
  for (std::size_t i = 0; i < input.milestones.size(); ++i) {
    if (!input.milestones[i].picture_id) continue;
    Shown& one = wanted.emplace_back();
    one.field = at(place("milestones", i, "pictureId"));
    one.picture.id = *input.milestones[i].picture_id;
  }
  std::vector<Shown> pictures = co_await pictures_of(owner, std::move(wanted));
  for (const Shown& one : pictures)
    std::ranges::find(journey.milestones, one.picture.id, &Milestone::picture_id)->picture_url =
        one.picture.url;
  co_return co_await commit_new(context, std::move(journey), std::move(pictures));
}

Task<JourneyView> Journeys::keep_file(const RequestContext& context, MeasuredFile measured,
                                      FileOptions options) const {
  const UserId owner = context.require_principal().user;
  InputCheck check{InputPath()};
  Journey journey;
  journey.kind = JourneyKind::gpx;
  journey.title = texts_of(options.title ? check.text("title", *options.title, kTitleRule)
                                         : fitting(measured.file.name.value_or(""), kTitleRule));
  check.throw_if_any();
  if (journey.title.en.empty()) throw Error::invalid("title", "error.required");
  journey.description = texts_of(fitting(measured.file.description.value_or(""), kDescriptionRule));
  journey.visibility = options.visibility.value_or(JourneyVisibility::private_);
  journey.owner_id = owner;
  take_route(journey, measured.route);
  journey.milestones = milestones_of(measured.file.way_points, measured.route.line);
  std::vector<Shown> none;
  co_return co_await commit_new(context, std::move(journey), std::move(none));
}

Task<JourneyView> Journeys::commit_new(const RequestContext& context, Journey journey,
                                       std::vector<Shown> pictures) const {
  journey.id = ids_.make<JourneyId>();
  journey.created_at = clock_.now();
  store::Transaction transaction;
  JourneyRepository::add(transaction, journey, kJourneyLimit);
  for (const Shown& one : pictures)
    media::Library::use(transaction, Owner::acting_for(*journey.owner_id), one.picture.id);
  std::vector<events::NewEvent> events;
  events.push_back(told(*journey.owner_id, created_of(journey)));
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(kTallyPlace)) throw limit_reached();
  for (std::size_t i = 0; i < pictures.size(); ++i)
    if (outcome.failed_at(kPicturePlace + i))
      throw Error::invalid(pictures[i].field, "error.picture.not_yours");
  if (!outcome.committed()) throw Error::conflict("error.conflict.changed_elsewhere");
  co_return view_of(journey, journey.owner_id, context.locale);
}

Task<JourneyView> Journeys::update(const RequestContext& context, JourneyId id,
                                   JourneyChanges changes, InputPath at) const {
  InputCheck check(at);
  Journey edited;
  if (changes.title) edited.title = texts_of(check.text("title", *changes.title, kTitleRule));
  if (changes.description)
    edited.description =
        texts_of(check.text("description", *changes.description, kDescriptionRule));
  if (changes.tags) edited.tags = check.tags("tags", *changes.tags, kMostTags, kLongestTag);
  for (unsigned attempt = 0; attempt < kMostTries; ++attempt) {
    const Journey before = co_await owned(context, id);
    check.throw_if_any();
    Journey after = before;
    if (changes.title) after.title = edited.title;
    if (changes.description) after.description = edited.description;
    if (changes.tags) after.tags = edited.tags;
    if (changes.visibility) after.visibility = *changes.visibility;
    ++after.version;
    store::Transaction transaction;
    JourneyRepository::update(transaction, before, after);
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) co_return view_of(after, after.owner_id, context.locale);
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

Task<void> Journeys::remove(const RequestContext& context, JourneyId id) const {
  const Journey journey = co_await owned(context, id);
  if (journey.teams > 0) throw Error::conflict("error.journey.in_use");
  store::Transaction transaction;
  JourneyRepository::remove(transaction, journey);
  for (const Milestone& milestone : journey.milestones)
    if (milestone.picture_id)
      library_.release(transaction, Owner::acting_for(*journey.owner_id), *milestone.picture_id);
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed()) throw Error::conflict("error.conflict.changed_elsewhere");
}

std::vector<JourneyView> Journeys::catalogue(const RequestContext& context,
                                             const JourneyFilter& filter) const {
  std::vector<JourneyView> views;
  for (const Journey* journey : catalogue_.matching(filter, context.locale))
    views.push_back(view_of(*journey, std::nullopt, context.locale));
  return views;
}

Task<JourneyPage> Journeys::mine(const RequestContext& context, store::PageRequest request) const {
  const UserId owner = context.require_principal().user;
  store::ListedPage listed = co_await repository_.made_by(owner, std::move(request));
  JourneyPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items) {
    auto& entry = page.entries.emplace_back();
    entry.journey = view_of(JourneyRepository::from_item(item), owner, context.locale);
    entry.cursor = std::move(cursor);
  }
  co_return page;
}

Task<std::optional<Journey>> Journeys::load(JourneyId id) const {
  if (const Journey* journey = catalogue_.find(id)) co_return *journey;
  co_return co_await repository_.find(id);
}

Task<Journey> Journeys::visible(const RequestContext& context, JourneyId id) const {
  const UserId viewer = context.require_principal().user;
  auto journey = co_await load(id);
  if (!journey) throw Error::not_found("journey");
  const bool sees =
      journey->visibility == JourneyVisibility::public_ || journey->owner_id == viewer;
  if (!sees) {
    const bool on_it = co_await walks(viewer, id);
    if (!on_it) throw Error::not_found("journey");
  }
  co_return std::move(*journey);
}

/// Whether a group of theirs is, or was, on it.
Task<bool> Journeys::walks(UserId viewer, JourneyId id) const {
  const auto groups = co_await groups_.groups_of(viewer);
  std::vector<store::Key> wanted;
  for (const GroupId group : groups) wanted.push_back(keys::progress(group, id));
  const auto items = co_await social::get_all(store_, std::move(wanted));
  co_return std::ranges::any_of(items, [](const auto& item) { return item.has_value(); });
}

Task<JourneyView> Journeys::require(const RequestContext& context, JourneyId id) const {
  const Journey journey = co_await visible(context, id);
  co_return view_of(journey, context.require_principal().user, context.locale);
}

Task<std::optional<JourneyView>> Journeys::find(const RequestContext& context, JourneyId id) const {
  context.require_principal();
  try {
    co_return co_await require(context, id);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_found) throw;
  }
  co_return std::nullopt;
}

Task<Journey> Journeys::owned(const RequestContext& context, JourneyId id) const {
  Journey journey = co_await visible(context, id);
  if (journey.owner_id != context.require_principal().user)
    throw Error(ErrorCode::forbidden, "error.forbidden");
  co_return journey;
}

}  // namespace waymark::journeys
