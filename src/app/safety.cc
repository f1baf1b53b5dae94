#include "app/safety.h"

#include <algorithm>

namespace waymark::app {
namespace {

using limits::Action;

cache::Rate rate_of(double burst, double per_second, double scale) {
  cache::Rate rate;
  rate.burst = std::max(1.0, burst * scale);
  rate.per_second = per_second * scale;
  return rate;
}

/// What a setting says, so many times as the scale does; none: it is not counted.
std::optional<cache::Rate> scaled(const char* name, const std::string& text, double scale) {
  const auto parsed = limits::parse_rate(text);
  if (!parsed)
    throw config::ConfigError(std::string(name) + " must be like \"30 60/h\", or \"off\"");
  if (!*parsed || scale <= 0) return std::nullopt;
  return rate_of((*parsed)->burst, (*parsed)->per_second, scale);
}

std::unique_ptr<moderation::Classifier> classifier_of(http::Client* client,
                                                      const ModerationSettings& settings) {
  if (client == nullptr) return nullptr;
  moderation::OpenAiSettings made;
  made.url = settings.classifier_url;
  made.key = settings.classifier_key;
  made.model = settings.classifier_model;
  made.timeout = std::chrono::milliseconds(settings.classifier_milliseconds);
  return std::make_unique<moderation::OpenAiClassifier>(*client, std::move(made));
}

}  // namespace

std::optional<cache::Rate> log_in_rate(const LimitSettings& settings) {
  return scaled("limits.log_ins", settings.log_ins, settings.scale);
}

limits::Table limit_table(const LimitSettings& settings) {
  limits::Table table;
  table.network_factor = settings.network_factor;
  const auto set = [&](Action action, const char* name, const std::string& text) {
    table.at(action) = scaled(name, text, settings.scale);
  };
  set(Action::sign_up, "limits.sign_ups", settings.sign_ups);
  set(Action::mail_request, "limits.mail_requests", settings.mail_requests);
  set(Action::mail, "limits.mails", settings.mails);
  set(Action::availability, "limits.availability", settings.availability);
  set(Action::post, "limits.posts", settings.posts);
  set(Action::comment, "limits.comments", settings.comments);
  set(Action::follow, "limits.follows", settings.follows);
  set(Action::message, "limits.messages", settings.messages);
  set(Action::typing, "limits.typings", settings.typings);
  set(Action::report, "limits.reports", settings.reports);
  set(Action::upload, "limits.uploads", settings.uploads);
  set(Action::search, "limits.searches", settings.searches);
  return table;
}

moderation::ScreeningSettings screening_settings(const ModerationSettings& settings, double scale) {
  moderation::ScreeningSettings made;
  made.rules.refuse_words = settings.refuse_words;
  made.rules.hold_words = settings.hold_words;
  made.rules.flag_words = settings.flag_words;
  made.rules.most_links = settings.most_links;
  made.rules.new_account = std::chrono::hours(settings.new_account_hours);
  made.rules.new_account_links = settings.new_account_links;
  const auto repeats = scaled("moderation.repeats", settings.repeats, scale);
  made.repeats.burst = 0;
  if (repeats) made.repeats = *repeats;
  if (settings.classifier_action == "hold") made.classified = moderation::RuleAction::hold;
  if (settings.classifier_action == "refuse") made.classified = moderation::RuleAction::refuse;
  return made;
}

Safety::Safety(Foundation& foundation, Nodes& nodes, Sharing& sharing, const Settings& settings)
    : suspensions(foundation.store, nodes.clock()),
      news(suspensions, sharing.hub()),
      limits(sharing.limits(), limit_table(settings.limits)),
      throttle(foundation.server_key.derive("devices"), sharing.limits(),
               log_in_rate(settings.limits), foundation.random),
      guard(suspensions, limits),
      client(settings.moderation.classifier_url.empty() ? nullptr
                                                        : std::make_unique<http::CurlClient>()),
      classifier(classifier_of(client.get(), settings.moderation)),
      screening(screening_settings(settings.moderation, settings.limits.scale), sharing.limits(),
                classifier.get(), foundation.clock, foundation.metrics) {}

}  // namespace waymark::app
