// Lists a folder of blobs in the order of their keys.
#pragma once

#include <filesystem>

#include "platform/blobs/blobs.h"

namespace waymark::blobs {

/// Reads no more folders than the page needs, each of them whole. Blocks. Throws Error(unavailable) naming what
/// cannot be read.
Listing walk(const std::filesystem::path& root, const ListRequest& request);

/// When the file was last written.
Instant modified_at(const struct stat& status);

}  // namespace waymark::blobs
