// What the worker writes and the test expects to find.
//
// Each of kWriters writers counts up from 1. Its transaction number s puts STEPS#w / <s>, with an entry in GSI1, and
// raises COUNT / w from s-1 to s. So from the counter follows what must be there.
#pragma once

#include <cstdint>
#include <string>

#include "platform/store/store.h"

namespace waymark::crash {

inline constexpr int kWriters = 6;

inline std::string padded(std::int64_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}
inline std::string steps(int writer) {
  return "STEPS#" + std::to_string(writer);
}
inline store::Key counter(int writer) {
  return store::Key("COUNT", std::to_string(writer));
}

}  // namespace waymark::crash
