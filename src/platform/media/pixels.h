// Pixels in memory, and what is done with them: decoding, resizing, turning, encoding. All of it blocks, and none of it
// touches what is shared: it runs on the background pool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/media/picture_header.h"

namespace waymark::media {

/// Rows from the top, no gaps between them; 8 bits a channel, sRGB.
struct Pixels {
  Pixels() = default;
  Pixels(std::size_t across, std::size_t down, std::size_t each)
      : width(across), height(down), channels(each), bytes(across * down * each) {}
  std::size_t width = 0;
  std::size_t height = 0;
  std::size_t channels = 3;  // 3: red, green, blue; 4: and alpha, not premultiplied
  std::vector<std::uint8_t> bytes;
};

/// The first frame. A JPEG may come out smaller, by halves, but with `enough` pixels or more on its shorter side: its
/// format makes that cheap. Throws Error(invalid_input, "error.picture.broken") naming "file".
Pixels decode(std::string_view file, const PictureHeader& header, std::size_t enough);

/// The middle of it in that size. Throws Error(internal) when memory runs out.
Pixels resized(const Pixels& pixels, std::size_t width, std::size_t height);

/// As it is meant to be seen, by an EXIF orientation (1 to 8).
Pixels turned(Pixels pixels, int orientation);

/// Whether any of it lets something through.
bool is_transparent(const Pixels& pixels);

struct Encoded {
  std::string bytes;
  std::string content_type;
};
/// A JPEG, or a WebP when something is transparent. Holds nothing but pixels.
Encoded encode(const Pixels& pixels);

}  // namespace waymark::media
