#include "app/safety.h"

#include <algorithm>

namespace waymark::app {
namespace {

using moderation::Action;

cache::Rate rate_of(double burst, double per_second, double scale) {
  cache::Rate rate;
  rate.burst = std::max(1.0, burst * scale);
  rate.per_second = per_second * scale;
  return rate;
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

moderation::RateTable rate_table(const LimitSettings& limits, const ChatSettings& chat) {
  moderation::RateTable table;
  table.network_factor = limits.network_factor;
  const auto set = [&](Action action, const char* name, const std::string& text) {
    const auto parsed = moderation::parse_rate(text);
    if (!parsed)
      throw config::ConfigError(std::string(name) + " must be like \"30 60/h\", or \"off\"");
    if (*parsed && limits.scale > 0)
      table.at(action) = rate_of((*parsed)->burst, (*parsed)->per_second, limits.scale);
  };
  set(Action::sign_up, "limits.sign_ups", limits.sign_ups);
  set(Action::log_in, "limits.log_ins", limits.log_ins);
  set(Action::post, "limits.posts", limits.posts);
  set(Action::comment, "limits.comments", limits.comments);
  set(Action::follow, "limits.follows", limits.follows);
  set(Action::report, "limits.reports", limits.reports);
  if (limits.scale > 0)
    table.at(Action::message) = rate_of(static_cast<double>(chat.burst),
                                        static_cast<double>(chat.per_second), limits.scale);
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
  const auto repeats = moderation::parse_rate(settings.repeats);
  if (!repeats)
    throw config::ConfigError("moderation.repeats must be like \"10 10/h\", or \"off\"");
  made.repeats.burst = 0;
  if (*repeats && scale > 0)
    made.repeats = rate_of((*repeats)->burst, (*repeats)->per_second, scale);
  if (settings.classifier_action == "hold") made.classified = moderation::RuleAction::hold;
  if (settings.classifier_action == "refuse") made.classified = moderation::RuleAction::refuse;
  return made;
}

Safety::Safety(Foundation& foundation, Nodes& nodes, Sharing& sharing, const Settings& settings)
    : suspensions(foundation.store, nodes.clock()),
      rates(sharing.limits(), rate_table(settings.limits, settings.chat)),
      guard(suspensions, rates),
      client(settings.moderation.classifier_url.empty() ? nullptr
                                                        : std::make_unique<http::CurlClient>()),
      classifier(classifier_of(client.get(), settings.moderation)),
      screening(screening_settings(settings.moderation, settings.limits.scale), sharing.limits(),
                classifier.get(), foundation.clock, foundation.metrics) {}

}  // namespace waymark::app
