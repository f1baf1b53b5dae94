// Which format a file is of, and the reader of each.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

/// Bytes from a file's beginning that format_of() needs at most.
inline constexpr std::size_t kTellingBytes = 4096;

/// What the first bytes say the file is (its root element, ".FIT" in its header, the names of its columns), and its name
/// when they do not tell; nullopt: none of ours.
std::optional<FileFormat> format_of(std::string_view first_bytes, std::string_view file_name);

/// Throws nothing. `finds` outlives the reader.
std::unique_ptr<FileReader> reader_of(FileFormat format, Finds& finds);

}  // namespace waymark::workouts
