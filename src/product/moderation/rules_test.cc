#include "product/moderation/rules.h"

#include <gmock/gmock.h>

namespace waymark::moderation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(const std::vector<RuleHit>& hits) {
  std::vector<std::string> found;
  for (const RuleHit& hit : hits) found.push_back(hit.rule);
  return found;
}

TEST(WordsOf, FoldsCaseAccentsAndWidth) {
  EXPECT_THAT(words_of("Ünïcödé, ＦＵＬＬ-width\nÉtat 42!"),
              ElementsAre("unicode", "full", "width", "etat", "42"));
  EXPECT_THAT(words_of("ca\u200dsi\u00adno"), ElementsAre("casino")) << "invisible characters";
  EXPECT_THAT(words_of("  ...  "), IsEmpty());
  EXPECT_THAT(words_of("東京 привет"), ElementsAre("東京", "привет"));
}

TEST(LinksIn, CountsThem) {
  EXPECT_EQ(links_in("no link, only http and www"), 0);
  EXPECT_EQ(links_in("HTTPS://a.example http://www.b.example www.c.example"), 3);
}

TEST(RulesTest, FindWholeWordsAndPhrases) {
  RuleSettings settings;
  settings.refuse_words = {"Bad Word", ""};
  settings.hold_words = {"café"};
  settings.flag_words = {"hm", "bad"};
  const Rules rules(settings);
  const auto old = std::chrono::hours(1000);
  EXPECT_THAT(names(rules.hits("a BAD, wórd at the CAFE. bad!", old)),
              ElementsAre("word: bad", "word: bad word", "word: cafe"));
  EXPECT_THAT(rules.hits("badword cafeteria ahm", old), IsEmpty());
  EXPECT_EQ(rules.hits("bad word", old).back().action, RuleAction::refuse);
}

TEST(RulesTest, HoldManyLinksAndFewerOfNewAccounts) {
  RuleSettings settings;
  settings.most_links = 3;
  settings.new_account_links = 1;
  const Rules rules(settings);
  const std::string two = "http://a http://b", four = two + " " + two;
  EXPECT_THAT(rules.hits(two, std::chrono::hours(25)), IsEmpty());
  EXPECT_THAT(names(rules.hits(two, std::chrono::hours(23))),
              ElementsAre("links of a new account"));
  EXPECT_THAT(names(rules.hits(four, std::chrono::hours(25))), ElementsAre("links"));
  settings.most_links = 0;
  EXPECT_THAT(Rules(settings).hits(four, std::chrono::hours(25)), IsEmpty());
}

}  // namespace
}  // namespace waymark::moderation
