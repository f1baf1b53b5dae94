// Whatever a client sends, in whatever pieces it arrives, means the same: requests and WebSocket frames are read once
// whole and once byte by byte, and both readings must agree.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "platform/http/request_parser.h"
#include "platform/http/web_socket_frames.h"

namespace {

using namespace waymark::http;

constexpr std::size_t kHeaderLimit = 64 * 1024;
constexpr std::size_t kBodyLimit = 1024;

/// What a reading came to: the request as one text, or "refused", or "more" when its end has not come.
std::string read_request(std::string_view bytes, std::size_t step) {
  Request request;
  RequestParser parser(request, kHeaderLimit);
  std::string body;
  std::string pending;
  while (parser.failed_status() == 0 && !(parser.head_done() && parser.done())) {
    if (parser.head_done()) parser.take_body(body, kBodyLimit);
    const std::size_t used = pending.empty() ? 0 : parser.feed(pending);
    pending.erase(0, used);
    if (used > 0) continue;
    if (bytes.empty()) break;
    pending += bytes.substr(0, step);
    bytes.remove_prefix(std::min(step, bytes.size()));
  }
  if (parser.failed_status() != 0) return "refused";
  if (!parser.head_done() || !parser.done()) return "more";
  std::string result =
      std::string(to_string(request.method)) + " " + request.target + " " + request.path + "\n";
  for (const auto& [name, value] : request.headers.fields()) result += name + ": " + value + "\n";
  return result + body;
}

/// A fault may be seen earlier or later, but never by one reading alone when the other is done.
bool agree(const std::string& whole, const std::string& by_byte) {
  const auto undecided = [](const std::string& result) {
    return result == "refused" || result == "more";
  };
  return whole == by_byte || (undecided(whole) && undecided(by_byte));
}

std::string read_frames(std::string_view bytes, std::size_t step) {
  FrameReader reader(kBodyLimit);
  std::string result;
  while (!bytes.empty()) {
    std::string_view piece = bytes.substr(0, step);
    bytes.remove_prefix(piece.size());
    while (!piece.empty()) {
      const FrameEvent event = reader.feed(piece);
      if (event.kind == FrameEvent::Kind::need_more) continue;
      result += std::to_string(static_cast<int>(event.kind)) + " " + std::to_string(event.code) +
                event.payload + "\n";
      if (event.kind == FrameEvent::Kind::failure) return result;
    }
  }
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.empty()) return 0;
  if (!agree(read_request(bytes, bytes.size()), read_request(bytes, 1))) std::abort();
  if (read_frames(bytes, bytes.size()) != read_frames(bytes, 1)) std::abort();
  return 0;
}
