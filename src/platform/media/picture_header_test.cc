#include "platform/media/picture_header.h"

#include <gtest/gtest.h>

#include "platform/media/pictures_test.h"

namespace waymark::media {
namespace {

PictureHeader header_of(const std::string& file) {
  const auto read = read_picture_header(file);
  if (const auto* header = std::get_if<PictureHeader>(&read)) return *header;
  ADD_FAILURE() << "no picture";
  return PictureHeader();
}

HeaderProblem problem_of(const std::string& file) {
  const auto read = read_picture_header(file);
  if (const auto* problem = std::get_if<HeaderProblem>(&read)) return *problem;
  ADD_FAILURE() << "taken for a picture";
  return HeaderProblem::unknown;
}

TEST(PictureHeaderTest, KnowsEachFormatByItsContent) {
  struct Case {
    std::string file;
    PictureFormat format;
    std::uint32_t width, height;
  };
  for (const Case& the : {Case{jpeg(320, 200), PictureFormat::jpeg, 320, 200},
                          Case{png(flag(64, 48)), PictureFormat::png, 64, 48},
                          Case{png(flag(64, 48, 4)), PictureFormat::png, 64, 48},
                          Case{webp(flag(33, 44)), PictureFormat::webp, 33, 44},
                          Case{gif(), PictureFormat::gif, 2, 1}}) {
    const PictureHeader header = header_of(the.file);
    EXPECT_EQ(header.format, the.format);
    EXPECT_EQ(header.width, the.width);
    EXPECT_EQ(header.height, the.height);
    EXPECT_EQ(header.orientation, 1);
  }
}

TEST(PictureHeaderTest, KnowsTransparentWebPs) {
  Pixels pixels = flag(40, 30, 4);
  pixels.bytes[3] = 0;
  const PictureHeader header = header_of(encode(pixels).bytes);
  EXPECT_EQ(header.format, PictureFormat::webp);
  EXPECT_EQ(header.width, 40U);
  EXPECT_EQ(header.height, 30U);
}

TEST(PictureHeaderTest, ReadsTheOrientationInBothByteOrders) {
  for (int orientation = 1; orientation <= 8; ++orientation)
    for (const bool little : {false, true})
      EXPECT_EQ(header_of(with_exif(jpeg(16, 8), exif(orientation, little))).orientation,
                orientation);
  for (const int nonsense : {0, 9, 65535})
    EXPECT_EQ(header_of(with_exif(jpeg(16, 8), exif(nonsense))).orientation, 1);
  EXPECT_EQ(header_of(with_exif(jpeg(16, 8), exif(6).substr(0, 12))).orientation, 1) << "cut off";
}

TEST(PictureHeaderTest, ReadsTheOrientationOfPngs) {
  const std::string file = png(flag(16, 8));
  const std::string tiff = exif(8);
  std::string chunk;
  for (int shift = 24; shift >= 0; shift -= 8) chunk += static_cast<char>(tiff.size() >> shift);
  chunk += "eXIf" + tiff + "crc!";
  EXPECT_EQ(header_of(file.substr(0, 33) + chunk + file.substr(33)).orientation, 8);
}

TEST(PictureHeaderTest, RefusesWhatIsNoPicture) {
  EXPECT_EQ(problem_of(""), HeaderProblem::unknown);
  EXPECT_EQ(problem_of("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), HeaderProblem::unknown);
  EXPECT_EQ(problem_of("%PDF-1.7"), HeaderProblem::unknown);
  EXPECT_EQ(problem_of(std::string("PK\x03\x04", 4) + std::string(100, 'x')),
            HeaderProblem::archive);
  EXPECT_EQ(problem_of(std::string("\xFF\xD8\xFF\xD9", 4)), HeaderProblem::broken);
}

TEST(PictureHeaderTest, NoHeaderThatIsCutOffIsTaken) {
  for (const std::string& file : {jpeg(320, 200), png(flag(64, 48)), webp(flag(33, 44)), gif()}) {
    std::size_t taken = file.size();
    while (taken > 0 &&
           std::holds_alternative<PictureHeader>(read_picture_header(file.substr(0, taken))))
      --taken;
    EXPECT_GE(taken, 9U);
    for (std::size_t length = 0; length < taken; ++length)
      EXPECT_FALSE(
          std::holds_alternative<PictureHeader>(read_picture_header(file.substr(0, length))))
          << length;
  }
}

TEST(PictureHeaderTest, LosslessAndArithmeticJpegsAreNotRead) {
  std::string file = jpeg(16, 8);
  const std::size_t frame = file.find(std::string("\xFF\xC2", 2));
  ASSERT_NE(frame, file.npos);
  for (const char marker : {'\xC3', '\xC9', '\xCB'}) {
    file[frame + 1] = marker;
    EXPECT_EQ(problem_of(file), HeaderProblem::unsupported);
  }
}

}  // namespace
}  // namespace waymark::media
