// Full text: what people wrote, found by words, whatever their ending, accents or small mistakes.
//
//   search.h      the port                          text_query.h  what may be typed
//   words.h       texts as words                    conformance_test.h  what every engine must pass
//   xapian/       the embedded engine
//
// An index is a projection: whatever is in it can be made again from the store. It therefore keeps, in the commit of
// each batch, a bookmark of its writer's: what has been read of the source. Who finds the bookmark empty starts anew.
// Nothing in an index says who may see what; what is found is held against the rules when it is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/locale.h"
#include "base/task.h"

namespace waymark::search {

inline constexpr std::size_t kLongestId = 100;     // bytes
inline constexpr std::size_t kMostWords = 10'000;  // of a document; what comes after is not found
inline constexpr std::size_t kMostTerms = 200;     // of a document
inline constexpr std::size_t kMostNumbers = 4;     // of a document
inline constexpr std::uint32_t kMostHits = 1'000;  // of a page
inline constexpr std::uint32_t kDeepestHit = 10'000;  // no page reaches past it

struct Text {
  Text() = default;
  explicit Text(std::string what, unsigned how_much = 1)
      : text(std::move(what)), weight(how_much) {}
  std::string text;     // valid UTF-8
  unsigned weight = 1;  // 1 to 10: how much a word in it counts
};

/// A thing that can be found.
struct Document {
  std::string id;                  // unique in the index, of every kind
  std::string kind;                // a short word
  std::optional<Locale> language;  // absent: any of ours
  std::vector<Text> texts;
  std::vector<std::string>
      terms;  // found by equality alone: "owner:…". `tag:` and `name:` are asked for by #tag, @name
  std::vector<double>
      numbers;  // to be sorted by; the first is its age: of two that fit equally, the greater comes first
  std::string stored;  // comes back with each hit
};

/// Changes, made all or none. Removals come before what is put.
struct Batch {
  std::vector<Document>
      put;  // each replaces the one of its id; of two with one id, the last counts
  std::vector<std::string> removed;      // by id; those that are not there are passed over
  std::optional<std::string> kept_with;  // every document without this term goes
  std::optional<std::string> bookmark;   // what the next bookmark() says
};

/// A term, and how much it counts among others of an `any`.
struct Wish {
  Wish(std::string which, double how_much) : term(std::move(which)), weight(how_much) {}
  std::string term;
  double weight;
};

enum class Order : std::uint8_t {
  relevance,
  newest  // by the first number, greatest first
};

struct Query {
  std::string text;  // as typed (text_query.h); empty: everything that passes the filters
  std::vector<std::string> kinds;  // one of them; empty: any
  std::vector<std::string> all;    // terms that a hit has, each
  std::vector<Wish>
      any;  // terms of which a hit has one at least: the more and the rarer, the better
  std::vector<std::string> none;  // terms that no hit has
  std::optional<double> least;    // of the first number
  Order order = Order::relevance;
  std::uint32_t limit = 20;             // 1 to kMostHits
  std::uint32_t deepest = kDeepestHit;  // no hit past this place
  std::optional<std::string> after;     // a hit's cursor, of the same query
};

struct Hit {
  std::string id;
  std::string kind;
  std::string stored;
  std::string cursor;  // safe to hand to a client
};

struct Hits {
  std::vector<Hit> hits;
  bool more = false;
};

/// One index of one process. Any reactor; blocking work is done elsewhere. All throw Error(unavailable) when the index is
/// out of order; it is opened anew by the next call, empty if need be (then its bookmark is).
class Index {
 public:
  virtual ~Index() = default;
  /// Durable, and found, when it returns. One after the other, whoever calls.
  virtual Task<void> apply(Batch batch) = 0;
  /// A text without a word finds nothing. Throws Error(invalid_input) naming `after` for what is no cursor.
  virtual Task<Hits> find(Query query) = 0;
  /// Of the last batch that had one; empty when there was none.
  virtual Task<std::string> bookmark() = 0;
  /// How many documents there are.
  virtual Task<std::uint64_t> size() = 0;
};

}  // namespace waymark::search
