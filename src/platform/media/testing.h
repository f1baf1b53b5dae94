// For the tests of those who give things pictures.
#pragma once

#include <string>
#include <vector>

#include "platform/media/media.h"
#include "platform/media/pixels.h"

namespace waymark::media {

/// A small picture that is used by nothing yet.
inline Task<MediaId> upload_square(Library& library, Owner owner) {
  std::string file = encode(Pixels(8, 8, 3)).bytes;
  const Picture picture = co_await library.add(owner, std::move(file), Purpose::post, "a square");
  co_return picture.id;
}

/// Whether it is still there after a sweep. What nothing uses goes once it is older than kUnusedLife.
inline Task<bool> survives_sweep(Library& library, Owner owner, MediaId id) {
  co_await library.sweep(100);
  std::vector<MediaId> wanted(1, id);
  const auto found = co_await library.find_all(owner, std::move(wanted));
  co_return found.front().has_value();
}

}  // namespace waymark::media
