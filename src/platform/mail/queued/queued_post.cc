#include "platform/mail/queued/queued_post.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::mail {
namespace {

/// How a mail travels. Kept in queues: only added to.
struct Letter {
  std::string to;
  std::string subject;
  std::string text;
  std::string html;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (to, subject, text, html))

Mail opened(const queue::Job& job, const secrets::Sealer& sealer) {
  const auto plain = sealer.open(job.body, kMailQueue);
  if (!plain) throw queue::GiveUp("the mail was sealed with another server key");
  Letter letter = json::decode<Letter>(*plain);
  Mail mail;
  mail.to = std::move(letter.to);
  mail.subject = std::move(letter.subject);
  mail.text = std::move(letter.text);
  mail.html = std::move(letter.html);
  return mail;
}

}  // namespace

queue::QueueDefinition mail_queue(unsigned attempts) {
  return queue::QueueDefinition(kMailQueue, attempts);
}

queue::WorkerOptions mail_worker() {
  queue::WorkerOptions options;
  options.concurrency = 8;
  options.longest = std::chrono::seconds(60);
  options.backoff = Backoff{std::chrono::seconds(2), std::chrono::minutes(15)};
  return options;
}

queue::Enqueued QueuedPost::post(store::Transaction& transaction, const Mail& mail,
                                 const RequestContext& context) {
  Letter letter;
  letter.to = mail.to;
  letter.subject = mail.subject;
  letter.text = mail.text;
  letter.html = mail.html;
  // Somebody sits before a screen and waits for it.
  queue::NewJob job(sealer_.seal(json::to_string(letter), kMailQueue), queue::Priority::high);
  job.traced(context);
  return jobs_.enqueue(transaction, kMailQueue, std::move(job));
}

Task<void> Delivery::handle(const queue::Job& job, const RequestContext&) {
  Mail mail = opened(job, sealer_);
  try {
    co_await mailer_.send(std::move(mail));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::invalid_input) throw queue::GiveUp(error.what());
    throw;
  }
}

}  // namespace waymark::mail
