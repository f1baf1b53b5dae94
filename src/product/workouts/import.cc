#include "product/workouts/import.h"

#include <openssl/evp.h>

#include "base/encoding.h"
#include "product/workouts/gpx_reader.h"
#include "product/workouts/multipart.h"
#include "product/workouts/track.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kBatch = 256 * 1024;
constexpr int kMostUploads = 64;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
      throw Error(ErrorCode::internal, "error.internal", "SHA-256 is not to be had");
  }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string hex() {
    std::string digest(32, '\0');
    EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr);
    return hex_encode(digest);
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

struct Measured {
  Workout workout;
  std::string file_hash;
};

/// One upload. Worked on by one thread of the pool after the other, never two at once.
class Upload {
 public:
  Upload(std::optional<std::string> boundary, ImportOptions options)
      : options_(std::move(options)) {
    if (boundary)
      multipart_.emplace(*boundary, "file", [this](std::string_view bytes) { add(bytes); });
  }
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  void feed(std::string_view piece) {
    if (multipart_)
      multipart_->feed(piece);
    else
      add(piece);
  }

  Measured finish() {
    if (multipart_) {
      multipart_->finish();
      if (!multipart_->saw_file()) throw Error::invalid("file", "error.upload.no_file");
      take_fields();
    }
    if (!any_) throw Error::invalid("file", "error.upload.no_file");
    Measured measured;
    measured.workout = measure(reader_.finish(), options_.type);
    if (options_.title) measured.workout.title = options_.title;
    measured.file_hash = hash_.hex();
    return measured;
  }

 private:
  void add(std::string_view bytes) {
    any_ = any_ || !bytes.empty();
    hash_.add(bytes);
    reader_.feed(bytes);
  }

  void take_fields() {
    if (const auto type = multipart_->field("type"); type && !type->empty()) {
      options_.type = parse_enum<WorkoutType>(*type);
      if (!options_.type) throw Error::invalid("type", "error.type.choice");
    }
    if (const auto title = multipart_->field("title"); title && !title->empty())
      options_.title = *title;
  }

  ImportOptions options_;
  std::optional<MultipartReader> multipart_;
  GpxReader reader_;
  Sha256 hash_;
  bool any_ = false;
};

/// nullopt for a body that is the file itself.
std::optional<std::string> boundary_of(const http::Request& request) {
  const std::string type = request.media_type();
  if (type == "multipart/form-data") {
    const auto header = request.headers.find("Content-Type");
    auto boundary = MultipartReader::boundary_of(header.value_or(""));
    if (!boundary) throw Error::invalid("file", "error.upload.multipart");
    return boundary;
  }
  if (type == "application/gpx+xml" || type == "application/xml" || type == "text/xml" ||
      type == "application/octet-stream")
    return std::nullopt;
  throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
}

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

Task<Workout> GpxImport::run(const RequestContext& context, http::Request& request,
                             ImportOptions options) {
  context.require_principal();
  const auto upload = std::make_shared<Upload>(boundary_of(request), std::move(options));
  const Place place(under_way_);
  std::string batch;
  bool ended = request.stream == nullptr;
  if (ended) batch = std::move(request.body);
  do {
    if (!ended) {
      std::string piece = co_await request.stream->read();
      ended = piece.empty();
      batch += piece;
    }
    if (batch.empty() || (batch.size() < kBatch && !ended)) continue;
    auto work = [upload, bytes = std::move(batch)] { upload->feed(bytes); };
    co_await pool_.run(std::move(work));
    batch.clear();
  } while (!ended);
  auto end = [upload] { return upload->finish(); };
  Measured measured = co_await pool_.run(std::move(end));
  co_return co_await workouts_.keep_import(context, std::move(measured.workout),
                                           std::move(measured.file_hash));
}

}  // namespace waymark::workouts
