#include "platform/blobs/s3/calls.h"

#include <algorithm>
#include <optional>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/blobs/s3/xml.h"

namespace waymark::blobs {
namespace {

constexpr std::size_t kSmallestPart = std::size_t{5} << 20;
constexpr std::size_t kSlowestBytesPerMillisecond = 100;
/// Past it a body is hashed on the pool.
constexpr std::size_t kHashedHere = 16 * 1024;

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", std::move(cause));
}

S3Options checked(S3Options options) {
  if (options.bucket.empty()) throw unavailable("S3: no bucket is named");
  if (options.part_bytes < kSmallestPart) throw unavailable("S3: a part has at least 5 MiB");
  if (options.endpoint.empty())
    options.endpoint = "https://s3." + options.region + ".amazonaws.com";
  if (!options.endpoint.starts_with("http://") && !options.endpoint.starts_with("https://"))
    throw unavailable("S3: the endpoint " + options.endpoint +
                      " begins neither with http:// nor https://");
  while (options.endpoint.ends_with('/')) options.endpoint.pop_back();
  return options;
}

bool may_pass(const S3Answer& answer) {
  constexpr std::string_view kPassing[] = {"SlowDown",         "InternalError",
                                           "RequestTimeout",   "ServiceUnavailable",
                                           "OperationAborted", "ExpiredToken"};
  return answer.status >= 500 || answer.status == 429 || answer.status == 408 ||
         std::ranges::find(kPassing, answer.error) != std::end(kPassing);
}

/// Also in an answer of 200: completing an upload begins to answer before it knows.
void read_error(S3Answer& answer) {
  const bool bad = answer.status >= 300;
  if (!bad && answer.body.find("<Error>") == std::string::npos) return;
  if (bad) answer.error = "HTTP " + std::to_string(answer.status);
  const auto document = parse_xml(answer.body);
  if (!document || document->name != "Error") return;
  answer.error = document->child("Code");
  answer.message = document->child("Message");
}

std::string query_text(const std::vector<std::pair<std::string, std::string>>& query) {
  std::string text;
  for (const auto& [name, value] : query) {
    text += text.empty() ? '?' : '&';
    text += percent_encode(name) + "=" + percent_encode(value);
  }
  return text;
}

}  // namespace

S3Blobs::Calls::Calls(S3Options options, http::Client& client,
                      aws::CredentialsProvider& credentials, const Clock& clock, Random& random,
                      runtime::BackgroundPool& pool)
    : options_(checked(std::move(options))),
      scheme_(options_.endpoint.substr(0, options_.endpoint.find("://") + 3)),
      host_(options_.endpoint.substr(scheme_.size())),
      signer_(options_.region, "s3", aws::PathRule::verbatim_once),
      client_(client),
      credentials_(credentials),
      clock_(clock),
      random_(random),
      pool_(pool) {}

std::string S3Blobs::Calls::url_of(
    std::string_view key, const std::vector<std::pair<std::string, std::string>>& query) const {
  std::string url = scheme_;
  url += options_.path_style ? host_ + "/" + options_.bucket : options_.bucket + "." + host_;
  url += "/";
  if (!key.empty()) url += aws::encode_path(options_.prefix + std::string(key));
  return url + query_text(query);
}

http::ClientRequest S3Blobs::Calls::request_of(const S3Call& call) const {
  http::ClientRequest request;
  request.method = call.method;
  request.url = url_of(call.key, call.query);
  request.body = call.body;
  if (!call.range.empty()) request.headers.set("Range", call.range);
  if (!call.body.empty() || call.method == http::Method::put)
    request.headers.set("Content-Type", "application/octet-stream");
  const std::size_t bytes = call.body.size() + call.expected;
  request.timeout =
      options_.timeout + std::chrono::milliseconds(bytes / kSlowestBytesPerMillisecond);
  request.response_limit = call.expected + (1 << 16);
  return request;
}

Task<S3Answer> S3Blobs::Calls::attempt(const S3Call& call, const std::string& payload_hash) {
  http::ClientRequest request = request_of(call);
  request.headers.set(std::string(aws::Signer::kPayloadHeader), payload_hash);
  const auto credentials = co_await credentials_.credentials();
  signer_.sign(request, *credentials, clock_.now());
  http::ClientResponse response = co_await client_.fetch(std::move(request));
  S3Answer answer;
  answer.status = response.status;
  answer.headers = std::move(response.headers);
  answer.body = std::move(response.body);
  read_error(answer);
  if (answer.error == "ExpiredToken") credentials_.refused(*credentials);
  co_return answer;
}

Task<S3Answer> S3Blobs::Calls::call(S3Call call) {
  const auto hash = [&call] { return aws::payload_hash(call.body); };
  const bool large = call.body.size() > kHashedHere;
  std::string payload_hash;
  if (large)
    payload_hash = co_await pool_.run(hash);
  else
    payload_hash = hash();
  for (unsigned tried = 0;; ++tried) {
    const bool last = tried + 1 >= options_.attempts;
    std::optional<Error> failure;
    try {
      S3Answer answer = co_await attempt(call, payload_hash);
      if (!may_pass(answer)) co_return answer;
      failure = unavailable("S3: " + call.key + ": " + answer.error + " " + answer.message);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unavailable && error.code() != ErrorCode::deadline_exceeded)
        throw;
      failure = unavailable("S3: " + call.key + ": " + error.what());
    }
    if (last) throw Error(*failure);
    co_await runtime::sleep_for(options_.backoff.delay(tried, random_));
  }
}

Task<S3Answer> S3Blobs::Calls::require(S3Call call) {
  const std::string key = call.key;
  S3Answer answer = co_await this->call(std::move(call));
  if (!answer.error.empty()) fail(answer, key);
  co_return answer;
}

void S3Blobs::Calls::fail(const S3Answer& answer, std::string_view key) const {
  const std::string cause = "S3: bucket " + options_.bucket + ", " + std::string(key) + ": " +
                            answer.error + " " + answer.message;
  constexpr std::string_view kOurFault[] = {"InvalidArgument", "MalformedXML", "EntityTooSmall",
                                            "EntityTooLarge",  "InvalidPart",  "InvalidPartOrder"};
  if (std::ranges::find(kOurFault, answer.error) != std::end(kOurFault))
    throw Error(ErrorCode::internal, "error.internal", cause);
  throw unavailable(cause);
}

Task<std::string> S3Blobs::Calls::presign(http::Method method, std::string key,
                                          std::vector<std::pair<std::string, std::string>> query,
                                          http::Headers headers, std::chrono::seconds lifetime) {
  const auto credentials = co_await credentials_.credentials();
  co_return signer_.presign(method, url_of(key, query), headers, *credentials, clock_.now(),
                            lifetime);
}

}  // namespace waymark::blobs
