// A person as the product knows them. There is no password in here: that is an item of its own
// (credentials.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/request_context.h"
#include "base/time.h"

namespace waymark::accounts {

enum class Gender { female, male, non_binary, other, undisclosed };
BOOST_DESCRIBE_ENUM(Gender, female, male, non_binary, other, undisclosed)

/// Who a thing of a person's is for: everybody who is signed in, those who follow them, nobody else.
enum class Audience { public_, followers, private_ };
BOOST_DESCRIBE_ENUM(Audience, public_, followers, private_)

/// Rights beyond everybody's: scopes of access tokens, in lower case.
enum class Role { moderator, admin };
BOOST_DESCRIBE_ENUM(Role, moderator, admin)

/// GraphQL `User`, and the answer of GET /me and GET /profile.
struct User {
  UserId id;
  std::string email;  // as typed, normal form C; compared in its folded form
  bool email_confirmed = false;
  std::string nickname;
  std::optional<std::string> full_name;
  std::optional<Date> birth_date;
  std::optional<std::string> country;  // ISO 3166-1 alpha-2
  std::string language = "en";         // BCP 47, one of ours
  std::string time_zone = "UTC";       // IANA name
  Gender gender = Gender::undisclosed;
  std::optional<std::string> pronouns;
  std::optional<std::string> bio;
  std::optional<std::string> avatar_url;
  std::optional<std::string> banner_url;
  std::vector<std::string> links;  // http and https, shown as they are
  Audience visibility = Audience::public_;
  std::vector<std::string> tags;
  Tier tier = Tier::free;
  Instant created_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (id, email, email_confirmed, nickname, full_name, birth_date, country,
                       language, time_zone, gender, pronouns, bio, avatar_url, banner_url, links,
                       visibility, tags, tier, created_at, version))

}  // namespace waymark::accounts
