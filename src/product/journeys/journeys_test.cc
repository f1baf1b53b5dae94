#include "product/journeys/journeys.h"

#include <gtest/gtest.h>

#include "platform/media/testing.h"
#include "product/journeys/world_test.h"

namespace waymark::journeys {
namespace {

class JourneyPictures : public World {
 protected:
  media::MediaId upload(const RequestContext& who) {
    return run(media::upload_square(library, Owner(who)));
  }
  bool is_kept(const RequestContext& who, media::MediaId id) {
    clock.advance(media::kUnusedLife + std::chrono::hours(1));
    return run(media::survives_sweep(library, Owner(who), id));
  }
  /// Milestones at 20 km and 10 km, in that order, each with its picture.
  static JourneyInput drawn(std::optional<media::MediaId> far, std::optional<media::MediaId> near) {
    JourneyInput input;
    input.title = "North";
    input.points = {{46, 7, std::nullopt}, {46.8996, 7, std::nullopt}};
    input.milestones.resize(2);
    input.milestones[0].distance_metres = 20'000;
    input.milestones[0].title = "Twenty";
    input.milestones[0].picture_id = far;
    input.milestones[1].distance_metres = 10'000;
    input.milestones[1].title = "Ten";
    input.milestones[1].picture_id = near;
    return input;
  }
  JourneyView create(const RequestContext& who, JourneyInput input) {
    return run(service.journeys.create(who, std::move(input), InputPath("input")));
  }
  /// The field that is wrong, and why; "ok" when nothing is.
  std::string refusal(const RequestContext& who, JourneyInput input) {
    try {
      create(who, std::move(input));
      return "ok";
    } catch (const Error& error) {
      if (error.problems().empty()) return error.message_key();
      return error.problems().front().field + " " + error.problems().front().message_key;
    }
  }
};

TEST_F(JourneyPictures, AreKeptAsLongAsTheJourney) {
  const media::MediaId far = upload(ana);
  const media::MediaId near = upload(ana);
  const JourneyView made = create(ana, drawn(far, near));
  ASSERT_EQ(made.milestones.size(), 2U);
  std::vector<media::MediaId> both{near, far};
  const auto pictures = run(library.find_all(Owner(ana), std::move(both)));
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_EQ(made.milestones[i].picture_url, pictures[i]->url) << made.milestones[i].title;
  EXPECT_TRUE(is_kept(ana, far));
  EXPECT_EQ(run(service.journeys.require(ana, made.id)).milestones[1].picture_url,
            pictures[1]->url);
  run(service.journeys.remove(ana, made.id));
  EXPECT_FALSE(is_kept(ana, far));
  EXPECT_FALSE(is_kept(ana, near));
}

TEST_F(JourneyPictures, AreOnesOwnAndOfOneMilestone) {
  const media::MediaId hers = upload(ana);
  EXPECT_EQ(refusal(ben, drawn(std::nullopt, hers)),
            "input.milestones.1.pictureId error.picture.not_yours");
  EXPECT_EQ(refusal(ana, drawn(hers, hers)), "input.milestones.1.pictureId error.picture.not_yours")
      << "twice in one journey";
  EXPECT_EQ(refusal(ana, drawn(std::nullopt, hers)), "ok");
  EXPECT_EQ(refusal(ana, drawn(hers, std::nullopt)),
            "input.milestones.0.pictureId error.picture.not_yours")
      << "used already";
  EXPECT_EQ(refusal(ana, drawn(ids.make<media::MediaId>(), std::nullopt)),
            "input.milestones.0.pictureId error.picture.not_yours");
}

}  // namespace
}  // namespace waymark::journeys
