// For tests: a screening that knows three words.
#pragma once

#include <string>

#include "product/screening/screening.h"

namespace waymark::screening {

/// "refused", "held" and "flagged" are what they say.
class ThreeWords final : public Screening {
 public:
  Task<Screened> screen(const RequestContext&, Written, std::string text) const override {
    Screened screened;
    screened.refused = text.find("refused") != text.npos;
    screened.held = text.find("held") != text.npos;
    if (text.find("flagged") != text.npos) screened.rules.emplace_back("word: flagged");
    co_return screened;
  }
};

}  // namespace waymark::screening
