#include "platform/http/web_socket_frames.h"

#include <gtest/gtest.h>

#include <vector>

#include "platform/http/client_frame_test.h"

namespace waymark::http {
namespace {

using Kind = FrameEvent::Kind;

constexpr std::size_t kLimit = 1000;

/// The events of these bytes, fed in pieces of `step`.
std::vector<FrameEvent> read(const std::string& bytes, std::size_t step) {
  FrameReader reader(kLimit);
  std::vector<FrameEvent> events;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string_view piece = std::string_view(bytes).substr(at, step);
    while (!piece.empty()) {
      FrameEvent event = reader.feed(piece);
      if (event.kind == Kind::need_more) continue;
      events.push_back(std::move(event));
      if (events.back().kind == Kind::failure) return events;
    }
  }
  return events;
}

/// The code that these bytes fail with, 0 if they do not.
unsigned failure_of(const std::string& bytes) {
  const auto events = read(bytes, bytes.size());
  return !events.empty() && events.back().kind == Kind::failure ? events.back().code : 0;
}

TEST(FrameReader, ReadsMessagesInWhateverPiecesTheyCome) {
  const std::string bytes =
      client_frame(Opcode::text, "hel", false) + client_frame(Opcode::ping, "are you there") +
      client_frame(Opcode::continuation, "", false) + client_frame(Opcode::continuation, "lo") +
      client_frame(Opcode::text, "") + client_frame(Opcode::text, std::string(126, 'x')) +
      client_frame(Opcode::pong, "y") +
      client_frame(Opcode::close,
                   "\x03\xe8"
                   "bye");
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    const auto events = read(bytes, step);
    ASSERT_EQ(events.size(), 6U) << step;
    EXPECT_EQ(events[0].kind, Kind::ping);
    EXPECT_EQ(events[0].payload, "are you there");
    EXPECT_EQ(events[1].kind, Kind::message);
    EXPECT_EQ(events[1].payload, "hello");
    EXPECT_EQ(events[2].payload, "");
    EXPECT_EQ(events[3].payload, std::string(126, 'x'));
    EXPECT_EQ(events[4].kind, Kind::pong);
    EXPECT_EQ(events[5].kind, Kind::close);
    EXPECT_EQ(events[5].code, 1000);
    EXPECT_EQ(events[5].payload, "bye");
  }
}

TEST(FrameReader, FailsWithTheRightCode) {
  EXPECT_EQ(failure_of(std::string("\x81\x00", 2)), 1002U) << "not masked";
  EXPECT_EQ(failure_of(std::string("\xc1\x80", 2) + std::string(4, '\0')), 1002U)
      << "a reserved bit";
  EXPECT_EQ(failure_of(std::string("\x83\x80", 2) + std::string(4, '\0')), 1002U)
      << "a reserved opcode";
  EXPECT_EQ(failure_of(std::string("\x8b\x80", 2) + std::string(4, '\0')), 1002U)
      << "a reserved control opcode";
  EXPECT_EQ(failure_of(client_frame(Opcode::continuation, "x")), 1002U)
      << "goes on without a beginning";
  EXPECT_EQ(failure_of(client_frame(Opcode::text, "a", false) + client_frame(Opcode::text, "b")),
            1002U);
  EXPECT_EQ(failure_of(client_frame(Opcode::ping, "a", false)), 1002U)
      << "a fragment of a control frame";
  EXPECT_EQ(failure_of(client_frame(Opcode::ping, std::string(126, 'x'))), 1002U)
      << "a long control frame";
  EXPECT_EQ(failure_of(std::string("\x81\xfe\x00\x05", 4) + std::string(4, '\0')), 1002U)
      << "not the shortest length";
  EXPECT_EQ(failure_of(std::string("\x81\xff\0\0\0\0\0\0\xff\xff", 10) + std::string(4, '\0')),
            1002U);
  EXPECT_EQ(failure_of(client_frame(Opcode::binary, "x")), 1003U);
  EXPECT_EQ(failure_of(client_frame(Opcode::text, "\xc3\x28")), 1007U) << "no UTF-8";
  EXPECT_EQ(failure_of(client_frame(Opcode::text, "\xed\xa0\x80")), 1007U) << "a surrogate";
  EXPECT_EQ(failure_of(client_frame(Opcode::text, std::string(kLimit + 1, 'x'))), 1009U);
  EXPECT_EQ(failure_of(client_frame(Opcode::text, std::string(kLimit, 'x'), false) +
                       client_frame(Opcode::continuation, "x")),
            1009U);
  EXPECT_EQ(failure_of(std::string("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10) +
                       std::string(4, '\0')),
            1009U);
  EXPECT_EQ(failure_of(client_frame(Opcode::close, "x")), 1002U) << "half a code";
  EXPECT_EQ(failure_of(client_frame(Opcode::close, "\x03\xed")), 1002U) << "1005 is never sent";
  EXPECT_EQ(failure_of(client_frame(Opcode::close, std::string("\x00\x01", 2))), 1002U);
  EXPECT_EQ(failure_of(client_frame(Opcode::close, "\x03\xe8\xff")), 1007U);
}

TEST(FrameReader, LetsThroughWhatIsJustAllowed) {
  EXPECT_EQ(failure_of(client_frame(Opcode::text, std::string(kLimit, 'x'))), 0U);
  EXPECT_EQ(failure_of(client_frame(Opcode::text, "gr\xc3", false) +
                       client_frame(Opcode::continuation, "\xbc\xc3\x9f")),
            0U)
      << "a code point across fragments";
  EXPECT_EQ(failure_of(client_frame(Opcode::ping, std::string(125, 'x'))), 0U);
  EXPECT_EQ(failure_of(client_frame(Opcode::close, "")), 0U);
  EXPECT_EQ(failure_of(client_frame(Opcode::close, "\x0f\xa0")), 0U) << "4000";
}

TEST(FrameHead, UsesTheShortestLength) {
  EXPECT_EQ(frame_head(Opcode::text, 125).view(), std::string("\x81\x7d", 2));
  EXPECT_EQ(frame_head(Opcode::text, 126).view(), std::string("\x81\x7e\x00\x7e", 4));
  EXPECT_EQ(frame_head(Opcode::text, 65'535).view(), std::string("\x81\x7e\xff\xff", 4));
  EXPECT_EQ(frame_head(Opcode::close, 65'536).view(), std::string("\x88\x7f\0\0\0\0\0\1\0\0", 10));
}

TEST(ClosePayload, CutsTheReasonBetweenCodePoints) {
  EXPECT_EQ(close_payload(1000, "bye"),
            "\x03\xe8"
            "bye");
  std::string reason(122, 'x');
  reason += "\xc3\xbc";
  EXPECT_EQ(close_payload(1000, reason).size(), 2U + 122U);
}

}  // namespace
}  // namespace waymark::http
