#include "platform/store/rocks/cached_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rocksdb/file_system.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "platform/runtime/test_server.h"

namespace waymark::store::rocks {
namespace {

class CachedFilesTest : public testing::Test {
 protected:
  CachedFilesTest() {
    for (int i = 0; i < 40'000; ++i) content_ += static_cast<char>(i * 31 % 251);
    std::ofstream(name_) << content_;
  }

  std::unique_ptr<rocksdb::FSRandomAccessFile> open(rocksdb::Status* status = nullptr) {
    std::unique_ptr<rocksdb::FSRandomAccessFile> file;
    const rocksdb::Status opened = cached_files()->GetFileSystem()->NewRandomAccessFile(
        name_, rocksdb::FileOptions(), &file, nullptr);
    if (status) *status = opened;
    return file;
  }

  rocksdb::Status read(const rocksdb::FSRandomAccessFile& file, std::uint64_t offset,
                       std::size_t length) {
    scratch_.resize(length);
    return file.Read(offset, length, rocksdb::IOOptions(), &found_, scratch_.data(), nullptr);
  }

  /// Out of the machine's memory, where the file system has such.
  void evict() {
    const int descriptor = ::open(name_.c_str(), O_RDONLY);
    ::fdatasync(descriptor);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
  }

  runtime::TemporaryFolder folder_;
  std::string name_ = (folder_.path() / "file").string();
  std::string content_;
  std::string scratch_;
  rocksdb::Slice found_;
};

TEST_F(CachedFilesTest, ReadsWhatIsThere) {
  const auto file = open();
  ASSERT_TRUE(read(*file, 100, 5000).ok());
  EXPECT_EQ(found_.ToStringView(), std::string_view(content_).substr(100, 5000));
  ASSERT_TRUE(read(*file, content_.size() - 10, 100).ok());
  EXPECT_EQ(found_.size(), 10U) << "the file ends there";
  ASSERT_TRUE(read(*file, content_.size() + 10, 100).ok());
  EXPECT_TRUE(found_.empty());
}

TEST_F(CachedFilesTest, WithoutWaitingItGivesTheSameOrNothing) {
  const auto file = open();
  evict();
  {
    const NoWaiting here;
    const rocksdb::Status status = read(*file, 8192, 5000);
    ASSERT_TRUE(status.ok() || status.IsBusy()) << status.ToString();
    if (status.ok()) {
      EXPECT_EQ(found_.ToStringView(), std::string_view(content_).substr(8192, 5000));
    }
  }
  ASSERT_TRUE(read(*file, 8192, 5000).ok()) << "waiting is allowed again";
  const NoWaiting here;
  ASSERT_TRUE(read(*file, 8192, 5000).ok()) << "it has just been read";
  EXPECT_EQ(found_.ToStringView(), std::string_view(content_).substr(8192, 5000));
}

TEST_F(CachedFilesTest, WithoutWaitingNoFileIsOpened) {
  rocksdb::Status status;
  {
    const NoWaiting here;
    EXPECT_EQ(open(&status), nullptr);
    EXPECT_TRUE(status.IsBusy());
  }
  EXPECT_NE(open(&status), nullptr);
}

TEST_F(CachedFilesTest, AFileThatIsNotThereIsSaidToBeMissing) {
  name_ += "-missing";
  rocksdb::Status status;
  EXPECT_EQ(open(&status), nullptr);
  EXPECT_TRUE(status.IsPathNotFound() || status.IsNotFound()) << status.ToString();
}

}  // namespace
}  // namespace waymark::store::rocks
