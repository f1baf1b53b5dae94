// Puts a database together from a backup.
#pragma once

#include <filesystem>
#include <memory>

#include "platform/store/journal.h"

namespace waymark::store {

/// An OpenRebuild (journal.h). `folder` holds the files of a checkpoint.
std::unique_ptr<Rebuild> open_rocks_rebuild(const std::filesystem::path& folder);

}  // namespace waymark::store
