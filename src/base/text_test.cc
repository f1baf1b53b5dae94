#include "base/text.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(Utf8, TellsGoodFromBroken) {
  EXPECT_TRUE(is_utf8("plain, ñandú, 東京, 🏔️"));
  for (const char* text :
       {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80z"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(code_points("né🏔"), 3u);
}

TEST(Text, NormalisesAndTrims) {
  EXPECT_EQ(normalise(" \t e\u0301tape \u00a0\u3000"), "étape");
  EXPECT_EQ(normalise("   "), "");
}

TEST(Text, FoldsWhatPeopleTakeForTheSame) {
  EXPECT_EQ(fold("ANA@Example.ORG"), "ana@example.org");
  EXPECT_EQ(fold("ＡＮＡ"), "ana");
  EXPECT_EQ(fold("E\u0301va"), fold("éVA"));
  EXPECT_EQ(fold("STRASSE"), fold("straße"));
}

TEST(Text, FindsControlCharacters) {
  EXPECT_FALSE(has_control_characters("two\nlines\tand é"));
  constexpr const char* kRightToLeftOverride = "a\u202e!";
  for (const char* text : {"a\x01", "\x7f", kRightToLeftOverride, "\u2028", "bad\xff"})
    EXPECT_TRUE(has_control_characters(text)) << text;
}

}  // namespace
}  // namespace waymark
