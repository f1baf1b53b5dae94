#include "platform/graphql/page_argument.h"

#include <utility>

namespace waymark::graphql {
namespace {

struct PageInput {
  std::optional<std::int64_t> first;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(PageInput, (), (first, after))

}  // namespace

PageRequest page_of(const Call& call) {
  PageInput page = call.argument<std::optional<PageInput>>("page").value_or(PageInput());
  return PageRequest(page.first, std::move(page.after), InputPath("page"));
}

}  // namespace waymark::graphql
