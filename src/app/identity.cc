#include "app/identity.h"

namespace waymark::app {
namespace {

auth::PasswordOptions password_options(const AuthSettings& settings) {
  auth::PasswordOptions options;
  options.cost = static_cast<unsigned>(settings.bcrypt_cost);
  return options;
}

auth::IssuerOptions issuer_options(const IssuerSettings& settings) {
  if (settings.kind == "google") return auth::google(settings.clients);
  if (settings.kind == "cognito")
    return auth::cognito(settings.region, settings.pool, settings.clients);
  if (settings.kind == "firebase") return auth::firebase(settings.project);
  auth::IssuerOptions options;
  options.issuer = settings.issuer;
  options.clients = settings.clients;
  return options;
}

}  // namespace

Identity::Identity(Foundation& foundation, const Clock& clock, const Settings& settings,
                   const std::string& public_url)
    : keys(foundation.store, foundation.server_key.derive("signing keys"), foundation.clock,
           foundation.random),
      access_tokens(public_url, "waymark", keys, foundation.clock, foundation.ids),
      revoked(foundation.store, clock),
      sessions(foundation.store, revoked, foundation.server_key.derive("sessions"),
               foundation.clock, foundation.ids, foundation.random),
      passwords(password_options(settings.auth), foundation.server_key.derive("passwords"),
                foundation.random, foundation.pool),
      api_keys(foundation.server_key.derive("web api key"), settings.auth.api_key_hashes) {
  if (settings.oidc.issuers.empty()) return;
  client = std::make_unique<http::CurlClient>();
  std::vector<auth::IssuerOptions> issuers;
  issuers.reserve(settings.oidc.issuers.size());
  for (const IssuerSettings& issuer : settings.oidc.issuers)
    issuers.push_back(issuer_options(issuer));
  oidc = std::make_unique<auth::OidcVerifier>(std::move(issuers), *client, foundation.clock);
}

}  // namespace waymark::app
