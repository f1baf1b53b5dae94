#include "platform/store/postgres/postgres_store.h"

#include "platform/store/conformance_test.h"
#include "platform/store/model_test.h"
#include "platform/store/postgres/world_test.h"

namespace waymark::store {
namespace {

std::unique_ptr<StoreUnderTest> make_postgres_store(const Clock& clock) {
  return std::make_unique<FreshPostgres>(clock);
}

INSTANTIATE_TEST_SUITE_P(Postgres, StoreConformance, testing::Values(&make_postgres_store));
INSTANTIATE_TEST_SUITE_P(Postgres, StoreModel, testing::Values(&make_postgres_store));

}  // namespace
}  // namespace waymark::store
