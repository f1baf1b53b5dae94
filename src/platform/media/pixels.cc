#include "platform/media/pixels.h"

#include <turbojpeg.h>
#include <webp/encode.h>

#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image_resize.h>
#pragma GCC diagnostic pop

#include <memory>

#include "base/error.h"

namespace waymark::media {
namespace {

constexpr int kQuality = 85;  // of both formats, 0 to 100

Error failed(const char* what) {
  return Error(ErrorCode::internal, "error.internal", what);
}

/// Where a pixel of the turned picture comes from: (x, y) of the picture as stored.
struct Place {
  std::size_t x;
  std::size_t y;
};
Place source_of(std::size_t x, std::size_t y, std::size_t width, std::size_t height,
                int orientation) {
  switch (orientation) {
    case 2:
      return {width - 1 - x, y};
    case 3:
      return {width - 1 - x, height - 1 - y};
    case 4:
      return {x, height - 1 - y};
    case 5:
      return {y, x};
    case 6:
      return {y, height - 1 - x};
    case 7:
      return {width - 1 - y, height - 1 - x};
    case 8:
      return {width - 1 - y, x};
    default:
      return {x, y};
  }
}

std::string encode_jpeg(const Pixels& pixels) {
  const std::unique_ptr<void, decltype(&tjDestroy)> encoder(tjInitCompress(), &tjDestroy);
  if (!encoder) throw failed("no JPEG encoder");
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  const int done =
      tjCompress2(encoder.get(), pixels.bytes.data(), static_cast<int>(pixels.width), 0,
                  static_cast<int>(pixels.height), pixels.channels == 4 ? TJPF_RGBA : TJPF_RGB,
                  &bytes, &size, TJSAMP_420, kQuality, TJFLAG_PROGRESSIVE);
  const std::unique_ptr<unsigned char, decltype(&tjFree)> owner(bytes, &tjFree);
  if (done != 0) throw failed("a JPEG was not made");
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

std::string encode_webp(const Pixels& pixels) {
  std::uint8_t* bytes = nullptr;
  const std::size_t size = WebPEncodeRGBA(pixels.bytes.data(), static_cast<int>(pixels.width),
                                          static_cast<int>(pixels.height),
                                          static_cast<int>(pixels.width * 4), kQuality, &bytes);
  const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> owner(bytes, &WebPFree);
  if (size == 0) throw failed("a WebP was not made");
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

Pixels resized(const Pixels& pixels, std::size_t width, std::size_t height) {
  // The largest part of that shape, from the middle.
  std::size_t across = pixels.width, down = pixels.height;
  if (across * height > down * width)
    across = std::max<std::size_t>(1, down * width / height);
  else
    down = std::max<std::size_t>(1, across * height / width);
  const std::size_t left = (pixels.width - across) / 2;
  const std::size_t top = (pixels.height - down) / 2;
  const std::size_t stride = pixels.width * pixels.channels;
  Pixels result(width, height, pixels.channels);
  const bool alpha = pixels.channels == 4;
  const int done = stbir_resize_uint8_srgb(
      pixels.bytes.data() + top * stride + left * pixels.channels, static_cast<int>(across),
      static_cast<int>(down), static_cast<int>(stride), result.bytes.data(),
      static_cast<int>(width), static_cast<int>(height), 0, static_cast<int>(pixels.channels),
      alpha ? 3 : STBIR_ALPHA_CHANNEL_NONE, 0);
  if (done == 0) throw failed("a picture was not resized");
  return result;
}

Pixels turned(Pixels pixels, int orientation) {
  if (orientation <= 1 || orientation > 8) return pixels;
  const bool on_its_side = orientation >= 5;
  Pixels result(on_its_side ? pixels.height : pixels.width,
                on_its_side ? pixels.width : pixels.height, pixels.channels);
  for (std::size_t y = 0; y < result.height; ++y)
    for (std::size_t x = 0; x < result.width; ++x) {
      const Place from = source_of(x, y, pixels.width, pixels.height, orientation);
      for (std::size_t c = 0; c < pixels.channels; ++c)
        result.bytes[(y * result.width + x) * pixels.channels + c] =
            pixels.bytes[(from.y * pixels.width + from.x) * pixels.channels + c];
    }
  return result;
}

bool is_transparent(const Pixels& pixels) {
  if (pixels.channels != 4) return false;
  for (std::size_t i = 3; i < pixels.bytes.size(); i += 4)
    if (pixels.bytes[i] != 255) return true;
  return false;
}

Encoded encode(const Pixels& pixels) {
  if (is_transparent(pixels)) return Encoded{encode_webp(pixels), "image/webp"};
  return Encoded{encode_jpeg(pixels), "image/jpeg"};
}

}  // namespace waymark::media
