#include "product/social/portraits.h"

#include <cstdlib>
#include <filesystem>

#include "platform/blobs/files/file_blobs.h"
#include "platform/media/pixels.h"
#include "product/limits/testing.h"
#include "product/social/world_test.h"

namespace waymark::social {
namespace {

std::filesystem::path fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "waymark-portraits-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

class PortraitsTest : public World {
 protected:
  PortraitsTest() { runner.add(cleanup); }
  ~PortraitsTest() override {
    pool.stop();
    std::filesystem::remove_all(folder);
  }
  accounts::User set(Portrait which = Portrait::avatar) {
    return run(portraits.set(ana, which, media::encode(media::Pixels(600, 400, 3)).bytes));
  }
  void edit(std::optional<std::string> avatar) {
    accounts::ProfileInput input;
    input.avatar_url = std::move(avatar);
    const accounts::Given given = [](std::string_view name) { return name == "avatarUrl"; };
    run(profiles.update(Owner(ana), input, given, "", ana));
  }
  bool is_served(const std::string& url) { return run(library.file(url.substr(7))).has_value(); }
  void sweep() {
    clock.advance(std::chrono::seconds(1));
    settle();
    run(library.sweep(100));
  }

  runtime::BackgroundPool pool{2, 64};
  std::filesystem::path folder = fresh_folder();
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder), clock, random, pool};
  media::Library library{
      media::LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  limits::Unlimited unlimited;
  accounts::Profiles profiles{store, outbox, clock, unlimited.limits};
  Portraits portraits{store, profiles, library};
  PortraitCleanup cleanup{store, library};
  RequestContext ana = person("ana");
};

TEST_F(PortraitsTest, TheProfileShowsThePicture) {
  const accounts::User user = set();
  ASSERT_TRUE(user.avatar_url);
  EXPECT_EQ(run(profiles.me(Owner(ana))).avatar_url, user.avatar_url);
  EXPECT_EQ(user.version, 2);
  EXPECT_TRUE(is_served(*user.avatar_url));
  clock.advance(std::chrono::hours(48));
  sweep();
  EXPECT_TRUE(is_served(*user.avatar_url)) << "it is used";
  EXPECT_EQ(events::schema_violations(recorded()), "");
}

TEST_F(PortraitsTest, TheOneBeforeGoes) {
  const std::string first = *set().avatar_url;
  const std::string banner = *set(Portrait::banner).banner_url;
  const std::string second = *set().avatar_url;
  sweep();
  EXPECT_FALSE(is_served(first));
  EXPECT_TRUE(is_served(second));
  EXPECT_TRUE(is_served(banner));
  EXPECT_EQ(run(portraits.remove(ana, Portrait::banner)).banner_url, std::nullopt);
  sweep();
  EXPECT_FALSE(is_served(banner));
  EXPECT_TRUE(is_served(second));
}

TEST_F(PortraitsTest, WhatAnEditTakesAwayGoesToo) {
  const std::string url = *set().avatar_url;
  edit(url);
  sweep();
  EXPECT_TRUE(is_served(url)) << "the same is no change";
  edit("https://elsewhere.example/ana.png");
  sweep();
  EXPECT_FALSE(is_served(url));
  EXPECT_EQ(run(profiles.me(Owner(ana))).avatar_url, "https://elsewhere.example/ana.png");
  const std::string next = *set().avatar_url;
  edit(std::nullopt);
  sweep();
  EXPECT_FALSE(is_served(next));
}

TEST_F(PortraitsTest, AReplayTakesNothingAway) {
  set();
  const std::string url = *set().avatar_url;
  run(runner.replay("portraits"));
  sweep();
  EXPECT_TRUE(is_served(url));
}

TEST_F(PortraitsTest, WhatIsRefusedChangesNothing) {
  const std::string url = *set().avatar_url;
  EXPECT_EQ(failure_of(portraits.set(ana, Portrait::avatar, "no picture")).code(),
            ErrorCode::invalid_input);
  EXPECT_EQ(run(profiles.me(Owner(ana))).avatar_url, url);
  EXPECT_EQ(failure_of(portraits.remove(RequestContext(), Portrait::avatar)).code(),
            ErrorCode::unauthenticated);
}

}  // namespace
}  // namespace waymark::social
