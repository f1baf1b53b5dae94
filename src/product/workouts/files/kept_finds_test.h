// For tests: what readers find, kept.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

class KeptFinds final : public Finds {
 public:
  std::vector<Recording> workouts;
  std::vector<StepCount> step_counts;

  void workout(Recording recording) override { workouts.push_back(std::move(recording)); }
  void steps(StepCount count) override { step_counts.push_back(std::move(count)); }
};

/// Reads `bytes` in pieces of `piece`.
template <class Reader>
KeptFinds finds_of(std::string_view bytes, std::size_t piece = 1 << 20) {
  KeptFinds finds;
  Reader reader(finds);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
    reader.feed(bytes.substr(0, piece));
  reader.finish();
  return finds;
}

}  // namespace waymark::workouts
