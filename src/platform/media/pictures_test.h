// Pictures for tests, made on the spot.
#pragma once

#include <png.h>
#include <webp/encode.h>

#include <cstring>
#include <string>

#include "platform/media/pixels.h"

namespace waymark::media {

/// Left half red, right half blue; the upper left quarter green.
inline Pixels flag(std::size_t width, std::size_t height, std::size_t channels = 3) {
  Pixels pixels(width, height, channels);
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      std::uint8_t* at = &pixels.bytes[(y * width + x) * channels];
      const bool left = x < width / 2, upper = y < height / 2;
      at[0] = left && !upper ? 255 : 0;
      at[1] = left && upper ? 255 : 0;
      at[2] = left ? 0 : 255;
      if (channels == 4) at[3] = 255;
    }
  return pixels;
}

inline std::string jpeg(std::size_t width, std::size_t height) {
  return encode(flag(width, height)).bytes;
}

inline std::string png(const Pixels& pixels) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(pixels.width);
  image.height = static_cast<png_uint_32>(pixels.height);
  image.format = pixels.channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, pixels.bytes.data(), 0, nullptr);
  std::string bytes(size, '\0');
  png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.bytes.data(), 0, nullptr);
  bytes.resize(size);
  return bytes;
}

inline std::string webp(const Pixels& pixels) {
  std::uint8_t* bytes = nullptr;
  const std::size_t size = WebPEncodeRGB(pixels.bytes.data(), static_cast<int>(pixels.width),
                                         static_cast<int>(pixels.height),
                                         static_cast<int>(pixels.width * 3), 90, &bytes);
  std::string result(reinterpret_cast<const char*>(bytes), size);
  WebPFree(bytes);
  return result;
}

/// GIF89a, 2 × 1: one red pixel, one that is transparent; then a second frame.
inline std::string gif() {
  const unsigned char bytes[] = {
      'G',  'I',  'F', '8', '9', 'a',  2, 0, 1, 0, 0x80, 0, 0,  // screen, two colours
      0xFF, 0,    0,   0,   0,   0xFF,                          // red, blue
      0x21, 0xF9, 4,   1,   0,   0,    1, 0,                    // colour 1 is transparent
      0x2C, 0,    0,   0,   0,   2,    0, 1, 0, 0, 2,    2, 0x44, 0x0A, 0,  // first frame: 0, 1
      0x2C, 0,    0,   0,   0,   2,    0, 1, 0, 0, 2,    2, 0x44, 0x0A, 0, 0x3B,  // second
  };
  return std::string(reinterpret_cast<const char*>(bytes), sizeof bytes);
}

/// A TIFF structure with an orientation and where it was taken: 40° 25′ N.
inline std::string exif(int orientation, bool little = false) {
  const auto u16 = [&](unsigned value) {
    std::string text{static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
    return little ? std::string(text.rbegin(), text.rend()) : text;
  };
  const auto u32 = [&](unsigned value) {
    return little ? u16(value & 0xFFFF) + u16(value >> 16) : u16(value >> 16) + u16(value & 0xFFFF);
  };
  std::string tiff = little ? "II" : "MM";
  tiff += u16(42) + u32(8);
  tiff += u16(2);
  tiff += u16(0x0112) + u16(3) + u32(1) + u16(static_cast<unsigned>(orientation)) + u16(0);
  tiff += u16(0x8825) + u16(4) + u32(1) + u32(38);
  tiff += u32(0);
  tiff += u16(1);
  tiff += u16(2) + u16(5) + u32(3) + u32(56);
  tiff += u32(0);
  tiff += u32(40) + u32(1) + u32(25) + u32(1) + u32(0) + u32(1);
  return tiff + "GPS-IS-HERE";
}

/// The JPEG with that in an APP1, after its first marker.
inline std::string with_exif(const std::string& jpeg, const std::string& tiff) {
  const std::string content = std::string("Exif\0\0", 6) + tiff;
  const std::size_t length = content.size() + 2;
  std::string segment = "\xFF\xE1";
  segment += static_cast<char>(length >> 8);
  segment += static_cast<char>(length & 0xFF);
  return jpeg.substr(0, 2) + segment + content + jpeg.substr(2);
}

/// The flag's colour at a place given in parts of 100: 'r', 'g', 'b', or '?'.
inline char colour_at(const Pixels& pixels, std::size_t x_part, std::size_t y_part) {
  const std::size_t x = pixels.width * x_part / 100, y = pixels.height * y_part / 100;
  const std::uint8_t* at = &pixels.bytes[(y * pixels.width + x) * pixels.channels];
  if (at[0] > 200 && at[1] < 80 && at[2] < 80) return 'r';
  if (at[1] > 200 && at[0] < 80 && at[2] < 80) return 'g';
  if (at[2] > 200 && at[0] < 80 && at[1] < 80) return 'b';
  return '?';
}

/// Upper left, upper right, lower left, lower right.
inline std::string corners(const Pixels& pixels) {
  return {colour_at(pixels, 20, 20), colour_at(pixels, 80, 20), colour_at(pixels, 20, 80),
          colour_at(pixels, 80, 80)};
}

}  // namespace waymark::media
