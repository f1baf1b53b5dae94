#include "platform/store/postgres/exchange.h"

#include "platform/store/postgres/connection.h"

namespace waymark::store::postgres {

std::int64_t Rows::int8(int row, int column) const {
  std::uint64_t value = 0;
  for (const char byte : bytes(row, column)) value = value << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(value);
}

Lease::~Lease() {
  if (connection_) connection_->roll_back();
}

void Lease::end() {
  if (const auto connection = std::move(connection_)) connection->release();
}

void Exchange::finish(End how) {
  if (!pending()) return;
  end = how;
  if (how != End::answered) {
    const Lease rolled_back = std::move(lease);
  }
  if (const auto waiting = std::move(resume)) (*waiting)();
}

}  // namespace waymark::store::postgres
