// Mail to people: the port.
//
//   mail.h       the port                 mime.h   a mail as an Internet message
//   outbox_dir/  .eml files in a folder: what a server without a mail service does
#pragma once

#include <string>
#include <string_view>

#include "base/task.h"

namespace waymark::mail {

/// One mail to one person, in plain text and in HTML that says the same.
struct Mail {
  std::string to;       // one address, "ana@example.org"
  std::string subject;  // one line
  std::string text;
  std::string html;
};

/// Any reactor.
class Mailer {
 public:
  virtual ~Mailer() = default;
  /// Returns when the mail is safe with whoever delivers it. Throws Error(invalid_input, field "email") for an address
  /// that cannot be written to, Error(unavailable) when it cannot be taken now.
  virtual Task<void> send(Mail mail) = 0;
  /// Where mails lie that go nowhere ("data/outbox"), for telling people; "" when mails are delivered.
  virtual std::string_view folder() const = 0;
};

/// "a…@example.org": enough for a log to be of use, too little to be a list of addresses.
std::string redacted(std::string_view address);

}  // namespace waymark::mail
