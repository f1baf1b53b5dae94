#include "platform/queue/catalog.h"

#include <algorithm>
#include <stdexcept>

#include "base/error.h"

namespace waymark::queue {
namespace {

bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, fits);
}

}  // namespace

Catalog::Catalog(std::vector<QueueDefinition> definitions) : definitions_(std::move(definitions)) {
  for (const QueueDefinition& one : definitions_) {
    if (!is_name(one.name)) throw std::logic_error("no name for a queue: " + one.name);
    if (one.max_receives < 1 || one.max_receives > 100)
      throw std::logic_error("max_receives of queue " + one.name + " is not 1 to 100");
    if (std::ranges::count(definitions_, one.name, &QueueDefinition::name) > 1)
      throw std::logic_error("two queues are named " + one.name);
  }
}

const QueueDefinition& Catalog::at(std::string_view name) const {
  for (const QueueDefinition& one : definitions_)
    if (one.name == name) return one;
  throw Error(ErrorCode::internal, "error.internal", "there is no queue " + std::string(name));
}

}  // namespace waymark::queue
