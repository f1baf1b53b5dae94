#include "platform/auth/oidc.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <stdexcept>

#include <boost/url.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "base/json.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::auth {
namespace {

constexpr std::chrono::hours kFresh{1};
constexpr std::chrono::hours kUsable{7};
constexpr std::chrono::hours kDiscoveryFresh{24};
constexpr std::chrono::seconds kCoolDown{30};
constexpr std::chrono::milliseconds kPoll{20};
constexpr int kPolls = 300;  // 6 seconds: longer than a fetch may take
constexpr std::chrono::milliseconds kTimeout{5'000};
constexpr std::size_t kMostKeys = 100;

Error invalid(std::string cause) {
  return Error(ErrorCode::unauthenticated, "error.token.invalid", std::move(cause));
}

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::ranges::find(list, value) != list.end();
}

boost::json::object object_of(const std::string& text, const std::string& url) {
  try {
    boost::json::value value = json::parse(text);
    if (value.is_object()) return std::move(value.get_object());
  } catch (const Error&) {
    // Said below: an issuer that sends no JSON is as good as none.
  }
  throw Error(ErrorCode::unavailable, "error.unavailable", url + " is no JSON object");
}

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool may_be_asked(std::string_view address) {
  const auto url = boost::urls::parse_uri(address);
  if (!url || url->host().empty()) return false;
  return url->scheme() == "https" || (url->scheme() == "http" && is_loopback(url->host()));
}

/// By the claims that say which log-in a token stems from; where an issuer has none (Google), each token is a session.
SessionId session_of(const UnverifiedToken& token, std::string_view issuer) {
  std::string seed = std::string(issuer) + "\n" + token.text("sub") + "\n";
  const std::string bare = seed;
  for (const std::string_view claim : {"sid", "origin_jti"}) seed += token.text(claim);
  if (const auto at = token.instant("auth_time")) seed += to_rfc3339(*at);
  if (seed == bare)
    if (const auto at = token.instant("iat")) seed += "issued " + to_rfc3339(*at);
  const std::string digest = sha256(seed);
  SessionId session;
  std::memcpy(session.uuid.bytes.data(), digest.data(), session.uuid.bytes.size());
  return session;
}

bool audience_fits(const UnverifiedToken& token, const std::vector<std::string>& clients) {
  const auto audiences = token.audiences();
  const bool named = std::ranges::any_of(
      audiences, [&](const std::string& name) { return contains(clients, name); });
  // Several audiences: the one it was made for must be ours too (OpenID Connect Core §3.1.3.7).
  const bool authorised =
      !token.has("azp") ? audiences.size() == 1 : contains(clients, token.text("azp"));
  return named && (authorised || audiences.size() == 1);
}

/// What each kind of issuer asks for beyond iss, exp, nbf and the signature.
void check_kind(const UnverifiedToken& token, const IssuerOptions& options, Instant now) {
  const auto require = [](bool holds, const char* what) {
    if (!holds) throw invalid(what);
  };
  const std::string subject = token.text("sub");
  require(!subject.empty() && subject.size() <= 255, "sub is missing or too long");
  switch (options.kind) {
    case IssuerOptions::Kind::cognito:
      if (token.text("token_use") == "access")
        return require(contains(options.clients, token.text("client_id")),
                       "client_id is another's");
      require(token.text("token_use") == "id", "token_use is neither id nor access");
      break;
    case IssuerOptions::Kind::firebase: {
      const auto at = token.instant("auth_time");
      require(at && *at <= now + kClockSkew, "auth_time is missing or in the future");
      require(subject.size() <= 128, "sub is too long");
      require(!token.key_id().empty(), "kid is missing");
      break;
    }
    case IssuerOptions::Kind::google:
    case IssuerOptions::Kind::generic:
      break;
  }
  require(audience_fits(token, options.clients), "aud is another's");
}

}  // namespace

IssuerOptions google(std::vector<std::string> clients) {
  IssuerOptions options;
  options.kind = IssuerOptions::Kind::google;
  options.issuer = "https://accounts.google.com";
  options.aliases = {"accounts.google.com"};
  options.clients = std::move(clients);
  options.algorithms = {Algorithm::rs256};
  return options;
}

IssuerOptions cognito(std::string_view region, std::string_view pool,
                      std::vector<std::string> clients) {
  const std::string rest =
      "cognito-idp." + std::string(region) + ".amazonaws.com/" + std::string(pool);
  IssuerOptions options;
  options.kind = IssuerOptions::Kind::cognito;
  options.issuer = "https://" + rest;
  options.aliases = {"https://issuer-" + rest};
  options.clients = std::move(clients);
  options.algorithms = {Algorithm::rs256};
  return options;
}

IssuerOptions firebase(std::string_view project) {
  IssuerOptions options;
  options.kind = IssuerOptions::Kind::firebase;
  options.issuer = "https://securetoken.google.com/" + std::string(project);
  options.clients = {std::string(project)};
  options.algorithms = {Algorithm::rs256};
  return options;
}

struct OidcVerifier::Issuer {
  explicit Issuer(IssuerOptions given) : options(std::move(given)) {}
  const IssuerOptions options;

  std::mutex mutex;  // guards what follows; never held over a wait
  std::vector<PublicKey> keys;
  Instant fetched;
  Instant asked;
  bool asking = false;
  std::string jwks_uri;
  Instant discovered;
};

OidcVerifier::OidcVerifier(std::vector<IssuerOptions> issuers, http::Client& client,
                           const Clock& clock)
    : client_(client), clock_(clock) {
  for (IssuerOptions& options : issuers) {
    if (options.clients.empty()) throw std::invalid_argument(options.issuer + " needs a client id");
    if (options.issuer.ends_with('/') || !may_be_asked(options.issuer))
      throw std::invalid_argument("'" + options.issuer +
                                  "' must be an https address without a slash at its end");
    issuers_.push_back(std::make_unique<Issuer>(std::move(options)));
  }
}

OidcVerifier::~OidcVerifier() = default;

OidcVerifier::Issuer* OidcVerifier::issuer_of(const UnverifiedToken& token) const {
  const std::string name = token.text("iss");
  for (const auto& issuer : issuers_)
    if (issuer->options.issuer == name || contains(issuer->options.aliases, name))
      return issuer.get();
  return nullptr;
}

bool OidcVerifier::knows(std::string_view token) const {
  const auto parsed = UnverifiedToken::parse(token);
  return parsed && issuer_of(*parsed) != nullptr;
}

Task<ExternalIdentity> OidcVerifier::verify(std::string token) {
  const auto parsed = UnverifiedToken::parse(token);
  Issuer* issuer = parsed ? issuer_of(*parsed) : nullptr;
  if (issuer == nullptr) throw invalid("no configured issuer");
  const IssuerOptions& options = issuer->options;
  if (std::ranges::find(options.algorithms, parsed->algorithm()) == options.algorithms.end())
    throw invalid("alg is not allowed for this issuer");
  const std::string& type = parsed->type();
  if (!type.empty() && type != "jwt" && type != "at+jwt" && type != "application/at+jwt")
    throw invalid("typ is another kind of token");
  const auto key = co_await key_for(*issuer, parsed->key_id(), parsed->algorithm());
  if (!key) throw invalid("kid is unknown");
  if (!parsed->verify(*key)) throw invalid("the signature is wrong");
  const Instant now = clock_.now();
  const auto expires = parsed->instant("exp");
  if (expires && *expires + kClockSkew <= now)
    throw Error(ErrorCode::unauthenticated, "error.token.expired");
  if (!parsed->is_timely(now)) throw invalid("exp, nbf or iat is missing or wrong");
  check_kind(*parsed, options, now);

  ExternalIdentity identity;
  identity.issuer = options.issuer;
  identity.subject = parsed->text("sub");
  if (options.vouches_for_email && parsed->boolean("email_verified").value_or(false) &&
      !parsed->text("email").empty())
    identity.verified_email = parsed->text("email");
  if (!parsed->text("name").empty()) identity.name = parsed->text("name");
  identity.locale = parse_locale(parsed->text("locale"));
  identity.expires = *expires;
  identity.session = session_of(*parsed, options.issuer);
  co_return identity;
}

/// The key of that id; with no id in the token, the only one there is. Asks the issuer when the keys are old, or none
/// fits and it was not asked just now.
Task<std::optional<PublicKey>> OidcVerifier::key_for(Issuer& issuer, std::string key_id,
                                                     Algorithm) {
  for (int poll = 0; poll < kPolls; ++poll) {
    bool ask = false;
    bool wait = false;
    {
      const std::scoped_lock lock(issuer.mutex);
      const Instant now = clock_.now();
      const auto found = key_id.empty() && issuer.keys.size() == 1
                             ? issuer.keys.begin()
                             : std::ranges::find_if(issuer.keys, [&](const PublicKey& key) {
                                 return !key_id.empty() && key.id() == key_id;
                               });
      const bool fresh = issuer.fetched + kFresh > now;
      const bool usable = issuer.fetched + kUsable > now;
      const bool cooling = issuer.asked + kCoolDown > now;
      if (found != issuer.keys.end() && usable && (fresh || issuer.asking || cooling))
        co_return *found;
      if (issuer.asking) {
        wait = true;
      } else if (!cooling) {
        ask = issuer.asking = true;
        issuer.asked = now;
      } else if (!usable) {
        throw Error(ErrorCode::unavailable, "error.unavailable",
                    issuer.options.issuer + " gives no keys");
      }
    }
    if (ask)
      co_await refresh(issuer);
    else if (wait)
      co_await runtime::sleep_for(kPoll);
    else
      co_return std::nullopt;
  }
  throw Error(ErrorCode::unavailable, "error.unavailable",
              issuer.options.issuer + " does not answer");
}

Task<std::string> OidcVerifier::get(std::string url) {
  http::ClientRequest request;
  request.url = url;
  request.timeout = kTimeout;
  request.headers.set("Accept", "application/json");
  http::ClientResponse response = co_await client_.fetch(std::move(request));
  if (response.status != 200)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                url + " answers " + std::to_string(response.status));
  co_return std::move(response.body);
}

/// Discovery (when it is old) and the key set. A failure is logged; the old keys stay.
Task<void> OidcVerifier::refresh(Issuer& issuer) {
  struct Done {  // whatever happens, cancellation too, others may ask again
    explicit Done(Issuer& which) : issuer(which) {}
    ~Done() {
      const std::scoped_lock lock(issuer.mutex);
      issuer.asking = false;
    }
    Issuer& issuer;
  } const done(issuer);
  try {
    std::string uri;
    bool discovered = false;
    {
      const std::scoped_lock lock(issuer.mutex);
      if (issuer.discovered + kDiscoveryFresh > clock_.now()) uri = issuer.jwks_uri;
    }
    if (uri.empty()) {
      discovered = true;
      const std::string address = issuer.options.issuer + "/.well-known/openid-configuration";
      const std::string answer = co_await get(address);
      const boost::json::object document = object_of(answer, address);
      const std::string named = text_member(document, "issuer");
      uri = text_member(document, "jwks_uri");
      if (named != issuer.options.issuer && !contains(issuer.options.aliases, named))
        throw Error(ErrorCode::unavailable, "error.unavailable",
                    address + " speaks for another issuer");
      if (!may_be_asked(uri))
        throw Error(ErrorCode::unavailable, "error.unavailable", "jwks_uri is not https");
    }
    const std::string answer = co_await get(uri);
    const boost::json::object document = object_of(answer, uri);
    std::vector<PublicKey> keys;
    const auto* list = document.if_contains("keys");
    if (list != nullptr && list->is_array())
      for (const auto& entry : list->get_array())
        if (entry.is_object() && keys.size() < kMostKeys)
          if (auto key = PublicKey::from_jwk(entry.get_object())) keys.push_back(std::move(*key));
    if (keys.empty())
      throw Error(ErrorCode::unavailable, "error.unavailable", uri + " holds no key");
    const std::scoped_lock lock(issuer.mutex);
    issuer.keys = std::move(keys);
    issuer.fetched = clock_.now();
    if (discovered) issuer.discovered = clock_.now();
    issuer.jwks_uri = uri;
  } catch (const Error& error) {
    telemetry::log(telemetry::Level::warn, "oidc_keys_unavailable",
                   {{"issuer", std::string_view(issuer.options.issuer)},
                    {"error", std::string_view(error.what())}});
  }
}

}  // namespace waymark::auth
