#include "product/workouts/imports/staging.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/described.h"
#include "base/error.h"
#include "platform/http/multipart.h"
#include "product/workouts/imports/model.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kBatch = 256 * 1024;
constexpr int kMostUploads = 64;
constexpr std::size_t kLongestField = 4096;

constexpr std::array<std::string_view, 13> kMediaTypes{"application/octet-stream",
                                                       "application/gpx+xml",
                                                       "application/xml",
                                                       "text/xml",
                                                       "text/csv",
                                                       "text/plain",
                                                       "application/zip",
                                                       "application/x-zip-compressed",
                                                       "application/gzip",
                                                       "application/x-gzip",
                                                       "application/vnd.ant.fit",
                                                       "application/fit",
                                                       "application/vnd.garmin.tcx+xml"};

/// The file's bytes, whichever way they come.
class FileBody {
 public:
  explicit FileBody(http::Request& request) : request_(request) {
    const std::string type = request.media_type();
    if (type == "multipart/form-data")
      form_.emplace(request);
    else if (std::find(kMediaTypes.begin(), kMediaTypes.end(), type) == kMediaTypes.end())
      throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  }

  /// The next piece, empty at the end; then `upload` has what the form said.
  Task<std::string> read(Upload& upload) {
    if (!form_) co_return co_await read_raw();
    while (true) {
      if (in_file_) {
        std::string piece = co_await form_->read();
        if (!piece.empty()) co_return piece;
        in_file_ = false;
      }
      const std::optional<http::FormPart> part = co_await form_->next();
      if (!part) co_return std::string();
      if (part->name == "file") begin_file(*part, upload);
      if (part->name == "type") take_type(co_await form_->read_all(kLongestField), upload.options);
      if (part->name == "title") {
        std::string title = co_await form_->read_all(kLongestField);
        if (!title.empty()) upload.options.title = std::move(title);
      }
    }
  }

 private:
  Task<std::string> read_raw() {
    if (request_.stream != nullptr) co_return co_await request_.stream->read();
    co_return std::exchange(request_.body, std::string());
  }

  void begin_file(const http::FormPart& part, Upload& upload) {
    if (seen_file_) throw Error::invalid("file", "error.import.one_file");
    seen_file_ = in_file_ = true;
    if (part.file_name) upload.file_name = part.file_name;
  }

  static void take_type(const std::string& text, ImportOptions& options) {
    if (text.empty()) return;
    options.type = parse_enum<WorkoutType>(text);
    if (!options.type) throw Error::invalid("type", "error.type.choice");
  }

  http::Request& request_;
  std::optional<http::FormReader> form_;
  bool in_file_ = false;
  bool seen_file_ = false;
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

Task<void> StagedFile::write(std::string bytes) {
  auto work = [this, bytes = std::move(bytes)] { write_all(descriptor_, bytes, name_); };
  co_await pool_.run(std::move(work));
}

std::shared_ptr<const Bytes> StagedFile::finish() {
  return std::make_shared<FileBytes>(std::move(descriptor_), name_);
}

Staging::Staging(std::filesystem::path folder, runtime::BackgroundPool& pool)
    : folder_(std::move(folder)), pool_(pool) {
  std::error_code problem;
  std::filesystem::create_directories(folder_, problem);
  if (!problem)
    for (const auto& left : std::filesystem::directory_iterator(folder_, problem))
      std::filesystem::remove(left.path(), problem);
  if (problem)
    throw Error(ErrorCode::unavailable, "error.unavailable",
                "the folder " + folder_.string() + " cannot be used: " + problem.message());
}

Descriptor Staging::make_nameless(const std::filesystem::path& file) {
  Descriptor made = open_file(file, O_RDWR | O_CREAT | O_EXCL);
  if (::unlink(file.c_str()) != 0) fail_on(file);
  return made;
}

Task<std::unique_ptr<StagedFile>> Staging::make() {
  const std::filesystem::path file =
      folder_ / (std::to_string(::getpid()) + "-" + std::to_string(++made_));
  auto work = [file] { return make_nameless(file); };
  Descriptor made = co_await pool_.run(std::move(work));
  co_return std::make_unique<StagedFile>(std::move(made), file, pool_);
}

Task<Upload> Staging::receive(http::Request& request, ImportOptions options) {
  FileBody body(request);
  const Place place(under_way_);
  Upload upload;
  upload.options = std::move(options);
  const std::unique_ptr<StagedFile> file = co_await make();
  std::string batch;
  bool ended = false;
  do {
    const std::string piece = co_await body.read(upload);
    ended = piece.empty();
    batch += piece;
    if (batch.empty() || (batch.size() < kBatch && !ended)) continue;
    co_await file->write(std::move(batch));
    batch.clear();
  } while (!ended);
  upload.bytes = file->finish();
  if (!upload.file_name) upload.file_name = upload.options.file_name;
  if (upload.file_name) upload.file_name = shown_name(std::move(*upload.file_name));
  if (upload.file_name && upload.file_name->empty()) upload.file_name.reset();
  if (upload.bytes->size() == 0) throw Error::invalid("file", "error.upload.no_file");
  co_return upload;
}

}  // namespace waymark::workouts
