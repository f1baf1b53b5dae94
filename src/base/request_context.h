// Who asks, in which language, until when: what travels with every request from the edge to the
// store.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/locale.h"
#include "base/time.h"

namespace waymark {

/// What a user paid for (architecture.md §8).
enum class Tier { free, premium };
BOOST_DESCRIBE_ENUM(Tier, free, premium)

/// A W3C trace-context identity (https://www.w3.org/TR/trace-context/): 16 and 8 bytes.
struct Trace {
  std::array<std::uint8_t, 16> trace_id{};
  std::array<std::uint8_t, 8> span_id{};
  bool sampled = false;
};

/// An identity that was proved by a token. Nothing else may make one.
struct Principal {
  UserId user;
  SessionId session;
  Tier tier = Tier::free;
  std::vector<std::string> scopes;  // "admin", "moderator"
  Instant token_expires;
};

/// Lives as long as its request; passed by reference to what the request awaits.
struct RequestContext {
  std::optional<Principal> principal;
  bool api_key = false;  // a valid API key came along: the public availability queries are allowed
  Locale locale = Locale::en;
  Trace trace;
  std::string client_address;  // numeric, of the peer or of the first untrusted hop
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  /// The identity, or throws Error(unauthenticated).
  const Principal& require_principal() const;
  /// Throws Error(unauthenticated or forbidden) without the scope.
  const Principal& require_scope(std::string_view scope) const;
};

/// The partition that a repository may touch: made from a proved identity, or named aloud by what
/// acts for a user without one (an event consumer). Repositories take an Owner, never a UserId, so
/// that reading someone else's partition does not compile by accident.
class Owner {
 public:
  explicit Owner(const RequestContext& context) : user_(context.require_principal().user) {}
  /// For code that acts on behalf of `user` with no request: event consumers, account creation.
  static Owner acting_for(UserId user) { return Owner(user); }
  UserId user() const { return user_; }

 private:
  explicit Owner(UserId user) : user_(user) {}
  UserId user_;
};

}  // namespace waymark
