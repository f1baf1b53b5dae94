// What keeps people from harm by others, and the house from being flooded: made before the product, which asks it.
#pragma once

#include <memory>

#include "app/foundation.h"
#include "app/nodes.h"
#include "app/settings.h"
#include "app/sharing.h"
#include "platform/auth/throttle.h"
#include "platform/http/curl/curl_client.h"
#include "product/accounts/suspension_news.h"
#include "product/accounts/suspensions.h"
#include "product/limits/limits.h"
#include "product/moderation/guard.h"
#include "product/moderation/openai_classifier.h"
#include "product/moderation/screening.h"

namespace waymark::app {

/// What [limits] says. Throws config::ConfigError naming the setting.
limits::Table limit_table(const LimitSettings& settings);
/// How often one network may fail to log in; none: it is not counted. Throws as limit_table().
std::optional<cache::Rate> log_in_rate(const LimitSettings& settings);
/// What [moderation] says. Throws config::ConfigError naming the setting.
moderation::ScreeningSettings screening_settings(const ModerationSettings& moderation,
                                                 double scale);

/// Borrows what it is given.
struct Safety {
  Safety(Foundation& foundation, Nodes& nodes, Sharing& sharing, const Settings& settings);

  accounts::Suspensions suspensions;
  accounts::SuspensionNews news;
  limits::Limits limits;
  auth::LoginThrottle throttle;
  moderation::Guard guard;
  std::unique_ptr<http::CurlClient> client;  // only where there is a classifier to ask
  std::unique_ptr<moderation::Classifier> classifier;
  moderation::TextScreening screening;
};

}  // namespace waymark::app
