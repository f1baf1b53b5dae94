#include "platform/queue/queue.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"

namespace waymark::queue {
namespace {

using std::chrono::milliseconds;

void require(bool holds, const char* otherwise) {
  if (!holds) throw Error(ErrorCode::internal, "error.internal", otherwise);
}

bool is_trace_id(const std::string& text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.empty() || (text.size() == 32 && std::ranges::all_of(text, is_digit));
}

}  // namespace

NewJob& NewJob::traced(const RequestContext& context) {
  const auto& bytes = context.trace.trace_id;
  const bool none = std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
  trace_id =
      none
          ? std::string()
          : hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return *this;
}

std::string_view to_string(Priority priority) {
  switch (priority) {
    case Priority::high:
      return "high";
    case Priority::medium:
      return "medium";
    case Priority::low:
      return "low";
  }
  return "";
}

void check_send(const std::vector<NewJob>& jobs) {
  require(!jobs.empty() && jobs.size() <= kMaxBatch, "a batch has 1 to 10 jobs");
  for (const NewJob& job : jobs) {
    require(job.body.size() <= kMaxBodyBytes, "a job's body has at most 256 KiB");
    require(is_trace_id(job.trace_id), "a job's trace id has 32 lower-case hexadecimal digits");
    check_delay(job.delay);
  }
}

void check_receive(const ReceiveOptions& options) {
  require(options.max_jobs >= 1 && options.max_jobs <= kMaxBatch, "1 to 10 jobs are received");
  require(options.wait >= milliseconds(0) && options.wait <= kMaxWait,
          "a receive waits 0 to 20 seconds");
  check_visibility(options.visibility);
}

void check_receipts(const std::vector<Receipt>& receipts) {
  require(!receipts.empty() && receipts.size() <= kMaxBatch, "1 to 10 receipts are acknowledged");
}

void check_delay(milliseconds delay) {
  require(delay >= milliseconds(0) && delay <= kMaxDelay, "a delay is 0 to 7 days");
}

void check_visibility(milliseconds visibility) {
  require(visibility >= std::chrono::seconds(1) && visibility <= kMaxVisibility,
          "a visibility time-out is 1 second to 12 hours");
}

void check_dead_limit(std::size_t limit) {
  require(limit >= 1 && limit <= 100, "1 to 100 dead letters are listed");
}

std::string short_error(std::string error) {
  if (error.size() <= kMaxErrorBytes) return error;
  std::size_t end = kMaxErrorBytes;
  while (end > 0 && (static_cast<unsigned char>(error[end]) & 0xC0) == 0x80) --end;
  error.resize(end);
  return error;
}

}  // namespace waymark::queue
