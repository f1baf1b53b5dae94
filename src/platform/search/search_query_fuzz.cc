// Any bytes as a query: parsed within bounds, the same each time, and nothing but whole words comes out.
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "platform/search/text_query.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace waymark::search;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<QueryPart> parts = parse_query(text);
  require(parts.size() <= kMostParts && parts == parse_query(text));
  for (const QueryPart& part : parts) {
    require(part.words.empty() == (part.kind == QueryPart::Kind::term));
    require(part.words.size() <= kMostParts);
    require(!part.unfinished || (&part == &parts.back() && !part.left_out));
    for (const Word& word : part.words) {
      require(!word.plain.empty() && waymark::is_utf8(word.plain));
      require(word.accented.size() <= kLongestWord && waymark::is_utf8(word.accented));
    }
  }
  return 0;
}
