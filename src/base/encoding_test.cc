#include "base/encoding.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(Base64, FollowsTheVectorsOfRfc4648) {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""},        {"f", "Zg=="},        {"fo", "Zm8="},
      {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(base64_encode(plain), encoded);
    EXPECT_EQ(base64_decode(encoded), plain);
  }
  EXPECT_EQ(base64url_encode("\xfb\xff"), "-_8");
  EXPECT_EQ(base64url_decode("-_8"), "\xfb\xff");
}

TEST(Base64, RefusesWhatIsNotExactlyOneEncoding) {
  for (const char* text : {"A", "Zg=", "Zh==", "Z g=", "Zg==="})
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
  for (const char* text : {"Zg==", "Zh", "+_8", "A"})
    EXPECT_EQ(base64url_decode(text), std::nullopt) << text;
}

TEST(Percent, GoesThereAndBack) {
  EXPECT_EQ(percent_encode("a b/ñ~"), "a%20b%2F%C3%B1~");
  EXPECT_EQ(percent_decode("a%20b%2f+c"), "a b/+c");
  EXPECT_EQ(percent_decode("a+b", true), "a b");
  for (const char* text : {"%", "%2", "%zz"}) EXPECT_EQ(percent_decode(text), std::nullopt) << text;
}

TEST(Murmur3, FollowsTheReferenceVectors) {
  EXPECT_EQ(murmur3_32(""), 0u);
  EXPECT_EQ(murmur3_32("", 1), 0x514E28B7u);
  EXPECT_EQ(murmur3_32("test"), 0xba6bd213u);
  EXPECT_EQ(murmur3_32("Hello, world!"), 0xc0363e43u);
  EXPECT_EQ(murmur3_32("The quick brown fox jumps over the lazy dog", 0x9747b28c), 0x2FA826CDu);
}

TEST(Sha256, FollowsFips180) {
  EXPECT_EQ(hex_encode(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ConstantTime, ComparesWhole) {
  EXPECT_TRUE(equal_in_constant_time("same", "same"));
  EXPECT_FALSE(equal_in_constant_time("same", "sane"));
  EXPECT_FALSE(equal_in_constant_time("same", "same "));
}

}  // namespace
}  // namespace waymark
