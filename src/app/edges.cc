#include "app/edges.h"

#include <stdexcept>

#include "app/contracts.h"
#include "base/embedded.h"
#include "base/error.h"
#include "platform/auth/identity.h"
#include "platform/http/middleware/access.h"
#include "platform/http/middleware/compression.h"
#include "platform/http/middleware/cors.h"
#include "platform/http/middleware/error_mapping.h"
#include "platform/http/middleware/security_headers.h"
#include "platform/http/middleware/throttle.h"
#include "platform/http/static_files.h"
#include "platform/idempotency/idempotency.h"
#include "platform/media/rest.h"
#include "product/accounts/rest.h"
#include "product/assistance/rest.h"
#include "product/chat/rest.h"
#include "product/discovery/rest.h"
#include "product/feed/rest.h"
#include "product/goals/rest.h"
#include "product/groups/rest.h"
#include "product/journeys/rest.h"
#include "product/moderation/rest.h"
#include "product/notifications/rest.h"
#include "product/posts/rest.h"
#include "product/social/rest.h"
#include "product/workouts/imports/rest.h"
#include "product/workouts/rest.h"
#include "product/workouts/rest_activities.h"

namespace waymark::embedded {
std::span<const EmbeddedFile> web();
}

namespace waymark::app {
namespace {

std::shared_ptr<const graphql::Schema> schema() {
  graphql::SchemaResult result = graphql::load_schema(contract("schema.graphql"));
  if (auto* loaded = std::get_if<std::shared_ptr<const graphql::Schema>>(&result))
    return std::move(*loaded);
  std::string complaints = "schema.graphql:";
  for (const auto& error : std::get<std::vector<graphql::GraphqlError>>(result))
    complaints += "\n" + error.message;
  throw std::logic_error(complaints);
}

/// The identity of a WebSocket: {"authorization": "Bearer …"} in connection_init.
Task<void> authenticate_socket(auth::Authenticator& authenticator, boost::json::object payload,
                               RequestContext& context) {
  const boost::json::value* given = payload.if_contains("authorization");
  if (given == nullptr || !given->is_string()) co_return;
  const std::string_view value(given->get_string().data(), given->get_string().size());
  const auto token = auth::bearer_of(value);
  if (!token) co_return;
  co_await authenticator.authenticate(std::string(*token), context);
}

graphql::TransportOptions transport_options(const Settings& settings) {
  graphql::TransportOptions options;
  options.explorer = settings.server.development;
  options.socket_operations = static_cast<std::size_t>(settings.server.socket_operations);
  return options;
}

/// Nothing from elsewhere, but the base map when it is set.
http::SecurityHeaderOptions header_options(const Settings& settings) {
  http::SecurityHeaderOptions options;
  options.connect_sources = map_origins(settings.web);
  return options;
}

workouts::EdgePorts workout_ports(const Product& product) {
  return {product.workouts, product.workout_viewing, product.workout_settings,
          product.workout_totals, product.social.social};
}

graphql::EngineOptions engine_options(const Product& product) {
  graphql::EngineOptions options;
  options.guard = product.safety.guard.fields();
  return options;
}

}  // namespace

Edges::Edges(Foundation& foundation, Identity& identity, Product& product, const Settings& settings)
    : service_state(foundation.store, product.sharing, product.discovery.indexer,
                    foundation.metrics, settings.server.metrics_token.expose()),
      authenticator(identity.access_tokens, identity.revoked, foundation.clock, identity.oidc.get(),
                    [&product](auth::ExternalIdentity who) {
                      return product.accounts.registration.resolve(std::move(who));
                    }),
      journey_upload(product.journeys.journeys, foundation.pool),
      accounts(product.accounts.profiles),
      goals(product.goals, product.tasks, product.quests, product.hub),
      workouts(workout_ports(product)),
      imports(product.imports.service, product.hub),
      rewards(product.rewards, product.hub),
      social(product.social),
      chat(product.chat, product.social.social, product.hub, product.presence),
      posts(product.posts),
      groups(product.groups, product.hub),
      journeys(product.journeys.journeys),
      teams(product.journeys),
      feed(product.feed, product.feed_live, product.social.social),
      notifications(product.notifications, product.social.social, product.posts.reading,
                    product.hub, foundation.clock),
      assistance(product.assistance.helping, product.social.social),
      discovery(product.discovery),
      moderation(product.moderation, product.social.social),
      engine(schema(), bindings(), engine_options(product)),
      graphql(
          engine, foundation.clock,
          [this](boost::json::object payload, RequestContext& context) {
            return authenticate_socket(authenticator, std::move(payload), context);
          },
          transport_options(settings)) {
  product.safety.suspensions.on_suspended([this](UserId user) {
    graphql.end_all_of(user, Error(ErrorCode::forbidden, "error.account.suspended"));
  });
  surround(foundation, identity, product, settings);
  accounts::RestOptions account_options;
  account_options.web_api_key = identity.api_keys.web_key();
  account_options.mail_folder = product.mailer.folder();
  account_options.map_style_url = settings.web.map_style_url;
  accounts::add_routes(router, product.accounts, identity.keys, std::move(account_options));
  goals::add_routes(router, product.goals, product.tasks, product.quests);
  workouts::add_activity_routes(router, workout_ports(product));
  workouts::add_routes(router, product.workouts);
  workouts::add_import_routes(router, product.imports.service, product.imports.upload_limit);
  social::add_routes(router, product.social);
  chat::add_routes(router, product.chat, product.presence);
  posts::add_routes(router, product.posts);
  groups::add_routes(router, product.groups);
  journeys::add_routes(router, product.journeys, journey_upload);
  feed::add_routes(router, product.feed, product.social.social);
  notifications::add_routes(router, product.notifications, product.social.social);
  assistance::add_routes(router, product.assistance.helping);
  discovery::add_routes(router, product.discovery);
  moderation::add_routes(router, product.moderation);
  social::add_portrait_routes(router, product.portraits, product.media.places);
  media::add_routes(router, product.media.library, product.media.places);
  graphql.mount(router);
  add_service_routes(router, service_state);
  router.add(http::Method::get, "/{path*}", http::static_files(embedded::web()));
}

graphql::Bindings Edges::bindings() {
  graphql::Bindings all;
  accounts.bind(all);
  goals.bind(all);
  workouts.bind(all);
  imports.bind(all);
  rewards.bind(all);
  social.bind(all);
  chat.bind(all);
  posts.bind(all);
  groups.bind(all);
  journeys.bind(all);
  teams.bind(all);
  feed.bind(all);
  notifications.bind(all);
  assistance.bind(all);
  discovery.bind(all);
  moderation.bind(all);
  return all;
}

void Edges::surround(Foundation& foundation, Identity& identity, Product& product,
                     const Settings& settings) {
  // First added, outermost: what is counted includes what was refused, and refusals carry the safe headers too.
  router.use(http::observe(foundation.metrics, settings.log.requests));
  router.use(http::security_headers(header_options(settings)));
  if (!settings.server.allowed_origins.empty())
    router.use(http::cors(settings.server.allowed_origins));
  router.use(http::compress());
  router.use(http::map_errors());
  router.use(auth::identity(authenticator, identity.api_keys));
  router.use(product.safety.guard.requests());
  throttle(product, settings.limits);
  router.use(idempotency::once(foundation.store, foundation.server_key, product.nodes.clock(),
                               foundation.random));
}

/// MQ: its routes, by whichever of our words they go.
void Edges::throttle(Product& product, const LimitSettings& limits) {
  if (limits.scale <= 0) return;
  cache::Rate rate;
  rate.burst = static_cast<double>(limits.api_burst) * limits.scale;
  rate.per_second = static_cast<double>(limits.api_per_second) * limits.scale;
  const std::vector<std::string> prefixes{"/api/activities", "/api/teams", "/api/journeys"};
  router.use(http::throttle(product.sharing.limits(), rate, prefixes));
}

}  // namespace waymark::app
