// Identifiers: 16-byte UUIDs, one C++ type a subject, so that a goal's id is never taken for a
// task's.
//
// New ones are UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a counter and random
// bits, so that ids made later sort later, as bytes and as text.
#pragma once

#include <array>
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace waymark {

/// The bytes of any id. Text form: 36 lower-case characters, 8-4-4-4-12.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;

  std::string to_string() const;
  void append_to(std::string& out) const;
  /// Reads 36 characters of either case; nullopt for anything else.
  static std::optional<Uuid> parse(std::string_view text);
};

/// A Uuid of one subject. Default-constructed: all zeros, "no id".
template <typename Subject>
struct Id {
  Uuid uuid;
  auto operator<=>(const Id&) const = default;

  std::string to_string() const { return uuid.to_string(); }
  explicit operator bool() const { return *this != Id{}; }
  static std::optional<Id> parse(std::string_view text) {
    const auto uuid = Uuid::parse(text);
    if (!uuid) return std::nullopt;
    return Id{*uuid};
  }
};

using UserId = Id<struct UserSubject>;
using GoalId = Id<struct GoalSubject>;
using TaskId = Id<struct TaskSubject>;
using QuestId = Id<struct QuestSubject>;
using WorkoutId = Id<struct WorkoutSubject>;
using EventId = Id<struct EventSubject>;
using SessionId = Id<struct SessionSubject>;

/// Makes UUIDv7s that rise strictly, even within a millisecond and when the clock steps back. Any
/// thread.
class IdSource {
 public:
  virtual ~IdSource() = default;
  virtual Uuid next() = 0;
  template <typename T>
  T make() {
    return T{next()};
  }
};

/// The real source: clock and randomness are borrowed and must outlive it.
class UuidV7Source final : public IdSource {
 public:
  UuidV7Source(const Clock& clock, Random& random) : clock_(clock), random_(random) {}
  Uuid next() override;

 private:
  const Clock& clock_;
  Random& random_;
  std::atomic<std::uint64_t> last_{0};  // milliseconds << 12 | counter
};

}  // namespace waymark

template <>
struct std::hash<waymark::Uuid> {
  std::size_t operator()(const waymark::Uuid& uuid) const noexcept {
    std::uint64_t tail;  // the random half
    __builtin_memcpy(&tail, uuid.bytes.data() + 8, sizeof tail);
    return tail;
  }
};

template <typename Subject>
struct std::hash<waymark::Id<Subject>> {
  std::size_t operator()(const waymark::Id<Subject>& id) const noexcept {
    return std::hash<waymark::Uuid>()(id.uuid);
  }
};
