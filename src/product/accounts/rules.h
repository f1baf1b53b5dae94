// What names, addresses and profiles may be, and the forms in which they are compared.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"
#include "product/accounts/user.h"

namespace waymark::accounts {

/// The form in which e-mail addresses are compared: NFKC, case-folded, the domain in its ASCII form
/// (UTS 46). nullopt for what is no address: RFC 5321 lengths, RFC 6531 characters, no quoted local
/// part, a domain of at least two labels.
std::optional<std::string> email_key(std::string_view email);

/// The form in which nicknames are compared: NFKC, case-folded.
std::string nickname_key(std::string_view nickname);

/// The message key of what is wrong with a nickname in normal form, or nullopt. 3 to 30 letters,
/// digits, `_`, `.` and `-`, a letter or digit at both ends, scripts that belong together (UTS 39
/// "highly restrictive"), and no name that would speak for the house.
std::optional<std::string> nickname_problem(std::string_view nickname);

/// GraphQL `ProfileInput` and the body of PUT /profile.
struct ProfileInput {
  std::optional<std::string> nickname;
  std::optional<std::string> full_name;
  std::optional<Date> birth_date;
  std::optional<std::string> country;
  std::optional<std::string> language;
  std::optional<std::string> time_zone;
  std::optional<Gender> gender;
  std::optional<std::string> pronouns;
  std::optional<std::string> bio;
  std::optional<std::string> avatar_url;
  std::optional<std::string> banner_url;
  std::optional<std::vector<std::string>> links;
  std::optional<Audience> visibility;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(ProfileInput, (),
                      (nickname, full_name, birth_date, country, language, time_zone, gender,
                       pronouns, bio, avatar_url, banner_url, links, visibility, tags, version))

/// Which members of an input the client gave, null included, by their wire names: "fullName".
using Given = std::function<bool(std::string_view)>;

/// `user` with the input's changes. What is wrong goes into `problems`, under `path` ("input" or
/// "") and leaves that member as it was.
User changed(User user, const ProfileInput& input, const Given& given, Date today,
             const std::string& path, json::Problems& problems);

/// A text of a profile that others read, by its wire name.
struct ShownText {
  std::string field;
  std::string text;
};
/// Those of `after` that `before` does not say.
std::vector<ShownText> new_texts(const User& before, const User& after);

}  // namespace waymark::accounts
