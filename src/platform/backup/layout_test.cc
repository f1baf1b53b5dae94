#include "platform/backup/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/backup/catalogue.h"
#include "platform/blobs/blobs.h"

namespace waymark::backup {
namespace {

using testing::ElementsAre;

constexpr const char* kTimeline = "0123456789abcdef0123456789abcdef";

Instant at(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

SegmentName segment(std::uint64_t first, std::uint64_t last) {
  SegmentName name;
  name.timeline = kTimeline;
  name.first = first;
  name.last = last;
  name.from = at(1'800'000'000'123);
  name.to = at(1'800'000'001'456);
  return name;
}

TEST(BackupLayout, NamesAreReadBack) {
  BaseName base;
  base.time = at(1'800'000'000'123);
  base.sequence = 42;
  base.timeline = kTimeline;
  EXPECT_EQ(base.key(),
            "bases/20270115T080000123Z-00000000000000000042-0123456789abcdef0123456789abcdef.json");
  const auto base_back = BaseName::parse(base.key());
  ASSERT_TRUE(base_back);
  EXPECT_EQ(base_back->key(), base.key());
  EXPECT_EQ(base_back->time, base.time);

  const SegmentName name = segment(7, 18'446'744'073'709'551'615U);
  const auto back = SegmentName::parse(name.key());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->key(), name.key());
  EXPECT_EQ(back->last, name.last);
  EXPECT_EQ(back->to, name.to);
  EXPECT_TRUE(blobs::is_key(name.key()));
  EXPECT_TRUE(blobs::is_key(base.key()));
  EXPECT_TRUE(blobs::is_key(file_key(std::string(64, 'a'))));
}

TEST(BackupLayout, NamesOfBlobsAreReadBack) {
  BlobCopy copy;
  copy.time = at(1'800'000'000'123);
  copy.blob = "media/ab/abc.jpg";
  EXPECT_EQ(copy.key(), "blobs/20270115T080000123Z/media/ab/abc.jpg");
  const auto copy_back = BlobCopy::parse(copy.key());
  ASSERT_TRUE(copy_back);
  EXPECT_EQ(copy_back->time, copy.time);
  EXPECT_EQ(copy_back->blob, copy.blob);
  EXPECT_LT(before_blobs(copy.time), copy.key());
  EXPECT_GT(before_blobs(copy.time + std::chrono::milliseconds(1)), copy.key());

  BlobListName list;
  list.time = copy.time;
  list.sha256 = std::string(64, 'a');
  const auto list_back = BlobListName::parse(list.key());
  ASSERT_TRUE(list_back);
  EXPECT_EQ(list_back->key(), list.key());
  EXPECT_TRUE(blobs::is_key(copy.key()));
  EXPECT_TRUE(blobs::is_key(list.key()));

  for (const char* key : {"blobs/x", "blobs/20270115T080000123Z", "blobs/yesterday/a", "x/y/z"})
    EXPECT_FALSE(BlobCopy::parse(key)) << key;
  EXPECT_FALSE(BlobListName::parse("blob-lists/20270115T080000123Z-abc.txt"));
  EXPECT_FALSE(BlobListName::parse(list.key() + "x"));
}

TEST(BackupLayout, WhatIsNoNameIsNotTakenForOne) {
  const std::string good = segment(7, 8).key();
  for (const std::string& key :
       {std::string("log/x"), good + "x", good.substr(1), good.substr(0, good.size() - 5),
        segment(8, 7).key(), std::string("log/") + kTimeline + "/1-2-3-4.log", std::string()})
    EXPECT_FALSE(SegmentName::parse(key)) << key;
  for (const std::string& key :
       {good, std::string("bases/.json"), std::string("bases/a-b-c.json"),
        std::string("bases/20270115T080000123Z-42-") + kTimeline + ".json"})
    EXPECT_FALSE(BaseName::parse(key)) << key;
}

std::vector<std::uint64_t> lasts(const LogPath& path) {
  std::vector<std::uint64_t> numbers;
  for (const SegmentName& name : path.segments) numbers.push_back(name.last);
  return numbers;
}

TEST(BackupLayout, ThePathTakesWhatFollowsWithoutGap) {
  const std::vector<SegmentName> log = {segment(1, 5), segment(6, 9), segment(10, 20)};
  EXPECT_THAT(lasts(path_after(0, log)), ElementsAre(5, 9, 20));
  EXPECT_THAT(lasts(path_after(5, log)), ElementsAre(9, 20));
  EXPECT_THAT(lasts(path_after(7, log)), ElementsAre(9, 20)) << "in the middle of one";
  EXPECT_THAT(lasts(path_after(20, log)), ElementsAre());
  EXPECT_EQ(path_after(0, log).gap_after, std::nullopt);
  EXPECT_EQ(path_after(20, log).gap_after, std::nullopt);
}

TEST(BackupLayout, ThePathEndsBeforeAGap) {
  const std::vector<SegmentName> log = {segment(1, 5), segment(8, 9)};
  EXPECT_THAT(lasts(path_after(0, log)), ElementsAre(5));
  EXPECT_EQ(path_after(0, log).gap_after, 5U);
  EXPECT_EQ(path_after(5, log).gap_after, 5U);
  EXPECT_EQ(path_after(7, log).gap_after, std::nullopt);
}

TEST(BackupLayout, ThePathPrefersTheLongerOfTwo) {
  // The put of 1-5 was answered too late, and done again when there was more.
  const std::vector<SegmentName> log = {segment(1, 5), segment(1, 8), segment(4, 6),
                                        segment(9, 10)};
  EXPECT_THAT(lasts(path_after(0, log)), ElementsAre(8, 10));
  EXPECT_EQ(path_after(0, log).gap_after, std::nullopt);
}

}  // namespace
}  // namespace waymark::backup
