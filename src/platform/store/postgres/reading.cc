#include "platform/store/postgres/reading.h"

#include <algorithm>

#include "platform/store/limits.h"
#include "platform/store/listing.h"
#include "platform/store/postgres/document.h"

namespace waymark::store::postgres {
namespace {

/// Up to so many items a page is sent whole and cut here; the server weighs larger ones, so that a page of large items
/// is not sent for nothing.
constexpr std::uint32_t kUnweighedItems = 25;

const std::string kZero(1, '\0');

/// Sort keys from `low` up to but not including `high`; no `high` is no end.
struct Range {
  std::string low;
  std::optional<std::string> high;
};

/// The first text that is larger than all that begin with the prefix; nullopt when there is none.
std::optional<std::string> behind_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xFF') prefix.pop_back();
  if (prefix.empty()) return std::nullopt;
  prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

Range range_of(const SortKey& sort) {
  switch (sort.op) {
    case SortKey::Op::any:
      return Range{"", std::nullopt};
    case SortKey::Op::equals:
      return Range{sort.low, sort.low + kZero};
    case SortKey::Op::begins_with:
      return Range{sort.low, behind_prefix(sort.low)};
    case SortKey::Op::between:
      return Range{sort.low, sort.high + kZero};
    case SortKey::Op::less:
      return Range{"", sort.low};
    case SortKey::Op::less_equal:
      return Range{"", sort.low + kZero};
    case SortKey::Op::greater:
      return Range{sort.low + kZero, std::nullopt};
    case SortKey::Op::greater_equal:
      return Range{sort.low, std::nullopt};
  }
  return Range{};
}

void add_position(Parameters& parameters, const Position& position) {
  parameters.bytes(position.sort).bytes(position.key.pk).bytes(position.key.sk);
}

/// The place before everything with this sort key: no item's own key is empty.
Position before_all(std::string sort) {
  Position position;
  position.sort = std::move(sort);
  return position;
}

void narrow_to_rest(Range& range, const Position& after, bool ascending) {
  if (ascending)
    range.low = std::max(range.low, after.sort + kZero);
  else if (!range.high || after.sort < *range.high)
    range.high = after.sort;
}

void add_range(Parameters& parameters, const Range& range) {
  parameters.bytes(range.low);
  if (range.high) parameters.bytes(*range.high);
}

void add_index_range(Parameters& parameters, const Range& range,
                     const std::optional<Position>& after, bool ascending) {
  if (ascending) {
    Position begin = before_all(range.low);
    if (after) begin = std::max(begin, *after);
    add_position(parameters, begin);
    if (range.high) parameters.bytes(*range.high);
    return;
  }
  parameters.bytes(range.low);
  if (!range.high && !after) return;
  Position end = range.high ? before_all(*range.high) : *after;
  if (after) end = std::min(end, *after);
  add_position(parameters, end);
}

}  // namespace

std::int64_t epoch_seconds(Instant now) {
  return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
}

std::optional<PageRequest> page_request(const Statements& statements, const Query& query,
                                        const std::optional<Position>& after, Instant now) {
  const bool ascending = query.order == Order::ascending;
  const bool table = query.index == Index::table;
  Range range = range_of(query.sort);
  if (table && after) narrow_to_rest(range, *after, ascending);
  if (range.high && range.low >= *range.high) return std::nullopt;
  const bool bounded = range.high || (!table && !ascending && after);
  const PageShape shape{query.index, query.order, bounded, query.limit > kUnweighedItems};
  PageRequest request{&statements.page(shape), {}};
  request.parameters.bytes(query.partition);
  if (table)
    add_range(request.parameters, range);
  else
    add_index_range(request.parameters, range, after, ascending);
  request.parameters.int8(epoch_seconds(now)).int8(std::int64_t{query.limit} + 1);
  if (shape.weighed) request.parameters.int8(kMaxPageBytes);
  return request;
}

PageRequest scan_request(const Statements& statements, const Scan& scan,
                         const std::optional<Key>& after, Instant now) {
  PageRequest request{&statements.scan, {}};
  request.parameters.bytes(after ? after->pk : "").bytes(after ? after->sk : "");
  request.parameters.int8(epoch_seconds(now)).int8(std::int64_t{scan.limit} + 1);
  request.parameters.int8(kMaxPageBytes);
  return request;
}

PageRows page_of(const Rows& rows, std::uint32_t limit) {
  PageRows page;
  std::size_t bytes = 0;
  const int count = rows.size();
  for (int row = 0; row < count; ++row) {
    if (page.items.size() == limit || bytes >= kMaxPageBytes) break;
    page.items.push_back(item_of_document(rows.document(row, 0)));
    bytes += page.items.back().size();
  }
  // The server stops at a page's bytes too, and then whether more would have come is not known.
  page.more = page.items.size() < static_cast<std::size_t>(count) || bytes >= kMaxPageBytes;
  return page;
}

Position position_of(const Item& item, Index index) {
  Position position;
  position.sort = sort_key_of(item, index);
  if (index != Index::table) position.key = item.key();
  return position;
}

}  // namespace waymark::store::postgres
