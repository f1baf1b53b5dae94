// Passwords: how they are kept, checked and judged.
//
// Kept as `wm1:<pepper>:<bcrypt>`: bcrypt ($2b$, as QF asks) over base64(HMAC-SHA-384(pepper key, NFKC(password))).
// The HMAC makes every byte count (bcrypt itself reads only 72 and stops at a NUL), and a stolen table useless without
// the server key. `<pepper>` is the first 8 hexadecimal digits of SHA-256 of the pepper key, so that a hash made under
// another key is told from a wrong password. Numbers and reasons: OWASP Password Storage Cheat Sheet.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"

namespace waymark::runtime {
class BackgroundPool;
}

namespace waymark::auth {

struct PasswordOptions {
  /// log2 of bcrypt's rounds, 4 to 20. 12 takes about a quarter of a second of one core today: slow for a thief's
  /// machine, unnoticed by a person who logs in once a month.
  unsigned cost = 12;
  /// Hashes under way or waiting for the pool; past it log-ins are asked to come back.
  std::size_t admitted = 32;
};

/// What checking a password told.
struct PasswordVerdict {
  bool matches = false;
  /// It matches, but was hashed with another cost: hash it again.
  bool outdated = false;
};

/// One object for the server, any reactor. The work itself is done on the background pool.
class Passwords {
 public:
  /// `pepper` is a key of its own (ServerKey::derive("passwords")); `random` and `pool` are borrowed.
  Passwords(PasswordOptions options, Secret pepper, Random& random, runtime::BackgroundPool& pool);

  /// The form to store. Throws Error(rate_limited) when too many are under way.
  Task<std::string> hash(Secret password);

  /// Checks against a stored form. nullopt, for an account that does not exist, takes as long and never matches.
  /// Throws as hash().
  Task<PasswordVerdict> verify(Secret password, std::optional<std::string> stored);

 private:
  class Admission;
  std::string prepared(const Secret& password) const;

  PasswordOptions options_;
  Secret pepper_;
  std::string pepper_id_;
  Random& random_;
  runtime::BackgroundPool& pool_;
  std::shared_ptr<std::atomic<std::size_t>> under_way_;
};

inline constexpr std::size_t kShortestPassword = 8;    // characters (code points)
inline constexpr std::size_t kLongestPassword = 1024;  // bytes

/// What is wrong with a new password, or nullopt: too short or long, no UTF-8, one of the commonly used (however it is
/// capitalised, dressed up with digits or spelt with look-alikes), a mere run ("aaaaaaaa", "12345678"), or little more
/// than one of `personal` (nickname, e-mail address). No composition rules (NIST SP 800-63B §5.1.1.2).
std::optional<FieldProblem> password_weakness(std::string field, const Secret& password,
                                              const std::vector<std::string>& personal);

}  // namespace waymark::auth
