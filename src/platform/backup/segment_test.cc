#include "platform/backup/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "platform/backup/manifest.h"

namespace waymark::backup {
namespace {

constexpr const char* kTimeline = "0123456789abcdef0123456789abcdef";

Instant at(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

store::LogRecord record(std::uint64_t sequence, std::uint32_t operations,
                        std::optional<Instant> time, std::string bytes) {
  store::LogRecord made;
  made.sequence = sequence;
  made.operations = operations;
  made.time = time;
  made.bytes = std::move(bytes);
  return made;
}

Segment three_records() {
  std::vector<store::LogRecord> records;
  records.push_back(record(10, 2, at(5000), std::string(1000, 'a')));
  records.push_back(record(12, 1, std::nullopt, ""));
  records.push_back(record(13, 4, at(4000), std::string("\0\1\2", 3)));
  return make_segment(kTimeline, at(1000), std::move(records));
}

TEST(BackupSegment, IsReadBackAsItWasMade) {
  const Segment segment = three_records();
  const Segment back = decode_segment(segment.name.key(), encode(segment));
  ASSERT_EQ(back.records.size(), 3U);
  EXPECT_EQ(back.name.first, 10U);
  EXPECT_EQ(back.name.last, 16U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(back.records[i].sequence, segment.records[i].sequence);
    EXPECT_EQ(back.records[i].operations, segment.records[i].operations);
    EXPECT_EQ(back.records[i].time, segment.records[i].time);
    EXPECT_EQ(back.records[i].bytes, segment.records[i].bytes);
  }
}

TEST(BackupSegment, TimesAreFilledInAndNeverGoBack) {
  const Segment segment = three_records();
  EXPECT_EQ(segment.records[1].time, at(5000)) << "none of its own";
  EXPECT_EQ(segment.records[2].time, at(5000)) << "the clock went back";
  EXPECT_EQ(segment.name.from, at(5000));
  const Segment later = make_segment(kTimeline, at(9000), three_records().records);
  EXPECT_EQ(later.name.from, at(9000)) << "an earlier segment was later";
}

TEST(BackupSegment, EveryFlippedBitIsFound) {
  const Segment segment = three_records();
  const std::string bytes = encode(segment);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
    EXPECT_THROW(decode_segment(segment.name.key(), changed), Error) << "byte " << i;
  }
}

TEST(BackupSegment, EveryCutIsFoundAndNamed) {
  const Segment segment = three_records();
  const std::string bytes = encode(segment);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    try {
      decode_segment(segment.name.key(), std::string_view(bytes).substr(0, size));
      ADD_FAILURE() << "cut to " << size;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal);
      EXPECT_NE(std::string(error.what()).find(segment.name.key()), std::string::npos);
    }
  }
}

TEST(BackupSegment, AnothersPlaceIsNoticed) {
  const Segment segment = three_records();
  SegmentName other = segment.name;
  other.first = 9;
  EXPECT_THROW(decode_segment(other.key(), encode(segment)), Error);
}

TEST(BackupManifest, IsReadBackAndRefusesNamesThatLeadElsewhere) {
  Manifest manifest;
  manifest.timeline = kTimeline;
  manifest.identity = "db";
  manifest.sequence = 12;
  manifest.time = at(1'800'000'000'000);
  ManifestFile file;
  file.name = "000012.sst";
  file.size = 4096;
  file.sha256 = std::string(64, 'a');
  manifest.files.push_back(file);
  const std::string key = manifest.name().key();
  const Manifest back = decode_manifest(key, encode(manifest));
  EXPECT_EQ(encode(back), encode(manifest));
  EXPECT_EQ(back.bytes(), 4096U);

  for (const char* name : {"../evil", "a/b", "", ".hidden", "/etc/passwd", "a\nb"}) {
    Manifest bad = manifest;
    bad.files[0].name = name;
    EXPECT_THROW(decode_manifest(key, encode(bad)), Error) << name;
  }
  Manifest twice = manifest;
  twice.files.push_back(file);
  EXPECT_THROW(decode_manifest(key, encode(twice)), Error);
  Manifest newer = manifest;
  newer.format = 2;
  EXPECT_THROW(decode_manifest(key, encode(newer)), Error);
  EXPECT_THROW(decode_manifest(key, "{"), Error);
  EXPECT_THROW(decode_manifest("bases/another.json", encode(manifest)), Error);
}

}  // namespace
}  // namespace waymark::backup
