#include "platform/idempotency/idempotency.h"

#include <algorithm>
#include <exception>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/idempotency/answer.h"
#include "platform/idempotency/graphql_effect.h"
#include "platform/secrets/crypto.h"
#include "platform/telemetry/log.h"

namespace waymark::idempotency {
namespace {

constexpr std::chrono::minutes kClaimLife{2};
constexpr std::chrono::hours kAnswerLife{24};
constexpr std::size_t kLongestKey = 255;
constexpr unsigned kRetrySeconds = 1;
constexpr int kAttempts = 3;
constexpr std::string_view kHeader = "Idempotency-Key";

bool changes_something(http::Method method) {
  return method == http::Method::post || method == http::Method::put ||
         method == http::Method::patch || method == http::Method::del;
}

std::string key_of(const http::Request& request) {
  const auto key = request.headers.find(kHeader);
  if (!key) throw Error::invalid(std::string(kHeader), "error.idempotency.missing");
  const bool visible = std::ranges::all_of(*key, [](char c) { return c > 0x20 && c < 0x7F; });
  if (key->empty() || key->size() > kLongestKey || !visible)
    throw Error::invalid(std::string(kHeader), "error.idempotency.malformed");
  return std::string(*key);
}

std::string text_of(const store::Item& item, std::string_view name) {
  const auto value = item.find(name);
  return std::string(value ? value->text().value_or("") : "");
}

std::string bytes_of(const store::Item& item, std::string_view name) {
  const auto value = item.find(name);
  return std::string(value ? value->bytes().value_or("") : "");
}

/// What one request holds while it runs.
struct Claim {
  store::Key item;
  std::string fingerprint;
  std::string id;
};

class Once {
 public:
  Once(store::Store& store, const secrets::ServerKey& key, const Clock& clock, Random& random,
       std::string graphql_path)
      : store_(store),
        clock_(clock),
        random_(random),
        mac_key_(key.derive("idempotency requests")),
        sealer_(key.derive("idempotency answers"), random),
        graphql_path_(std::move(graphql_path)) {}

  Task<http::Response> answer(http::Request& request, RequestContext& context,
                              const http::Handler& next);

 private:
  bool is_graphql(const http::Request& request) const { return request.path == graphql_path_; }
  bool applies(const http::Request& request) const {
    return changes_something(request.method) &&
           (!is_graphql(request) || request.headers.find(kHeader));
  }
  Effect effect_of(const http::Request& request, const http::Response& response) const {
    if (is_graphql(request)) return graphql_effect(response);
    if (response.status < 400) return Effect::done;
    return response.status < 500 ? Effect::none : Effect::unknown;
  }
  std::string mac(std::string_view text) const {
    return base64url_encode(secrets::hmac_sha256(mac_key_, text));
  }
  Claim claim_for(const http::Request& request, const RequestContext& context);
  Task<std::optional<http::Response>> claim_or_replay(const Claim& claim);
  Task<bool> try_claim(const Claim& claim);
  http::Response replay(const Claim& claim, const store::Item& kept) const;
  Task<void> keep(const Claim& claim, const http::Response& response);
  Task<void> give_back(const Claim& claim);

  store::Store& store_;
  const Clock& clock_;
  Random& random_;
  Secret mac_key_;
  secrets::Sealer sealer_;
  std::string graphql_path_;
};

Claim Once::claim_for(const http::Request& request, const RequestContext& context) {
  const std::string key = key_of(request);
  std::string who;
  if (context.principal) {
    who = "user\n" + context.principal->user.to_string();
  } else {
    who = "client\n" + context.client_address + "\n" +
          std::string(request.headers.find("cookie").value_or(""));
  }
  const std::string name = "IDEM##" + mac(who).substr(0, 22) + "##" + key;
  Claim claim;
  claim.item.pk = name;
  claim.item.sk = name;
  claim.fingerprint = mac(std::string(http::to_string(request.method)) + "\n" + request.target +
                          "\n" + std::string(request.headers.find("content-type").value_or("")) +
                          "\n" + std::string(request.headers.find("content-length").value_or("")) +
                          "\n" + sha256(request.body));
  claim.id = random_token(random_, 16);
  return claim;
}

Task<bool> Once::try_claim(const Claim& claim) {
  store::Item item(claim.item);
  item.set("status", "INPROGRESS");
  item.set("fingerprint", claim.fingerprint);
  item.set("claim", claim.id);
  item.set_ttl(clock_.now() + kClaimLife);
  store::Transaction transaction;
  transaction.put(std::move(item), store::Condition::item_absent());
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  co_return outcome.committed();
}

http::Response Once::replay(const Claim& claim, const store::Item& kept) const {
  if (text_of(kept, "fingerprint") != claim.fingerprint)
    throw Error(ErrorCode::unprocessable, "error.idempotency.other_request");
  if (text_of(kept, "status") != "COMPLETED")
    throw Error::conflict("error.idempotency.in_progress").retry_after(kRetrySeconds);
  const auto opened = sealer_.open(bytes_of(kept, "answer"), claim.item.pk);
  auto response = opened ? decode_answer(*opened) : std::nullopt;
  if (!response)
    throw Error(ErrorCode::internal, "error.internal", "a kept answer cannot be opened");
  response->headers.set("Idempotency-Replayed", "true");
  return std::move(*response);
}

/// nullopt when the key is ours now.
Task<std::optional<http::Response>> Once::claim_or_replay(const Claim& claim) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (co_await try_claim(claim)) co_return std::nullopt;
    const auto kept = co_await store_.get(claim.item);
    if (kept) co_return replay(claim, *kept);
    // It expired or was given back in between.
  }
  throw Error::conflict("error.idempotency.in_progress").retry_after(kRetrySeconds);
}

/// The handler's work is done whatever happens here: a failure is logged, and the client gets its answer.
Task<void> Once::keep(const Claim& claim, const http::Response& response) {
  const auto encoded = encode_answer(response);
  if (!encoded) {
    telemetry::log(telemetry::Level::error, "answer_not_kept",
                   {{"reason", "it is streamed or too large"}});
    co_return;
  }
  const std::string sealed = sealer_.seal(*encoded, claim.item.pk);
  store::Item item(claim.item);
  item.set("status", "COMPLETED");
  item.set("fingerprint", claim.fingerprint);
  item.set("claim", claim.id);
  item.set("answer", store::Value(store::Bytes(sealed.begin(), sealed.end())));
  item.set_ttl(clock_.now() + kAnswerLife);
  store::Transaction transaction;
  transaction.put(std::move(item), store::Condition::equal("claim", claim.id));
  try {
    co_await store_.transact(std::move(transaction));
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "answer_not_kept",
                   {{"reason", std::string_view(error.what())}});
  }
}

/// Nothing was changed: the key may be used again. If this fails, the claim expires by itself.
Task<void> Once::give_back(const Claim& claim) {
  store::Transaction transaction;
  transaction.erase(claim.item, store::Condition::equal("claim", claim.id));
  try {
    co_await store_.transact(std::move(transaction));
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::warn, "claim_not_given_back",
                   {{"reason", std::string_view(error.what())}});
  }
}

/// Whether an error says for certain that nothing was done.
bool changed_nothing(const Error& error) {
  switch (error.code()) {
    case ErrorCode::invalid_input:
    case ErrorCode::unauthenticated:
    case ErrorCode::forbidden:
    case ErrorCode::not_found:
    case ErrorCode::conflict:
    case ErrorCode::too_large:
    case ErrorCode::unsupported_media:
    case ErrorCode::unprocessable:
    case ErrorCode::method_not_allowed:
    case ErrorCode::rate_limited:
      return true;
    case ErrorCode::unavailable:
    case ErrorCode::deadline_exceeded:
    case ErrorCode::internal:
      return false;
  }
  return false;
}

Task<http::Response> Once::answer(http::Request& request, RequestContext& context,
                                  const http::Handler& next) {
  if (!applies(request)) co_return co_await next(request, context);
  const Claim claim = claim_for(request, context);
  if (auto replayed = co_await claim_or_replay(claim)) co_return std::move(*replayed);
  std::exception_ptr failure;
  bool unused = false;
  try {
    http::Response response = co_await next(request, context);
    const Effect effect = effect_of(request, response);
    if (effect == Effect::done) co_await keep(claim, response);
    if (effect == Effect::none) co_await give_back(claim);
    co_return response;
  } catch (const Error& error) {
    failure = std::current_exception();
    unused = changed_nothing(error);
  }
  // What else is thrown passes: the outcome is not known, and the claim stays until it expires.
  if (unused) co_await give_back(claim);
  std::rethrow_exception(failure);
}

}  // namespace

http::Middleware once(store::Store& store, const secrets::ServerKey& key, const Clock& clock,
                      Random& random, std::string graphql_path) {
  const auto once = std::make_shared<Once>(store, key, clock, random, std::move(graphql_path));
  return [once](http::Request& request, RequestContext& context, const http::Handler& next) {
    return once->answer(request, context, next);
  };
}

}  // namespace waymark::idempotency
