#include "product/accounts/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark::accounts {
namespace {

TEST(EmailKey, IsOneForEverySpelling) {
  const std::string key = "ana.gomez@example.org";
  for (const char* spelling :
       {"ana.gomez@example.org", "ANA.Gomez@EXAMPLE.org", "  ana.gomez@example.org ",
        "\uff21\uff4e\uff41.gomez@example.org", "ana.gomez@example\u3002org"})
    EXPECT_EQ(email_key(spelling), key) << spelling;
  EXPECT_EQ(email_key("jos\u00e9@example.org"), email_key("jose\u0301@Example.org"));
}

TEST(EmailKey, SpeaksEveryDomainsAsciiForm) {
  EXPECT_EQ(email_key("ana@b\u00fccher.example"), "ana@xn--bcher-kva.example");
  EXPECT_EQ(email_key("ana@xn--bcher-kva.example"), email_key("ana@B\u00dcCHER.example"));
  EXPECT_EQ(email_key("o'neil+walks@mail.example.co.uk"), "o'neil+walks@mail.example.co.uk");
}

TEST(EmailKey, RefusesWhatIsNone) {
  for (const std::string& text : std::vector<std::string>{"",
                                                          "ana",
                                                          "@example.org",
                                                          "ana@",
                                                          "ana@localhost",
                                                          "ana@example..org",
                                                          "ana@-example.org",
                                                          "ana@1.2.3.4",
                                                          "a na@example.org",
                                                          "ana@exa mple.org",
                                                          ".ana@example.org",
                                                          "ana.@example.org",
                                                          "a..b@example.org",
                                                          "\"ana\"@example.org",
                                                          "ana@example.org\nBcc: x@example.org",
                                                          "ana@example.org, ben@example.org",
                                                          "a@b@c.org",
                                                          "an\u00a0a@example.org",
                                                          "an\u200ba@example.org<",
                                                          "ana@[127.0.0.1]",
                                                          "ana@exam_ple.org",
                                                          "\xff@example.org",
                                                          std::string(65, 'a') + "@example.org",
                                                          "a@" + std::string(250, 'b') + ".org"})
    EXPECT_EQ(email_key(text), std::nullopt) << text;
}

TEST(Nickname, AllowsNamesOfManyScripts) {
  for (const char* name :
       {"ana", "Ana_Gomez", "j.r-r", "\u00f1and\u00fa", "\u0410\u043d\u044f",
        "\u7530\u4e2d\u3055\u3093", "\u0939\u093f\u0928\u094d\u0926\u0940", "walker42", "42walks"})
    EXPECT_EQ(nickname_problem(name), std::nullopt) << name;
}

TEST(Nickname, RefusesOthers) {
  const std::vector<std::pair<std::string, std::string>> refused{
      {"an", "error.nickname.length"},
      {std::string(31, 'a'), "error.nickname.length"},
      {"ana gomez", "error.nickname.characters"},
      {"_ana", "error.nickname.characters"},
      {"ana-", "error.nickname.characters"},
      {"ana@x", "error.nickname.characters"},
      {"a\u200bna", "error.nickname.characters"},
      {"an\u202ea", "error.nickname.characters"},
      {"\U0001F600\U0001F600\U0001F600", "error.nickname.characters"},
      {"p\u0430ypal", "error.nickname.mixed"},
      {"Admin", "error.nickname.reserved"},
      {"\uff37aymark", "error.nickname.reserved"},
      {"ana\xff", "error.json.utf8"}};
  for (const auto& [name, problem] : refused) EXPECT_EQ(nickname_problem(name), problem) << name;
  EXPECT_EQ(nickname_key("Stra\u00dfe"), nickname_key("STRASSE"));
}

class ChangedTest : public testing::Test {
 protected:
  ChangedTest() {
    user_.nickname = "ana";
    user_.full_name = "Ana";
    user_.bio = "I walk.";
  }
  User change(std::vector<std::string> given) {
    const Given is_given = [given](std::string_view name) {
      return std::find(given.begin(), given.end(), name) != given.end();
    };
    return changed(user_, input_, is_given, today_, "input", problems_);
  }
  std::vector<std::string> problems() {
    std::vector<std::string> found;
    try {
      problems_.throw_if_any();
    } catch (const Error& error) {
      for (const FieldProblem& problem : error.problems())
        found.push_back(problem.field + " " + problem.message_key);
    }
    return found;
  }

  User user_;
  ProfileInput input_;
  json::Problems problems_;
  const Date today_{std::chrono::year(2026) / 11 / 21};
};

TEST_F(ChangedTest, AbsentStaysAndNullTakesAway) {
  const User after = change({"bio"});
  EXPECT_EQ(after.full_name, "Ana");
  EXPECT_EQ(after.bio, std::nullopt);
  EXPECT_TRUE(problems().empty());
}

TEST_F(ChangedTest, TakesWhatIsRight) {
  input_.full_name = "  Ana Maria G\u00f3mez ";
  input_.birth_date = std::chrono::year(1990) / 2 / 28;
  input_.country = "ES";
  input_.language = "pt-br";
  input_.time_zone = "America/Sao_Paulo";
  input_.gender = Gender::non_binary;
  input_.pronouns = "ella";
  input_.bio = "I walk.\nI run.";
  input_.avatar_url = "https://example.org/ana.png";
  input_.tags = {"hiking", " Sea ", "HIKING"};
  const User after = change({"fullName", "birthDate", "country", "language", "timeZone", "gender",
                             "pronouns", "bio", "avatarUrl", "tags"});
  EXPECT_TRUE(problems().empty());
  EXPECT_EQ(after.full_name, "Ana Maria G\u00f3mez");
  EXPECT_EQ(after.language, "pt-BR");
  EXPECT_EQ(after.time_zone, "America/Sao_Paulo");
  EXPECT_EQ(after.gender, Gender::non_binary);
  EXPECT_EQ(after.tags, (std::vector<std::string>{"hiking", "Sea"}));
}

TEST_F(ChangedTest, NamesEveryWrongField) {
  input_.full_name = std::string(101, 'x');
  input_.birth_date = std::chrono::year(2026) / 11 / 22;
  input_.country = "XX";
  input_.language = "de";
  input_.time_zone = "Mars/Olympus";
  input_.pronouns = "she\nher";
  input_.avatar_url = "http://example.org/ana.png";
  input_.tags = {"fine", ""};
  input_.bio = "a\x01";
  change({"nickname", "fullName", "birthDate", "country", "language", "timeZone", "pronouns",
          "avatarUrl", "tags", "bio"});
  EXPECT_THAT(problems(),
              testing::UnorderedElementsAre(
                  "input.nickname error.required", "input.fullName error.text.too_long",
                  "input.birthDate error.birth_date", "input.country error.country",
                  "input.language error.language", "input.timeZone error.time_zone",
                  "input.pronouns error.text.one_line", "input.avatarUrl error.https_url",
                  "input.tags.1 error.required", "input.bio error.text.control"));
}

TEST_F(ChangedTest, TwentyTagsAtMost) {
  input_.tags.emplace();
  for (int i = 0; i < 21; ++i) input_.tags->push_back("tag " + std::to_string(i));
  change({"tags"});
  EXPECT_THAT(problems(), testing::ElementsAre("input.tags error.tags.too_many"));
}

TEST_F(ChangedTest, RefusesAvatarsThatCarryCredentials) {
  for (const char* url :
       {"https://user:pass@example.org/x", "javascript:alert(1)", "https://", "//example.org/x"}) {
    input_.avatar_url = url;
    EXPECT_EQ(change({"avatarUrl"}).avatar_url, std::nullopt) << url;
  }
  EXPECT_EQ(problems().size(), 4U);
}

}  // namespace
}  // namespace waymark::accounts
