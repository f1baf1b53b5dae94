#include "platform/mail/outbox_dir/outbox_dir.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/runtime/testing.h"

namespace waymark::mail {
namespace {

class OutboxDirTest : public testing::Test {
 protected:
  OutboxDirTest() {
    std::string name = (std::filesystem::temp_directory_path() / "waymark-mail-XXXXXX").string();
    dir_ = mkdtemp(name.data());
  }
  ~OutboxDirTest() override { std::filesystem::remove_all(dir_); }

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(dir_ / "outbox"))
      found.push_back(entry.path());
    return found;
  }

  std::filesystem::path dir_;
  FakeClock clock_{*parse_rfc3339("2026-11-21T08:00:00Z")};
  SystemRandom random_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{1, 8};
};

TEST_F(OutboxDirTest, WritesAPrivateFileAndLogsNoSecret) {
  OutboxDir mailer(dir_ / "outbox", "Waymark <hello@waymark.test>", clock_, random_, pool_);
  Mail mail;
  mail.to = "ana@example.org";
  mail.subject = "Please confirm";
  mail.text = "https://waymark.test/confirm-email?token=s3cr3t";
  mail.html = "<p>s3cr3t</p>";
  testing::internal::CaptureStderr();
  loop_.run(mailer.send(mail));
  const std::string log = testing::internal::GetCapturedStderr();
  ASSERT_EQ(files().size(), 1U);
  std::ifstream in(files().front());
  std::stringstream content;
  content << in.rdbuf();
  EXPECT_NE(content.str().find(mail.text), std::string::npos);
  struct stat status {};
  ASSERT_EQ(::stat(files().front().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_NE(log.find("mail_written"), std::string::npos);
  EXPECT_NE(log.find(files().front().filename().string()), std::string::npos);
  EXPECT_NE(log.find("Please confirm"), std::string::npos);
  EXPECT_EQ(log.find("s3cr3t"), std::string::npos);
  EXPECT_EQ(log.find("ana@"), std::string::npos);
  EXPECT_EQ(mailer.folder(), (dir_ / "outbox").string());
}

TEST_F(OutboxDirTest, SaysWhichFolderItCannotMake) {
  std::ofstream(dir_ / "file") << "in the way";
  try {
    OutboxDir mailer(dir_ / "file" / "outbox", "x@y", clock_, random_, pool_);
    FAIL() << "made a folder under a file";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unavailable);
    EXPECT_NE(std::string(error.what()).find("outbox"), std::string::npos);
  }
}

}  // namespace
}  // namespace waymark::mail
