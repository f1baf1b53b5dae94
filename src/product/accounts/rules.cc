#include "product/accounts/rules.h"

#include <unicode/idna.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

#include <boost/url.hpp>

#include "base/locale.h"
#include "base/text.h"

namespace waymark::accounts {
namespace {

constexpr std::size_t kLongestEmail = 254;  // RFC 5321 §4.5.3.1.3, less the angle brackets
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kShortestNickname = 3;
constexpr std::size_t kLongestNickname = 30;
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kLongestTag = 40;
constexpr std::size_t kMostLinks = 5;
constexpr std::size_t kLongestLink = 200;
constexpr int kOldest = 130;

constexpr std::array<std::string_view, 24> kReserved = {
    "abuse",   "admin",      "administrator", "anonymous", "api",       "everyone",
    "help",    "hostmaster", "info",          "mail",      "me",        "moderator",
    "null",    "official",   "postmaster",    "root",      "security",  "staff",
    "support", "system",     "undefined",     "waymark",   "webmaster", "www"};

/// RFC 5322 atext beyond letters and digits.
constexpr std::string_view kAtomSymbols = "!#$%&'*+-/=?^_`{|}~";

bool is_atom_character(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') ||
         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         kAtomSymbols.find(c) != kAtomSymbols.npos;
}

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > kLongestLocalPart || text.front() == '.' || text.back() == '.')
    return false;
  if (text.find("..") != text.npos) return false;
  return std::ranges::all_of(text, [](char c) { return c == '.' || is_atom_character(c); });
}

/// UTS 46, non-transitional, with the rules for host names.
std::optional<std::string> ascii_domain(std::string_view domain) {
  static const std::unique_ptr<const icu::IDNA> kIdna = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::IDNA>(
        icu::IDNA::createUTS46Instance(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI |
                                           UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII,
                                       status));
  }();
  if (!kIdna) return std::nullopt;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  kIdna->nameToASCII_UTF8(icu::StringPiece(domain.data(), static_cast<int32_t>(domain.size())),
                          sink, info, status);
  if (U_FAILURE(status) || info.hasErrors()) return std::nullopt;
  const std::size_t last_dot = out.rfind('.');
  if (last_dot == out.npos || last_dot + 1 == out.size()) return std::nullopt;
  const std::string_view top = std::string_view(out).substr(last_dot + 1);
  if (std::ranges::all_of(top, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return out;
}

/// Calls f(code point) until it returns false; whether it never did.
template <typename F>
bool all_code_points(std::string_view text, F f) {
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 c;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0 || !f(c)) return false;
  }
  return true;
}

bool is_letter_or_digit(UChar32 c) {
  const auto type = U_GET_GC_MASK(c);
  return (type & (U_GC_L_MASK | U_GC_ND_MASK)) != 0;
}

/// Scripts that people write together, nothing invisible (UTS 39 §5.2).
bool is_unmixed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                        &uspoof_close);
  if (U_FAILURE(status)) return false;
  uspoof_setChecks(checker.get(), USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE, &status);
  uspoof_setRestrictionLevel(checker.get(), USPOOF_HIGHLY_RESTRICTIVE);
  const int32_t found = uspoof_check2UTF8(checker.get(), text.data(),
                                          static_cast<int32_t>(text.size()), nullptr, &status);
  return U_SUCCESS(status) && found == 0;
}

bool is_country(std::string_view code) {
  for (const char* const* known = uloc_getISOCountries(); *known != nullptr; ++known)
    if (code == *known) return true;
  return false;
}

bool is_web_address(std::string_view text, bool plain_too) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->host().empty() || url->has_userinfo()) return false;
  return url->scheme() == "https" || (plain_too && url->scheme() == "http");
}

std::string joined(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

/// Applies one member after the other; knows where it is for the messages.
class Editor {
 public:
  Editor(const Given& given, const std::string& path, json::Problems& problems)
      : given_(given), path_(path), problems_(problems) {}

  bool is_given(std::string_view name) const { return given_(name); }
  void refuse(std::string_view name, std::string key,
              std::map<std::string, std::string> arguments = {}) {
    problems_.add(joined(path_, name), std::move(key), std::move(arguments));
  }

  /// A text that may be taken away: by null, or by leaving nothing of it.
  void text(std::string_view name, std::size_t longest, bool lines,
            const std::optional<std::string>& from, std::optional<std::string>& into) {
    if (!is_given(name)) return;
    const std::string value = from ? normalise(*from) : "";
    if (value.empty()) return into.reset();
    if (!is_text(name, value, longest, lines)) return;
    into = value;
  }

  bool is_text(std::string_view name, std::string_view value, std::size_t longest, bool lines) {
    if (code_points(value) > longest)
      return refuse(name, "error.text.too_long", {{"limit", std::to_string(longest)}}), false;
    if (has_control_characters(value) || (!lines && value.find_first_of("\n\t") != value.npos))
      return refuse(name, lines ? "error.text.control" : "error.text.one_line"), false;
    return true;
  }

 private:
  const Given& given_;
  const std::string& path_;
  json::Problems& problems_;
};

void edit_nickname(Editor& editor, const ProfileInput& input, User& user) {
  if (!editor.is_given("nickname")) return;
  if (!input.nickname) return editor.refuse("nickname", "error.required");
  const std::string nickname = normalise(*input.nickname);
  if (auto problem = nickname_problem(nickname))
    return editor.refuse("nickname", std::move(*problem));
  user.nickname = nickname;
}

void edit_birth_date(Editor& editor, const ProfileInput& input, Date today, User& user) {
  if (!editor.is_given("birthDate")) return;
  if (!input.birth_date) return user.birth_date.reset();
  const Date oldest = today - std::chrono::years(kOldest);
  if (*input.birth_date > today || *input.birth_date < oldest)
    return editor.refuse("birthDate", "error.birth_date");
  user.birth_date = input.birth_date;
}

void edit_place(Editor& editor, const ProfileInput& input, User& user) {
  if (editor.is_given("country")) {
    if (!input.country || input.country->empty())
      user.country.reset();
    else if (!is_country(*input.country))
      editor.refuse("country", "error.country");
    else
      user.country = input.country;
  }
  if (editor.is_given("language")) {
    const auto locale = parse_locale(input.language.value_or(""));
    if (locale)
      user.language = to_tag(*locale);
    else
      editor.refuse("language", "error.language");
  }
  if (editor.is_given("timeZone")) {
    const auto zone = TimeZone::find(input.time_zone.value_or(""));
    if (zone)
      user.time_zone = zone->name();
    else
      editor.refuse("timeZone", "error.time_zone");
  }
}

void edit_tags(Editor& editor, const ProfileInput& input, User& user) {
  if (!editor.is_given("tags")) return;
  std::vector<std::string> tags;
  std::vector<std::string> seen;
  for (const std::string& given : input.tags.value_or(std::vector<std::string>())) {
    const std::string name = "tags." + std::to_string(tags.size());
    const std::string tag = normalise(given);
    if (tag.empty()) return editor.refuse(name, "error.required");
    if (!editor.is_text(name, tag, kLongestTag, false)) return;
    std::string key = fold(tag);
    if (std::ranges::find(seen, key) != seen.end()) continue;
    if (tags.size() == kMostTags)
      return editor.refuse("tags", "error.tags.too_many", {{"limit", std::to_string(kMostTags)}});
    seen.push_back(std::move(key));
    tags.push_back(tag);
  }
  user.tags = std::move(tags);
}

void edit_picture(Editor& editor, std::string_view name, const std::optional<std::string>& given,
                  std::optional<std::string>& picture) {
  std::optional<std::string> url = picture;
  editor.text(name, 500, false, given, url);
  if (editor.is_given(name) && url && url != picture && !is_web_address(*url, false))
    return editor.refuse(name, "error.https_url");
  picture = std::move(url);
}

void edit_links(Editor& editor, const ProfileInput& input, User& user) {
  if (!editor.is_given("links")) return;
  const std::vector<std::string> given = input.links.value_or(std::vector<std::string>());
  if (given.size() > kMostLinks)
    return editor.refuse("links", "error.links.too_many", {{"limit", std::to_string(kMostLinks)}});
  std::vector<std::string> links;
  for (const std::string& text : given) {
    const std::string name = "links." + std::to_string(links.size());
    const std::string link = normalise(text);
    if (!editor.is_text(name, link, kLongestLink, false)) return;
    if (!is_web_address(link, true)) return editor.refuse(name, "error.web_address");
    links.push_back(link);
  }
  user.links = std::move(links);
}

}  // namespace

std::optional<std::string> email_key(std::string_view email) {
  if (email.size() > kLongestEmail || !is_utf8(email)) return std::nullopt;
  const std::string folded = fold(email);
  const std::size_t at = folded.rfind('@');
  if (folded.size() > kLongestEmail || at == folded.npos ||
      !is_local_part(std::string_view(folded).substr(0, at)))
    return std::nullopt;
  // White space and the like above ASCII belong into no address.
  const bool visible =
      all_code_points(std::string_view(folded), [](UChar32 c) { return u_isgraph(c) != 0; });
  const auto domain = ascii_domain(std::string_view(folded).substr(at + 1));
  if (!visible || !domain) return std::nullopt;
  return folded.substr(0, at + 1) + *domain;
}

std::string nickname_key(std::string_view nickname) {
  return fold(nickname);
}

std::optional<std::string> nickname_problem(std::string_view nickname) {
  if (!is_utf8(nickname)) return "error.json.utf8";
  const std::size_t length = code_points(nickname);
  if (length < kShortestNickname || length > kLongestNickname) return "error.nickname.length";
  UChar32 last = 0;
  bool first = true;
  const bool allowed = all_code_points(nickname, [&](UChar32 c) {
    const bool letter = is_letter_or_digit(c);
    // Marks belong to the letter before them, in the scripts that need them.
    const bool mark = !first && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (first && !letter) return false;
    first = false;
    last = mark ? last : c;
    return letter || mark || c == '_' || c == '.' || c == '-';
  });
  if (!allowed || !is_letter_or_digit(last)) return "error.nickname.characters";
  if (!is_unmixed(nickname)) return "error.nickname.mixed";
  const std::string key = nickname_key(nickname);
  if (std::ranges::find(kReserved, std::string_view(key)) != kReserved.end())
    return "error.nickname.reserved";
  return std::nullopt;
}

User changed(User user, const ProfileInput& input, const Given& given, Date today,
             const std::string& path, json::Problems& problems) {
  Editor editor(given, path, problems);
  edit_nickname(editor, input, user);
  editor.text("fullName", 100, false, input.full_name, user.full_name);
  edit_birth_date(editor, input, today, user);
  edit_place(editor, input, user);
  if (editor.is_given("gender")) user.gender = input.gender.value_or(Gender::undisclosed);
  editor.text("pronouns", 40, false, input.pronouns, user.pronouns);
  editor.text("bio", 500, true, input.bio, user.bio);
  edit_picture(editor, "avatarUrl", input.avatar_url, user.avatar_url);
  edit_picture(editor, "bannerUrl", input.banner_url, user.banner_url);
  edit_links(editor, input, user);
  if (editor.is_given("visibility")) user.visibility = input.visibility.value_or(Audience::public_);
  edit_tags(editor, input, user);
  return user;
}

std::vector<ShownText> new_texts(const User& before, const User& after) {
  std::vector<ShownText> texts;
  const auto add = [&](const char* field, const std::string& was, const std::string& is) {
    if (is != was && !is.empty()) texts.push_back(ShownText{field, is});
  };
  const auto lines = [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += one + "\n";
    return text;
  };
  add("nickname", before.nickname, after.nickname);
  add("fullName", before.full_name.value_or(""), after.full_name.value_or(""));
  add("pronouns", before.pronouns.value_or(""), after.pronouns.value_or(""));
  add("bio", before.bio.value_or(""), after.bio.value_or(""));
  add("links", lines(before.links), lines(after.links));
  add("tags", lines(before.tags), lines(after.tags));
  return texts;
}

}  // namespace waymark::accounts
