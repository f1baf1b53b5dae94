#include "platform/store/copy.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/runtime/when_all.h"
#include "platform/store/limits.h"

namespace waymark::store {
namespace {

/// Bytes of items in one transaction at most: DynamoDB takes 4 MiB of its own, wordier, format.
constexpr std::size_t kMaxTransactionBytes = 1 << 20;

Key mark_key() {
  return Key("COPY#", "COPY#");
}
bool is_mark(const Item& item) {
  return item.text(attribute::kPk) == std::string_view("COPY#");
}

/// How far a copy has come, as its target remembers it.
struct Mark {
  std::optional<Cursor> cursor;  // of the first pass
  bool done = false;             // the first pass
};

Item item_of(const Mark& mark, const std::string& source_name) {
  Item item(mark_key());
  item.set("source", source_name).set("done", mark.done ? 1 : 0);
  if (mark.cursor) item.set("cursor", mark.cursor->token);
  return item;
}

// ---- hashing ----

void append_canonical(std::string& out, const Value& value);

void append_sized(std::string& out, char tag, std::string_view bytes) {
  out += tag;
  out += std::to_string(bytes.size());
  out += ':';
  out += bytes;
}

/// Integral doubles and integers are the same number, and engines may give back either.
void append_number(std::string& out, double real) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (real >= -kExact && real <= kExact &&
      real == static_cast<double>(static_cast<std::int64_t>(real)))
    return append_sized(out, 'n', std::to_string(static_cast<std::int64_t>(real)));
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, real).ptr;
  append_sized(out, 'n', {digits, static_cast<std::size_t>(end - digits)});
}

struct AppendCanonical {
  std::string& out;
  void operator()(std::monostate) const { out += '0'; }
  void operator()(bool flag) const { out += flag ? 't' : 'f'; }
  void operator()(std::int64_t number) const { append_sized(out, 'n', std::to_string(number)); }
  void operator()(double number) const { append_number(out, number); }
  void operator()(const std::string& text) const { append_sized(out, 's', text); }
  void operator()(const Bytes& bytes) const {
    append_sized(out, 'b', {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }
  void operator()(const List& list) const {
    out += '[';
    for (const Value& element : list) append_canonical(out, element);
    out += ']';
  }
  void operator()(const Map& map) const {
    out += '{';
    for (const auto& [name, value] : map) {
      append_sized(out, 'k', name);
      append_canonical(out, value);
    }
    out += '}';
  }
};

void append_canonical(std::string& out, const Value& value) {
  using Base =
      std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes, List, Map>;
  std::visit(AppendCanonical{out}, static_cast<const Base&>(value));
}

std::string canonical(const Item& item) {
  Map attributes;
  item.each([&](std::string_view name, const ValueView& value) {
    attributes.emplace(std::string(name), value.to_value());
  });
  std::string out;
  out.reserve(item.size() * 2);
  AppendCanonical{out}(attributes);
  return out;
}

std::uint64_t number_at(std::string_view bytes, std::size_t place) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[place + i]);
  return number;
}

// ---- copying ----

/// One copy on its way. Lives on the stack of copy_all().
class Copy {
 public:
  Copy(Store& source, Store& target, CopyOptions options)
      : source_(source), target_(target), options_(std::move(options)) {}

  Task<CopyResult> run() {
    co_await read_mark();
    if (!mark_.done) {
      options_.before_pass();
      co_await write_all();
    }
    std::size_t changed = 1;
    while (changed > 0 && result_.passes < options_.max_passes) {
      options_.before_pass();
      changed = co_await bring_over();
      changed += co_await delete_strangers();
      ++result_.passes;
    }
    options_.before_pass();
    result_.source = co_await sum(source_, "summing the source");
    result_.target = co_await sum(target_, "summing the target");
    co_return result_;
  }

 private:
  Task<void> read_mark() {
    const auto item = co_await target_.get(mark_key());
    if (!item) {
      co_await require_empty_target();
      co_return co_await write_mark();
    }
    if (item->text("source") != std::string_view(options_.source_name))
      throw Error::conflict("error.conflict", "the target holds an unfinished copy of " +
                                                  std::string(item->text("source").value_or("?")));
    if (const auto cursor = item->text("cursor")) mark_.cursor = Cursor(std::string(*cursor));
    mark_.done = item->integer("done").value_or(0) != 0;
  }

  Task<void> require_empty_target() {
    Scan scan;
    scan.limit = 1;
    do {
      Page page = co_await target_.scan(scan);
      if (!page.items.empty())
        throw Error::conflict(
            "error.conflict",
            "the target holds data that are no copy of this source: use an empty one");
      scan.after = std::move(page.next);
    } while (scan.after);
  }

  Task<void> write_mark() {
    co_await target_.transact(Transaction().put(item_of(mark_, options_.source_name)));
  }

  /// The first pass: all items, without looking at what is there.
  Task<void> write_all() {
    std::size_t seen = 0;
    Scan scan;
    scan.after = mark_.cursor;
    do {
      Page page = co_await source_.scan(scan);
      seen += page.items.size();
      co_await put(std::move(page.items));
      scan.after = mark_.cursor = std::move(page.next);
      mark_.done = !mark_.cursor;
      co_await write_mark();
      options_.on_progress("writing", seen);
    } while (scan.after);
  }

  /// Writes what the target lacks or has otherwise; how many.
  Task<std::size_t> bring_over() {
    std::size_t changed = 0;
    std::size_t seen = 0;
    Scan scan;
    do {
      Page page = co_await source_.scan(scan);
      std::erase_if(page.items, is_mark);
      seen += page.items.size();
      const std::vector<std::optional<Item>> there = co_await get_all(target_, page.items);
      std::vector<Item> differing;
      for (std::size_t i = 0; i < page.items.size(); ++i)
        if (!there[i] || !(*there[i] == page.items[i]))
          differing.push_back(std::move(page.items[i]));
      changed += differing.size();
      co_await put(std::move(differing));
      scan.after = std::move(page.next);
      options_.on_progress("comparing", seen);
    } while (scan.after);
    co_return changed;
  }

  /// Deletes from the target what the source no longer has; how many.
  Task<std::size_t> delete_strangers() {
    std::size_t changed = 0;
    std::size_t seen = 0;
    Scan scan;
    do {
      Page page = co_await target_.scan(scan);
      std::erase_if(page.items, is_mark);
      seen += page.items.size();
      const std::vector<std::optional<Item>> there = co_await get_all(source_, page.items);
      std::vector<Transaction> deletions;
      for (std::size_t i = 0; i < page.items.size(); ++i) {
        if (there[i]) continue;
        if (deletions.empty() || deletions.back().size() == kMaxOperations)
          deletions.emplace_back();
        deletions.back().erase(page.items[i].key());
        ++changed;
      }
      co_await commit(std::move(deletions));
      scan.after = std::move(page.next);
      options_.on_progress("looking for what is gone", seen);
    } while (scan.after);
    result_.deleted += changed;
    co_return changed;
  }

  /// One entry an item, in their order.
  static Task<std::vector<std::optional<Item>>> get_all(Store& store,
                                                        const std::vector<Item>& items) {
    std::vector<std::optional<Item>> all;
    for (std::size_t first = 0; first < items.size(); first += kMaxBatchGet) {
      std::vector<Key> keys;
      const std::size_t end = std::min(first + kMaxBatchGet, items.size());
      for (std::size_t i = first; i < end; ++i) keys.push_back(items[i].key());
      std::vector<std::optional<Item>> some = co_await store.batch_get(std::move(keys));
      std::ranges::move(some, std::back_inserter(all));
    }
    co_return all;
  }

  Task<void> put(std::vector<Item> items) {
    std::vector<Transaction> transactions;
    std::size_t bytes = 0;
    for (Item& item : items) {
      if (is_mark(item)) continue;
      const bool full = bytes + item.size() > kMaxTransactionBytes;
      if (transactions.empty() || full || transactions.back().size() == kMaxOperations) {
        transactions.emplace_back();
        bytes = 0;
      }
      bytes += item.size();
      transactions.back().put(std::move(item));
      ++result_.written;
    }
    co_await commit(std::move(transactions));
  }

  Task<void> commit(std::vector<Transaction> transactions) {
    for (std::size_t first = 0; first < transactions.size(); first += options_.in_flight) {
      std::vector<Task<void>> some;
      const std::size_t end = std::min(first + options_.in_flight, transactions.size());
      for (std::size_t i = first; i < end; ++i)
        some.push_back(commit_one(target_, std::move(transactions[i])));
      co_await runtime::when_all(std::move(some));
    }
  }
  static Task<void> commit_one(Store& store, Transaction transaction) {
    co_await store.transact(std::move(transaction));
  }

  Task<Checksum> sum(Store& store, std::string pass) {
    Checksum checksum;
    Scan scan;
    do {
      Page page = co_await store.scan(scan);
      for (const Item& item : page.items)
        if (!is_mark(item)) checksum.add(item);
      scan.after = std::move(page.next);
      options_.on_progress(pass, checksum.items);
    } while (scan.after);
    co_return checksum;
  }

  Store& source_;
  Store& target_;
  CopyOptions options_;
  Mark mark_;
  CopyResult result_;
};

/// Pages of a source, one of which is read while the one before is taken in. Lives on the stack of load_all().
class Load {
 public:
  Load(Store& source, Loading& target, runtime::BackgroundPool& pool)
      : source_(source), target_(target), pool_(pool) {}

  Task<std::size_t> run(const CopyOptions& options) {
    bool more = co_await read();
    while (!items_.empty() || more) {
      taken_ = std::exchange(items_, {});
      std::vector<Task<void>> both;
      both.push_back(take());
      if (more) both.push_back(read_on(more));
      co_await runtime::when_all(std::move(both));
      options.on_progress("loading", loaded_);
    }
    const auto finish = [this, mark = item_of(Mark{std::nullopt, true}, options.source_name)] {
      target_.add(mark);
      target_.finish();
    };
    co_await pool_.run(finish);
    co_return loaded_;
  }

 private:
  /// Whether there is more.
  Task<bool> read() {
    Page page = co_await source_.scan(scan_);
    std::erase_if(page.items, is_mark);
    items_ = std::move(page.items);
    scan_.after = std::move(page.next);
    co_return scan_.after.has_value();
  }
  Task<void> read_on(bool& more) { more = co_await read(); }
  Task<void> take() {
    const auto add = [this] {
      for (const Item& item : taken_) target_.add(item);
    };
    co_await pool_.run(add);
    loaded_ += taken_.size();
    taken_.clear();
  }

  Store& source_;
  Loading& target_;
  runtime::BackgroundPool& pool_;
  Scan scan_;
  std::vector<Item> items_;  // read
  std::vector<Item> taken_;  // on their way into the target
  std::size_t loaded_ = 0;
};

}  // namespace

void Checksum::add(const Item& item) {
  const std::string hash = sha256(canonical(item));
  ++items;
  low += number_at(hash, 0);
  high += number_at(hash, 8);
}

std::string Checksum::text() const {
  std::string bytes;
  for (const std::uint64_t number : {high, low})
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
  return std::to_string(items) + " items, " + hex_encode(bytes);
}

Task<CopyResult> copy_all(Store& source, Store& target, CopyOptions options) {
  Copy copy(source, target, std::move(options));
  co_return co_await copy.run();
}

Task<std::size_t> load_all(Store& source, Loading& target, runtime::BackgroundPool& pool,
                           CopyOptions options) {
  options.before_pass();
  Load load(source, target, pool);
  co_return co_await load.run(options);
}

Task<void> forget_copy(Store& store) {
  co_await store.transact(Transaction().erase(mark_key()));
}

}  // namespace waymark::store
