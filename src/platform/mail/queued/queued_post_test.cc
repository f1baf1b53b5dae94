#include "platform/mail/queued/queued_post.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/fake_clock.h"
#include "platform/queue/on_store/on_store_queue.h"
#include "platform/runtime/testing.h"
#include "platform/store/memory/memory_store.h"

namespace waymark::mail {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::SizeIs;

class KeptMails final : public Mailer {
 public:
  Task<void> send(Mail mail) override {
    if (failing > 0 && failing-- > 0)
      throw Error(ErrorCode::unavailable, "error.unavailable", "no mail today");
    if (mail.to == "nobody") throw Error::invalid("email", "error.email.invalid");
    mails.push_back(std::move(mail));
    co_return;
  }
  std::string_view folder() const override { return ""; }
  int failing = 0;
  std::vector<Mail> mails;
};

class QueuedPostTest : public testing::Test {
 protected:
  QueuedPostTest() {
    workers_.add(kMailQueue, delivery_, mail_worker());
    loop_.run(queue_.start());
    loop_.run(workers_.start({loop_.executor()}));
  }
  ~QueuedPostTest() override {
    loop_.run(workers_.stop());
    loop_.run(queue_.stop());
  }

  Mail mail_to(std::string address) {
    Mail mail;
    mail.to = std::move(address);
    mail.subject = "Willkommen, Jörg";
    mail.text = "https://waymark.test/?token=secret";
    mail.html = "<p>hello</p>";
    return mail;
  }
  bool post(Mail mail, store::Condition condition = {}) {
    store::Transaction transaction;
    transaction.put(store::Item(store::Key("USER#1", "PROFILE#1")), std::move(condition));
    const queue::Enqueued job = post_.post(transaction, mail, RequestContext());
    return loop_.run(store_.transact(std::move(transaction))).committed();
  }
  template <typename Condition>
  void until(Condition condition) {
    for (int tries = 0; tries < 3000 && !condition(); ++tries)
      loop_.run(runtime::sleep_for(milliseconds(1)));
    ASSERT_TRUE(condition());
  }
  queue::Stats stats() { return loop_.run(queue_.stats(kMailQueue)); }
  static queue::OnStoreOptions eager() {
    queue::OnStoreOptions options;
    options.poll = options.longest_poll = milliseconds(0);
    return options;
  }

  runtime::TestLoop loop_;
  FakeClock clock_{Instant(milliseconds(1'800'000'000'000))};
  SystemRandom random_;
  UuidV7Source ids_{clock_, random_};
  telemetry::Metrics metrics_;
  store::MemoryStore store_{clock_};
  queue::Catalog catalog_{{mail_queue()}};
  queue::OnStoreQueue queue_{store_, catalog_, clock_, ids_, loop_.executor(), eager()};
  secrets::Sealer sealer_{Secret(std::string(32, 'm')), random_};
  QueuedPost post_{queue_, sealer_};
  KeptMails mailer_;
  Delivery delivery_{mailer_, sealer_};
  queue::Workers workers_{queue::WorkerPorts(queue_, catalog_, clock_, random_, metrics_)};
};

TEST_F(QueuedPostTest, AMailGoesOutWithItsCommitAndNotWithoutIt) {
  EXPECT_FALSE(post(mail_to("ana@example.org"), store::Condition::item_exists()));
  EXPECT_TRUE(post(mail_to("ben@example.org")));
  until([&] { return !mailer_.mails.empty() && stats().in_flight == 0; });
  ASSERT_THAT(mailer_.mails, SizeIs(1));
  EXPECT_EQ(mailer_.mails[0].to, "ben@example.org");
  EXPECT_EQ(mailer_.mails[0].subject, "Willkommen, Jörg");
  EXPECT_EQ(mailer_.mails[0].text, "https://waymark.test/?token=secret");
  EXPECT_EQ(mailer_.mails[0].html, "<p>hello</p>");
}

TEST_F(QueuedPostTest, WhatWaitsIsSealed) {
  mailer_.failing = 1;
  post(mail_to("ana@example.org"));
  until([&] { return mailer_.failing == 0; });
  for (const store::Item& item : store_.content()) {
    EXPECT_EQ(item.encoded().find("token=secret"), std::string::npos);
    EXPECT_EQ(item.encoded().find("ana@example.org"), std::string::npos);
  }
}

TEST_F(QueuedPostTest, AMailerThatFailsIsAskedAgain) {
  mailer_.failing = 3;
  post(mail_to("ana@example.org"));
  until([&] {
    clock_.advance(std::chrono::seconds(1));
    return mailer_.mails.size() == 1 && stats().in_flight == 0;
  });
  EXPECT_EQ(stats().dead, 0u);
}

TEST_F(QueuedPostTest, AnAddressThatCannotBeWrittenToIsGivenUp) {
  post(mail_to("nobody"));
  until([&] { return stats().dead == 1; });
  const auto letters = loop_.run(queue_.dead_letters(kMailQueue, 10));
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].receives, 1u);
  EXPECT_THAT(letters[0].last_error, HasSubstr("error.email.invalid"));
}

}  // namespace
}  // namespace waymark::mail
