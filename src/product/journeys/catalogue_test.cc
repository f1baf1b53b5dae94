#include "product/journeys/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace waymark::embedded {
std::span<const EmbeddedFile> journeys();
}

namespace waymark::journeys {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

std::vector<std::string> titles(const std::vector<const Journey*>& journeys) {
  std::vector<std::string> titles;
  for (const Journey* journey : journeys) titles.push_back(journey->title.en);
  return titles;
}

void expect_said_in_all(const Texts& texts, const std::string& where) {
  for (const Locale locale : kLocales) EXPECT_NE(texts.in(locale), "") << where;
}
void expect_translated(const Texts& texts, const std::string& where) {
  EXPECT_TRUE(texts.es && texts.fr && texts.pt_br) << where;
  expect_said_in_all(texts, where);
}

TEST(Catalogue, ShipsTheJourneysItPromises) {
  const Catalogue catalogue = shipped_catalogue();
  std::vector<const Journey*> all;
  for (const Journey& journey : catalogue.all()) all.push_back(&journey);
  EXPECT_THAT(titles(all), IsSupersetOf({"Camino Francés", "Hadrian's Wall Path",
                                         "Appalachian Trail", "Land's End to John o' Groats",
                                         "The Danube", "Pacific Coast, US 101 and California 1"}));
}

/// Each is whole: a line that looks like its route, its official length, milestones along it, in every language.
TEST(Catalogue, EveryJourneyIsWhole) {
  const Catalogue catalogue = shipped_catalogue();
  for (const Journey& journey : catalogue.all()) {
    SCOPED_TRACE(journey.title.en);
    const Line line = line_of(journey);
    EXPECT_GE(line.points().size(), 40U);
    EXPECT_NEAR(line.length(), journey.length_metres, 1);
    for (std::size_t i = 1; i < line.points().size(); ++i) {
      const double leg = line.distances()[i] - line.distances()[i - 1];
      EXPECT_LT(leg, 100'000) << "at point " << i;
      const double straight = workouts::distance_metres(line.points()[i - 1], line.points()[i]);
      EXPECT_LT(straight, leg * 1.01) << "a way is not shorter than the straight line, at " << i;
      EXPECT_LT(leg, straight * 2) << "a way does not wind more than that, at " << i;
    }
    EXPECT_FALSE(journey.owner_id);
    EXPECT_FALSE(journey.tags.empty());
    ASSERT_TRUE(journey.source && journey.precision_metres);
    expect_translated(journey.title, "title");
    expect_translated(journey.description, "description");
    expect_translated(*journey.source, "source");
    ASSERT_GE(journey.milestones.size(), 5U);
    double before = 0;
    for (const Milestone& milestone : journey.milestones) {
      EXPECT_GT(milestone.distance_metres, before);
      EXPECT_LE(milestone.distance_metres, journey.length_metres + 1);
      before = milestone.distance_metres;
      expect_said_in_all(milestone.title, milestone.title.en);
      expect_translated(milestone.text, milestone.title.en);
      EXPECT_TRUE(milestone.picture_url) << milestone.title.en;
    }
    EXPECT_NEAR(before, journey.length_metres, 1) << "the last milestone is the end";
  }
}

/// The web app has every picture that may be named, a small drawing, and none that nothing shows.
TEST(Catalogue, EverySceneIsDrawn) {
  std::set<std::string> shown;
  const Catalogue catalogue = shipped_catalogue();
  for (const Journey& journey : catalogue.all())
    for (const Milestone& milestone : journey.milestones)
      shown.insert(milestone.picture_url.value_or(""));
  std::set<std::string> known;
  for (const std::string_view scene : scenes())
    known.insert("/scenes/" + std::string(scene) + ".svg");
  EXPECT_EQ(shown, known);
  const char* root = std::getenv("WAYMARK_SOURCE_DIR");
  ASSERT_TRUE(root) << "WAYMARK_SOURCE_DIR is not set";
  const std::filesystem::path folder = std::filesystem::path(root) / "web/public/scenes";
  std::set<std::string> drawn;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    drawn.insert("/scenes/" + file.path().filename().string());
    EXPECT_LT(file.file_size(), 3'000U) << file.path();
  }
  EXPECT_EQ(drawn, known);
}

TEST(Catalogue, AnUnknownSceneIsRefused) {
  std::string content(embedded::journeys().front().content);
  const std::string_view named = "\"scene\": \"";
  content.insert(content.find(named) + named.size(), "no-");
  const EmbeddedFile file{"catalogue/unseen.json", content};
  try {
    const Catalogue catalogue({&file, 1});
    ADD_FAILURE();
  } catch (const std::logic_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("catalogue/unseen.json"));
    EXPECT_THAT(error.what(), testing::HasSubstr("milestones.0.scene"));
  }
}

TEST(Catalogue, HasHeightsWhereTheDataHaveThem) {
  const Catalogue catalogue = shipped_catalogue();
  for (const Journey& journey : catalogue.all()) {
    if (!journey.profile) continue;
    const auto profile = decode_profile(*journey.profile);
    EXPECT_GT(profile.size(), 20U);
    EXPECT_NEAR(profile.back().distance_metres, journey.length_metres, 1) << journey.title.en;
  }
  EXPECT_TRUE(std::ranges::any_of(catalogue.all(), [](const Journey& journey) {
    return journey.title.en == "Camino Francés" && journey.profile;
  }));
}

TEST(Catalogue, IsFilteredByTagsLengthAndText) {
  const Catalogue catalogue = shipped_catalogue();
  JourneyFilter filter;
  filter.tags = {"River"};
  EXPECT_THAT(titles(catalogue.matching(filter, Locale::en)), ElementsAre("The Danube"));
  filter.tags = {"river", "asia"};
  EXPECT_THAT(titles(catalogue.matching(filter, Locale::en)), ElementsAre());
  JourneyFilter lengths;
  lengths.min_length_metres = 140'000;
  lengths.max_length_metres = 200'000;
  EXPECT_THAT(titles(catalogue.matching(lengths, Locale::en)), ElementsAre("West Highland Way"));
  JourneyFilter text;
  text.text = "DANUBIO";
  EXPECT_THAT(titles(catalogue.matching(text, Locale::es)), ElementsAre("The Danube"));
  EXPECT_THAT(titles(catalogue.matching(text, Locale::en)), ElementsAre());
}

TEST(Catalogue, IdsAreItsOwn) {
  const Catalogue catalogue = shipped_catalogue();
  for (const Journey& journey : catalogue.all()) EXPECT_EQ(catalogue.find(journey.id), &journey);
  EXPECT_EQ(catalogue.find(JourneyId()), nullptr);
}

TEST(Catalogue, NamesTheFileThatIsWrong) {
  const EmbeddedFile file{"catalogue/broken.json", "{\"id\": 7}"};
  try {
    const Catalogue catalogue({&file, 1});
    ADD_FAILURE();
  } catch (const std::logic_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("catalogue/broken.json"));
  }
}

}  // namespace
}  // namespace waymark::journeys
