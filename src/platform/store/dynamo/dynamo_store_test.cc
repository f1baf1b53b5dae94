#include "platform/store/dynamo/dynamo_store.h"

#include <atomic>

#include "platform/http/curl/curl_client.h"
#include "platform/store/conformance_test.h"
#include "platform/store/dynamo/dynamo_local_test.h"
#include "platform/store/model_test.h"

namespace waymark::store {
namespace {

/// One server for all tests of this binary.
const DynamoLocal& local() {
  static const DynamoLocal kServer;
  return kServer;
}

aws::Credentials credentials() {
  aws::Credentials made;
  made.access_key_id = "local";
  made.secret_access_key = Secret("local");
  return made;
}

DynamoOptions options() {
  static std::atomic<int> tables = 0;
  DynamoOptions made;
  made.region = "eu-west-1";
  made.endpoint = local().endpoint();
  made.table = "test_" + std::to_string(++tables);
  made.cursor_key = Secret(std::string(32, 'k'));
  made.sweeping = Sweeping::by_scan;
  made.deadline = std::chrono::seconds(60);
  made.attempt_timeout = std::chrono::seconds(30);
  return made;
}

/// A store with all it borrows, on a table of its own.
class Dynamo final : public StoreUnderTest {
 public:
  explicit Dynamo(const Clock& clock, const DynamoOptions& given = options())
      : store_(given, client_, credentials_, clock, random_, metrics_) {
    runtime::run_task(store_.create(), std::chrono::seconds(120));
  }
  DynamoStore& store() override { return store_; }
  telemetry::Metrics& metrics() { return metrics_; }

 private:
  http::CurlClient client_;
  aws::FixedCredentials credentials_{credentials()};
  SystemRandom random_;
  telemetry::Metrics metrics_;
  DynamoStore store_;
};

std::unique_ptr<StoreUnderTest> make_dynamo_store(const Clock& clock) {
  return std::make_unique<Dynamo>(clock);
}

INSTANTIATE_TEST_SUITE_P(Dynamo, StoreConformance, testing::Values(&make_dynamo_store));
INSTANTIATE_TEST_SUITE_P(Dynamo, StoreModel, testing::Values(&make_dynamo_store));

}  // namespace
}  // namespace waymark::store
