#include "platform/search/words.h"

#include <gmock/gmock.h>

namespace waymark::search {
namespace {

std::vector<std::string> plain(std::string_view text, std::size_t most = 100) {
  std::vector<std::string> words;
  for (const Word& word : words_of(text, most)) words.push_back(word.plain);
  return words;
}

TEST(Words, AreFoldedAndLoseTheirAccents) {
  EXPECT_THAT(plain("Ação, CORAÇÕES; l'été!"),
              testing::ElementsAre("acao", "coracoes", "l", "ete"));
  EXPECT_EQ(words_of("Été", 1).front().accented, "été");
  EXPECT_THAT(plain("\xEF\xBC\xB2\xEF\xBD\x95\xEF\xBD\x8E Straße"),  // full-width letters
              testing::ElementsAre("run", "strasse"));
  EXPECT_EQ(plain("e\xCC\x81te\xCC\x81"), plain("été")) << "composed or not";
}

TEST(Words, EndAtWhatIsNoLetterDigitOrMark) {
  EXPECT_THAT(plain("10km/h ana_runs https://example.org"),
              testing::ElementsAre("10km", "h", "ana", "runs", "https", "example", "org"));
  EXPECT_TRUE(plain(" \t\n.,;:!?#@\"-+_ 🏃‍♀️ ").empty());
  EXPECT_TRUE(plain("").empty());
}

TEST(Words, OfWritingWithoutSpacesAreItsCharacters) {
  EXPECT_THAT(plain("走る run"), testing::ElementsAre("走", "る", "run"));
  EXPECT_THAT(plain("東京marathon"), testing::ElementsAre("東", "京", "marathon"));
}

TEST(Words, AreBoundedInNumberAndLength) {
  EXPECT_THAT(plain("one two three", 2), testing::ElementsAre("one", "two"));
  EXPECT_EQ(plain(std::string(1'000'000, 'a')).front().size(), kLongestWord);
  std::string accents;
  for (int i = 0; i < 1'000; ++i) accents += "é";
  EXPECT_EQ(words_of(accents, 1).front().accented.size(), kLongestWord) << "whole code points";
  EXPECT_EQ(cut_to("aé", 2), "a");
}

TEST(Words, OfBrokenTextAreThoseBetween) {
  EXPECT_THAT(plain("run\xFF\xC3swim"), testing::ElementsAre("run", "swim"));
}

}  // namespace
}  // namespace waymark::search
