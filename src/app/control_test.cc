#include "app/control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "app/run_on.h"
#include "base/error.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

/// A server's side that repeats what it was asked.
Task<ControlAnswer> repeat(ControlRequest request) {
  if (request.command == "fail")
    throw Error(ErrorCode::unavailable, "error.unavailable", "it failed");
  ControlAnswer answer;
  answer.done = request.command == "backup";
  answer.message = request.command + " to " + request.destination;
  co_return answer;
}

class ControlTest : public testing::Test {
 protected:
  ControlTest() : reactors_(1) {
    std::string name = (fs::temp_directory_path() / "waymark-control-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    root_ = name;
    // Deeper than the name of a socket may be.
    folder_ = root_ / std::string(100, 'd') / std::string(100, 'e');
    fs::create_directories(folder_);
    reactors_.start();
  }
  ~ControlTest() override {
    if (control_) run_on(reactors_[0], control_->stop());
    reactors_.stop();
    control_.reset();
    fs::remove_all(root_);
  }
  void serve() {
    control_ = std::make_unique<ControlSocket>(folder_, reactors_[0].executor(), repeat);
    run_on(reactors_[0], start());
  }
  Task<void> start() {
    control_->start();
    co_return;
  }
  static ControlRequest request(std::string command) {
    ControlRequest made;
    made.command = std::move(command);
    made.destination = "there";
    return made;
  }

  fs::path root_;
  fs::path folder_;
  runtime::Reactors reactors_;
  std::unique_ptr<ControlSocket> control_;
};

TEST_F(ControlTest, ARequestIsAnswered) {
  serve();
  for (int i = 0; i < 20; ++i) {
    const auto answer = ask_server(folder_, request("backup"));
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->done);
    EXPECT_EQ(answer->message, "backup to there");
  }
  EXPECT_FALSE(ask_server(folder_, request("other"))->done);
}

TEST_F(ControlTest, WhatFailsIsToldWithItsReason) {
  serve();
  const auto answer = ask_server(folder_, request("fail"));
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->done);
  EXPECT_THAT(answer->message, testing::HasSubstr("it failed"));
}

TEST_F(ControlTest, NobodyElseMayAsk) {
  serve();
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "control.sock").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(ControlTest, WithoutAServerThereIsNoAnswer) {
  EXPECT_EQ(ask_server(root_ / "no such folder", request("backup")).has_value(), false);
  EXPECT_EQ(ask_server(folder_, request("backup")).has_value(), false);
  serve();
  run_on(reactors_[0], control_->stop());
  EXPECT_FALSE(fs::exists(folder_ / "control.sock"));
  EXPECT_EQ(ask_server(folder_, request("backup")).has_value(), false);
  control_.reset();
}

TEST_F(ControlTest, WhatAKilledServerLeftIsReplaced) {
  std::ofstream(folder_ / "control.sock") << "";
  EXPECT_FALSE(ask_server(folder_, request("backup")).has_value());
  serve();
  EXPECT_TRUE(ask_server(folder_, request("backup"))->done);
}

}  // namespace
}  // namespace waymark::app
