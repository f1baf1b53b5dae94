// Any bytes at all are a header or a problem, and what is a header makes sense.
#include <cstdlib>

#include "platform/media/picture_header.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = waymark::media::read_picture_header(bytes);
  if (const auto* header = std::get_if<waymark::media::PictureHeader>(&read)) {
    const bool sensible = header->width > 0 && header->height > 0 && header->orientation >= 1 &&
                          header->orientation <= 8;
    if (!sensible) std::abort();
  }
  return 0;
}
