#include "base/page_request.h"

#include <utility>

#include "base/error.h"

namespace waymark {

PageRequest::PageRequest(std::optional<std::int64_t> first, std::optional<std::string> after_cursor,
                         InputPath at)
    : after(std::move(after_cursor)), path(std::move(at)) {
  if (!first) return;
  if (*first < 1 || *first > kLargestSize)
    throw Error::invalid(path("first"), "error.page.size",
                         {{"limit", std::to_string(kLargestSize)}});
  size = static_cast<std::uint32_t>(*first);
}

}  // namespace waymark
