// What every engine of blobs must pass: each promise of blobs.h, with the cases that engines get wrong.
//
//   INSTANTIATE_TEST_SUITE_P(Files, BlobsConformance, testing::Values(&make_file_blobs));
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "platform/blobs/blobs.h"
#include "platform/blobs/transfer.h"
#include "platform/http/client.h"
#include "platform/runtime/testing.h"

namespace waymark::blobs {

/// An engine without blobs, and whatever it needs to live.
class BlobsUnderTest {
 public:
  virtual ~BlobsUnderTest() = default;
  virtual Blobs& blobs() = 0;
  virtual runtime::TestLoop& loop() = 0;
  /// Reaches what the engine's links lead to.
  virtual http::Client& client() = 0;
};
using BlobsMaker = std::unique_ptr<BlobsUnderTest> (*)();

/// Bytes that no pattern in an engine can make up.
inline std::string random_bytes(std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

/// Gives some bytes and then fails.
class BrokenSource final : public Source {
 public:
  explicit BrokenSource(std::size_t before) : left_(before) {}
  Task<std::string> read(std::size_t at_most) override {
    if (left_ == 0) throw Error(ErrorCode::unavailable, "error.unavailable", "the source broke");
    std::string piece(std::min(at_most, left_), 'x');
    left_ -= piece.size();
    co_return piece;
  }

 private:
  std::size_t left_;
};

class BlobsConformance : public testing::TestWithParam<BlobsMaker> {
 protected:
  BlobsConformance() : under_test_(GetParam()()) {}

  Blobs& blobs() { return under_test_->blobs(); }
  template <typename T>
  T run(Task<T> task) {
    return under_test_->loop().run(std::move(task));
  }
  void put(std::string key, std::string bytes) {
    run(put_bytes(blobs(), std::move(key), std::move(bytes)));
  }
  std::optional<std::string> get(std::string key) {
    return run(get_bytes(blobs(), std::move(key), std::size_t{64} << 20));
  }
  std::vector<std::string> keys(std::string prefix, std::string after = {},
                                std::size_t limit = kLargestPage, bool* more = nullptr) {
    ListRequest request(std::move(prefix), std::move(after), limit);
    const Listing page = run(blobs().list(std::move(request)));
    if (more) *more = page.more;
    std::vector<std::string> found;
    for (const Entry& entry : page.entries) found.push_back(entry.key);
    return found;
  }
  http::ClientResponse fetch(http::Method method, std::string url, std::string type = {},
                             std::string body = {}) {
    http::ClientRequest request;
    request.method = method;
    request.url = std::move(url);
    if (!type.empty()) request.headers.set("Content-Type", std::move(type));
    request.body = std::move(body);
    return run(under_test_->client().fetch(std::move(request)));
  }
  std::string link(LinkRequest::Use use, std::string key, std::string type) {
    LinkRequest request(use, std::move(key), std::chrono::minutes(5));
    request.content_type = std::move(type);
    return run(blobs().link(std::move(request)));
  }

  std::unique_ptr<BlobsUnderTest> under_test_;
};

TEST_P(BlobsConformance, ABlobIsReadAsItWasPut) {
  const std::string bytes = random_bytes(100'000, 1);
  put("some/where/a-blob_1.bin", bytes);
  EXPECT_TRUE(get("some/where/a-blob_1.bin") == bytes);
  const auto head = run(blobs().head("some/where/a-blob_1.bin"));
  ASSERT_TRUE(head);
  EXPECT_EQ(head->size, bytes.size());
  const auto age = SystemClock().now() - head->modified;
  EXPECT_LT(std::chrono::abs(age), std::chrono::minutes(5));
}

TEST_P(BlobsConformance, AnEmptyBlobIsThere) {
  put("empty", "");
  EXPECT_EQ(get("empty"), "");
  EXPECT_EQ(run(blobs().head("empty"))->size, 0U);
}

TEST_P(BlobsConformance, WhatWasNeverPutIsAbsent) {
  put("a/b", "x");
  for (const char* key : {"nothing", "a", "a/b/c", "a/c"}) {
    SCOPED_TRACE(key);
    EXPECT_EQ(get(key), std::nullopt);
    EXPECT_FALSE(run(blobs().head(key)));
    run(blobs().remove(key));
  }
  EXPECT_EQ(get("a/b"), "x");
}

TEST_P(BlobsConformance, PuttingAgainReplaces) {
  put("key", std::string(5000, 'a'));
  put("key", "short");
  EXPECT_EQ(get("key"), "short");
}

TEST_P(BlobsConformance, ARemovedBlobIsGone) {
  put("key", "bytes");
  run(blobs().remove("key"));
  EXPECT_EQ(get("key"), std::nullopt);
  EXPECT_THAT(keys(""), testing::IsEmpty());
}

TEST_P(BlobsConformance, RangesGiveWhatThereIs) {
  const std::string bytes = random_bytes(10'000, 2);
  put("key", bytes);
  const auto range = [&](std::uint64_t offset, std::size_t length) {
    Range wanted;
    wanted.offset = offset;
    wanted.length = length;
    return run(blobs().get("key", wanted));
  };
  EXPECT_EQ(range(0, 1), bytes.substr(0, 1));
  EXPECT_TRUE(range(777, 3000) == bytes.substr(777, 3000));
  EXPECT_EQ(range(9'999, 1), bytes.substr(9'999));
  EXPECT_TRUE(range(9'000, 5'000) == bytes.substr(9'000)) << "cut at the end";
  EXPECT_EQ(range(10'000, 10), "") << "just past the end";
  EXPECT_EQ(range(50'000, 10), "") << "far past the end";
}

TEST_P(BlobsConformance, ALargeBlobComesInPieces) {
  // Past one part of a multipart upload and one range of a read.
  const std::string bytes = random_bytes(kLargestRange + 3'000'017, 3);
  put("large", bytes);
  const auto back = get("large");
  ASSERT_TRUE(back);
  EXPECT_TRUE(*back == bytes);
}

TEST_P(BlobsConformance, ABrokenSourceChangesNothing) {
  put("key", "as it was");
  for (const std::size_t before : {std::size_t{0}, std::size_t{100}, std::size_t{20} << 20}) {
    auto source = std::make_shared<BrokenSource>(before);
    EXPECT_THROW(run(blobs().put("key", source)), Error);
    auto other = std::make_shared<BrokenSource>(before);
    EXPECT_THROW(run(blobs().put("new", other)), Error);
  }
  EXPECT_EQ(get("key"), "as it was");
  EXPECT_THAT(keys(""), testing::ElementsAre("key"));
}

TEST_P(BlobsConformance, ListsComeInTheOrderOfBytes) {
  for (const char* key : {"b", "a/z", "a-b", "a.b", "a0", "c/d/e", "c/d.e", "c/d-e/f"})
    put(key, key);
  EXPECT_THAT(keys(""),
              testing::ElementsAre("a-b", "a.b", "a/z", "a0", "b", "c/d-e/f", "c/d.e", "c/d/e"));
  EXPECT_THAT(keys("c/d"), testing::ElementsAre("c/d-e/f", "c/d.e", "c/d/e"));
  EXPECT_THAT(keys("c/d/"), testing::ElementsAre("c/d/e"));
  EXPECT_THAT(keys("nothing"), testing::IsEmpty());
}

TEST_P(BlobsConformance, PagesMeetWithoutGapOrOverlap) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    expected.push_back("p/" + std::to_string(100 + i) + (i % 3 == 0 ? "/x" : ".x"));
    put(expected.back(), "12345");
  }
  put("q", "");
  std::ranges::sort(expected);
  for (const std::size_t limit : {1U, 4U, 25U, 26U}) {
    std::vector<std::string> found;
    std::string after;
    for (bool more = true; more;) {
      const auto page = keys("p/", after, limit, &more);
      ASSERT_LE(page.size(), limit);
      ASSERT_TRUE(!page.empty() || !more);
      found.insert(found.end(), page.begin(), page.end());
      if (!page.empty()) after = page.back();
    }
    EXPECT_EQ(found, expected) << "limit " << limit;
  }
  EXPECT_THAT(keys("p/", "p/123"), testing::ElementsAre("p/123.x", "p/124/x"))
      << "after a key that is not there";
}

TEST_P(BlobsConformance, EntriesTellSizes) {
  put("a", std::string(123, 'x'));
  const Listing page = run(blobs().list(ListRequest()));
  ASSERT_EQ(page.entries.size(), 1U);
  EXPECT_EQ(page.entries[0].size, 123U);
  EXPECT_LT(std::chrono::abs(SystemClock().now() - page.entries[0].modified),
            std::chrono::minutes(5));
}

TEST_P(BlobsConformance, KeysThatAreNoneAreRefused) {
  for (const std::string& key :
       {std::string(), std::string("/a"), std::string("a/"), std::string("a//b"),
        std::string("../a"), std::string("a/../b"), std::string("a/./b"), std::string(".hidden"),
        std::string("a b"), std::string("a\\b"), std::string("a\0b", 3), std::string("ä"),
        std::string(201, 'a'), std::string("a?b"), std::string("a%2e")}) {
    SCOPED_TRACE(key);
    EXPECT_THROW(put(key, "x"), Error);
    EXPECT_THROW(get(key), Error);
    EXPECT_THROW(run(blobs().head(key)), Error);
    EXPECT_THROW(run(blobs().remove(key)), Error);
  }
}

TEST_P(BlobsConformance, EveryCharacterOfAKeyIsKept) {
  const std::string key = "AZaz09-_.=+@~/x=+@~y";
  put(key, "here");
  EXPECT_EQ(get(key), "here");
  EXPECT_THAT(keys(""), testing::ElementsAre(key));
  const auto answer =
      fetch(http::Method::get, link(LinkRequest::Use::download, key, "text/plain; charset=utf-8"));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(answer.body, "here");
}

TEST_P(BlobsConformance, ALinkUploads) {
  const std::string url = link(LinkRequest::Use::upload, "up/loaded", "image/png");
  const std::string bytes = random_bytes(300'000, 4);
  const auto answer = fetch(http::Method::put, url, "image/png", bytes);
  EXPECT_TRUE(answer.status == 200 || answer.status == 204) << answer.status << answer.body;
  EXPECT_TRUE(get("up/loaded") == bytes);
}

TEST_P(BlobsConformance, LinksWithoutOwnersLifetimeAreRefused) {
  LinkRequest request(LinkRequest::Use::download, "key", std::chrono::seconds(0));
  EXPECT_THROW(run(blobs().link(request)), Error);
  LinkRequest longer(LinkRequest::Use::download, "key", kLongestLink + std::chrono::seconds(1));
  EXPECT_THROW(run(blobs().link(longer)), Error);
}

}  // namespace waymark::blobs
