#include "platform/blobs/files/file_blobs.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/fake_clock.h"
#include "platform/blobs/conformance_test.h"
#include "platform/blobs/files/links.h"
#include "platform/http/curl/curl_client.h"
#include "platform/http/server.h"
#include "platform/runtime/when_all.h"
#include "platform/secrets/crypto.h"

namespace waymark::blobs {
namespace {

namespace fs = std::filesystem;

fs::path temporary_folder() {
  std::string name = (fs::temp_directory_path() / "waymark-blobs-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  return name;
}

/// Blobs in a temporary folder, and a server for their links.
class Files final : public BlobsUnderTest {
 public:
  Files() : folder_(temporary_folder()), clock_(SystemClock().now()), reactors_(1), pool_(2, 100) {
    FileBlobsOptions options(folder_ / "blobs");
    options.link_key = Secret(std::string(32, 'k'));
    // The port is known once the server listens, and the server takes the routes when it is made.
    options.link_base = "http://127.0.0.1:" + std::to_string(1);
    blobs_ = std::make_unique<FileBlobs>(options, clock_, random_, pool_);
    add_link_routes(router_, "/blobs", *blobs_, clock_, 1 << 20);
    http::ServerOptions server;
    server.port = 0;
    reactors_.start();
    server_ = std::make_unique<http::Server>(server, router_, reactors_);
    server_->start();
  }
  ~Files() override {
    client_.stop();
    server_.reset();
    pool_.stop();
    reactors_.stop();
    fs::remove_all(folder_);
  }

  Blobs& blobs() override { return *this->linked(); }
  runtime::TestLoop& loop() override { return loop_; }
  http::Client& client() override { return client_; }
  FakeClock& clock() { return clock_; }
  fs::path root() const { return folder_ / "blobs"; }

 private:
  /// The same folder again, with links that lead to the server's port.
  FileBlobs* linked() {
    if (!linked_) {
      FileBlobsOptions options = blobs_->options();
      options.link_base = "http://127.0.0.1:" + std::to_string(server_->port()) + "/blobs";
      linked_ = std::make_unique<FileBlobs>(options, clock_, random_, pool_);
    }
    return linked_.get();
  }

  fs::path folder_;
  FakeClock clock_;
  SystemRandom random_;
  runtime::TestLoop loop_;
  runtime::Reactors reactors_;
  runtime::BackgroundPool pool_;
  http::Router router_;
  std::unique_ptr<FileBlobs> blobs_;
  std::unique_ptr<FileBlobs> linked_;
  std::unique_ptr<http::Server> server_;
  http::CurlClient client_;
};

std::unique_ptr<BlobsUnderTest> make_file_blobs() {
  return std::make_unique<Files>();
}

INSTANTIATE_TEST_SUITE_P(Files, BlobsConformance, testing::Values(&make_file_blobs));

class FileBlobsTest : public testing::Test {
 protected:
  void put(std::string key, std::string bytes) {
    files_.loop().run(put_bytes(files_.blobs(), std::move(key), std::move(bytes)));
  }
  unsigned status(http::Method method, std::string url, std::string type = {},
                  std::string body = {}) {
    http::ClientRequest request;
    request.method = method;
    request.url = std::move(url);
    if (!type.empty()) request.headers.set("Content-Type", std::move(type));
    request.body = std::move(body);
    return files_.loop().run(files_.client().fetch(std::move(request))).status;
  }
  std::string link(LinkRequest::Use use, std::string key, std::string type = "image/png") {
    LinkRequest request(use, std::move(key), std::chrono::minutes(5));
    request.content_type = std::move(type);
    return files_.loop().run(files_.blobs().link(std::move(request)));
  }

  Files files_;
};

TEST_F(FileBlobsTest, NobodyElseMayReadTheFiles) {
  put("a/b", "x");
  struct stat status {};
  ASSERT_EQ(::stat((files_.root() / "a/b").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  ASSERT_EQ(::stat((files_.root() / "a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(FileBlobsTest, ABlobCannotBeAFolderToo) {
  put("a", "x");
  try {
    put("a/b", "y");
    FAIL() << "it was put";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict) << error.what();
  }
  put("c/d", "x");
  EXPECT_THROW(put("c", "y"), Error);
  EXPECT_TRUE(fs::is_empty(files_.root() / ".drafts"));
}

TEST_F(FileBlobsTest, FoldersGoWithTheLastBlobInThem) {
  put("a/b/c", "x");
  put("a/d", "x");
  files_.loop().run(files_.blobs().remove("a/b/c"));
  EXPECT_FALSE(fs::exists(files_.root() / "a/b"));
  EXPECT_TRUE(fs::exists(files_.root() / "a/d"));
  files_.loop().run(files_.blobs().remove("a/d"));
  EXPECT_FALSE(fs::exists(files_.root() / "a"));
  put("a", "a name that was a folder's");
}

TEST_F(FileBlobsTest, AFolderThatIsRemovedMeanwhileIsMadeAgain) {
  std::vector<Task<void>> tasks;
  const auto come_and_go = [](Blobs& blobs, std::string key) -> Task<void> {
    for (int i = 0; i < 100; ++i) {
      co_await put_bytes(blobs, key, "x");
      co_await blobs.remove(key);
    }
  };
  for (int i = 0; i < 4; ++i)
    tasks.push_back(come_and_go(files_.blobs(), "a/b/" + std::to_string(i)));
  files_.loop().run(runtime::when_all(std::move(tasks)));
  EXPECT_FALSE(fs::exists(files_.root() / "a"));
}

TEST_F(FileBlobsTest, ListsSortByBytesNotByLanguage) {
  for (const char* key : {"b", "B", "a_", "aB", "a/x"}) put(key, "");
  const Listing page = files_.loop().run(files_.blobs().list(ListRequest()));
  std::vector<std::string> keys;
  for (const Entry& entry : page.entries) keys.push_back(entry.key);
  EXPECT_THAT(keys, testing::ElementsAre("B", "a/x", "aB", "a_", "b"));
}

/// Writes past a size fail, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit full{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_;
};

TEST_F(FileBlobsTest, AFullDiskKeepsWhatWasThereAndSaysWhy) {
  put("key", "as it was");
  {
    const FullDisk full(64 * 1024);
    for (const char* key : {"key", "new"}) {
      try {
        put(key, random_bytes(1 << 20, 1));
        ADD_FAILURE() << "it was put";
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unavailable);
        EXPECT_THAT(error.what(), testing::HasSubstr((files_.root() / ".drafts").string()));
      }
    }
    EXPECT_TRUE(fs::is_empty(files_.root() / ".drafts")) << "a draft takes room that others need";
  }
  EXPECT_EQ(files_.loop().run(get_bytes(files_.blobs(), "key", 100)), "as it was");
  EXPECT_FALSE(files_.loop().run(files_.blobs().head("new")));
  put("new", "there is room again");
}

TEST_F(FileBlobsTest, WhatLiesAroundIsNoBlob) {
  put("a", "x");
  std::ofstream(files_.root() / "with space") << "x";
  std::ofstream(files_.root() / ".hidden") << "x";
  fs::create_symlink("/etc/passwd", files_.root() / "link");
  const Listing page = files_.loop().run(files_.blobs().list(ListRequest()));
  EXPECT_EQ(page.entries.size(), 1U);
  EXPECT_THROW(files_.loop().run(get_bytes(files_.blobs(), "link", 100'000)), Error);
}

TEST_F(FileBlobsTest, OldDraftsAreSweptAtTheStartYoungOnesNot) {
  put("a", "x");
  const fs::path old_draft = files_.root() / ".drafts" / "old";
  const fs::path young_draft = files_.root() / ".drafts" / "young";
  std::ofstream(old_draft) << "x";
  std::ofstream(young_draft) << "x";
  const auto day_before_yesterday = fs::file_time_type::clock::now() - std::chrono::hours(48);
  fs::last_write_time(old_draft, day_before_yesterday);
  SystemRandom random;
  runtime::BackgroundPool pool(1, 10);
  const FileBlobs again(FileBlobsOptions(files_.root()), files_.clock(), random, pool);
  EXPECT_FALSE(fs::exists(old_draft));
  EXPECT_TRUE(fs::exists(young_draft));
}

TEST_F(FileBlobsTest, ChangedLinksAreRefused) {
  put("key", "x");
  put("other", "y");
  const std::string good = link(LinkRequest::Use::download, "key");
  EXPECT_EQ(status(http::Method::get, good), 200U);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string url = good;
    const std::size_t at = url.find(from);
    EXPECT_NE(at, url.npos);
    return url.replace(at, from.size(), to);
  };
  EXPECT_EQ(status(http::Method::get, changed("/key", "/other")), 403U);
  EXPECT_EQ(status(http::Method::get, changed("image%2Fpng", "text%2Fhtml")), 403U);
  EXPECT_EQ(status(http::Method::get, changed("expires=", "expires=9")), 403U);
  EXPECT_EQ(status(http::Method::get, changed("download", "upload")), 403U);
  EXPECT_EQ(status(http::Method::get, good.substr(0, good.find('?'))), 403U);
  EXPECT_EQ(status(http::Method::get, changed("/key", "/%2e%2e/secret")), 403U);
  EXPECT_EQ(status(http::Method::put, good, "image/png", "z"), 403U);
}

TEST_F(FileBlobsTest, ALinkSaysOfWhatTypeItsBlobIs) {
  put("key", "x");
  http::ClientRequest request;
  request.url = link(LinkRequest::Use::download, "key", "text/plain; charset=utf-8");
  const auto answer = files_.loop().run(files_.client().fetch(std::move(request)));
  EXPECT_EQ(answer.headers.find("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(answer.headers.find("content-security-policy"), "sandbox; default-src 'none'");
}

TEST_F(FileBlobsTest, LinksExpire) {
  put("key", "x");
  const std::string url = link(LinkRequest::Use::download, "key");
  files_.clock().advance(std::chrono::minutes(4));
  EXPECT_EQ(status(http::Method::get, url), 200U);
  files_.clock().advance(std::chrono::minutes(2));
  EXPECT_EQ(status(http::Method::get, url), 403U);
}

TEST_F(FileBlobsTest, UploadsAreHeldToTheirLink) {
  const std::string url = link(LinkRequest::Use::upload, "up");
  EXPECT_EQ(status(http::Method::put, url, "text/html", "x"), 415U);
  EXPECT_EQ(status(http::Method::put, url, "image/png", std::string((1 << 20) + 1, 'x')), 413U);
  EXPECT_FALSE(files_.loop().run(files_.blobs().head("up")));
  EXPECT_EQ(status(http::Method::get, link(LinkRequest::Use::download, "missing")), 404U);
}

}  // namespace
}  // namespace waymark::blobs
