// What chat asks about two people: may one reach the other, and how.
#pragma once

#include <vector>

#include "base/ids.h"
#include "base/task.h"

namespace waymark::chat {

/// What is between a person and another one.
struct Bond {
  bool exists = false;   // the other has an account
  bool blocked = false;  // by either of the two, or the other is suspended
  bool muted = false;    // the person mutes the other

  /// Something may be delivered from one to the other.
  bool open() const { return exists && !blocked; }
};

/// Any reactor. Answers are in the order of `others`, any number of them. (social_bonds.h is the
/// real one.)
class Bonds {
 public:
  virtual ~Bonds() = default;
  virtual Task<std::vector<Bond>> between(UserId person, std::vector<UserId> others) = 0;
  /// Which of the others follow the person: to them the person is no stranger.
  virtual Task<std::vector<bool>> follow(UserId person, std::vector<UserId> others) = 0;
};

}  // namespace waymark::chat
