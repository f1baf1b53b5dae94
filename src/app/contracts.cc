#include "app/contracts.h"

#include <stdexcept>
#include <string>

#include "base/embedded.h"

namespace waymark::embedded {
std::span<const EmbeddedFile> contracts();
}

namespace waymark::app {

std::string_view contract(std::string_view name) {
  for (const EmbeddedFile& file : embedded::contracts())
    if (file.name == name) return file.content;
  throw std::logic_error("no contract named " + std::string(name) + " was built in");
}

}  // namespace waymark::app
