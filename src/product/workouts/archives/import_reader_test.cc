#include "product/workouts/archives/import_reader.h"

#include <gmock/gmock.h>

#include "product/workouts/archives/archive_making_test.h"
#include "product/workouts/files/track_text_test.h"

namespace waymark::workouts {
namespace {

using testing::ElementsAre;

/// Everything that is told, as text.
class Told final : public Findings {
 public:
  void workout(Recording recording) override {
    told.push_back("workout " + std::to_string(recording.samples.size()));
    recordings.push_back(std::move(recording));
  }
  void steps(StepCount count) override { told.push_back("steps " + std::to_string(count.steps)); }
  void file_begins(const std::string& name, FileFormat) override { told.push_back("> " + name); }
  void file_ends(const std::string& sha256) override {
    told.push_back("<");
    hashes.push_back(sha256);
  }
  void file_failed(const std::string& name, const Error& error) override {
    told.push_back(name + ": " + error.problems().at(0).message_key);
  }
  void file_passed_over(const std::string& name) override { told.push_back("not " + name); }

  std::vector<std::string> told;
  std::vector<std::string> hashes;
  std::vector<Recording> recordings;
};

std::string gpx() {
  return track_text("<type>running</type>",
                    {point(1, 1, 0), point(1.001, 1, 30), point(1.002, 1, 60)});
}

Told read(const std::string& bytes, const std::string& name = "upload",
          ArchiveLimits limits = ArchiveLimits()) {
  Told told;
  ImportReader reader(std::make_shared<TextBytes>(bytes), name, told, limits);
  double before = 0;
  while (reader.step(1)) {
    EXPECT_GE(reader.progress(), before);
    before = reader.progress();
  }
  EXPECT_GE(reader.progress(), 0.99);
  return told;
}

std::string problem_of(const std::string& bytes, ArchiveLimits limits = ArchiveLimits()) {
  try {
    read(bytes, "upload", limits);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    return error.problems().at(0).message_key;
  }
  ADD_FAILURE() << "accepted";
  return "";
}

TEST(ImportReader, AFileIsTheSamePackedOrNot) {
  const Told plain = read(gpx());
  EXPECT_THAT(plain.told, ElementsAre("> upload", "workout 3", "<"));
  EXPECT_EQ(plain.hashes.at(0), hex_encode(sha256(gpx())));
  EXPECT_EQ(read(gzipped(gpx()), "run.gpx.gz").hashes, plain.hashes);
  EXPECT_EQ(read(ZipMaker().add("run.gpx", gpx()).finish()).hashes, plain.hashes);
  EXPECT_EQ(read(ZipMaker().add("run.gpx.gz", gzipped(gpx())).finish()).hashes, plain.hashes);
}

TEST(ImportReader, OfManyFilesEachIsReadOrToldOf) {
  const std::string archive = ZipMaker()
                                  .add("activities/", "")
                                  .add("activities/1.gpx", gpx())
                                  .add("activities/2.gpx", "<gpx><trk>")
                                  .add("media/3.jpg", "\xFF\xD8\xFF\xE0 a picture")
                                  .add("__MACOSX/activities/._1.gpx", "\0\5\26\7")
                                  .add("activities/4.gpx.gz", gzipped(gpx()).substr(0, 40))
                                  .add("more.zip", ZipMaker().add("5.gpx", gpx()).finish())
                                  .add("twice.gz", gzipped(gzipped(gpx())))
                                  .add("activities/6.gpx.gz", gzipped(gpx()))
                                  .finish();
  const Told told = read(archive);
  EXPECT_EQ(told.recordings.size(), 2u);
  EXPECT_THAT(
      told.told,
      ElementsAre("> activities/1.gpx", "workout 3", "<", "> activities/2.gpx",
                  testing::StartsWith("activities/2.gpx: error."), "not media/3.jpg",
                  "activities/4.gpx.gz: error.archive.cut", "more.zip: error.archive.nested",
                  "twice.gz: error.archive.nested", "> activities/6.gpx.gz", "workout 3", "<"));
}

TEST(ImportReader, WhatIsNothingSaysSo) {
  EXPECT_EQ(problem_of(""), "error.upload.no_file");
  EXPECT_EQ(problem_of("\x89PNG\r\n\x1a\n a picture"), "error.import.unknown_format");
  EXPECT_EQ(problem_of(ZipMaker().add("word/document.xml", "<w:document/>").finish()),
            "error.archive.nothing");
  EXPECT_EQ(problem_of(ZipMaker().finish()), "error.archive.nothing");
  EXPECT_EQ(problem_of(gzipped(ZipMaker().add("a.gpx", gpx()).finish())), "error.archive.nested");
  EXPECT_EQ(problem_of(ZipMaker().add("a.gpx", gpx()).finish().substr(0, 100)),
            "error.archive.cut");
  EXPECT_EQ(problem_of(gzipped(gpx()).substr(0, 60)), "error.archive.cut");
}

TEST(ImportReader, AnArchiveThatIsTooLargeEndsAtOnce) {
  ArchiveLimits limits;
  limits.most_bytes = 1 << 20;
  std::string large = gpx();
  large.insert(large.find("<trk>"), "<!--" + std::string(600'000, ' ') + "-->");
  EXPECT_EQ(problem_of(ZipMaker().add("1.gpx", large).add("2.gpx", large).finish(), limits),
            "error.archive.too_large");
}

TEST(ImportReader, AStepIsBounded) {
  ZipMaker many;
  for (int i = 0; i < 1'000; ++i) many.add(std::to_string(i) + ".jpg", "x");
  many.add("a.gpx", gpx());
  Told told;
  ImportReader reader(std::make_shared<TextBytes>(many.finish()), "", told);
  ASSERT_TRUE(reader.step(1));
  EXPECT_EQ(told.told.size(), 1u);
}

}  // namespace
}  // namespace waymark::workouts
