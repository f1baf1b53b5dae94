#include "product/workouts/import.h"

#include <openssl/evp.h>

#include "base/encoding.h"
#include "platform/http/multipart.h"
#include "product/workouts/files/gpx_reader.h"
#include "product/workouts/recording/track.h"

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

Workout workout_of(Measures measures) {
  Workout workout;
  workout.type = measures.type;
  workout.title = std::move(measures.title);
  workout.source = WorkoutSource::gpx;
  workout.started_at = measures.started_at;
  workout.ended_at = measures.ended_at;
  workout.distance_metres = measures.distance_metres;
  workout.moving_seconds = measures.moving_seconds;
  workout.elapsed_seconds = measures.elapsed_seconds;
  workout.climb_metres = measures.climb_metres;
  workout.average_heart_rate = measures.average_heart_rate;
  workout.track = std::move(measures.track);
  return workout;
}

/// One upload. Worked on by one thread of the pool after the other, never two at once.
class Upload {
 public:
  void feed(std::string_view bytes) {
    any_ = any_ || !bytes.empty();
    hash_.add(bytes);
    reader_.feed(bytes);
  }

  Measured finish(const ImportOptions& options) {
    if (!any_) throw Error::invalid("file", "error.upload.no_file");
    Measured measured;
    measured.workout = workout_of(measure(reader_.finish(), options.type));
    if (options.title) measured.workout.title = options.title;
    measured.file_hash = hash_.hex();
    return measured;
  }

 private:
  GpxReader reader_;
  Sha256 hash_;
  bool any_ = false;
};

/// The file's bytes, whichever way they come: as the body itself, or as the part `file` of a form, whose fields `type`
/// and `title` may stand before it or behind it.
class FileBody {
 public:
  explicit FileBody(http::Request& request) : request_(request) {
    const std::string type = request.media_type();
    if (type == "multipart/form-data")
      form_.emplace(request);
    else if (type != "application/gpx+xml" && type != "application/xml" && type != "text/xml" &&
             type != "application/octet-stream")
      throw Error(ErrorCode::unsupported_media, "error.unsupported_media");
  }

  /// The next piece, empty at the end; then `options` has what the form said.
  Task<std::string> read(ImportOptions& options) {
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
      if (part->name == "type") take_type(co_await form_->read_all(kLongestField), options);
      if (part->name == "title") take_title(co_await form_->read_all(kLongestField), options);
    }
  }

 private:
  static constexpr std::size_t kLongestField = 4096;

  Task<std::string> read_raw() {
    if (request_.stream != nullptr) co_return co_await request_.stream->read();
    co_return std::exchange(request_.body, std::string());
  }

  static void take_type(const std::string& text, ImportOptions& options) {
    if (text.empty()) return;
    options.type = parse_enum<WorkoutType>(text);
    if (!options.type) throw Error::invalid("type", "error.type.choice");
  }
  static void take_title(std::string text, ImportOptions& options) {
    if (!text.empty()) options.title = std::move(text);
  }

  http::Request& request_;
  std::optional<http::FormReader> form_;
  bool in_file_ = false;
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

Task<Workout> GpxImport::run(const RequestContext& context, http::Request& request,
                             ImportOptions options) {
  context.require_principal();
  FileBody body(request);
  const auto upload = std::make_shared<Upload>();
  const Place place(under_way_);
  std::string batch;
  bool ended = false;
  do {
    const std::string piece = co_await body.read(options);
    ended = piece.empty();
    batch += piece;
    if (batch.empty() || (batch.size() < kBatch && !ended)) continue;
    auto work = [upload, bytes = std::move(batch)] { upload->feed(bytes); };
    co_await pool_.run(std::move(work));
    batch.clear();
  } while (!ended);
  auto end = [upload, options] { return upload->finish(options); };
  Measured measured = co_await pool_.run(std::move(end));
  co_return co_await workouts_.keep_import(context, std::move(measured.workout),
                                           std::move(measured.file_hash));
}

}  // namespace waymark::workouts
