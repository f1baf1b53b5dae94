#include "product/accounts/profiles.h"

#include <algorithm>

#include "base/error.h"
#include "base/input.h"
#include "base/json.h"
#include "base/text.h"

namespace waymark::accounts {
namespace {

constexpr std::size_t kMostSettings = 100'000;
constexpr std::chrono::seconds kSettingsFresh{60};
constexpr int kAttempts = 4;

Error nickname_taken(const std::string& path) {
  return Error::invalid(path.empty() ? "nickname" : path + ".nickname", "error.nickname.taken");
}

std::string event_of(const User& user, Instant now) {
  ProfileUpdated event;
  event.nickname = user.nickname;
  event.language = user.language;
  event.time_zone = user.time_zone;
  event.tags = user.tags;
  event.updated_at = now;
  event.version = user.version;
  return json::to_string(event);
}

}  // namespace

void put_next_version(store::Transaction& transaction, User& user) {
  const auto condition = store::Condition::version_is(user.version);
  ++user.version;
  transaction.put(People::profile_item(user), condition);
}

Profiles::Profiles(store::Store& store, events::Outbox& outbox, const Clock& clock,
                   const limits::Limits& limits, const screening::Screening* screening)
    : people_(store), outbox_(outbox), clock_(clock), limits_(limits), screening_(screening) {}

Task<User> Profiles::me(Owner owner) {
  auto user = co_await people_.find(owner);
  if (!user) throw Error(ErrorCode::unauthenticated, "error.session.ended", "the account is gone");
  co_return std::move(*user);
}

Task<std::vector<Role>> Profiles::roles(Owner owner) {
  const auto scopes = co_await people_.scopes_of(owner);
  std::vector<Role> roles;
  if (std::ranges::find(scopes, "moderator") != scopes.end()) roles.push_back(Role::moderator);
  if (std::ranges::find(scopes, "admin") != scopes.end()) roles.push_back(Role::admin);
  co_return roles;
}

Task<User> Profiles::update(Owner owner, ProfileInput input, Given given, std::string path,
                            const RequestContext& context) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const User before = co_await me(owner);
    if (input.version && *input.version != before.version) throw Error::conflict("error.conflict");
    json::Problems problems;
    User after = changed(before, input, given,
                         Date(std::chrono::floor<std::chrono::days>(clock_.now())), path, problems);
    problems.throw_if_any();
    Facts facts = co_await screened(before, after, path, context);
    const store::Outcome outcome =
        co_await replace(before, after, store::Transaction(), std::move(facts), context);
    if (outcome.committed()) {
      ++after.version;
      remember(after);
      co_return after;
    }
    // The profile is the first operation, the lock of a new nickname the second.
    if (!outcome.failed_at(0)) throw nickname_taken(path);
    if (input.version) throw Error::conflict("error.conflict");
  }
  throw Error::conflict("error.conflict", "a profile is edited by too many at once");
}

Task<std::optional<User>> Profiles::change(Owner owner, std::function<void(User&)> edit,
                                           store::Transaction along,
                                           const RequestContext& context) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const User before = co_await me(owner);
    User after = before;
    edit(after);
    const store::Outcome outcome = co_await replace(before, after, along, Facts(), context);
    if (outcome.committed()) {
      ++after.version;
      co_return after;
    }
    if (!outcome.failed_at(0)) co_return std::nullopt;
  }
  throw Error::conflict("error.conflict", "a profile is edited by too many at once");
}

/// What moderators are to be told of. Throws Error(invalid_input) for a text that is refused.
Task<Profiles::Facts> Profiles::screened(User before, User after, std::string path,
                                         const RequestContext& context) const {
  const InputPath at(std::move(path));
  const std::vector<ShownText> texts = new_texts(before, after);
  Facts facts;
  for (const ShownText& each : texts) {
    const screening::Screened found = co_await screening::screen_at_once(
        screening_, context, screening::Written::profile, each.text, at(each.field));
    screening::tell(facts, found, screening::Written::profile, after.id, after.id.to_string());
  }
  co_return facts;
}

Task<store::Outcome> Profiles::replace(const User& before, const User& after,
                                       store::Transaction along, Facts facts,
                                       const RequestContext& context) {
  store::Transaction transaction;
  User next = after;
  put_next_version(transaction, next);
  const std::string old_key = nickname_key(before.nickname);
  const std::string new_key = nickname_key(next.nickname);
  if (old_key != new_key) {
    transaction.put(People::lock_item(People::nickname_lock_key(new_key), next.id),
                    store::Condition::item_absent());
    transaction.erase(People::nickname_lock_key(old_key));
  }
  transaction.append(std::move(along));
  facts.emplace_back("ProfileUpdated", next.id, event_of(next, clock_.now()));
  co_return co_await outbox_.commit(std::move(transaction), std::move(facts), context);
}

Task<void> Profiles::admit(const RequestContext& context) {
  if (!context.api_key) context.require_principal();
  co_await limits_.take(limits::Action::availability, context);
}

Task<bool> Profiles::is_email_available(std::string email, const RequestContext& context) {
  co_await admit(context);
  const auto key = email_key(email);
  if (!key) co_return false;
  const auto owner = co_await people_.id_by_email(*key);
  co_return !owner.has_value();
}

Task<bool> Profiles::is_nickname_available(std::string nickname, const RequestContext& context) {
  co_await admit(context);
  if (nickname.size() > 1024 || !is_utf8(nickname)) co_return false;
  const std::string name = normalise(nickname);
  if (nickname_problem(name)) co_return false;
  const auto owner = co_await people_.id_by_nickname(nickname_key(name));
  co_return !owner.has_value();
}

void Profiles::remember(const User& user) {
  Settings settings;
  if (auto zone = TimeZone::find(user.time_zone)) settings.zone = std::move(*zone);
  settings.locale = parse_locale(user.language).value_or(Locale::en);
  settings.until = clock_.now() + kSettingsFresh;
  const std::scoped_lock lock(mutex_);
  if (settings_.size() >= kMostSettings) {
    std::erase_if(settings_, [&](const auto& entry) { return entry.second.until <= clock_.now(); });
    while (settings_.size() >= kMostSettings) settings_.erase(settings_.begin());
  }
  settings_.insert_or_assign(user.id, std::move(settings));
}

Task<Profiles::Settings> Profiles::settings_of(Owner owner) {
  {
    const std::scoped_lock lock(mutex_);
    const auto it = settings_.find(owner.user());
    if (it != settings_.end() && it->second.until > clock_.now()) co_return it->second;
  }
  Settings settings;
  const auto user = co_await people_.find(owner);
  if (user) {
    remember(*user);
    if (auto zone = TimeZone::find(user->time_zone)) settings.zone = std::move(*zone);
    settings.locale = parse_locale(user->language).value_or(Locale::en);
  }
  co_return settings;
}

Task<TimeZone> Profiles::time_zone_of(Owner owner) {
  Settings settings = co_await settings_of(owner);
  co_return std::move(settings.zone);
}

Task<Locale> Profiles::locale_of(Owner owner) {
  const Settings settings = co_await settings_of(owner);
  co_return settings.locale;
}

}  // namespace waymark::accounts
