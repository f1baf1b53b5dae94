#include "platform/backup/blob_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/backup/testing.h"
#include "platform/blobs/transfer.h"

namespace waymark::backup {
namespace {

using testing::HasSubstr;

ListedBlob numbered(int number) {
  ListedBlob blob;
  blob.copy.time = kTestStart + std::chrono::milliseconds(number);
  blob.copy.blob = "media/" + std::to_string(100'000 + number) + ".jpg";
  blob.size = static_cast<std::uint64_t>(number);
  blob.sha256 = std::string(64, "0123456789abcdef"[number % 16]);
  return blob;
}

class BlobListTest : public testing::Test {
 protected:
  BlobListName write(int count) {
    BlobListWriter writer(folder_.path() / "list", pool_);
    for (int i = 0; i < count; ++i) loop_.run(writer.add(numbered(i)));
    BlobListName name;
    name.time = kTestStart;
    name.sha256 = loop_.run(writer.finish());
    auto source = std::make_shared<blobs::FileSource>(writer.file(), pool_);
    loop_.run(blobs_.put(name.key(), std::move(source)));
    return name;
  }
  std::string fault_of(BlobListName name) {
    BlobListReader reader(blobs_, std::move(name));
    try {
      while (loop_.run(reader.next())) {
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal);
      return error.what();
    }
    return "none";
  }

  TemporaryFolder folder_;
  FakeClock clock_{kTestStart};
  SystemRandom random_;
  runtime::BackgroundPool pool_{2, 100};
  runtime::TestLoop loop_;
  blobs::FileBlobs blobs_{blobs::FileBlobsOptions(folder_.path() / "blobs"), clock_, random_,
                          pool_};
};

TEST_F(BlobListTest, IsReadBackHoweverManyPiecesItHas) {
  constexpr int kMany = 6'000;  // some 800 kB
  BlobListReader reader(blobs_, write(kMany));
  for (int i = 0; i < kMany; ++i) {
    const auto blob = loop_.run(reader.next());
    ASSERT_TRUE(blob) << i;
    EXPECT_EQ(encode_line(*blob), encode_line(numbered(i)));
  }
  EXPECT_FALSE(loop_.run(reader.next()));
  EXPECT_FALSE(loop_.run(reader.next()));
}

TEST_F(BlobListTest, AnEmptyOneIsAListToo) {
  BlobListReader reader(blobs_, write(0));
  EXPECT_FALSE(loop_.run(reader.next()));
}

TEST_F(BlobListTest, IsAskedWithRisingKeys) {
  BlobListReader reader(blobs_, write(10));
  EXPECT_EQ(loop_.run(reader.at_or_after("a"))->copy.blob, numbered(0).copy.blob);
  EXPECT_EQ(loop_.run(reader.at_or_after(numbered(3).copy.blob))->size, 3U);
  EXPECT_EQ(loop_.run(reader.at_or_after(numbered(3).copy.blob + "x"))->size, 4U);
  EXPECT_EQ(loop_.run(reader.at_or_after("z")), nullptr);
  EXPECT_EQ(loop_.run(reader.at_or_after("zz")), nullptr);
}

TEST_F(BlobListTest, DamageIsNamed) {
  const BlobListName name = write(100);
  const std::string whole = *loop_.run(blobs::get_bytes(blobs_, name.key(), 1 << 20));
  const auto damage = [&](std::string bytes) {
    loop_.run(blobs::put_bytes(blobs_, name.key(), std::move(bytes)));
    std::string fault = fault_of(name);
    EXPECT_THAT(fault, HasSubstr(name.key()));
    return fault;
  };
  EXPECT_THAT(damage(whole.substr(0, whole.size() - 3)), HasSubstr("its last line has no end"));
  std::string changed = whole;
  changed[whole.size() - 3] ^= 1;  // another millisecond: a line as good as any
  EXPECT_THAT(damage(changed), HasSubstr("the hash it is named by"));
  EXPECT_THAT(damage("x\n" + whole), HasSubstr("a line of it cannot be read"));
  EXPECT_THAT(damage(std::string(100'000, 'x')), HasSubstr("a line of it is too long"));
  loop_.run(blobs_.remove(name.key()));
  EXPECT_THAT(fault_of(name), HasSubstr("it is missing"));
}

TEST(BlobListLine, OnlyALineIsOne) {
  const std::string line = encode_line(numbered(7));
  ASSERT_TRUE(decode_line(line.substr(0, line.size() - 1)));
  const std::string rest = " " + std::string(64, '0') + " 2027-01-15T08:00:00.000Z";
  ASSERT_TRUE(decode_line("a 1" + rest));
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a 1"), std::string("a 1 b c"), "a -1" + rest,
        "../a 1" + rest, "a 1" + rest + " "})
    EXPECT_FALSE(decode_line(text)) << text;
}

TEST(CopyMarks, KnowWhatWasAdded) {
  CopyMarks marks;
  for (int i = 0; i < 1000; i += 2) marks.add(std::to_string(i), 5);
  marks.sort();
  EXPECT_TRUE(marks.contains("42", 5));
  EXPECT_FALSE(marks.contains("43", 5));
  EXPECT_FALSE(marks.contains("42", 6)) << "cut short";
}

}  // namespace
}  // namespace waymark::backup
