#include "product/assistance/assistance.h"

#include <algorithm>
#include <set>

#include "platform/store/entity.h"
#include "product/assistance/events.h"
#include "product/assistance/keys.h"

namespace waymark::assistance {
namespace {

constexpr TextRule kTextRule{1, kLongestText, true};
/// A change looks again so often when others come in between.
constexpr int kMostTries = 10;
/// People of one tag who are looked at for a match.
constexpr std::uint32_t kLookedAt = 20;
/// So often is a list read on to fill a page, before it is given out short.
constexpr int kMostRounds = 5;
constexpr std::size_t kIdLength = 36;

bool is_in(const std::vector<UserId>& people, UserId one) {
  return std::ranges::find(people, one) != people.end();
}

AssistanceId id_in(std::string_view place) {
  return AssistanceId::parse(place.substr(place.size() - std::min(place.size(), kIdLength)))
      .value_or(AssistanceId());
}

std::optional<std::string> below_of(const store::PageRequest& request) {
  if (!request.after) return std::nullopt;
  auto place = base64url_decode(*request.after);
  if (!place || place->size() > 100 || id_in(*place) == AssistanceId())
    throw Error::invalid(request.path("after"), "error.cursor");
  return place;
}

std::vector<std::string> shared(const std::vector<std::string>& tags,
                                const std::vector<std::string>& experience) {
  std::vector<std::string> found;
  for (const std::string& tag : tags)
    if (std::ranges::find(experience, keys::tag_name(tag)) != experience.end())
      found.push_back(tag);
  return found;
}

}  // namespace

/// Whether the asker may know that somebody has finished goals.
Task<bool> Helping::fits(UserId asker, UserId helper) const {
  const social::Standing standing = co_await ports_.social.standing(asker, helper);
  if (!standing.exists || standing.self || standing.hidden()) co_return false;
  const social::Sharing sharing = co_await ports_.social.sharing(helper);
  co_return standing.sees(sharing.goals);
}

Task<std::vector<UserId>> Helping::matched(UserId asker,
                                           const std::vector<std::string>& tags) const {
  std::vector<UserId> found;
  std::set<UserId> looked_at;
  for (const std::string& tag : tags) {
    const auto people = co_await experienced_in(ports_.store, tag, kLookedAt);
    for (const UserId one : people) {
      if (found.size() == kMostHelpers) co_return found;
      if (!looked_at.insert(one).second) continue;
      const bool fit = co_await fits(asker, one);
      if (fit) found.push_back(one);
    }
  }
  co_return found;
}

Task<AssistanceView> Helping::ask(const RequestContext& context, AssistanceInput input,
                                  InputPath at) const {
  const Owner owner(context);
  InputCheck check(at);
  Assistance made;
  made.text = check.text("text", input.text, kTextRule);
  check.throw_if_any();
  const auto goal = co_await ports_.goals.find(owner, input.goal_id);
  if (!goal) throw Error::not_found("goal");
  if (goal->tags.empty()) throw Error::invalid(at("goalId"), "error.assistance.no_tags");
  made.id = ports_.ids.make<AssistanceId>();
  made.asker_id = owner.user();
  made.goal_id = goal->id;
  made.goal_title = goal->title;
  made.tags = goal->tags;
  made.created_at = ports_.clock.now();
  HelpAsked asked;
  asked.assistance_id = made.id;
  asked.goal_id = made.goal_id;
  asked.matched = co_await matched(owner.user(), made.tags);
  asked.asked_at = made.created_at;
  store::Transaction transaction;
  AssistanceRepository::add(transaction, made);
  auto events = told(owner.user(), asked);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw Error::conflict("error.assistance.goal_has_one");
  co_return co_await require(owner.user(), made.id);
}

Task<Answer> Helping::answer(const RequestContext& context, AssistanceId id, std::string text,
                             InputPath at) const {
  const Owner owner(context);
  InputCheck check(std::move(at));
  Answer made;
  made.text = check.text("text", text, kTextRule);
  check.throw_if_any();
  made.id = ports_.ids.make<AnswerId>();
  made.author_id = owner.user();
  for (int tries = 0; tries < kMostTries; ++tries) {
    const Assistance before = co_await require(owner.user(), id);
    if (before.status == AssistanceStatus::closed) throw Error::conflict("error.assistance.closed");
    Assistance after = before;
    ++after.answer_count;
    const bool asks = before.asker_id == owner.user();
    if (!asks && !is_in(before.helpers, owner.user())) after.helpers.push_back(owner.user());
    if (after.answer_count > kMostAnswers || after.helpers.size() > kMostHelpers)
      throw Error::conflict("error.assistance.full");
    made.created_at = ports_.clock.now();
    HelpAnswered answered;
    answered.assistance_id = id;
    answered.answer_id = made.id;
    answered.told = asks ? before.helpers : std::vector<UserId>(1, before.asker_id);
    answered.answered_at = made.created_at;
    store::Transaction transaction;
    AssistanceRepository::put(transaction, before, std::move(after));
    AssistanceRepository::add(transaction, id, made);
    auto events = told(owner.user(), answered);
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    if (outcome.committed()) co_return made;
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

/// Of others it is not there.
Task<Assistance> Helping::own(UserId asker, AssistanceId id) const {
  const auto found = co_await repository_.find(id);
  if (!found || found->asker_id != asker) throw Error::not_found("assistance");
  co_return *found;
}

Task<AssistanceView> Helping::thank(const RequestContext& context, AssistanceId id,
                                    UserId helper) const {
  const Owner owner(context);
  for (int tries = 0; tries < kMostTries; ++tries) {
    const Assistance before = co_await own(owner.user(), id);
    if (!is_in(before.helpers, helper)) throw Error::not_found("user");
    if (is_in(before.thanked, helper)) co_return co_await require(owner.user(), id);
    Assistance after = before;
    after.thanked.push_back(helper);
    ThanksGiven given;
    given.assistance_id = id;
    given.helper_id = helper;
    given.thanked_at = ports_.clock.now();
    store::Transaction transaction;
    AssistanceRepository::put(transaction, before, std::move(after));
    AssistanceRepository::count_thanks(transaction, helper, 1);
    auto events = told(owner.user(), given);
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    if (outcome.committed()) co_return co_await require(owner.user(), id);
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

Task<AssistanceView> Helping::withdraw_thanks(const RequestContext& context, AssistanceId id,
                                              UserId helper) const {
  const Owner owner(context);
  for (int tries = 0; tries < kMostTries; ++tries) {
    const Assistance before = co_await own(owner.user(), id);
    if (!is_in(before.thanked, helper)) co_return co_await require(owner.user(), id);
    Assistance after = before;
    std::erase(after.thanked, helper);
    ThanksWithdrawn withdrawn;
    withdrawn.assistance_id = id;
    withdrawn.helper_id = helper;
    withdrawn.withdrawn_at = ports_.clock.now();
    store::Transaction transaction;
    AssistanceRepository::put(transaction, before, std::move(after));
    AssistanceRepository::count_thanks(transaction, helper, -1);
    auto events = told(owner.user(), withdrawn);
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    if (outcome.committed()) co_return co_await require(owner.user(), id);
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

Task<AssistanceView> Helping::close(const RequestContext& context, AssistanceId id) const {
  const Owner owner(context);
  for (int tries = 0; tries < kMostTries; ++tries) {
    const Assistance before = co_await own(owner.user(), id);
    if (before.status == AssistanceStatus::closed) co_return co_await require(owner.user(), id);
    Assistance after = before;
    after.status = AssistanceStatus::closed;
    after.closed_at = ports_.clock.now();
    AssistanceClosed closed;
    closed.assistance_id = id;
    closed.closed_at = *after.closed_at;
    store::Transaction transaction;
    AssistanceRepository::put(transaction, before, std::move(after));
    auto events = told(owner.user(), closed);
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    if (outcome.committed()) co_return co_await require(owner.user(), id);
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

/// nullopt for who neither asks, nor has answered, nor is it for.
Task<std::optional<AssistanceView>> Helping::seen(UserId viewer, Assistance one,
                                                  std::vector<std::string> experience) const {
  AssistanceView view;
  view.mine = one.asker_id == viewer;
  static_cast<Assistance&>(view) = std::move(one);
  if (view.mine) co_return view;
  const social::Standing standing = co_await ports_.social.standing(viewer, view.asker_id);
  if (!standing.exists || standing.hidden()) co_return std::nullopt;
  view.shared_tags = shared(view.tags, experience);
  if (is_in(view.helpers, viewer)) co_return view;
  if (view.status == AssistanceStatus::closed || view.shared_tags.empty()) co_return std::nullopt;
  const bool fit = co_await fits(view.asker_id, viewer);
  if (!fit) co_return std::nullopt;
  co_return view;
}

Task<std::optional<AssistanceView>> Helping::find(UserId viewer, AssistanceId id) const {
  auto found = co_await repository_.find(id);
  if (!found) co_return std::nullopt;
  auto experience = co_await experience_of(ports_.store, viewer);
  co_return co_await seen(viewer, std::move(*found), std::move(experience));
}

Task<AssistanceView> Helping::require(UserId viewer, AssistanceId id) const {
  auto found = co_await find(viewer, id);
  if (!found) throw Error::not_found("assistance");
  co_return std::move(*found);
}

Task<AssistancePage> Helping::mine(Owner owner, store::PageRequest request) const {
  store::ListedPage listed = co_await repository_.asked_by(owner.user(), std::move(request));
  AssistancePage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& entry : listed.items) {
    AssistancePage::Entry& one = page.entries.emplace_back();
    static_cast<Assistance&>(one.view) = store::from_item<Assistance>(entry.item);
    one.view.mine = true;
    one.cursor = std::move(entry.cursor);
  }
  co_return page;
}

/// The newest of all tags, each once: of `at_most` of each, the first `at_most` are those of all.
Task<std::vector<std::string>> Helping::open_places(const std::vector<std::string>& tags,
                                                    std::optional<std::string> below,
                                                    std::uint32_t at_most) const {
  std::set<std::string, std::greater<>> all;
  for (const std::string& tag : tags) {
    auto places = co_await repository_.open_with(tag, below, at_most);
    all.insert(places.begin(), places.end());
  }
  std::vector<std::string> newest;
  for (const std::string& place : all)
    if (newest.size() < at_most) newest.push_back(place);
  co_return newest;
}

Task<AssistancePage> Helping::for_me(Owner owner, store::PageRequest request) const {
  AssistancePage page;
  page.has_previous = request.after.has_value();
  std::optional<std::string> below = below_of(request);
  const auto experience = co_await experience_of(ports_.store, owner.user());
  for (int round = 0; round < kMostRounds && page.entries.size() < request.size; ++round) {
    const auto wanted = static_cast<std::uint32_t>(request.size - page.entries.size());
    auto places = co_await open_places(experience, below, wanted + 1);
    page.has_next = places.size() > wanted;
    if (page.has_next) places.pop_back();
    std::vector<AssistanceId> ids;
    for (const std::string& place : places) ids.push_back(id_in(place));
    auto found = co_await repository_.find_all(std::move(ids));
    for (std::size_t i = 0; i < found.size(); ++i) {
      below = places[i];
      if (!found[i] || found[i]->asker_id == owner.user()) continue;
      auto view = co_await seen(owner.user(), std::move(*found[i]), experience);
      if (!view) continue;
      AssistancePage::Entry& one = page.entries.emplace_back();
      one.view = std::move(*view);
      one.cursor = base64url_encode(places[i]);
    }
    if (!page.has_next) break;
  }
  co_return page;
}

Task<AnswerPage> Helping::answers(UserId viewer, AssistanceId id,
                                  store::PageRequest request) const {
  co_await require(viewer, id);
  store::ListedPage listed = co_await repository_.answers(id, std::move(request));
  std::vector<Answer> found;
  std::vector<UserId> authors;
  for (const auto& entry : listed.items) {
    found.push_back(store::from_item<Answer>(entry.item));
    authors.push_back(found.back().author_id);
  }
  const auto standings = co_await ports_.social.standings(viewer, std::move(authors));
  AnswerPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!standings[i].exists || standings[i].hidden()) continue;
    AnswerPage::Entry& one = page.entries.emplace_back();
    one.answer = std::move(found[i]);
    one.cursor = std::move(listed.items[i].cursor);
  }
  co_return page;
}

Task<std::int64_t> Helping::thanks_of(UserId viewer, UserId helper) const {
  const social::Standing standing = co_await ports_.social.standing(viewer, helper);
  if (!standing.exists || standing.hidden()) co_return 0;
  co_return co_await repository_.thanks_of(helper);
}

}  // namespace waymark::assistance
