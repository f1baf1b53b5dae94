// What the writer writes and the test expects to find.
//
// Each of kWriters writers counts up from 1. Its transaction number s
//   puts      LEDGER#w / a#<s>   with an entry in GSI1 under LEDGER#w
//   puts      COPY#w   / b#<s>   with an expiry far away and an entry in GSI2
//   moves     LEDGER#w / c#<s-1> to c#<s>: there is always exactly one
//   updates   COUNTER  / w       from n = s-1 to n = s, which moves its entry in GSI3
// and after the store has acknowledged it, the writer prints "w s\n". So from the counter alone follows what must be
// there, acknowledged or not: a transaction torn in two shows at once.
#pragma once

#include <cstdint>
#include <string>

#include "platform/store/store.h"

namespace waymark::crash {

inline constexpr int kWriters = 24;

inline std::string padded(std::int64_t number) {
  std::string digits = std::to_string(number);
  return std::string(10 - digits.size(), '0') + digits;
}
inline std::string ledger(int writer) {
  return "LEDGER#" + std::to_string(writer);
}
inline std::string copy(int writer) {
  return "COPY#" + std::to_string(writer);
}
inline store::Key counter(int writer) {
  return store::Key("COUNTER", std::to_string(writer));
}
inline std::string counter_place(std::int64_t step) {
  return "COUNT#" + std::to_string(step % 5);
}

}  // namespace waymark::crash
