// The edges: routes, what surrounds them, GraphQL, the web app.
#pragma once

#include <memory>
#include <vector>

#include "app/foundation.h"
#include "app/identity.h"
#include "app/nodes.h"
#include "app/product.h"
#include "app/service_routes.h"
#include "app/settings.h"
#include "platform/auth/authenticator.h"
#include "platform/graphql/engine.h"
#include "platform/graphql/transport.h"
#include "platform/http/router.h"
#include "product/accounts/graphql.h"
#include "product/assistance/graphql.h"
#include "product/chat/graphql.h"
#include "product/discovery/graphql.h"
#include "product/feed/graphql.h"
#include "product/goals/graphql.h"
#include "product/groups/graphql.h"
#include "product/journeys/graphql.h"
#include "product/journeys/team_graphql.h"
#include "product/journeys/upload.h"
#include "product/moderation/graphql.h"
#include "product/notifications/graphql.h"
#include "product/posts/graphql.h"
#include "product/rewards/graphql.h"
#include "product/social/graphql.h"
#include "product/workouts/graphql.h"
#include "product/workouts/imports/graphql.h"

namespace waymark::app {

/// Made last; borrows all the rest. The router is complete once this is made.
struct Edges {
  Edges(Foundation& foundation, Identity& identity, Product& product, const Settings& settings);

  ServiceState service_state;
  auth::Authenticator authenticator;

  journeys::JourneyUpload journey_upload;
  accounts::AccountsGraphql accounts;
  goals::GoalsGraphql goals;
  workouts::WorkoutsGraphql workouts;
  workouts::ImportsGraphql imports;
  rewards::RewardsGraphql rewards;
  social::SocialGraphql social;
  chat::ChatGraphql chat;
  posts::PostsGraphql posts;
  groups::GroupsGraphql groups;
  journeys::JourneysGraphql journeys;
  journeys::TeamsGraphql teams;
  feed::FeedGraphql feed;
  notifications::NotificationsGraphql notifications;
  assistance::AssistanceGraphql assistance;
  discovery::DiscoveryGraphql discovery;
  moderation::ModerationGraphql moderation;
  graphql::Engine engine;
  graphql::Transport graphql;

  http::Router router;

 private:
  graphql::Bindings bindings();
  void surround(Foundation& foundation, Identity& identity, Product& product,
                const Settings& settings);
  void throttle(Product& product, const LimitSettings& limits);
};

}  // namespace waymark::app
