#include "product/moderation/screening.h"

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "platform/telemetry/log.h"

namespace waymark::moderation {
namespace {

void meet(screening::Screened& screened, std::string rule, RuleAction action) {
  screened.rules.push_back(std::move(rule));
  switch (action) {
    case RuleAction::flag:
      break;
    case RuleAction::hold:
      screened.held = true;
      break;
    case RuleAction::refuse:
      screened.refused = true;
      break;
  }
}

constexpr const char* kMetric = "waymark_moderation_screened_total";
constexpr const char* kHelp = "Texts that met a rule or the classifier, by what was done.";

}  // namespace

Instant made_at(UserId user) {
  std::int64_t milliseconds = 0;
  for (std::size_t i = 0; i < 6; ++i)
    milliseconds = milliseconds << 8 | std::int64_t{user.uuid.bytes[i]};
  return Instant(std::chrono::milliseconds(milliseconds));
}

TextScreening::TextScreening(ScreeningSettings settings, cache::RateLimits& limits,
                             Classifier* classifier, const Clock& clock,
                             telemetry::Metrics& metrics)
    : settings_(std::move(settings)),
      rules_(settings_.rules),
      limits_(limits),
      classifier_(classifier),
      clock_(clock),
      failures_(metrics.counter("waymark_moderation_classifier_failures_total",
                                "Texts that the classifier did not judge in time.")),
      held_(metrics.counter(kMetric, kHelp, "action=\"held\"")),
      refused_(metrics.counter(kMetric, kHelp, "action=\"refused\"")) {}

Task<bool> TextScreening::is_repeated(UserId author, std::string text) const {
  if (settings_.repeats.burst < 1 || code_points(text) < kRepeatedLength) co_return false;
  std::string bucket = "same:" + author.to_string() + ":" + base64url_encode(sha256(fold(text)));
  const auto wait = co_await limits_.try_take(std::move(bucket), settings_.repeats);
  co_return wait.count() > 0;
}

Task<std::vector<std::string>> TextScreening::judged(const RequestContext& context,
                                                     std::string text) const {
  std::vector<std::string> none;
  if (!classifier_) co_return none;
  const std::int64_t now = clock_.now().time_since_epoch().count();
  if (now < rests_until_.load()) {
    failures_.add();
    co_return none;
  }
  try {
    co_return co_await classifier_->judge(std::move(text));
  } catch (const Error& error) {
    failures_.add();
    rests_until_ = now + std::chrono::milliseconds(kClassifierRest).count();
    telemetry::log(telemetry::Level::warn, "classifier_failed", {{"reason", error.what()}},
                   &context.trace);
  }
  co_return none;
}

Task<screening::Screened> TextScreening::screen(const RequestContext& context, screening::Written,
                                                std::string text) const {
  const UserId author = context.require_principal().user;
  screening::Screened screened;
  for (RuleHit& hit : rules_.hits(text, clock_.now() - made_at(author)))
    meet(screened, std::move(hit.rule), hit.action);
  if (!screened.refused) {
    const bool repeated = co_await is_repeated(author, text);
    if (repeated) meet(screened, "repeated", RuleAction::hold);
    const auto categories = co_await judged(context, std::move(text));
    for (const std::string& category : categories)
      meet(screened, "classifier: " + category, settings_.classified);
  }
  if (screened.refused)
    refused_.add();
  else if (screened.held)
    held_.add();
  co_return screened;
}

}  // namespace waymark::moderation
