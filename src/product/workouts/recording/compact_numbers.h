// A column of whole numbers as a short text.
//
// Each number is written as its difference to the one before (the first: to 0), in the number format of Google's encoded
// polylines: five bits a character, least first, the sign in the lowest bit, characters '?' to '~'. '-' stands for an
// entry that is missing. Neighbours of a workout differ little: most numbers take one or two characters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::workouts {

using Column = std::vector<std::optional<std::int64_t>>;

/// One number in the polyline format, appended.
void append_compact(std::string& out, std::int64_t value);
/// Reads one from the front of `text`, which it shortens; nullopt when it is cut off or none.
std::optional<std::int64_t> take_compact(std::string_view& text);

std::string encode_column(const Column& column);
/// What was encoded; ends early where the text is none of ours.
Column decode_column(std::string_view text);

}  // namespace waymark::workouts
