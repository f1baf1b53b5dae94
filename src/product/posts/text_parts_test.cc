#include "product/posts/text_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark::posts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(TextPartsTest, NamesStandAlone) {
  EXPECT_THAT(parts_of("@ana, and (@Ben.Stone). Also @ana!").names,
              ElementsAre("ana", "Ben.Stone"));
  EXPECT_THAT(parts_of("ana@example.org C@b @ab @-ana @.x").names, IsEmpty());
  EXPECT_THAT(parts_of("@иван @josé.").names, ElementsAre("иван", "josé"));
  EXPECT_THAT(parts_of("@ana@example.org").names, ElementsAre("ana"));
  EXPECT_THAT(parts_of("@" + std::string(31, 'a')).names, IsEmpty());
  EXPECT_THAT(parts_of("@").names, IsEmpty());
}

TEST(TextPartsTest, TagsAreFolded) {
  EXPECT_THAT(parts_of("#Trail2026 #trail2026 #CAFÉ #cafe\xCC\x81").tags,
              ElementsAre("trail2026", "café"));
  EXPECT_THAT(parts_of("＃ランニング #бег #हिन्दी").tags, ElementsAre("ランニング", "бег", "हिन्दी"));
  EXPECT_THAT(parts_of("#1 #2026 C#sharp ## &#39; http://a/#b a#b").tags, IsEmpty());
  EXPECT_THAT(parts_of("#one,#two.#three").tags, ElementsAre("one", "two", "three"));
  EXPECT_THAT(parts_of("#" + std::string(101, 'a')).tags, IsEmpty());
}

TEST(TextPartsTest, ThereAreOnlySoMany) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "@name" + std::to_string(i) + " #tag" + std::to_string(i) + " ";
  const TextParts parts = parts_of(text);
  EXPECT_EQ(parts.names.size(), kMostMentions);
  EXPECT_EQ(parts.tags.size(), kMostTags);
}

TEST(TextPartsTest, ATagIsAskedForInAnySpelling) {
  EXPECT_EQ(tag_key("#Trail"), "trail");
  EXPECT_EQ(tag_key("TRAIL"), "trail");
  EXPECT_EQ(tag_key("a b"), "");
  EXPECT_EQ(tag_key("#"), "");
  EXPECT_EQ(tag_key("2026"), "");
}

}  // namespace
}  // namespace waymark::posts
