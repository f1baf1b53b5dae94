// docs/configuration.md must name every setting, and no other.
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "app/settings.h"

namespace waymark::app {
namespace {

template <typename T>
void collect(const std::string& prefix, std::set<std::string>& names) {
  for_each_member<T>([&](std::string_view name, auto pointer) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*pointer)>;
    const std::string path = prefix + config::detail::to_snake(name);
    if constexpr (DescribedStruct<Member>)
      collect<Member>(path + ".", names);
    else if constexpr (config::detail::kIsLeaf<Member>)
      names.insert(path);
  });
}

TEST(ConfigurationDocs, NameEverySettingAndNoOther) {
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  ASSERT_NE(root, nullptr);
  std::ifstream in(std::string(root) + "/docs/configuration.md");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::set<std::string> wanted;
  collect<Settings>("", wanted);
  std::set<std::string> documented;
  for (std::size_t at = text.find("\n| `"); at != text.npos; at = text.find("\n| `", at + 1)) {
    std::string cell = text.substr(at + 2, text.find('|', at + 3) - at - 2);
    for (std::size_t open = cell.find('`'); open != cell.npos;) {
      const std::size_t close = cell.find('`', open + 1);
      documented.insert(cell.substr(open + 1, close - open - 1));
      open = cell.find('`', close + 1);
    }
  }
  EXPECT_EQ(documented, wanted);
}

}  // namespace
}  // namespace waymark::app
