#include "platform/mail/outbox_dir/outbox_dir.h"

#include <array>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/mail/mime.h"
#include "platform/secrets/server_key.h"
#include "platform/telemetry/log.h"

namespace waymark::mail {

OutboxDir::OutboxDir(std::filesystem::path dir, std::string from, const Clock& clock,
                     Random& random, runtime::BackgroundPool& pool)
    : dir_(std::move(dir)),
      folder_(dir_.string()),
      from_(std::move(from)),
      clock_(clock),
      random_(random),
      pool_(pool) {
  std::error_code failure;
  if (std::filesystem::create_directories(dir_, failure))
    std::filesystem::permissions(dir_, std::filesystem::perms::owner_all, failure);
  if (failure)
    throw Error(ErrorCode::unavailable, "error.unavailable", folder_ + ": " + failure.message());
}

Task<void> OutboxDir::send(Mail mail) {
  std::array<std::uint8_t, 8> bytes;
  random_.fill(bytes);
  Envelope envelope;
  envelope.from = from_;
  envelope.date = clock_.now();
  envelope.unique =
      hex_encode(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  std::string name = to_rfc3339(envelope.date);
  std::erase(name, ':');  // a character that other systems' file names cannot have
  const std::filesystem::path file = dir_ / (name + "-" + envelope.unique + ".eml");
  auto write = [file, message = to_message(mail, envelope)] {
    secrets::write_private_file(file, message);
  };
  co_await pool_.run(std::move(write));
  const std::string to = redacted(mail.to);
  telemetry::log(telemetry::Level::info, "mail_written",
                 {{"to", std::string_view(to)},
                  {"subject", std::string_view(mail.subject)},
                  {"file", std::string_view(file.native())}});
}

}  // namespace waymark::mail
