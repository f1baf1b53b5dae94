// Which queues there are, and what holds for each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::queue {

struct QueueDefinition {
  explicit QueueDefinition(std::string queue_name, unsigned most_receives = 5)
      : name(std::move(queue_name)), max_receives(most_receives) {}
  std::string name;       // a-z, 0-9, -, _; at most 40: fit to be a part of every engine's names
  unsigned max_receives;  // 1 to 100: so often a job is delivered before it is dead
};

/// Made once at start; read from any thread after.
class Catalog {
 public:
  /// Throws std::logic_error for a name that is wrong or there twice, or a number out of range.
  explicit Catalog(std::vector<QueueDefinition> definitions);
  /// Throws Error(internal) for a name that is not there.
  const QueueDefinition& at(std::string_view name) const;
  const std::vector<QueueDefinition>& all() const { return definitions_; }

 private:
  std::vector<QueueDefinition> definitions_;
};

}  // namespace waymark::queue
