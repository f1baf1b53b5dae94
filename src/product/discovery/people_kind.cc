#include "product/discovery/people_kind.h"

#include "base/json.h"
#include "base/text.h"
#include "platform/search/text_query.h"
#include "product/discovery/profiles.h"

namespace waymark::discovery {
namespace {

using accounts::Audience;

std::vector<UserId> users_of(const std::vector<std::string>& ids) {
  std::vector<UserId> users;
  for (const std::string& id : ids) users.push_back(UserId::parse(id).value_or(UserId()));
  return users;
}

/// Nobody's business but their own.
bool is_findable(const accounts::User& user) {
  return user.visibility != Audience::private_;
}

search::Document document_of(const accounts::User& user) {
  search::Document document;
  document.language = parse_locale(user.language).value_or(Locale::en);
  document.texts.emplace_back(user.nickname, 8);
  if (user.full_name) document.texts.emplace_back(*user.full_name, 5);
  document.terms.push_back(search::name_term(user.nickname));
  document.terms.push_back(owner_term(user.id));
  document.numbers.push_back(age_number(user.created_at));
  Summary summary;
  summary.owner = user.id;
  summary.at = user.created_at;
  if (user.visibility == Audience::public_) {
    if (user.bio) document.texts.emplace_back(*user.bio, 1);
    for (const std::string& tag : user.tags) {
      document.texts.emplace_back(tag, 3);
      document.terms.push_back(search::tag_term(tag));
      summary.tags.push_back(fold(tag));
    }
    document.terms.emplace_back(kPublic);
    document.terms.push_back(language_term(user.language));
    document.terms.push_back(zone_term(user.time_zone));
  }
  document.stored = json::to_string(summary);
  return document;
}

}  // namespace

bool PeopleKind::wants(std::string_view type) const {
  return type == "UserSignedUp" || type == "ProfileUpdated";
}

Task<std::vector<std::string>> PeopleKind::touched(const events::Event& event) {
  co_return std::vector<std::string>(1, event.user.to_string());
}

std::optional<std::string> PeopleKind::id_of(const store::Key& key) const {
  constexpr std::string_view kProfile = "PROFILE#";
  if (!key.sk.starts_with(kProfile)) return std::nullopt;
  return key.sk.substr(kProfile.size());
}

Task<std::vector<std::optional<search::Document>>> PeopleKind::documents(
    std::vector<std::string> ids) {
  const std::vector<UserId> users = users_of(ids);
  const Profiles profiles = co_await read_profiles(store_, users);
  std::vector<std::optional<search::Document>> documents;
  for (const UserId user : users) {
    const auto found = profiles.find(user);
    documents.emplace_back();
    if (found != profiles.end() && is_findable(found->second))
      documents.back() = document_of(found->second);
  }
  co_return documents;
}

Task<std::vector<std::optional<Found>>> PeopleKind::shown(UserId viewer,
                                                          std::vector<std::string> ids) {
  auto people = co_await social_.people(viewer, users_of(ids));
  std::vector<std::optional<Found>> shown;
  for (auto& person : people) {
    shown.emplace_back();
    if (!person || person->relation.blocks) continue;
    if (person->visibility == Audience::private_ && !person->relation.self) continue;
    shown.back().emplace(std::move(*person));
  }
  co_return shown;
}

}  // namespace waymark::discovery
