// Calls of AWS services that speak JSON over POST (DynamoDB, SQS, Secrets Manager …): signed, sent,
// and tried again for as long as that is safe and in time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/backoff.h"
#include "base/random.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/aws/credentials.h"
#include "platform/aws/signer.h"
#include "platform/http/client.h"

namespace waymark::aws {

struct JsonService {
  std::string endpoint;       // "https://dynamodb.eu-west-1.amazonaws.com", no path
  std::string region;         // "eu-west-1"
  std::string signing_name;   // "dynamodb", "sqs"
  std::string target_prefix;  // "DynamoDB_20120810", "AmazonSQS"
  std::string json_version = "1.0";
  std::size_t response_limit = 1 << 20;              // bytes
  std::chrono::milliseconds attempt_timeout{3'000};  // of one that may be repeated
  std::chrono::milliseconds deadline{10'000};        // of a call with all its attempts and pauses
  unsigned attempts = 10;
  Backoff backoff{std::chrono::milliseconds(50), std::chrono::milliseconds(5'000)};
};

/// May a request be sent again when nobody knows whether it was carried out: the connection broke,
/// or the service answered 500?
enum class Repeat : std::uint8_t {
  always,         // it reads, or doing it twice is doing it once
  when_not_done,  // only when it surely was not: throttled, refused, never sent
};

struct JsonCall {
  JsonCall(std::string_view called, std::string document, Repeat may_repeat = Repeat::always)
      : operation(called), body(std::move(document)), repeat(may_repeat) {}
  std::string operation;  // "GetItem"
  std::string body;       // a JSON object
  Repeat repeat;
  /// Added to the service's time-outs: for long polling.
  std::chrono::milliseconds extra_time{0};
};

/// What the service said: its document, or an error that trying again does not mend.
struct JsonAnswer {
  unsigned status = 0;
  std::string body;  // the document, of an error too
  std::string
      error;  // "" or the error's name without its namespace: "ConditionalCheckFailedException"
  std::string message;  // the error's own words, for logs
  bool ok() const { return error.empty(); }
};

/// Any reactor. Everything is borrowed.
///
/// Transient faults (throttling, 500, 503, a broken connection, a damaged answer) are retried after
/// a pause with full jitter (SW 3b); a clock that is off is corrected by the service's Date header;
/// credentials that have expired are fetched anew. What remains is thrown: Error(unavailable), or
/// Error(deadline_exceeded) once the time is over.
class JsonClient {
 public:
  JsonClient(JsonService service, http::Client& client, CredentialsProvider& credentials,
             const Clock& clock, Random& random);
  Task<JsonAnswer> call(JsonCall call);

 private:
  struct Attempt;
  http::ClientRequest request_of(const JsonCall& call, const Credentials& credentials,
                                 std::chrono::milliseconds timeout) const;
  Task<Attempt> send(http::ClientRequest request);
  void judge(const JsonCall& call, const Credentials& credentials, Attempt& attempt);
  bool correct_clock(const http::ClientResponse& response);

  const JsonService service_;
  const Signer signer_;
  const std::string content_type_;
  http::Client& client_;
  CredentialsProvider& credentials_;
  const Clock& clock_;
  Random& random_;
  std::atomic<std::int64_t> clock_offset_ms_{0};  // what is added to our clock to be the service's
};

}  // namespace waymark::aws
