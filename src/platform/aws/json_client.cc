#include "platform/aws/json_client.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <optional>
#include <utility>

#include <boost/json.hpp>

#include "base/error.h"
#include "platform/runtime/reactor.h"

namespace waymark::aws {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// AWS refuses a signature that is five minutes off.
constexpr milliseconds kToleratedSkew = std::chrono::minutes(4);

/// The service had too much to do, or is still at it: what was asked was not done by this request.
bool is_throttling(std::string_view error) {
  constexpr std::array<std::string_view, 13> kThrottling{"ProvisionedThroughputExceededException",
                                                         "ThrottlingException",
                                                         "Throttling",
                                                         "ThrottledException",
                                                         "RequestThrottled",
                                                         "RequestThrottledException",
                                                         "RequestLimitExceeded",
                                                         "TooManyRequestsException",
                                                         "LimitExceededException",
                                                         "SlowDown",
                                                         "BandwidthLimitExceeded",
                                                         "PriorRequestNotComplete",
                                                         "TransactionInProgressException"};
  return std::ranges::find(kThrottling, error) != kThrottling.end();
}

bool is_clock_trouble(std::string_view error) {
  return error == "RequestTimeTooSkewed" || error == "InvalidSignatureException" ||
         error == "SignatureDoesNotMatch" || error == "RequestExpired" ||
         error == "RequestInTheFuture";
}

bool is_expired_token(std::string_view error) {
  return error == "ExpiredTokenException" || error == "ExpiredToken";
}

std::string text_member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Fills `error` and `message` of an answer that is no 200. What has no `__type` is named by its
/// status alone: a proxy's page, a load balancer's text.
void read_error(JsonAnswer& answer) {
  boost::system::error_code broken;
  const boost::json::value value = boost::json::parse(answer.body, broken);
  if (!broken && value.is_object()) {
    answer.error = text_member(value.get_object(), "__type");
    answer.error.erase(0, answer.error.rfind('#') + 1);
    answer.message = text_member(value.get_object(), "message");
    if (answer.message.empty()) answer.message = text_member(value.get_object(), "Message");
  }
  if (answer.error.empty()) answer.error = "HTTP " + std::to_string(answer.status);
}

/// DynamoDB says the CRC-32 of what it sends, in decimal.
bool is_damaged(const http::ClientResponse& response) {
  const auto said = response.headers.find("x-amz-crc32");
  if (!said) return false;
  std::uint32_t expected = 0;
  const auto [end, failed] = std::from_chars(said->data(), said->data() + said->size(), expected);
  if (failed != std::errc() || end != said->data() + said->size()) return true;
  const auto* bytes = reinterpret_cast<const Bytef*>(response.body.data());
  return crc32_z(0, bytes, response.body.size()) != expected;
}

Error unavailable(const std::string& operation, const std::string& cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", operation + ": " + cause);
}

}  // namespace

/// How one attempt went.
struct JsonClient::Attempt {
  enum class Next : std::uint8_t {
    answer,         // it is settled
    again_at_once,  // something was mended
    again_later,    // nothing was done
    unknown,        // it may have been done
  };
  Next next = Next::answer;
  http::ClientResponse response;
  JsonAnswer answer;
  std::exception_ptr failure;  // what is thrown when there is no other attempt
};

JsonClient::JsonClient(JsonService service, http::Client& client, CredentialsProvider& credentials,
                       const Clock& clock, Random& random)
    : service_(std::move(service)),
      signer_(service_.region, service_.signing_name),
      content_type_("application/x-amz-json-" + service_.json_version),
      client_(client),
      credentials_(credentials),
      clock_(clock),
      random_(random) {}

/// True when the service's clock is another than we thought, and we now know it.
bool JsonClient::correct_clock(const http::ClientResponse& response) {
  const auto date = parse_http_date(response.headers.find("date").value_or(""));
  if (!date) return false;
  const milliseconds offset = *date - clock_.now();
  const milliseconds assumed(clock_offset_ms_.load());
  if (offset - assumed < kToleratedSkew && assumed - offset < kToleratedSkew) return false;
  clock_offset_ms_ = offset.count();
  return true;
}

http::ClientRequest JsonClient::request_of(const JsonCall& call, const Credentials& credentials,
                                           milliseconds timeout) const {
  http::ClientRequest request;
  request.method = http::Method::post;
  request.url = service_.endpoint + "/";
  request.headers.add("Content-Type", content_type_);
  request.headers.add("X-Amz-Target", service_.target_prefix + "." + call.operation);
  request.body = call.body;
  request.timeout = timeout;
  request.response_limit = service_.response_limit;
  signer_.sign(request, credentials, clock_.now() + milliseconds(clock_offset_ms_.load()));
  return request;
}

/// What an answer means for the call.
void JsonClient::judge(const JsonCall& call, const Credentials& credentials, Attempt& attempt) {
  using Next = Attempt::Next;
  http::ClientResponse& response = attempt.response;
  if (is_damaged(response)) {
    attempt.next = Next::unknown;
    attempt.failure =
        std::make_exception_ptr(unavailable(call.operation, "the answer's checksum is wrong"));
    return;
  }
  attempt.answer.status = response.status;
  attempt.answer.body = std::move(response.body);
  if (response.status == 200) return;
  read_error(attempt.answer);
  const JsonAnswer& answer = attempt.answer;
  if (is_throttling(answer.error) || answer.status == 429)
    attempt.next = Next::again_later;
  else if (answer.status >= 500)
    attempt.next = Next::unknown;
  else if (is_clock_trouble(answer.error) && correct_clock(response))
    attempt.next = Next::again_at_once;
  else if (is_expired_token(answer.error)) {
    credentials_.refused(credentials);
    attempt.next = Next::again_at_once;
  }
  if (attempt.next != Next::answer)
    attempt.failure =
        std::make_exception_ptr(unavailable(call.operation, answer.error + ": " + answer.message));
}

Task<JsonClient::Attempt> JsonClient::send(http::ClientRequest request) {
  Attempt made;
  try {
    made.response = co_await client_.fetch(std::move(request));
  } catch (const http::NotSent&) {
    made.next = Attempt::Next::again_later;
    made.failure = std::current_exception();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::too_large) throw;
    made.next = Attempt::Next::unknown;
    made.failure = std::current_exception();
  }
  co_return made;
}

Task<JsonAnswer> JsonClient::call(JsonCall call) {
  const auto deadline = steady_clock::now() + service_.deadline + call.extra_time;
  bool mended = false;
  for (unsigned done = 0;; ++done) {
    const auto credentials = co_await credentials_.credentials();
    const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds(0))
      throw Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded",
                  call.operation + ": no time was left to send it");
    // To cut an attempt short makes sense when there can be another.
    const milliseconds timeout = call.repeat == Repeat::always
                                     ? std::min(service_.attempt_timeout + call.extra_time, left)
                                     : left;
    Attempt made = co_await send(request_of(call, *credentials, timeout));
    if (!made.failure) judge(call, *credentials, made);
    if (made.next == Attempt::Next::answer) co_return std::move(made.answer);
    if (made.next == Attempt::Next::again_at_once && !std::exchange(mended, true)) continue;
    if (made.next == Attempt::Next::unknown && call.repeat == Repeat::when_not_done)
      std::rethrow_exception(made.failure);
    const milliseconds pause = service_.backoff.delay(done, random_);
    if (done + 1 >= service_.attempts || steady_clock::now() + pause >= deadline)
      std::rethrow_exception(made.failure);
    co_await runtime::sleep_for(pause);
  }
}

}  // namespace waymark::aws
