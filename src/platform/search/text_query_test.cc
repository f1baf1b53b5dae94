#include "platform/search/text_query.h"

#include <gmock/gmock.h>

#include <random>

#include "base/test_seed.h"
#include "base/text.h"

namespace waymark::search {
namespace {

/// "-" before what is left out, "…" behind what may go on.
std::string shown(const QueryPart& part) {
  std::string text = part.left_out ? "-" : "";
  if (part.kind == QueryPart::Kind::term) {
    text += "<" + part.term + ">";
  } else {
    if (part.kind == QueryPart::Kind::phrase) text += "'";
    for (std::size_t i = 0; i < part.words.size(); ++i)
      text += (i == 0 ? "" : " ") + part.words[i].plain;
    if (part.kind == QueryPart::Kind::phrase) text += "'";
  }
  return part.unfinished ? text + "…" : text;
}

std::vector<std::string> parsed(std::string_view text) {
  std::vector<std::string> parts;
  for (const QueryPart& part : parse_query(text)) parts.push_back(shown(part));
  return parts;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TextQuery, HasWordsPhrasesTagsAndNames) {
  EXPECT_THAT(parsed("Trail #Sierra \"long RUN\" @Ana_M go "),
              ElementsAre("trail", "<tag:sierra>", "'long run'", "<name:ana_m>", "go"));
  EXPECT_THAT(parsed("l'été "), ElementsAre("l", "ete"));
  EXPECT_THAT(parsed("\"run\" "), ElementsAre("run")) << "of one word";
  EXPECT_THAT(parsed("run\"a b\""), ElementsAre("run", "'a b'")) << "a quotation mark parts";
  EXPECT_THAT(parsed("#run, (@ana) #go! "), ElementsAre("<tag:run>", "ana", "<tag:go>"));
}

TEST(TextQuery, LeavesOutWhatFollowsAMinus) {
  EXPECT_THAT(parsed("run -fast -#mud -\"too far\" --slow "),
              ElementsAre("run", "-fast", "-<tag:mud>", "-'too far'", "-slow"));
  EXPECT_THAT(parsed("half-marathon "), ElementsAre("half", "marathon"))
      << "within a word it parts";
  EXPECT_THAT(parsed("-half-marathon "), ElementsAre("-'half marathon'"));
}

TEST(TextQuery, IsUnfinishedAtItsEnd) {
  EXPECT_THAT(parsed("long ru"), ElementsAre("long", "ru…"));
  EXPECT_THAT(parsed("#ru"), ElementsAre("<tag:ru>…"));
  EXPECT_THAT(parsed("@an"), ElementsAre("<name:an>…"));
  EXPECT_THAT(parsed("run -fa"), ElementsAre("run", "-fa")) << "nothing is left out by half a word";
  EXPECT_THAT(parsed("\"long ru"), ElementsAre("'long ru'"));
}

TEST(TextQuery, OfHostileTextIsEmptyOrBounded) {
  for (const char* text :
       {"",       " ",   "-",  "--",      "- - -",      "#",     "@", "##", "\"",       "\"\"",
        "\"\"\"", "-\"", "-#", "# # @ @", "AND OR NOT", "(((((", "*", "~^", "\xFF\xFE", "#\xFF"})
    for (const QueryPart& part : parse_query(text)) EXPECT_FALSE(shown(part).empty()) << text;
  EXPECT_THAT(parsed("- -- --- #! @. \"- -\""), IsEmpty());
  std::string long_one;
  for (int i = 0; i < 100'000; ++i) long_one += "word ";
  EXPECT_EQ(parsed(long_one).size(), kMostParts);
  EXPECT_EQ(parsed("\"" + long_one).size(), 1U);
  EXPECT_EQ(parse_query("\"" + long_one).front().words.size(), kMostParts);
  EXPECT_LE(parse_query(std::string(1 << 20, 'a')).front().words.front().plain.size(),
            kLongestWord);
  EXPECT_THAT(parsed(std::string(1 << 20, '-')), IsEmpty());
}

TEST(TextQuery, HoldsItsPromisesWhateverIsTyped) {
  const std::uint64_t seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  const std::string nul(1, '\0');
  const std::vector<std::string> pieces{
      "run", "é", "-",    "#",  "@", "\"",     " ", "\t",   "走",   "\xFF",  "🏃", "a_b",
      "...", "ß", "\xCC", "x9", "İ", "\u200D", nul, "-\"-", "# \"", "word ", "@@", "ﬁ"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    const std::vector<QueryPart> parts = parse_query(text);
    ASSERT_EQ(parts, parse_query(text));
    ASSERT_LE(parts.size(), kMostParts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const QueryPart& part = parts[i];
      ASSERT_EQ(part.words.empty(), part.kind == QueryPart::Kind::term) << text;
      ASSERT_EQ(part.term.empty(), part.kind != QueryPart::Kind::term) << text;
      ASSERT_TRUE(!part.unfinished || (i + 1 == parts.size() && !part.left_out)) << text;
      ASSERT_LE(part.words.size(), kMostParts);
      for (const Word& word : part.words) {
        ASSERT_FALSE(word.plain.empty()) << text;
        ASSERT_TRUE(is_utf8(word.plain) && is_utf8(word.accented)) << text;
      }
    }
  }
}

}  // namespace
}  // namespace waymark::search
