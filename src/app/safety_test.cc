#include "app/safety.h"

#include <gmock/gmock.h>

namespace waymark::app {
namespace {

using limits::Action;

std::string failure(const LimitSettings& limits) {
  try {
    limit_table(limits);
  } catch (const config::ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(LimitTable, IsWhatTheSettingsSayTimesTheScale) {
  LimitSettings limits;
  limits.scale = 10;
  limits.posts = "5 60/m";
  limits.comments = "off";
  limits.messages = "7 2/s";
  const limits::Table table = limit_table(limits);
  EXPECT_DOUBLE_EQ(table.at(Action::post)->burst, 50);
  EXPECT_DOUBLE_EQ(table.at(Action::post)->per_second, 10);
  EXPECT_DOUBLE_EQ(table.at(Action::message)->burst, 70);
  EXPECT_FALSE(table.at(Action::comment));
  limits.scale = 0;
  for (const auto& rate : limit_table(limits).of) EXPECT_FALSE(rate);
  EXPECT_FALSE(log_in_rate(limits));
}

TEST(LimitTable, NamesTheSettingThatIsNone) {
  LimitSettings limits;
  limits.follows = "many";
  EXPECT_EQ(failure(limits), "limits.follows must be like \"30 60/h\", or \"off\"");
  EXPECT_EQ(failure(LimitSettings()), "");
}

TEST(Screening, TakesItsSettings) {
  ModerationSettings settings;
  settings.hold_words = {"casino"};
  settings.classifier_action = "refuse";
  settings.repeats = "3 1/h";
  const auto made = screening_settings(settings, 2);
  EXPECT_THAT(made.rules.hold_words, testing::ElementsAre("casino"));
  EXPECT_EQ(made.classified, moderation::RuleAction::refuse);
  EXPECT_DOUBLE_EQ(made.repeats.burst, 6);
  EXPECT_DOUBLE_EQ(screening_settings(settings, 0).repeats.burst, 0) << "not counted";
  settings.repeats = "often";
  EXPECT_THROW(screening_settings(settings, 1), config::ConfigError);
}

}  // namespace
}  // namespace waymark::app
