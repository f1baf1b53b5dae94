#include <gif_lib.h>
#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "platform/media/pixels.h"

namespace waymark::media {
namespace {

Error broken() {
  return Error::invalid("file", "error.picture.broken");
}

const unsigned char* bytes_of(std::string_view file) {
  return reinterpret_cast<const unsigned char*>(file.data());
}

class JpegDecoder {
 public:
  JpegDecoder() : handle_(tjInitDecompress(), &tjDestroy) {
    if (!handle_) throw Error(ErrorCode::internal, "error.internal", "no JPEG decoder");
  }

  Pixels decode(std::string_view file, const PictureHeader& header, std::size_t enough) {
    int width = 0, height = 0, subsampling = 0, space = 0;
    if (tjDecompressHeader3(handle_.get(), bytes_of(file), file.size(), &width, &height,
                            &subsampling, &space) != 0 ||
        width != static_cast<int>(header.width) || height != static_cast<int>(header.height))
      throw broken();
    const tjscalingfactor factor = scale(width, height, enough);
    const bool inks = space == TJCS_CMYK || space == TJCS_YCCK;
    Pixels pixels(static_cast<std::size_t>(TJSCALED(width, factor)),
                  static_cast<std::size_t>(TJSCALED(height, factor)), inks ? 4 : 3);
    // A progressive picture of very many scans costs far more than its size: at most 500.
    const int flags = TJFLAG_LIMITSCANS;
    if (tjDecompress2(handle_.get(), bytes_of(file), file.size(), pixels.bytes.data(),
                      static_cast<int>(pixels.width), 0, static_cast<int>(pixels.height),
                      inks ? TJPF_CMYK : TJPF_RGB, flags) != 0 &&
        tjGetErrorCode(handle_.get()) != TJERR_WARNING)
      throw broken();
    return inks ? printed(pixels) : pixels;
  }

 private:
  static tjscalingfactor scale(int width, int height, std::size_t enough) {
    tjscalingfactor factor{1, 1};
    const auto shorter = static_cast<std::size_t>(std::min(width, height));
    for (int halves = 2; halves <= 8 && shorter / static_cast<std::size_t>(halves) >= enough;
         halves *= 2)
      factor = tjscalingfactor{1, halves};
    return factor;
  }

  /// Adobe's inks are stored inverted: 255 is none of it.
  static Pixels printed(const Pixels& inks) {
    Pixels pixels(inks.width, inks.height, 3);
    for (std::size_t i = 0; i < inks.width * inks.height; ++i) {
      const unsigned black = inks.bytes[4 * i + 3];
      for (std::size_t c = 0; c < 3; ++c)
        pixels.bytes[3 * i + c] = static_cast<std::uint8_t>(inks.bytes[4 * i + c] * black / 255);
    }
    return pixels;
  }

  std::unique_ptr<void, decltype(&tjDestroy)> handle_;
};

Pixels decode_png(std::string_view file, const PictureHeader& header) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, decltype(&png_image_free)> owner(&image, &png_image_free);
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0 ||
      image.width != header.width || image.height != header.height)
    throw broken();
  const bool alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  image.format = alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
  Pixels pixels(image.width, image.height, alpha ? 4 : 3);
  if (png_image_finish_read(&image, nullptr, pixels.bytes.data(), 0, nullptr) == 0) throw broken();
  return pixels;
}

Pixels decode_webp(std::string_view file, const PictureHeader& header) {
  const WebPData data{bytes_of(file), file.size()};
  const std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer(WebPDemux(&data),
                                                                         &WebPDemuxDelete);
  WebPIterator frame;
  std::memset(&frame, 0, sizeof frame);
  if (!demuxer || WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) throw broken();
  const std::unique_ptr<WebPIterator, decltype(&WebPDemuxReleaseIterator)> owner(
      &frame, &WebPDemuxReleaseIterator);
  // A frame is no larger than its canvas, whose size was judged.
  if (frame.width <= 0 || frame.height <= 0 ||
      static_cast<std::uint32_t>(frame.width) > header.width ||
      static_cast<std::uint32_t>(frame.height) > header.height)
    throw broken();
  const bool alpha = frame.has_alpha != 0;
  Pixels pixels(static_cast<std::size_t>(frame.width), static_cast<std::size_t>(frame.height),
                alpha ? 4 : 3);
  const auto stride = static_cast<int>(pixels.width * pixels.channels);
  const auto* decoded = alpha ? WebPDecodeRGBAInto(frame.fragment.bytes, frame.fragment.size,
                                                   pixels.bytes.data(), pixels.bytes.size(), stride)
                              : WebPDecodeRGBInto(frame.fragment.bytes, frame.fragment.size,
                                                  pixels.bytes.data(), pixels.bytes.size(), stride);
  if (decoded == nullptr) throw broken();
  return pixels;
}

int read_gif(GifFileType* gif, GifByteType* into, int length) {
  auto* rest = static_cast<std::string_view*>(gif->UserData);
  const std::size_t count = std::min(rest->size(), static_cast<std::size_t>(length));
  std::memcpy(into, rest->data(), count);
  rest->remove_prefix(count);
  return static_cast<int>(count);
}

/// Past the extensions before the first frame; the colour that is transparent in it, or -1.
int find_gif_frame(GifFileType* gif) {
  int transparent = -1;
  GifRecordType record = UNDEFINED_RECORD_TYPE;
  while (DGifGetRecordType(gif, &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
    if (record == IMAGE_DESC_RECORD_TYPE) {
      if (DGifGetImageDesc(gif) != GIF_OK) throw broken();
      return transparent;
    }
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) != GIF_OK) throw broken();
    while (block != nullptr) {
      GraphicsControlBlock control;
      if (code == GRAPHICS_EXT_FUNC_CODE &&
          DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
        transparent = control.TransparentColor;
      if (DGifGetExtensionNext(gif, &block) != GIF_OK) throw broken();
    }
  }
  throw broken();
}

Pixels decode_gif(std::string_view file, const PictureHeader& header) {
  int failure = 0;
  std::string_view rest = file;
  const auto close = [](GifFileType* gif) { DGifCloseFile(gif, nullptr); };
  const std::unique_ptr<GifFileType, decltype(close)> gif(DGifOpen(&rest, &read_gif, &failure),
                                                          close);
  if (!gif) throw broken();
  const int transparent = find_gif_frame(gif.get());
  const GifImageDesc& frame = gif->Image;
  const ColorMapObject* colours = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
  if (colours == nullptr || frame.Width <= 0 || frame.Height <= 0 ||
      static_cast<std::uint32_t>(frame.Width) > header.width ||
      static_cast<std::uint32_t>(frame.Height) > header.height)
    throw broken();
  const auto width = static_cast<std::size_t>(frame.Width);
  const auto height = static_cast<std::size_t>(frame.Height);
  Pixels pixels(width, height, 4);
  std::vector<GifByteType> line(width);
  // Interlaced rows come in four passes (GIF89a, appendix E).
  constexpr std::size_t kFirst[] = {0, 4, 2, 1};
  constexpr std::size_t kStep[] = {8, 8, 4, 2};
  const std::size_t passes = frame.Interlace ? 4 : 1;
  for (std::size_t pass = 0; pass < passes; ++pass) {
    const std::size_t step = frame.Interlace ? kStep[pass] : 1;
    for (std::size_t y = frame.Interlace ? kFirst[pass] : 0; y < height; y += step) {
      if (DGifGetLine(gif.get(), line.data(), frame.Width) != GIF_OK) throw broken();
      for (std::size_t x = 0; x < width; ++x) {
        std::uint8_t* pixel = &pixels.bytes[(y * width + x) * 4];
        if (line[x] == transparent || line[x] >= colours->ColorCount) continue;
        const GifColorType& colour = colours->Colors[line[x]];
        pixel[0] = colour.Red;
        pixel[1] = colour.Green;
        pixel[2] = colour.Blue;
        pixel[3] = 255;
      }
    }
  }
  return pixels;
}

}  // namespace

Pixels decode(std::string_view file, const PictureHeader& header, std::size_t enough) {
  switch (header.format) {
    case PictureFormat::jpeg:
      return JpegDecoder().decode(file, header, enough);
    case PictureFormat::png:
      return decode_png(file, header);
    case PictureFormat::webp:
      return decode_webp(file, header);
    case PictureFormat::gif:
      return decode_gif(file, header);
  }
  throw broken();
}

}  // namespace waymark::media
