#include "platform/mail/mime.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

namespace waymark::mail {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kLongestLine = 990;
/// Bytes whose base64 fits an encoded word of 75 characters with its frame.
constexpr std::size_t kWordBytes = 42;

void require_one_line(std::string_view value, const char* field) {
  if (std::ranges::any_of(value,
                          [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    throw Error::invalid(field, "error.text.one_line");
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// RFC 2047 §2: whole characters only in each word.
std::string encoded_words(std::string_view text) {
  if (is_ascii(text) && text.size() < kLine - 12) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), kWordBytes);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64_encode(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

/// Readable in any editor when the lines allow it (RFC 5322 §2.1.1), base64 otherwise.
bool fits_as_it_is(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > kLongestLine) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::string crlf_lines(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out + "\r\n";
}

std::string base64_lines(std::string_view text) {
  const std::string encoded = base64_encode(text);
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); at += kLine)
    out += encoded.substr(at, kLine) + "\r\n";
  return out;
}

/// "Sat, 21 Nov 2026 08:00:00 +0000" (RFC 5322 §3.3)
std::string date_text(Instant instant) {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const Date date(day);
  const std::string stamp = to_rfc3339(instant);
  const auto number = static_cast<unsigned>(date.day());
  return std::string(kDays[std::chrono::weekday(day).c_encoding()]) + ", " +
         (number < 10 ? "0" : "") + std::to_string(number) + " " +
         kMonths[static_cast<unsigned>(date.month()) - 1] + " " + stamp.substr(0, 4) + " " +
         stamp.substr(11, 8) + " +0000";
}

std::string domain_of(std::string_view from) {
  const std::size_t at = from.rfind('@');
  if (at == from.npos) return "localhost";
  const std::size_t end = from.find('>', at);
  return std::string(from.substr(at + 1, end == from.npos ? end : end - at - 1));
}

void append_part(std::string& out, const std::string& boundary, const char* type,
                 std::string_view body) {
  const bool plain = fits_as_it_is(body);
  out += "--" + boundary + "\r\nContent-Type: " + type +
         "; charset=utf-8\r\nContent-Transfer-Encoding: " + (plain ? "8bit" : "base64") +
         "\r\n\r\n" + (plain ? crlf_lines(body) : base64_lines(body)) + "\r\n";
}

}  // namespace

std::string redacted(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == address.npos || at == 0) return "…";
  std::size_t first = 1;
  while (first < at && (static_cast<unsigned char>(address[first]) & 0xC0) == 0x80) ++first;
  return std::string(address.substr(0, first)) + "…" + std::string(address.substr(at));
}

std::string to_message(const Mail& mail, const Envelope& envelope) {
  require_one_line(mail.to, "email");
  require_one_line(mail.subject, "subject");
  require_one_line(envelope.from, "from");
  const std::string boundary = "=_waymark_" + envelope.unique;
  std::string out = "From: " + envelope.from + "\r\nTo: " + mail.to +
                    "\r\nSubject: " + encoded_words(mail.subject) +
                    "\r\nDate: " + date_text(envelope.date) + "\r\nMessage-ID: <" +
                    envelope.unique + "@" + domain_of(envelope.from) +
                    ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: "
                    "multipart/alternative;\r\n boundary=\"" +
                    boundary + "\"\r\n\r\n";
  append_part(out, boundary, "text/plain", mail.text);
  append_part(out, boundary, "text/html", mail.html);
  return out + "--" + boundary + "--\r\n";
}

}  // namespace waymark::mail
