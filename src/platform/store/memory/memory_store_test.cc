#include "platform/store/memory/memory_store.h"

#include "platform/store/conformance_test.h"

namespace waymark::store {
namespace {

class Memory final : public StoreUnderTest {
 public:
  explicit Memory(const Clock& clock) : store_(clock) {}
  Store& store() override { return store_; }

 private:
  MemoryStore store_;
};

std::unique_ptr<StoreUnderTest> make_memory_store(const Clock& clock) {
  return std::make_unique<Memory>(clock);
}

INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, testing::Values(&make_memory_store));

}  // namespace
}  // namespace waymark::store
