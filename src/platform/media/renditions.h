// A picture that somebody sent, as it is kept: judged, decoded, turned upright, resized, and encoded anew. What else was
// in the file (where it was taken, by which camera, a second file at its end) is gone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/error.h"
#include "platform/media/pixels.h"

namespace waymark::media {

inline constexpr std::size_t kUploadLimit = std::size_t{10} << 20;  // bytes
inline constexpr std::uint64_t kJpegPixelLimit = 60'000'000;
inline constexpr std::uint64_t kPixelLimit =
    30'000'000;  // of the other formats, which are decoded whole

/// What a picture is for, which decides its sizes. None is ever enlarged.
enum class Purpose : std::uint8_t {
  avatar,  // 400 × 400, the middle
  banner,  // 1500 × 500, the middle
  post,    // within 1920 × 1920, and a preview within 640 × 640
};
BOOST_DESCRIBE_ENUM(Purpose, avatar, banner, post)

struct Rendition {
  Encoded encoded;
  std::size_t width = 0;
  std::size_t height = 0;
};

struct Renditions {
  Rendition picture;
  std::optional<Rendition> preview;  // only of posts
};

/// Error(too_large), naming kUploadLimit.
Error too_large();

/// Judges by the header alone, before anything is decoded. Throws Error(invalid_input) naming "file": no picture
/// ("error.picture.unknown"), an archive, broken, or of too many pixels.
PictureHeader admitted(std::string_view file);

/// Blocks, for a tenth of a second or so. Throws as admitted() and decode() do.
Renditions render(std::string_view file, Purpose purpose);

}  // namespace waymark::media
