// How far a node has put what happened into its index; kept in the index, with what it is about.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "platform/events/event.h"

namespace waymark::discovery {

/// As JSON.
struct Bookmark {
  std::int64_t version = kVersion;
  std::vector<std::string> positions;  // of the last event read, by shard
  Instant read_at;                     // all there was then had been read
  std::int64_t round =
      0;  // how often the index has been made anew; every document of now has it as a term
  bool rebuilding = false;
  std::string source;  // which store it is of

  static constexpr std::int64_t kVersion = 1;
};
BOOST_DESCRIBE_STRUCT(Bookmark, (), (version, positions, read_at, round, rebuilding, source))

std::string to_text(const Bookmark& bookmark);
/// nullopt for what is none of this version.
std::optional<Bookmark> parse_bookmark(std::string_view text);

/// Events that came after may have expired meanwhile: they are kept for a week.
bool is_too_old(const Bookmark& bookmark, Instant now);

/// The term of a round.
std::string round_term(std::int64_t round);

}  // namespace waymark::discovery
