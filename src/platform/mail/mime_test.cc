#include "platform/mail/mime.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"

namespace waymark::mail {
namespace {

Mail mail() {
  Mail mail;
  mail.to = "ana@example.org";
  mail.subject = "Hello";
  mail.text = "Bonjour Ana,\nà bientôt";
  mail.html = "<p>Bonjour</p>";
  return mail;
}

Envelope envelope() {
  Envelope envelope;
  envelope.from = "Waymark <hello@waymark.test>";
  envelope.date = *parse_rfc3339("2026-11-01T08:05:09Z");
  envelope.unique = "abc123";
  return envelope;
}

TEST(Mime, HasHeadersAndBothBodies) {
  const std::string message = to_message(mail(), envelope());
  EXPECT_EQ(message.find("From: Waymark <hello@waymark.test>\r\n"), 0U);
  EXPECT_NE(message.find("\r\nTo: ana@example.org\r\n"), message.npos);
  EXPECT_NE(message.find("\r\nSubject: Hello\r\n"), message.npos);
  EXPECT_NE(message.find("\r\nDate: Sun, 01 Nov 2026 08:05:09 +0000\r\n"), message.npos);
  EXPECT_NE(message.find("\r\nMessage-ID: <abc123@waymark.test>\r\n"), message.npos);
  EXPECT_NE(message.find("\r\n\r\nBonjour Ana,\r\nà bientôt\r\n"), message.npos);
  EXPECT_NE(message.find("\r\n\r\n<p>Bonjour</p>\r\n"), message.npos);
  EXPECT_TRUE(message.ends_with("--=_waymark_abc123--\r\n"));
}

TEST(Mime, IsAsciiInShortLinesWhateverIsSaid) {
  Mail long_one = mail();
  long_one.subject = "";
  for (int i = 0; i < 40; ++i) {
    long_one.subject += "señal ";
    long_one.text += "una línea muy larga, sin saltos. ";
  }
  const std::string message = to_message(long_one, envelope());
  std::size_t begin = 0;
  while (begin < message.size()) {
    const std::size_t end = message.find("\r\n", begin);
    ASSERT_NE(end, message.npos);
    EXPECT_LE(end - begin, 78U);
    begin = end + 2;
  }
  for (const char c : message) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  // The words of the subject, put together again, are the subject.
  std::string subject;
  for (std::size_t at = message.find("=?UTF-8?B?"); at != message.npos;
       at = message.find("=?UTF-8?B?", at + 1)) {
    const std::size_t from = at + 10;
    const auto word =
        base64_decode(std::string_view(message).substr(from, message.find("?=", from) - from));
    ASSERT_TRUE(word);
    subject += *word;
  }
  EXPECT_EQ(subject, long_one.subject);
}

TEST(Mime, LetsNobodyAddAHeader) {
  Mail with_header = mail();
  with_header.to = "ana@example.org\r\nBcc: everyone@example.org";
  EXPECT_THROW(to_message(with_header, envelope()), Error);
  with_header = mail();
  with_header.subject = "Hello\nBcc: everyone@example.org";
  EXPECT_THROW(to_message(with_header, envelope()), Error);
}

TEST(Redacted, KeepsOneCharacterAndTheDomain) {
  EXPECT_EQ(redacted("ana@example.org"), "a…@example.org");
  EXPECT_EQ(redacted("ñandú@example.org"), "ñ…@example.org");
  EXPECT_EQ(redacted("nonsense"), "…");
}

}  // namespace
}  // namespace waymark::mail
