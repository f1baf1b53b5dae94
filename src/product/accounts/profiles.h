// Reading and editing profiles, and who may be found by whom.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/events/outbox.h"
#include "product/accounts/people.h"
#include "product/accounts/preferences.h"
#include "product/accounts/rules.h"
#include "product/limits/limits.h"
#include "product/screening/screening.h"

namespace waymark::accounts {

/// What ProfileUpdated carries (api/events/ProfileUpdated.v1.json).
struct ProfileUpdated {
  std::string nickname;
  std::string language;
  std::string time_zone;
  std::vector<std::string> tags;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ProfileUpdated, (),
                      (nickname, language, time_zone, tags, updated_at, version))

/// One object for the server, any reactor; borrows what it is given.
class Profiles final : public Preferences {
 public:
  Profiles(store::Store& store, events::Outbox& outbox, const Clock& clock,
           const limits::Limits& limits, const screening::Screening* screening = nullptr);

  /// Throws Error(unauthenticated) when the account is gone.
  Task<User> me(Owner owner);
  /// As they are now in the store: tokens follow at their next renewal.
  Task<std::vector<Role>> roles(Owner owner);
  /// Changes what is given. Throws Error(invalid_input) naming every wrong field under `path`; Error(conflict) when
  /// `input.version` is not the version in the store, or a nickname is taken (then as a wrong field).
  Task<User> update(Owner owner, ProfileInput input, Given given, std::string path,
                    const RequestContext& context);

  /// Changes what is no input of the person's own, committed together with `along`. nullopt when a condition of `along`
  /// does not hold. Throws Error(unauthenticated) when the account is gone.
  Task<std::optional<User>> change(Owner owner, std::function<void(User&)> edit,
                                   store::Transaction along, const RequestContext& context);

  /// Whether somebody could sign up with it: false for what is no e-mail address or no nickname. Both throw
  /// Error(unauthenticated) without an API key or an identity, Error(rate_limited) past limits::Action::availability.
  Task<bool> is_email_available(std::string email, const RequestContext& context);
  Task<bool> is_nickname_available(std::string nickname, const RequestContext& context);

  Task<TimeZone> time_zone_of(Owner owner) override;
  Task<Locale> locale_of(Owner owner) override;

 private:
  struct Settings {
    TimeZone zone = TimeZone::utc();
    Locale locale = Locale::en;
    Instant until;
  };
  Task<Settings> settings_of(Owner owner);
  void remember(const User& user);
  Task<void> admit(const RequestContext& context);
  using Facts = std::vector<events::NewEvent>;
  Task<Facts> screened(User before, User after, std::string path,
                       const RequestContext& context) const;
  Task<store::Outcome> replace(const User& before, const User& after, store::Transaction along,
                               Facts facts, const RequestContext& context);

  People people_;
  events::Outbox& outbox_;
  const Clock& clock_;
  const limits::Limits& limits_;
  const screening::Screening* screening_;
  std::mutex mutex_;
  std::unordered_map<UserId, Settings> settings_;
};

/// The user with its next version, as an operation of a transaction that fails when somebody was faster.
void put_next_version(store::Transaction& transaction, User& user);

}  // namespace waymark::accounts
