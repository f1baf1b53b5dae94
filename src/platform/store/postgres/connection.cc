#include "platform/store/postgres/connection.h"

#include <openssl/ssl.h>

#include <array>

namespace waymark::store::postgres {
namespace {

constexpr std::size_t kMaxParameters = 24;
constexpr int kBinary = 1;
constexpr std::string_view kReadOnly = "25006";

std::string name_of(const Statement& statement) {
  return statement.number < kMaxStatements ? "s" + std::to_string(statement.number) : std::string();
}

Refusal refusal_of(const PGresult* result) {
  const auto field = [&](int which) { return one_line(PQresultErrorField(result, which)); };
  return Refusal{field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY)};
}

}  // namespace

std::string one_line(const char* message) {
  std::string line;
  for (const char c : std::string_view(message == nullptr ? "" : message))
    if (c != '\n' && c != '\t')
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

Connection::Connection(Executor executor, Session session, const Statements& statements,
                       Owner& owner)
    : executor_(executor), session_(std::move(session)), statements_(statements), owner_(&owner) {
  descriptor_.emplace(executor_, PQsocket(session_.get()));
}

void Connection::start() {
  wait_readable();
}

void Connection::send(std::shared_ptr<Exchange> exchange) {
  if (!open()) {
    exchange->cause = "the connection to PostgreSQL was lost";
    return exchange->finish(Exchange::End::unsent);
  }
  if (in_flight_.empty()) head_since_ = std::chrono::steady_clock::now();
  leased_ = leased_ || exchange->begins;
  if (exchange->begins) exchange->lease = Lease(shared_from_this());
  expected_.emplace_back();
  prepare_missing(*exchange, expected_.back());
  bool sent = true;
  for (const Exchange::Step& step : exchange->steps) {
    sent = sent && send_step(step);
    expected_.back().push_back(kRows);
  }
  exchange->steps.clear();
  in_flight_.push_back(std::move(exchange));
  if (!sent || PQpipelineSync(session_.get()) != 1)
    return lose(one_line(PQerrorMessage(session_.get())));
  flush();
}

/// Before the statements themselves: what follows a refused statement is not carried out, preparing neither.
void Connection::prepare_missing(const Exchange& exchange, std::vector<Expected>& expected) {
  for (const Exchange::Step& step : exchange.steps) {
    const Statement& statement = *step.statement;
    if (statement.number >= kMaxStatements || prepared_.test(statement.number)) continue;
    PQsendPrepare(session_.get(), name_of(statement).c_str(), statement.text.c_str(), 0, nullptr);
    prepared_.set(statement.number);
    expected.push_back(statement.number);
  }
}

bool Connection::send_step(const Exchange::Step& step) {
  const Parameters& parameters = step.parameters;
  std::array<const char*, kMaxParameters> values{};
  std::array<int, kMaxParameters> lengths{};
  std::array<int, kMaxParameters> formats{};
  const std::size_t count = parameters.size();
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = parameters.at(i).data();
    lengths[i] = static_cast<int>(parameters.at(i).size());
    formats[i] = kBinary;
  }
  const Statement& statement = *step.statement;
  const int given = static_cast<int>(count);
  if (statement.number < kMaxStatements)
    return PQsendQueryPrepared(session_.get(), name_of(statement).c_str(), given, values.data(),
                               lengths.data(), formats.data(), kBinary) == 1;
  return PQsendQueryParams(session_.get(), statement.text.c_str(), given, nullptr, values.data(),
                           lengths.data(), formats.data(), kBinary) == 1;
}

void Connection::flush() {
  const int left = PQflush(session_.get());
  if (left < 0) return lose(one_line(PQerrorMessage(session_.get())));
  if (left > 0) wait_writable();
}

void Connection::wait_readable() {
  descriptor_->async_wait(Descriptor::wait_read,
                          [self = shared_from_this()](const boost::system::error_code& error) {
                            if (!error && self->open()) self->read();
                          });
}

void Connection::wait_writable() {
  if (std::exchange(writing_, true)) return;
  descriptor_->async_wait(Descriptor::wait_write,
                          [self = shared_from_this()](const boost::system::error_code& error) {
                            self->writing_ = false;
                            if (!error && self->open()) self->flush();
                          });
}

void Connection::read() {
  const auto self = shared_from_this();  // the owner may drop it meanwhile
  if (!consume()) return lose(one_line(PQerrorMessage(session_.get())));
  take_results();
  if (!open()) return;
  if (PQstatus(session_.get()) == CONNECTION_BAD)
    return lose(one_line(PQerrorMessage(session_.get())));
  wait_readable();
}

/// What the socket has, and what TLS has taken from it already.
bool Connection::consume() {
  if (PQconsumeInput(session_.get()) != 1) return false;
  auto* const tls = static_cast<SSL*>(PQsslStruct(session_.get(), "OpenSSL"));
  while (tls != nullptr && SSL_pending(tls) > 0)
    if (PQconsumeInput(session_.get()) != 1) return false;
  return true;
}

void Connection::take_results() {
  bool progressed = false;
  // Two empty answers in a row mean that libpq expects nothing more.
  for (int empty = 0;
       open() && !in_flight_.empty() && empty < 2 && PQisBusy(session_.get()) == 0;) {
    PGresult* const result = PQgetResult(session_.get());
    empty = result == nullptr ? empty + 1 : 0;
    if (result == nullptr) {
      ++step_;
    } else {
      const std::size_t before = in_flight_.size();
      take(result);
      progressed = progressed || in_flight_.size() < before;
    }
  }
  if (progressed && open()) owner_->progressed();
}

void Connection::take(PGresult* result) {
  Rows rows(result);
  Exchange& exchange = *in_flight_.front();
  const auto& expected = expected_.front();
  const Expected now = step_ < expected.size() ? expected[step_] : kRows;
  switch (PQresultStatus(result)) {
    case PGRES_PIPELINE_SYNC:
      return exchange_ended();
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
      if (now == kRows) exchange.rows.push_back(std::move(rows));
      return;
    case PGRES_PIPELINE_ABORTED:
      if (now != kRows) prepared_.reset(now);
      return;
    default:
      if (now != kRows) prepared_.reset(now);
      if (!std::exchange(failed_, true)) exchange.refusal = refusal_of(result);
      return;
  }
}

void Connection::exchange_ended() {
  const auto exchange = std::move(in_flight_.front());
  in_flight_.pop_front();
  expected_.pop_front();
  step_ = 0;
  head_since_ = std::chrono::steady_clock::now();
  const bool failed = std::exchange(failed_, false);
  exchange->finish(failed ? Exchange::End::refused : Exchange::End::answered);
  // It may have become a replica: a new session finds the server that writes, if the connection string names several.
  if (failed && exchange->refusal.state == kReadOnly) lose("the server only reads");
}

void Connection::release() {
  leased_ = false;
  if (open()) owner_->progressed();
}

void Connection::roll_back() {
  if (!open()) return;
  auto exchange = std::make_shared<Exchange>(SteadyTime::max());
  exchange->add(statements_.rollback);
  send(std::move(exchange));
  release();
}

void Connection::close(const std::string& cause) {
  if (!open()) return;
  descriptor_->release();  // the socket is libpq's
  descriptor_.reset();
  session_.reset();
  // Those who waited may come back and begin anew: nothing of ours is touched after.
  for (const auto& exchange : std::exchange(in_flight_, {})) {
    exchange->cause = exchange->refusal.message.empty() ? cause : exchange->refusal.message;
    exchange->finish(Exchange::End::lost);
  }
}

void Connection::lose(const std::string& cause) {
  if (!open()) return;
  const auto self = shared_from_this();
  const std::string told = cause.empty() ? "the server closed the connection" : cause;
  close(told);
  owner_->lost(*this, told);
}

}  // namespace waymark::store::postgres
