#include "platform/media/renditions.h"

#include <algorithm>

namespace waymark::media {
namespace {

struct Box {
  std::size_t width;
  std::size_t height;
};

constexpr Box kAvatar{400, 400};
constexpr Box kBanner{1500, 500};
constexpr Box kLarge{1920, 1920};
constexpr Box kPreview{640, 640};

Error refused(const char* key) {
  return Error::invalid("file", key);
}

std::size_t part(std::size_t whole, std::size_t of, std::size_t out_of) {
  return std::max<std::size_t>(1, (whole * of + out_of / 2) / out_of);
}

/// The largest of the box's shape that fits into the picture, at most the box itself.
Box covering(const Pixels& pixels, Box box) {
  const std::size_t width = std::min(
      {box.width, pixels.width, std::max<std::size_t>(1, pixels.height * box.width / box.height)});
  return {width, part(width, box.height, box.width)};
}

/// The picture's own shape within the box.
Box within(const Pixels& pixels, Box box) {
  if (pixels.width <= box.width && pixels.height <= box.height)
    return {pixels.width, pixels.height};
  if (pixels.width * box.height > pixels.height * box.width)
    return {box.width, part(pixels.height, box.width, pixels.width)};
  return {part(pixels.width, box.height, pixels.height), box.height};
}

Rendition made(const Pixels& pixels, Box box) {
  Rendition rendition;
  const bool same = box.width == pixels.width && box.height == pixels.height;
  rendition.encoded = encode(same ? pixels : resized(pixels, box.width, box.height));
  rendition.width = box.width;
  rendition.height = box.height;
  return rendition;
}

/// The shorter side must keep this many pixels for the largest rendition to be sharp.
std::size_t enough_for(Purpose purpose, const PictureHeader& header) {
  switch (purpose) {
    case Purpose::avatar:
      return kAvatar.width;
    case Purpose::banner:
      return kBanner.width;
    case Purpose::post: {
      const std::size_t longer = std::max(header.width, header.height);
      const std::size_t shorter = std::min(header.width, header.height);
      return std::max<std::size_t>(1, kLarge.width * shorter / longer);
    }
  }
  return kLarge.width;
}

}  // namespace

Error too_large() {
  Error error(ErrorCode::too_large, "error.too_large");
  error.with("limit", std::to_string(kUploadLimit));
  return error;
}

PictureHeader admitted(std::string_view file) {
  const auto read = read_picture_header(file);
  if (const auto* problem = std::get_if<HeaderProblem>(&read)) {
    switch (*problem) {
      case HeaderProblem::unknown:
        throw refused("error.picture.unknown");
      case HeaderProblem::archive:
        throw refused("error.picture.archive");
      case HeaderProblem::unsupported:
      case HeaderProblem::broken:
        throw refused("error.picture.broken");
    }
  }
  const auto& header = std::get<PictureHeader>(read);
  const std::uint64_t pixels = std::uint64_t{header.width} * header.height;
  const std::uint64_t limit = header.format == PictureFormat::jpeg ? kJpegPixelLimit : kPixelLimit;
  if (pixels > limit)
    throw Error::invalid("file", "error.picture.pixels",
                         {{"limit", std::to_string(limit / 1'000'000)}});
  return header;
}

Renditions render(std::string_view file, Purpose purpose) {
  const PictureHeader header = admitted(file);
  // Resized first, then turned: fewer pixels to turn. For that the box lies on its side when the picture does.
  Pixels pixels = decode(file, header, enough_for(purpose, header));
  const bool on_its_side = header.orientation >= 5;
  Renditions renditions;
  switch (purpose) {
    case Purpose::avatar:
    case Purpose::banner: {
      Box box = purpose == Purpose::avatar ? kAvatar : kBanner;
      if (on_its_side) std::swap(box.width, box.height);
      const Box size = covering(pixels, box);
      pixels = turned(resized(pixels, size.width, size.height), header.orientation);
      break;
    }
    case Purpose::post: {
      const Box size = within(pixels, kLarge);
      if (size.width != pixels.width || size.height != pixels.height)
        pixels = resized(pixels, size.width, size.height);
      pixels = turned(std::move(pixels), header.orientation);
      renditions.preview = made(pixels, within(pixels, kPreview));
      break;
    }
  }
  const Box whole{pixels.width, pixels.height};
  renditions.picture = made(pixels, whole);
  return renditions;
}

}  // namespace waymark::media
