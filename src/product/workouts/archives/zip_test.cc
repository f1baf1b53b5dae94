#include "product/workouts/archives/zip.h"

#include <gmock/gmock.h>

#include "product/workouts/archives/archive_making_test.h"

namespace waymark::workouts {
namespace {

/// What complains: the key of the message.
template <typename F>
std::string problem_of(F&& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0).message_key;
  }
  return "";
}

std::string all_of(Pieces& pieces) {
  std::string text;
  for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) text += piece;
  return text;
}

/// The content of a file of an archive.
std::string content(const std::string& archive, std::string_view name, ArchiveLimits limits = {}) {
  const TextBytes bytes(archive);
  const Zip zip(bytes, limits);
  Budget budget(limits);
  const ZipFile* file = zip.find(name);
  if (!file) throw std::runtime_error("not there: " + std::string(name));
  return all_of(*zip.open(*file, budget));
}

std::vector<std::string> names(const std::string& archive) {
  const TextBytes bytes(archive);
  const Zip zip(bytes, ArchiveLimits());
  std::vector<std::string> names;
  for (const ZipFile& file : zip.files()) names.push_back(file.name);
  return names;
}

std::string some_text(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 1; text.size() < size; state = state * 1664525 + 1013904223)
    text += static_cast<char>('a' + (state >> 27));
  return text;
}

ZipMaker::Options stored() {
  ZipMaker::Options options;
  options.stored = true;
  return options;
}

TEST(Zip, FilesAreReadHoweverTheyArePacked) {
  const std::string long_text = some_text(1'000'000);
  ZipMaker::Options descriptor;
  descriptor.descriptor = true;
  ZipMaker::Options large;
  large.zip64 = true;
  const std::string archive = ZipMaker()
                                  .add("plain.txt", "as it is", stored())
                                  .add("folder/", "", stored())
                                  .add("folder/long.txt", long_text)
                                  .add("streamed", long_text, descriptor)
                                  .add("empty", "")
                                  .finish();
  EXPECT_THAT(names(archive),
              testing::ElementsAre("plain.txt", "folder/", "folder/long.txt", "streamed", "empty"));
  EXPECT_EQ(content(archive, "plain.txt"), "as it is");
  EXPECT_EQ(content(archive, "folder/long.txt"), long_text);
  EXPECT_EQ(content(archive, "streamed"), long_text);
  EXPECT_EQ(content(archive, "empty"), "");
  const std::string zip64 = ZipMaker().add("a", long_text, large).add("b", "B", large).finish();
  EXPECT_EQ(content(zip64, "a"), long_text);
  EXPECT_EQ(content(zip64, "b"), "B");
}

TEST(Zip, WhatStandsBeforeAndBehindIsPassedOver) {
  EXPECT_EQ(content(ZipMaker("#!/bin/self-extractor\n").add("a", "A").finish(), "a"), "A");
  EXPECT_EQ(content(ZipMaker().add("a", "A").finish("a comment PK\x05\x06 in it"), "a"), "A");
  EXPECT_THAT(names(ZipMaker().finish()), testing::IsEmpty());
}

TEST(Zip, NamesAreTextWhateverTheyWere) {
  EXPECT_THAT(
      names(ZipMaker().add("caf\x82.fit", "").add("导出.xml", "").add("a\\b.fit", "").finish()),
      testing::ElementsAre("café.fit", "导出.xml", "a/b.fit"));
  // They are never a path: this is only a strange name.
  EXPECT_EQ(content(ZipMaker().add("../../etc/passwd", "harmless").finish(), "../../etc/passwd"),
            "harmless");
}

TEST(Zip, WhatIsCutOffIsSaidToBe) {
  const std::string archive = ZipMaker().add("a", some_text(10'000)).add("b", "B").finish();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{3}, std::size_t{30}, archive.size() / 2, archive.size() - 1})
    EXPECT_EQ(problem_of([&] { names(archive.substr(0, size)); }), "error.archive.cut") << size;
}

TEST(Zip, WhatIsDamagedIsSaidToBe) {
  const std::string text = some_text(10'000);
  const auto problem = [&](ZipMaker::Options options) {
    const std::string archive = ZipMaker().add("a", text, options).finish();
    return problem_of([&] { content(archive, "a"); });
  };
  ZipMaker::Options wrong_crc;
  wrong_crc.crc_error = 1;
  EXPECT_EQ(problem(wrong_crc), "error.archive.broken");
  ZipMaker::Options too_short;
  too_short.claimed_size = 9'999;
  EXPECT_EQ(problem(too_short), "error.archive.broken");
  ZipMaker::Options too_long;
  too_long.claimed_size = 10'001;
  EXPECT_EQ(problem(too_long), "error.archive.broken");
  ZipMaker::Options encrypted;
  encrypted.flags = 1;
  EXPECT_EQ(problem(encrypted), "error.archive.encrypted");
  ZipMaker::Options bzip2;
  bzip2.method = 12;
  EXPECT_EQ(problem(bzip2), "error.archive.method");
  std::string archive = ZipMaker().add("a", text).finish();
  archive[100] = static_cast<char>(archive[100] ^ 0x55);
  EXPECT_EQ(problem_of([&] { content(archive, "a"); }), "error.archive.broken");
}

TEST(Zip, NoByteOfItIsBelieved) {
  const std::string archive = ZipMaker("before").add("a", "some text").add("b", "B").finish("end");
  for (std::size_t at = 0; at < archive.size(); ++at) {
    for (const unsigned char wrong : {0x00, 0x7F, 0xFF}) {
      std::string bytes = archive;
      bytes[at] = static_cast<char>(wrong);
      problem_of([&] {
        const TextBytes text(bytes);
        const Zip zip(text, ArchiveLimits());
        Budget budget{ArchiveLimits()};
        for (const ZipFile& file : zip.files())
          problem_of([&] { all_of(*zip.open(file, budget)); });
      });
    }
  }
}

TEST(Zip, BombsDoNotGoOff) {
  ArchiveLimits limits;
  limits.free_bytes = 1 << 20;
  const std::string nothing(40 << 20, '\0');
  const std::string archive = ZipMaker().add("bomb", nothing).add("b", "B").finish();
  EXPECT_EQ(problem_of([&] { content(archive, "bomb", limits); }), "error.archive.bomb");
  EXPECT_EQ(content(archive, "b", limits), "B");
  limits.free_bytes = ArchiveLimits().free_bytes;
  limits.most_bytes = 10 << 20;
  EXPECT_EQ(problem_of([&] { content(archive, "bomb", limits); }), "error.archive.too_large");
  const std::string flat = ZipMaker().add("a", nothing, stored()).finish();
  EXPECT_EQ(problem_of([&] { content(flat, "a", limits); }), "error.archive.too_large");
}

TEST(Zip, ThereMayBeOnlySoManyFiles) {
  ArchiveLimits limits;
  limits.most_files = 2;
  ZipMaker three;
  three.add("a", "").add("b", "").add("c", "");
  const TextBytes bytes(three.finish());
  EXPECT_EQ(problem_of([&] { const Zip zip(bytes, limits); }), "error.archive.too_many_files");
  // A lie about it costs no memory.
  const TextBytes lie(ZipMaker().add("a", "").claim_files(60'000).finish());
  EXPECT_EQ(problem_of([&] { const Zip zip(lie, ArchiveLimits()); }), "error.archive.broken");
}

TEST(Gzip, MembersOneBehindTheOtherAreOneFile) {
  ArchiveLimits limits;
  Budget budget(limits);
  const auto unpacked = [&](const std::string& packed) {
    const TextBytes bytes(packed);
    InflatedPieces pieces(std::make_unique<StretchPieces>(bytes, 0, bytes.size()), Wrapping::gzip,
                          budget);
    return all_of(pieces);
  };
  const std::string text = some_text(700'000);
  EXPECT_EQ(unpacked(gzipped(text)), text);
  EXPECT_EQ(unpacked(gzipped("one, ") + gzipped("two")), "one, two");
  EXPECT_EQ(unpacked(gzipped("padded") + std::string(512, '\0')), "padded");
  EXPECT_EQ(problem_of([&] { unpacked(gzipped(text).substr(0, 5'000)); }), "error.archive.cut");
  EXPECT_EQ(problem_of([&] { unpacked("\x1f\x8b" + text); }), "error.archive.broken");
}

}  // namespace
}  // namespace waymark::workouts
