#include "platform/http/middleware/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <optional>
#include <string>

#include "platform/http/field_text.h"

namespace waymark::http {
namespace {

// Little work for most of the gain: these run on the reactor.
constexpr int kBrotliQuality = 3;
constexpr int kGzipLevel = 2;
constexpr int kGzipWindow = 15 + 16;  // + 16: a gzip header, not zlib's

bool is_text(std::string_view type) {
  type = trim_field(type.substr(0, type.find(';')));
  return type.starts_with("text/") || type == "application/json" || type.ends_with("+json") ||
         type == "application/xml" || type.ends_with("+xml") || type == "application/yaml" ||
         type == "application/graphql" || type == "application/javascript";
}

std::optional<std::string> brotli(const std::string& text) {
  std::string out(BrotliEncoderMaxCompressedSize(text.size()), '\0');
  std::size_t size = out.size();
  const auto done =
      BrotliEncoderCompress(kBrotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_TRUE) return std::nullopt;
  out.resize(size);
  return out;
}

std::optional<std::string> gzip(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return std::nullopt;
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!done) return std::nullopt;
  return out;
}

void compress_body(Response& response, std::string_view accepted) {
  auto& body = std::get<std::string>(response.body);
  const int brotli_weight = coding_weight(accepted, "br");
  const int gzip_weight = coding_weight(accepted, "gzip");
  if (brotli_weight == 0 && gzip_weight == 0) return;
  const bool by_brotli = brotli_weight >= gzip_weight;
  auto smaller = by_brotli ? brotli(body) : gzip(body);
  if (!smaller || smaller->size() >= body.size()) return;
  body = std::move(*smaller);
  response.headers.add("Content-Encoding", by_brotli ? "br" : "gzip");
  if (const auto tag = response.headers.find("etag"); tag && !tag->starts_with("W/"))
    response.headers.set("ETag", "W/" + std::string(*tag));
}

bool suits(const Response& response, const CompressionOptions& options) {
  const auto* body = std::get_if<std::string>(&response.body);
  return body && body->size() >= options.at_least && body->size() <= options.at_most &&
         response.status != 206 && is_text(response.headers.find("content-type").value_or("")) &&
         !response.headers.find("content-encoding") && !response.headers.find("set-cookie");
}

Task<Response> shrink(CompressionOptions options, const Request& request, Task<Response> inner) {
  Response response = co_await std::move(inner);
  if (suits(response, options)) {
    response.headers.add("Vary", "Accept-Encoding");
    compress_body(response, request.headers.find("accept-encoding").value_or(""));
  }
  co_return response;
}

}  // namespace

Middleware compress(CompressionOptions options) {
  return [options](Request& request, RequestContext& context, const Handler& next) {
    return shrink(options, request, next(request, context));
  };
}

}  // namespace waymark::http
