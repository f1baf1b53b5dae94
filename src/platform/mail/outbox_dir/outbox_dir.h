// The mail engine of a server without a mail service: each mail becomes a file that a person can open.
//
// `<dir>/<instant>-<random>.eml`, mode 0600, written whole or not at all. That a mail was written is logged, with its
// subject and file but a shortened address and none of its text, because mails hold secret links.
#pragma once

#include <filesystem>
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "platform/mail/mail.h"
#include "platform/runtime/reactor.h"

namespace waymark::mail {

class OutboxDir final : public Mailer {
 public:
  /// Makes the folder (mode 0700). Throws Error(unavailable) naming it when it cannot. All but `dir` and `from` is
  /// borrowed.
  OutboxDir(std::filesystem::path dir, std::string from, const Clock& clock, Random& random,
            runtime::BackgroundPool& pool);
  Task<void> send(Mail mail) override;
  std::string_view folder() const override { return folder_; }

 private:
  std::filesystem::path dir_;
  std::string folder_;
  std::string from_;
  const Clock& clock_;
  Random& random_;
  runtime::BackgroundPool& pool_;
};

}  // namespace waymark::mail
