// A world for the tests of discovery: that of posts, with goals, an index, and the indexer moved by the tests.
#pragma once

#include <functional>
#include <set>

#include "platform/search/xapian/xapian_index.h"
#include "product/accounts/profiles.h"
#include "product/discovery/events.h"
#include "product/discovery/services.h"
#include "product/groups/events.h"
#include "product/limits/testing.h"
#include "product/posts/world_test.h"
#include "product/social/sharing.h"

namespace waymark::discovery {

using posts::at;

class DiscoveryWorld : public posts::World {
 protected:
  using Texts = std::vector<std::string>;
  using Set = std::set<std::string>;

  DiscoveryWorld() { index_all(); }

  /// The indexer comes after.
  void index_all() { run(services.indexer.catch_up()); }

  /// A person as they are from now on, and what is told of it.
  void keep(const accounts::User& user) {
    store::Transaction transaction;
    transaction.put(accounts::People::profile_item(user));
    accounts::ProfileUpdated told;
    told.nickname = user.nickname;
    told.language = user.language;
    told.time_zone = user.time_zone;
    told.updated_at = clock.now();
    std::vector<events::NewEvent> events;
    events.emplace_back("ProfileUpdated", user.id, json::to_string(told));
    run(outbox.commit(std::move(transaction), std::move(events), RequestContext()));
  }
  void change(const RequestContext& who, const std::function<void(accounts::User&)>& edit) {
    accounts::People people(store);
    accounts::User user = run(people.find(Owner(who))).value();
    edit(user);
    keep(user);
  }
  RequestContext newcomer(
      const std::string& nickname,
      const std::function<void(accounts::User&)>& edit = [](accounts::User&) {}) {
    RequestContext who = person(nickname);
    change(who, edit);
    return who;
  }
  goals::Goal goal(const RequestContext& who, std::string title,
                   std::vector<std::string> tags = {}) {
    goals::GoalInput input;
    input.title = std::move(title);
    input.tags = std::move(tags);
    return run(goals.create(who, std::move(input), InputPath("input")));
  }
  groups::Group group(std::string name, std::string description, std::vector<std::string> tags) {
    groups::Group made;
    made.id = ids.make<GroupId>();
    made.name = std::move(name);
    made.description = std::move(description);
    made.tags = std::move(tags);
    made.created_by = id_of(ana);
    made.created_at = made.updated_at = clock.now();
    store::Transaction transaction;
    groups::GroupRepository::add(transaction, made);
    groups::GroupCreated told;
    told.group_id = made.id;
    told.name = made.name;
    told.created_at = made.created_at;
    commit(std::move(transaction), groups::GroupCreated::kType, json::to_string(told));
    return made;
  }
  groups::Group change(const groups::Group& before, groups::Group after) {
    store::Transaction transaction;
    after.version = before.version + 1;
    groups::GroupRepository::update(transaction, before, after);
    groups::GroupChanged told;
    told.group_id = after.id;
    told.name = after.name;
    told.changed_at = clock.now();
    commit(std::move(transaction), groups::GroupChanged::kType, json::to_string(told));
    return after;
  }
  void commit(store::Transaction transaction, std::string_view type, std::string payload) {
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(type), id_of(ana), std::move(payload));
    run(outbox.commit(std::move(transaction), std::move(events), RequestContext()));
  }
  void share_goals(const RequestContext& who, social::Audience audience) {
    social::SharingInput input;
    input.goals = audience;
    run(sharing.change(who, input));
  }
  void mute(const RequestContext& who, const RequestContext& whom) {
    run(blocks.mute(who, id_of(whom)));
  }
  void ask_for_rebuild() {
    SearchRebuildAsked asked;
    asked.asked_at = clock.now();
    std::vector<events::NewEvent> events;
    events.emplace_back(std::string(SearchRebuildAsked::kType), UserId(), json::to_string(asked));
    run(outbox.commit({}, std::move(events), RequestContext()));
  }
  std::int64_t round() { return parse_bookmark(run(index.bookmark())).value().round; }

  /// "@nickname", the name of a group, the title of a goal, the text of a post.
  static std::string text_of(const Found& found) {
    if (const auto* person = std::get_if<social::Person>(&found)) return "@" + person->nickname;
    if (const auto* group = std::get_if<groups::GroupView>(&found)) return group->name;
    if (const auto* goal = std::get_if<FoundGoal>(&found)) return goal->title;
    return std::get<posts::PostView>(found).text;
  }
  SearchPage page(const RequestContext& who, const std::string& query, std::int64_t first = 100,
                  std::optional<std::string> after = std::nullopt,
                  std::vector<SearchKind> kinds = {}) {
    return run(services.search.search(
        who, query, std::move(kinds),
        store::PageRequest(first, std::move(after), InputPath("page")), InputPath()));
  }
  Set found(const RequestContext& who, const std::string& query,
            std::vector<SearchKind> kinds = {}) {
    Set texts;
    for (const auto& entry : page(who, query, 100, std::nullopt, std::move(kinds)).entries)
      texts.insert(text_of(entry.found));
    return texts;
  }
  std::vector<PersonSuggestion> suggested(const RequestContext& who, std::size_t first = 10) {
    return run(services.suggestions.people(Owner(who), first));
  }
  /// "ana: SHARED_TAGS run, SAME_LANGUAGE"
  static std::string text_of(const PersonSuggestion& suggestion) {
    std::string text = suggestion.person.nickname + ":";
    for (const SuggestionReason& reason : suggestion.reasons) {
      text += " " + std::string(enum_name(reason.kind));
      for (const std::string& tag : reason.tags) text += " #" + tag;
    }
    return text;
  }
  Texts suggested_texts(const RequestContext& who) {
    Texts texts;
    for (const PersonSuggestion& suggestion : suggested(who)) texts.push_back(text_of(suggestion));
    return texts;
  }

  goals::Goals goals{store, outbox, clock, ids};
  social::SharingSettings sharing{store, outbox, clock};
  groups::Reading group_reading{store, social, service.reading};
  search::XapianIndex index{folder.path() / "search", pool};
  IndexerPorts indexer_ports{store, outbox, index, clock, random, metrics, "here"};
  limits::Unlimited unlimited;
  Services services{indexer_ports, Subjects(social, service.reading, goals, group_reading),
                    unlimited.limits};
};

}  // namespace waymark::discovery
