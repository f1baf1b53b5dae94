#include "platform/media/media.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/fake_clock.h"
#include "base/random.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/blobs/transfer.h"
#include "platform/media/pictures_test.h"
#include "platform/media/rest.h"
#include "platform/media/upload.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::media {
namespace {

using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

std::filesystem::path fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "waymark-media-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

class MediaTest : public testing::Test {
 protected:
  ~MediaTest() override {
    pool.stop();
    std::filesystem::remove_all(folder);
  }
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task), std::chrono::seconds(60));
  }
  Picture add(Owner owner, Purpose purpose = Purpose::post) {
    return run(library.add(owner, with_exif(jpeg(800, 600), exif(6)), purpose, "  A flag\u0301 "));
  }
  std::vector<std::string> files() {
    std::vector<std::string> keys;
    for (const auto& entry : run(blobs.list(blobs::ListRequest("media/"))).entries)
      keys.push_back(entry.key);
    return keys;
  }
  bool commit(store::Transaction transaction) {
    return run(store.transact(std::move(transaction))).committed();
  }
  bool use(Owner owner, MediaId id) {
    store::Transaction transaction;
    Library::use(transaction, owner, id);
    return commit(std::move(transaction));
  }
  void release(Owner owner, MediaId id) {
    store::Transaction transaction;
    library.release(transaction, owner, id);
    EXPECT_TRUE(commit(std::move(transaction)));
  }
  std::optional<Picture> find(Owner owner, MediaId id) {
    std::vector<MediaId> wanted(1, id);
    return run(library.find_all(owner, std::move(wanted))).front();
  }
  std::string file_of(const std::string& url) {
    const auto file = run(library.file(url.substr(7)));
    return file ? file->bytes : "";
  }

  runtime::TestLoop loop;
  FakeClock clock{parse_rfc3339("2026-11-21T08:00:00Z").value()};
  SystemRandom random;
  UuidV7Source ids{clock, random};
  runtime::BackgroundPool pool{2, 64};
  std::filesystem::path folder = fresh_folder();
  store::MemoryStore store{clock};
  blobs::FileBlobs blobs{blobs::FileBlobsOptions(folder), clock, random, pool};
  Library library{LibraryPorts(store, blobs, pool, clock, ids, Secret(std::string(32, 'k')))};
  Owner ana = Owner::acting_for(ids.make<UserId>());
  Owner ben = Owner::acting_for(ids.make<UserId>());
};

TEST_F(MediaTest, IsKeptUnderANameThatNobodyGuesses) {
  const Picture picture = add(ana);
  EXPECT_THAT(picture.url, MatchesRegex("/media/[A-Za-z0-9_-]{32}\\.jpg"));
  EXPECT_EQ(picture.width, 600);
  EXPECT_EQ(picture.height, 800);
  EXPECT_EQ(picture.preview_width, 480);
  EXPECT_EQ(picture.alt, "A fla\u01F5") << "in normal form C";
  EXPECT_EQ(picture.expires_at, clock.now() + kUnusedLife);
  const Picture again = add(ana);
  EXPECT_NE(again.url, picture.url) << "the same content is another picture";
  const std::set<std::string> urls{picture.url, picture.preview_url, again.url, again.preview_url};
  EXPECT_THAT(urls, SizeIs(4));
  EXPECT_THAT(files(), SizeIs(4));
  const std::string served = file_of(picture.url);
  EXPECT_EQ(served.find("GPS-IS-HERE"), served.npos);
  const auto header = read_picture_header(served);
  ASSERT_TRUE(std::holds_alternative<PictureHeader>(header));
  EXPECT_EQ(std::get<PictureHeader>(header).width, 600U);
}

TEST_F(MediaTest, BelongsToWhoSentIt) {
  const Picture picture = add(ana);
  EXPECT_TRUE(find(ana, picture.id));
  EXPECT_FALSE(find(ben, picture.id));
  EXPECT_FALSE(use(ben, picture.id));
  EXPECT_TRUE(use(ana, picture.id));
  EXPECT_FALSE(use(ana, picture.id)) << "by one thing only";
  EXPECT_FALSE(find(ana, picture.id)->expires_at);
}

TEST_F(MediaTest, GoesAfterADayUnlessItIsUsed) {
  const Picture used = add(ana), unused = add(ana, Purpose::avatar);
  EXPECT_TRUE(use(ana, used.id));
  clock.advance(kUnusedLife - std::chrono::seconds(1));
  EXPECT_EQ(run(library.sweep(100)), 0U);
  clock.advance(std::chrono::seconds(2));
  EXPECT_EQ(run(library.sweep(100)), 1U);
  EXPECT_EQ(file_of(unused.url), "");
  EXPECT_FALSE(find(ana, unused.id));
  EXPECT_FALSE(use(ana, unused.id));
  EXPECT_NE(file_of(used.url), "");
  EXPECT_EQ(run(library.sweep(100)), 0U);
  EXPECT_THAT(files(), SizeIs(2));
}

TEST_F(MediaTest, WhatIsReleasedGoesWithTheNextSweep) {
  const Picture picture = add(ana);
  EXPECT_TRUE(use(ana, picture.id));
  release(ana, picture.id);
  release(ana, picture.id);
  release(ana, ids.make<MediaId>());
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(run(library.sweep(100)), 2U);
  EXPECT_THAT(files(), IsEmpty());
  EXPECT_FALSE(find(ana, picture.id));
  EXPECT_EQ(run(library.sweep(100)), 0U) << "nothing is left to do";
}

TEST_F(MediaTest, NobodyReleasesWhatIsAnothers) {
  const Picture picture = add(ana);
  EXPECT_TRUE(use(ana, picture.id));
  release(ben, picture.id);
  clock.advance(std::chrono::seconds(1));
  run(library.sweep(100));
  EXPECT_NE(file_of(picture.url), "");
}

TEST_F(MediaTest, ASweepIsBounded) {
  for (int i = 0; i < 5; ++i) add(ana, Purpose::avatar);
  clock.advance(kUnusedLife + std::chrono::seconds(1));
  EXPECT_EQ(run(library.sweep(2)), 2U);
  EXPECT_EQ(run(library.sweep(2)), 2U);
  EXPECT_EQ(run(library.sweep(2)), 1U);
}

TEST_F(MediaTest, WhatIsRefusedLeavesNothing) {
  const auto refused = [&](std::string file, std::string alt) {
    try {
      run(library.add(ana, std::move(file), Purpose::post, alt));
    } catch (const Error& error) {
      return error.code() == ErrorCode::too_large ? std::string("too large")
                                                  : error.problems().at(0).field;
    }
    return std::string("nothing");
  };
  EXPECT_EQ(refused("not a picture", "x"), "file");
  EXPECT_EQ(refused(jpeg(10, 10), std::string(kLongestAlt + 1, 'x')), "alt");
  EXPECT_EQ(refused(std::string(kUploadLimit + 1, 'x'), "x"), "too large");
  EXPECT_THAT(files(), IsEmpty());
}

TEST_F(MediaTest, OnlyItsOwnNamesAreLookedFor) {
  for (const char* name :
       {"", "x", "../../etc/passwd", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.png",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa/..jpg",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg"})
    EXPECT_FALSE(run(library.file(name))) << name;
}

TEST_F(MediaTest, AFormBringsThePictureAndItsText) {
  http::Request request;
  request.headers.set("Content-Type", "multipart/form-data; boundary=xx");
  const std::string file = jpeg(16, 8);
  request.body =
      "--xx\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nA flag\r\n"
      "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n"
      "Content-Type: application/zip\r\n\r\n" +
      file + "\r\n--xx--\r\n";
  const Upload upload = run(read_upload(request));
  EXPECT_EQ(upload.file, file) << "whatever it calls itself";
  EXPECT_EQ(upload.alt, "A flag");

  http::Request raw;
  raw.headers.set("Content-Type", "image/png");
  raw.target = "/api/media?alt=Two%20dogs";
  raw.body = file;
  EXPECT_EQ(run(read_upload(raw)).alt, "Two dogs");
  http::Request text;
  text.headers.set("Content-Type", "text/plain");
  EXPECT_THROW(run(read_upload(text)), Error);
  http::Request nothing;
  nothing.headers.set("Content-Type", "image/png");
  EXPECT_THROW(run(read_upload(nothing)), Error);
}

TEST_F(MediaTest, OnlySoManyAreReceivedAtOnce) {
  UploadPlaces places;
  std::vector<std::unique_ptr<UploadPlaces::Place>> taken;
  const auto take = [&] {
    taken.push_back(std::unique_ptr<UploadPlaces::Place>(new UploadPlaces::Place(places.take())));
  };
  for (int i = 0; i < UploadPlaces::kAtOnce; ++i) take();
  EXPECT_THROW(take(), Error);
  taken.pop_back();
  EXPECT_NO_THROW(take());
}

}  // namespace
}  // namespace waymark::media
