#include "platform/search/xapian/xapian_index.h"

#include <fstream>

#include "platform/runtime/test_server.h"
#include "platform/runtime/when_all.h"
#include "platform/search/conformance_test.h"
#include "platform/search/xapian/terms.h"

namespace waymark::search {
namespace {

class XapianWorld {
 public:
  XapianWorld() { restart(); }
  ~XapianWorld() {
    index_.reset();
    pool_.stop();
  }
  runtime::TestLoop& loop() { return loop_; }
  Index& index() { return *index_; }
  void restart() {
    index_.reset();
    index_ = std::make_unique<XapianIndex>(folder_.path() / "search", pool_);
  }

 private:
  runtime::TemporaryFolder folder_;
  runtime::TestLoop loop_;
  runtime::BackgroundPool pool_{2, 64};
  std::unique_ptr<XapianIndex> index_;
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Xapian, SearchConformance, XapianWorld);

namespace {

class XapianIndexTest : public ::testing::Test {
 protected:
  ~XapianIndexTest() override { pool.stop(); }

  static Batch one(const std::string& id, const std::string& bookmark) {
    Batch batch;
    Document document;
    document.id = id;
    document.kind = "post";
    document.texts.emplace_back("river");
    batch.put.push_back(std::move(document));
    batch.bookmark = bookmark;
    return batch;
  }
  static Query river() {
    Query query;
    query.text = "river ";
    return query;
  }
  template <typename T>
  T run(Task<T> task) {
    return loop.run(std::move(task));
  }

  runtime::TemporaryFolder folder;
  runtime::TestLoop loop;
  runtime::BackgroundPool pool{4, 1'024};
};

TEST_F(XapianIndexTest, ADamagedDatabaseIsThrownAway) {
  {
    XapianIndex index(folder.path(), pool);
    run(index.apply(one("a", "here")));
  }
  for (const auto& file : std::filesystem::directory_iterator(folder.path() / "1"))
    std::ofstream(file.path(), std::ios::binary | std::ios::trunc) << std::string(5'000, '\x5A');
  XapianIndex index(folder.path(), pool);
  EXPECT_EQ(run(index.bookmark()), "");
  EXPECT_EQ(run(index.size()), 0U);
  run(index.apply(one("b", "again")));
  EXPECT_EQ(run(index.find(river())).hits.size(), 1U);
}

TEST_F(XapianIndexTest, ADatabaseOfAnotherFormatIsThrownAway) {
  {
    run(XapianIndex(folder.path(), pool).apply(one("a", "here")));
    Xapian::WritableDatabase other((folder.path() / "1").string(), Xapian::DB_OPEN);
    other.set_metadata(kFormatKey, "0");
    other.commit();
  }
  XapianIndex index(folder.path(), pool);
  EXPECT_EQ(run(index.bookmark()), "");
}

TEST_F(XapianIndexTest, ProcessesThatShareAFolderHaveAnIndexEach) {
  auto first = std::make_unique<XapianIndex>(folder.path(), pool);
  XapianIndex second(folder.path(), pool);
  run(first->apply(one("a", "of the first")));
  EXPECT_EQ(run(second.bookmark()), "");
  run(second.apply(one("b", "of the second")));
  EXPECT_EQ(run(first->bookmark()), "of the first");
  first.reset();
  XapianIndex third(folder.path(), pool);
  EXPECT_EQ(run(third.bookmark()), "of the first") << "it takes the first that is free";
}

TEST_F(XapianIndexTest, AFolderThatCannotBeMadeIsUnavailable) {
  std::ofstream(folder.path() / "file") << "not a folder";
  XapianIndex index(folder.path() / "file", pool);
  for (int i = 0; i < 2; ++i) {
    try {
      run(index.find(river()));
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable);
    }
  }
  std::filesystem::remove(folder.path() / "file");
  EXPECT_TRUE(run(index.find(river())).hits.empty()) << "it is opened once it can be";
}

Task<void> write_many(XapianIndex& index, int count) {
  for (int i = 0; i < count; ++i) {
    Batch batch;
    for (int n = 0; n < 20; ++n) {
      Document document;
      document.id = std::to_string(n);
      document.kind = "post";
      document.texts.emplace_back("river " + std::to_string(i * 20 + n));
      batch.put.push_back(std::move(document));
    }
    co_await index.apply(std::move(batch));
  }
}

Task<void> read_many(XapianIndex& index, int count) {
  for (int i = 0; i < count; ++i) {
    Query query;
    query.text = "river ";
    query.limit = 100;
    const Hits hits = co_await index.find(std::move(query));
    EXPECT_TRUE(hits.hits.empty() || hits.hits.size() == 20) << "a batch is seen whole";
  }
}

TEST_F(XapianIndexTest, ReadersSeeWholeBatchesWhileOthersWrite) {
  XapianIndex index(folder.path(), pool);
  std::vector<Task<void>> tasks;
  tasks.push_back(write_many(index, 20));
  for (int i = 0; i < 3; ++i) tasks.push_back(read_many(index, 60));
  run(runtime::when_all(std::move(tasks)));
  EXPECT_EQ(run(index.size()), 20U);
}

}  // namespace
}  // namespace waymark::search
