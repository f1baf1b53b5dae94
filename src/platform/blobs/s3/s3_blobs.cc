#include "platform/blobs/s3/s3_blobs.h"

#include <charconv>

#include "base/error.h"
#include "platform/blobs/s3/calls.h"
#include "platform/blobs/s3/upload.h"
#include "platform/blobs/s3/xml.h"

namespace waymark::blobs {
namespace {

constexpr std::size_t kLargestListing = std::size_t{8} << 20;

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size())
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "S3: not a size: " + std::string(text.substr(0, 40)));
  return number;
}

Instant required(std::optional<Instant> time) {
  if (!time) throw Error(ErrorCode::unavailable, "error.unavailable", "S3: not a time");
  return *time;
}

bool is_absent(const S3Answer& answer) {
  return answer.error == "NoSuchKey" || (answer.error.starts_with("HTTP 404"));
}

Entry entry_of(const XmlElement& element, std::size_t prefix) {
  Entry entry;
  entry.key = element.child("Key").substr(prefix);
  entry.size = number_of(element.child("Size"));
  entry.modified = required(parse_rfc3339(element.child("LastModified")));
  return entry;
}

S3Call list_call(const ListRequest& request, const std::string& prefix, const std::string& after) {
  S3Call call(http::Method::get, "");
  call.query.emplace_back("list-type", "2");
  call.query.emplace_back("max-keys", std::to_string(request.limit));
  call.query.emplace_back("prefix", prefix + request.prefix);
  if (!after.empty()) call.query.emplace_back("start-after", after);
  call.expected = kLargestListing;
  return call;
}

}  // namespace

S3Blobs::S3Blobs(S3Options options, http::Client& client, aws::CredentialsProvider& credentials,
                 const Clock& clock, Random& random, runtime::BackgroundPool& pool)
    : calls_(
          std::make_unique<Calls>(std::move(options), client, credentials, clock, random, pool)) {}

S3Blobs::~S3Blobs() = default;

Task<void> S3Blobs::put(std::string key, std::shared_ptr<Source> source) {
  check_key(key);
  const std::size_t part_bytes = calls_->options().part_bytes;
  std::string first = co_await read_full(*source, part_bytes);
  if (first.size() == part_bytes) {
    Upload upload(*calls_, std::move(key));
    co_await upload.run(std::move(first), *source);
    co_return;
  }
  S3Call call(http::Method::put, std::move(key));
  call.body = std::move(first);
  co_await calls_->require(std::move(call));
}

Task<std::optional<std::string>> S3Blobs::get(std::string key, Range range) {
  check_key(key);
  if (range.length == 0 || range.length > kLargestRange)
    throw Error(ErrorCode::internal, "error.internal", "a range has 1 byte to 16 MiB");
  S3Call call(http::Method::get, key);
  call.range = "bytes=" + std::to_string(range.offset) + "-" +
               std::to_string(range.offset + range.length - 1);
  call.expected = range.length;
  S3Answer answer = co_await calls_->call(std::move(call));
  if (is_absent(answer)) co_return std::nullopt;
  constexpr unsigned kPastTheEnd = 416;
  if (answer.status == kPastTheEnd) co_return std::string();
  if (!answer.error.empty()) calls_->fail(answer, key);
  constexpr unsigned kPartial = 206;
  // Some answer a range of everything with everything.
  if (answer.status != kPartial) {
    if (range.offset >= answer.body.size()) co_return std::string();
    co_return answer.body.substr(range.offset, range.length);
  }
  co_return std::move(answer.body);
}

Task<std::optional<Head>> S3Blobs::head(std::string key) {
  check_key(key);
  const S3Answer answer = co_await calls_->call(S3Call(http::Method::head, key));
  if (is_absent(answer)) co_return std::nullopt;
  if (!answer.error.empty()) calls_->fail(answer, key);
  Head head;
  head.size = number_of(answer.headers.find("content-length").value_or(""));
  head.modified = required(parse_http_date(answer.headers.find("last-modified").value_or("")));
  co_return head;
}

Task<Listing> S3Blobs::list(ListRequest request) {
  const std::string& prefix = calls_->options().prefix;
  std::string after = request.after.empty() ? "" : prefix + request.after;
  Listing page;
  // A bucket may hold what is no blob of ours; a page of nothing else says nothing about the end.
  do {
    const S3Answer answer = co_await calls_->require(list_call(request, prefix, after));
    const auto document = parse_xml(answer.body);
    if (!document || document->name != "ListBucketResult")
      throw Error(ErrorCode::unavailable, "error.unavailable", "S3: what came is no list");
    for (const XmlElement& element : document->children) {
      if (element.name != "Contents") continue;
      after = element.child("Key");
      if (is_key(std::string_view(after).substr(prefix.size())))
        page.entries.push_back(entry_of(element, prefix.size()));
    }
    page.more = document->child("IsTruncated") == "true";
  } while (page.entries.empty() && page.more);
  co_return page;
}

Task<void> S3Blobs::remove(std::string key) {
  check_key(key);
  const S3Answer answer = co_await calls_->call(S3Call(http::Method::del, key));
  if (!answer.error.empty() && !is_absent(answer)) calls_->fail(answer, key);
}

Task<std::string> S3Blobs::link(LinkRequest request) {
  check_key(request.key);
  if (request.lifetime < std::chrono::seconds(1) || request.lifetime > kLongestLink)
    throw Error(ErrorCode::internal, "error.internal", "a link lives from 1 s to 7 days");
  const std::string type =
      request.content_type.empty() ? "application/octet-stream" : request.content_type;
  std::vector<std::pair<std::string, std::string>> query;
  http::Headers headers;
  http::Method method = http::Method::get;
  switch (request.use) {
    case LinkRequest::Use::download:
      query.emplace_back("response-content-type", type);
      break;
    case LinkRequest::Use::upload:
      method = http::Method::put;
      headers.set("Content-Type", type);
      break;
  }
  co_return co_await calls_->presign(method, std::move(request.key), std::move(query),
                                     std::move(headers), request.lifetime);
}

}  // namespace waymark::blobs
