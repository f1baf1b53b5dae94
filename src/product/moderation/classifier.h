// Asking a machine what it thinks of a text: the port. Without one, the rules decide alone.
#pragma once

#include <string>
#include <vector>

#include "base/task.h"

namespace waymark::moderation {

/// Any reactor.
class Classifier {
 public:
  virtual ~Classifier() = default;
  /// The categories of harm it finds in the text ("harassment"), in their order; none: nothing is wrong. Throws Error when
  /// there is no answer in time.
  virtual Task<std::vector<std::string>> judge(std::string text) = 0;
};

}  // namespace waymark::moderation
