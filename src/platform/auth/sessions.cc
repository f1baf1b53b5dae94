#include "platform/auth/sessions.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/secrets/crypto.h"
#include "platform/store/entity.h"
#include "platform/telemetry/log.h"

namespace waymark::auth {
namespace {

constexpr std::string_view kPrefix = "wr1.";
constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kProofBytes = 32;
constexpr std::size_t kTokenBytes = 2 * kIdBytes + 4 + kProofBytes;
constexpr std::size_t kSaltBytes = 32;
constexpr std::size_t kDeviceBytes = 200;
constexpr int kAttempts = 4;  // at renewing, when other requests renew the same session

std::string bytes_of(const Uuid& id) {
  return std::string(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

Uuid uuid_at(std::string_view bytes) {
  Uuid id;
  std::memcpy(id.bytes.data(), bytes.data(), kIdBytes);
  return id;
}

std::string big_endian(std::uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16),
          static_cast<char>(number >> 8), static_cast<char>(number)};
}

std::uint32_t from_big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

store::Key key_of(UserId user, SessionId session) {
  return store::Key{"USER#" + user.to_string(), "SESSION#" + session.to_string()};
}

/// The stored form.
struct SessionItem {
  SessionId id;
  UserId user;
  std::int64_t generation = 0;
  std::string salt;  // base64url
  std::string device;
  Instant opened_at;
  Instant renewed_at;
};
BOOST_DESCRIBE_STRUCT(SessionItem, (), (id, user, generation, salt, device, opened_at, renewed_at))

Error ended() {
  return Error(ErrorCode::unauthenticated, "error.session.ended");
}

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
  return text;
}

}  // namespace

struct Sessions::Token {
  UserId user;
  SessionId session;
  std::uint32_t generation = 0;
  std::string proof;
};

struct Sessions::State : SessionItem {
  Instant expires() const { return std::min(renewed_at + kIdle, opened_at + kAbsolute); }
};

Sessions::Sessions(store::Store& store, RevokedSessions& revoked, Secret key, const Clock& clock,
                   IdSource& ids, Random& random)
    : store_(store),
      revoked_(revoked),
      key_(std::move(key)),
      clock_(clock),
      ids_(ids),
      random_(random) {}

std::optional<Sessions::Token> Sessions::parse(const Secret& text) const {
  std::string_view token = text.expose();
  if (!token.starts_with(kPrefix) || token.size() > 2 * kTokenBytes) return std::nullopt;
  const auto bytes = base64url_decode(token.substr(kPrefix.size()));
  if (!bytes || bytes->size() != kTokenBytes) return std::nullopt;
  const std::string_view view = *bytes;
  Token result;
  result.user = UserId{uuid_at(view)};
  result.session = SessionId{uuid_at(view.substr(kIdBytes))};
  result.generation = from_big_endian(view.substr(2 * kIdBytes, 4));
  result.proof = std::string(view.substr(2 * kIdBytes + 4));
  return result;
}

std::string Sessions::proof(SessionId session, std::uint32_t generation,
                            std::string_view salt) const {
  return secrets::hmac_sha256(key_,
                              bytes_of(session.uuid) + big_endian(generation) + std::string(salt));
}

OpenSession Sessions::opened(const State& state) const {
  const auto generation = static_cast<std::uint32_t>(state.generation);
  OpenSession result;
  result.user = state.user;
  result.session = state.id;
  result.refresh_token =
      Secret(std::string(kPrefix) +
             base64url_encode(bytes_of(state.user.uuid) + bytes_of(state.id.uuid) +
                              big_endian(generation) + proof(state.id, generation, state.salt)));
  result.expires = state.expires();
  return result;
}

Task<std::optional<Sessions::State>> Sessions::load(UserId user, SessionId session) {
  const auto item = co_await store_.get(key_of(user, session));
  std::optional<State> state;
  if (item) {
    state.emplace();
    static_cast<SessionItem&>(*state) = store::from_item<SessionItem>(*item);
    if (state->expires() <= clock_.now()) state.reset();
  }
  co_return state;
}

Task<OpenSession> Sessions::open(UserId user, std::string device) {
  std::vector<State> others = co_await all_of(user);
  std::ranges::sort(others, std::less(), &State::renewed_at);
  for (std::size_t i = 0; i + kMost <= others.size(); ++i) co_await end(user, others[i].id);
  State state;
  state.id = ids_.make<SessionId>();
  state.user = user;
  state.salt = random_token(random_, kSaltBytes);
  state.device = cut(std::move(device), kDeviceBytes);
  state.opened_at = state.renewed_at = clock_.now();
  store::Item item = store::to_item<SessionItem>(state, key_of(user, state.id));
  item.set_ttl(state.expires());
  store::Transaction transaction;
  transaction.put(std::move(item), store::Condition::item_absent());
  co_await store_.transact(std::move(transaction));
  co_return opened(state);
}

/// False when another request was faster.
Task<bool> Sessions::advance(State& state) {
  const std::int64_t before = state.generation++;
  state.renewed_at = clock_.now();
  store::Item item = store::to_item<SessionItem>(state, key_of(state.user, state.id));
  item.set_ttl(state.expires());
  store::Transaction transaction;
  transaction.put(std::move(item), store::Condition::equal("generation", before));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  co_return outcome.committed();
}

Task<OpenSession> Sessions::renew(Secret refresh_token) {
  const auto token = parse(refresh_token);
  if (!token) throw ended();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto state = co_await load(token->user, token->session);
    if (!state || !equal_in_constant_time(proof(token->session, token->generation, state->salt),
                                          token->proof))
      throw ended();
    if (token->generation == state->generation) {
      if (co_await advance(*state)) co_return opened(*state);
      continue;
    }
    if (token->generation + 1 == state->generation && clock_.now() <= state->renewed_at + kGrace)
      co_return opened(*state);
    telemetry::log(telemetry::Level::warn, "refresh_reused",
                   {{"session", token->session.to_string()}});
    co_await end(token->user, token->session);
    throw Error(ErrorCode::unauthenticated, "error.session.reused");
  }
  throw Error(ErrorCode::unavailable, "error.unavailable",
              "a session is renewed by too many at once");
}

Task<void> Sessions::end(UserId user, SessionId session, Instant tokens_end) {
  const Instant until = std::max(revoked_.last_token_ends(), tokens_end);
  store::Transaction transaction;
  transaction.erase(key_of(user, session));
  transaction.put(revoked_.record(session, until));
  co_await store_.transact(std::move(transaction));
  revoked_.note(session, until);
}

Task<void> Sessions::end(Secret refresh_token) {
  const auto token = parse(refresh_token);
  if (!token) co_return;
  const auto state = co_await load(token->user, token->session);
  if (!state ||
      !equal_in_constant_time(proof(token->session, token->generation, state->salt), token->proof))
    co_return;
  co_await end(token->user, token->session);
}

Task<std::vector<Sessions::State>> Sessions::all_of(UserId user) {
  store::Query query(store::Index::table, "USER#" + user.to_string());
  query.where(store::SortKey::begins_with("SESSION#")).at_most(1000);
  std::vector<State> states;
  while (true) {
    const store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) {
      State state;
      static_cast<SessionItem&>(state) = store::from_item<SessionItem>(item);
      states.push_back(std::move(state));
    }
    if (!page.next) break;
    query.starting_after(page.next);
  }
  co_return states;
}

Task<void> Sessions::end_all(UserId user, std::optional<SessionId> except) {
  const std::vector<State> states = co_await all_of(user);
  for (const State& state : states)
    if (state.id != except) co_await end(user, state.id);
}

}  // namespace waymark::auth
