#include "platform/media/renditions.h"

#include <gmock/gmock.h>

#include "platform/media/pictures_test.h"

namespace waymark::media {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Pixels back(const Rendition& rendition) {
  const PictureHeader header =
      std::get<PictureHeader>(read_picture_header(rendition.encoded.bytes));
  EXPECT_EQ(header.width, rendition.width);
  EXPECT_EQ(header.height, rendition.height);
  return decode(rendition.encoded.bytes, header, 100'000);
}

std::string refusal_of(const std::string& file, Purpose purpose = Purpose::post) {
  try {
    render(file, purpose);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalid_input);
    EXPECT_EQ(error.problems().at(0).field, "file");
    return error.problems().at(0).message_key;
  }
  return "";
}

TEST(RenditionsTest, AnAvatarIsTheMiddleInItsSize) {
  const Renditions made = render(jpeg(1200, 800), Purpose::avatar);
  EXPECT_EQ(made.picture.width, 400U);
  EXPECT_EQ(made.picture.height, 400U);
  EXPECT_EQ(made.picture.encoded.content_type, "image/jpeg");
  EXPECT_FALSE(made.preview);
  EXPECT_EQ(corners(back(made.picture)), "gbrb");
}

TEST(RenditionsTest, NothingIsEnlarged) {
  const Renditions avatar = render(png(flag(90, 60)), Purpose::avatar);
  EXPECT_EQ(avatar.picture.width, 60U);
  EXPECT_EQ(avatar.picture.height, 60U);
  const Renditions banner = render(jpeg(600, 600), Purpose::banner);
  EXPECT_EQ(banner.picture.width, 600U);
  EXPECT_EQ(banner.picture.height, 200U);
  const Renditions post = render(jpeg(100, 50), Purpose::post);
  EXPECT_EQ(post.picture.width, 100U);
  EXPECT_EQ(post.preview->width, 100U);
  EXPECT_EQ(render(gif(), Purpose::avatar).picture.width, 1U);
}

TEST(RenditionsTest, APostKeepsItsShapeWithinItsBounds) {
  const Renditions wide = render(jpeg(4000, 1000), Purpose::post);
  EXPECT_EQ(wide.picture.width, 1920U);
  EXPECT_EQ(wide.picture.height, 480U);
  EXPECT_EQ(wide.preview->width, 640U);
  EXPECT_EQ(wide.preview->height, 160U);
  const Renditions tall = render(webp(flag(300, 2400)), Purpose::post);
  EXPECT_EQ(tall.picture.width, 240U);
  EXPECT_EQ(tall.picture.height, 1920U);
  EXPECT_EQ(corners(back(tall.picture)), "gbrb");
  EXPECT_EQ(render(png(flag(3000, 1)), Purpose::post).picture.height, 1U);
}

TEST(RenditionsTest, ABannerIsThreeToOne) {
  const Renditions made = render(jpeg(3000, 2000), Purpose::banner);
  EXPECT_EQ(made.picture.width, 1500U);
  EXPECT_EQ(made.picture.height, 500U);
}

TEST(RenditionsTest, IsTurnedUpright) {
  // Where the flag's corners (green, blue, red, blue) come to lie, EXIF 2.32 §4.6.4.
  const char* const kTurned[] = {"gbrb", "bgbr", "brbg", "rbgb", "grbb", "rgbb", "bbrg", "bbgr"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    SCOPED_TRACE(orientation);
    const Renditions made = render(with_exif(jpeg(800, 600), exif(orientation)), Purpose::post);
    EXPECT_EQ(corners(back(made.picture)), kTurned[orientation - 1]);
    EXPECT_EQ(corners(back(*made.preview)), kTurned[orientation - 1]);
    EXPECT_EQ(made.picture.width, orientation >= 5 ? 600U : 800U);
    const Renditions banner = render(with_exif(jpeg(800, 600), exif(orientation)), Purpose::banner);
    EXPECT_EQ(banner.picture.width, orientation >= 5 ? 600U : 800U);
    EXPECT_EQ(banner.picture.height, orientation >= 5 ? 200U : 267U);
  }
}

TEST(RenditionsTest, NothingButPixelsIsLeft) {
  const std::string sent = with_exif(jpeg(800, 600), exif(1)) + "PK\x03\x04 a file at its end";
  ASSERT_THAT(sent, HasSubstr("GPS-IS-HERE"));
  const Renditions made = render(sent, Purpose::post);
  for (const std::string& kept : {made.picture.encoded.bytes, made.preview->encoded.bytes}) {
    EXPECT_THAT(kept, Not(HasSubstr("Exif")));
    EXPECT_THAT(kept, Not(HasSubstr("GPS-IS-HERE")));
    EXPECT_THAT(kept, Not(HasSubstr("a file at its end")));
  }
}

TEST(RenditionsTest, WhatIsTransparentStaysSo) {
  Pixels pixels = flag(100, 100, 4);
  for (std::size_t i = 0; i < 100 * 50; ++i) pixels.bytes[4 * i + 3] = 0;
  const Renditions made = render(png(pixels), Purpose::post);
  EXPECT_EQ(made.picture.encoded.content_type, "image/webp");
  EXPECT_TRUE(is_transparent(back(made.picture)));
  EXPECT_EQ(render(png(flag(100, 100, 4)), Purpose::post).picture.encoded.content_type,
            "image/jpeg")
      << "an alpha channel that hides nothing";
  const Pixels first = back(render(gif(), Purpose::post).picture);
  ASSERT_EQ(first.channels, 4U);
  EXPECT_GT(first.bytes[0], 200);
  EXPECT_EQ(first.bytes[7], 0) << "the second pixel shows nothing";
}

/// A PNG that says it has so many pixels, and has none of them.
std::string bomb(std::uint32_t width, std::uint32_t height) {
  std::string file = png(flag(8, 8));
  for (std::size_t i = 0; i < 4; ++i) {
    file[16 + i] = static_cast<char>(width >> (24 - 8 * i));
    file[20 + i] = static_cast<char>(height >> (24 - 8 * i));
  }
  return file;
}

TEST(RenditionsTest, ABombIsRefusedBeforeItIsDecoded) {
  EXPECT_EQ(refusal_of(bomb(100'000, 100'000)), "error.picture.pixels");
  EXPECT_EQ(refusal_of(bomb(0xFFFFFFFF, 0xFFFFFFFF)), "error.picture.pixels");
  EXPECT_EQ(refusal_of(bomb(30'000'001, 1)), "error.picture.pixels");
  EXPECT_EQ(refusal_of(bomb(5'000, 5'000)), "error.picture.broken") << "small enough, but a lie";
}

TEST(RenditionsTest, WhatIsNoPictureIsRefusedByName) {
  EXPECT_EQ(refusal_of("hello"), "error.picture.unknown");
  EXPECT_EQ(refusal_of(std::string("PK\x03\x04", 4) + "..."), "error.picture.archive");
  EXPECT_EQ(refusal_of(png(flag(64, 64)).substr(0, 60)), "error.picture.broken");
  EXPECT_EQ(refusal_of(webp(flag(64, 64)).substr(0, 60)), "error.picture.broken");
  EXPECT_EQ(refusal_of(gif().substr(0, 25)), "error.picture.broken");
}

/// Whatever is wrong within a picture, it is a picture or it is refused: nothing else happens.
TEST(RenditionsTest, DamagedPicturesAreTakenOrRefused) {
  for (const std::string& whole :
       {jpeg(64, 64), png(flag(64, 64)), png(flag(64, 64, 4)), webp(flag(64, 64)), gif()}) {
    for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 41) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
      try {
        render(damaged, Purpose::avatar);
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_input) << error.what();
      }
    }
  }
}

}  // namespace
}  // namespace waymark::media
