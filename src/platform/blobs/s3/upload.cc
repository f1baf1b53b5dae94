#include "platform/blobs/s3/upload.h"

#include <charconv>
#include <exception>

#include "base/error.h"
#include "base/markup.h"
#include "platform/blobs/s3/xml.h"

namespace waymark::blobs {
namespace {

constexpr std::size_t kMostParts = 10'000;

std::optional<std::uint64_t> length_of(const S3Answer& answer) {
  const auto text = answer.headers.find("content-length").value_or("");
  std::uint64_t length = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

}  // namespace

Task<std::string> read_full(Source& source, std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) {
    const std::string piece = co_await source.read(count - bytes.size());
    if (piece.empty()) break;
    bytes += piece;
  }
  co_return bytes;
}

S3Call S3Blobs::Upload::call_of(http::Method method) const {
  S3Call call(method, key_);
  call.query.emplace_back("uploadId", id_);
  return call;
}

Task<void> S3Blobs::Upload::run(std::string first, Source& rest) {
  co_await begin();
  std::exception_ptr failure;
  try {
    const std::size_t part_bytes = calls_.options().part_bytes;
    std::string part = std::move(first);
    while (!part.empty()) {
      const bool last = part.size() < part_bytes;
      co_await send_part(std::move(part));
      if (last) break;
      part = co_await read_full(rest, part_bytes);
    }
    co_await complete();
  } catch (...) {
    failure = std::current_exception();
  }
  if (!failure) co_return;
  co_await abort();
  std::rethrow_exception(failure);
}

Task<void> S3Blobs::Upload::begin() {
  S3Call call(http::Method::post, key_);
  call.query.emplace_back("uploads", "");
  const S3Answer answer = co_await calls_.require(std::move(call));
  const auto document = parse_xml(answer.body);
  if (document) id_ = document->child("UploadId");
  if (id_.empty())
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "S3: " + key_ + ": an upload began without an id");
}

Task<void> S3Blobs::Upload::send_part(std::string bytes) {
  if (tags_.size() == kMostParts)
    throw Error(ErrorCode::internal, "error.internal",
                "S3: " + key_ + " is larger than 10,000 parts");
  size_ += bytes.size();
  S3Call call = call_of(http::Method::put);
  call.query.emplace_back("partNumber", std::to_string(tags_.size() + 1));
  call.body = std::move(bytes);
  const S3Answer answer = co_await calls_.require(std::move(call));
  tags_.emplace_back(answer.headers.find("etag").value_or(""));
}

Task<void> S3Blobs::Upload::complete() {
  S3Call call = call_of(http::Method::post);
  call.body = "<CompleteMultipartUpload>";
  for (std::size_t i = 0; i < tags_.size(); ++i)
    call.body += "<Part><PartNumber>" + std::to_string(i + 1) + "</PartNumber><ETag>" +
                 markup_escape(tags_[i]) + "</ETag></Part>";
  call.body += "</CompleteMultipartUpload>";
  const S3Answer answer = co_await calls_.call(std::move(call));
  if (answer.error.empty()) co_return;
  // An earlier attempt may have done it, and its answer was lost.
  if (answer.error == "NoSuchUpload") {
    const S3Answer there = co_await calls_.call(S3Call(http::Method::head, key_));
    if (there.error.empty() && length_of(there) == size_) co_return;
  }
  calls_.fail(answer, key_);
}

Task<void> S3Blobs::Upload::abort() {
  try {
    co_await calls_.call(call_of(http::Method::del));
  } catch (const std::exception&) {
    // What made it necessary is being thrown; the bucket's lifecycle rule takes care of the parts.
  }
}

}  // namespace waymark::blobs
