#include "product/journeys/upload.h"

#include "platform/http/multipart.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kBatch = 256 * 1024;
constexpr int kMostUploads = 16;
constexpr std::size_t kLongestField = 4096;

/// The file's bytes, whichever way they come: as the body itself, or as the part `file` of a form.
class FileBody {
 public:
  explicit FileBody(http::Request& request) : request_(request) {
    if (request.media_type() == "multipart/form-data") form_.emplace(request);
  }

  /// The next piece, empty at the end; then `options` has what the form said.
  Task<std::string> read(FileOptions& options) {
    if (!form_) co_return co_await read_raw();
    while (true) {
      if (in_file_) {
        std::string piece = co_await form_->read();
        if (!piece.empty()) co_return piece;
        in_file_ = false;
      }
      const std::optional<http::FormPart> part = co_await form_->next();
      if (!part) co_return std::string();
      in_file_ = part->name == "file";
      if (part->name != "title" && part->name != "visibility") continue;
      std::string value = co_await form_->read_all(kLongestField);
      if (value.empty()) continue;
      if (part->name == "title")
        options.title = std::move(value);
      else
        options.visibility = parse_enum<JourneyVisibility>(value);
      if (part->name == "visibility" && !options.visibility)
        throw Error::invalid("visibility", "error.type.choice");
    }
  }

 private:
  Task<std::string> read_raw() {
    if (request_.stream != nullptr) co_return co_await request_.stream->read();
    co_return std::exchange(request_.body, std::string());
  }

  http::Request& request_;
  std::optional<http::FormReader> form_;
  bool in_file_ = false;
};

/// One upload. Worked on by one thread of the pool after the other, never two at once.
struct Reading {
  RouteReader reader;
  bool any = false;
};

/// One of the uploads that run at once.
class Place {
 public:
  explicit Place(std::atomic<int>& taken) : taken_(taken) {
    if (++taken_ <= kMostUploads) return;
    --taken_;
    throw Error(ErrorCode::unavailable, "error.unavailable", "too many uploads at once");
  }
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::atomic<int>& taken_;
};

}  // namespace

bool JourneyUpload::is_file(const http::Request& request) {
  const std::string type = request.media_type();
  return type == "multipart/form-data" || type == "application/gpx+xml" ||
         type == "application/xml" || type == "text/xml" || type == "application/octet-stream";
}

Task<JourneyView> JourneyUpload::run(const RequestContext& context, http::Request& request,
                                     FileOptions options) {
  context.require_principal();
  if (!is_file(request)) throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  FileBody body(request);
  const auto upload = std::make_shared<Reading>();
  const Place place(under_way_);
  std::string batch;
  bool ended = false;
  do {
    const std::string piece = co_await body.read(options);
    ended = piece.empty();
    batch += piece;
    if (batch.empty() || (batch.size() < kBatch && !ended)) continue;
    auto work = [upload, bytes = std::move(batch)] {
      upload->any = true;
      upload->reader.feed(bytes);
    };
    co_await pool_.run(std::move(work));
    batch.clear();
  } while (!ended);
  if (!upload->any) throw Error::invalid("file", "error.upload.no_file");
  auto end = [upload] { return measured(upload->reader.finish()); };
  MeasuredFile file = co_await pool_.run(std::move(end));
  co_return co_await journeys_.keep_file(context, std::move(file), std::move(options));
}

}  // namespace waymark::journeys
