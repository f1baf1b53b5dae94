#include "platform/store/postgres/failure.h"

#include <algorithm>
#include <array>

namespace waymark::store::postgres {
namespace {

Error unavailable(std::string cause) {
  return Error(ErrorCode::unavailable, "error.unavailable", std::move(cause));
}

Error overdue(std::string cause) {
  return Error(ErrorCode::deadline_exceeded, "error.deadline_exceeded", std::move(cause));
}

}  // namespace

bool is_passing(const Refusal& refusal) {
  constexpr std::array<std::string_view, 6> kPassing{
      "40001",  // serialization failure
      "40P01",  // deadlock
      "25P02",  // in a transaction that has failed
      "26000",  // no such prepared statement: preparing it was refused
      "42P05",  // prepared already
      "0A000",  // the plan does not fit the table any more
  };
  return std::ranges::find(kPassing, refusal.state) != kPassing.end();
}

Error error_of(const Refusal& refusal) {
  const std::string told = "PostgreSQL: " + refusal.message + " (" + refusal.state + ")";
  const std::string_view state = refusal.state;
  if (state == "57014" || state == "55P03" || state == "25P03") return overdue(told);
  if (state == "42P01") return unavailable(told + "; make the table with `waymark store create`");
  if (state == "54000" || state.starts_with("22") || state.starts_with("23"))
    return Error(ErrorCode::internal, "error.internal", told);
  return unavailable(told);
}

Error error_without_answer(const Exchange& exchange) {
  switch (exchange.end) {
    case Exchange::End::overdue:
      return overdue("PostgreSQL did not answer in time");
    case Exchange::End::unsent:
    case Exchange::End::lost:
      return unavailable("PostgreSQL: " + exchange.cause);
    case Exchange::End::pending:
    case Exchange::End::answered:
    case Exchange::End::refused:
    case Exchange::End::cancelled:
      break;
  }
  return Error(ErrorCode::internal, "error.internal", "an exchange that has ended otherwise");
}

}  // namespace waymark::store::postgres
