#include "app/safety.h"

#include <gmock/gmock.h>

namespace waymark::app {
namespace {

using moderation::Action;

std::string failure(const LimitSettings& limits) {
  try {
    rate_table(limits, ChatSettings());
  } catch (const config::ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(RateTable, IsWhatTheSettingsSayTimesTheScale) {
  LimitSettings limits;
  limits.scale = 10;
  limits.posts = "5 60/m";
  limits.comments = "off";
  ChatSettings chat;
  chat.burst = 7;
  chat.per_second = 2;
  const moderation::RateTable table = rate_table(limits, chat);
  EXPECT_DOUBLE_EQ(table.at(Action::post)->burst, 50);
  EXPECT_DOUBLE_EQ(table.at(Action::post)->per_second, 10);
  EXPECT_DOUBLE_EQ(table.at(Action::message)->burst, 70);
  EXPECT_FALSE(table.at(Action::comment));
  limits.scale = 0;
  for (const auto& rate : rate_table(limits, chat).of) EXPECT_FALSE(rate);
}

TEST(RateTable, NamesTheSettingThatIsNone) {
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
