// Pages of a list, and streams of events: what resolvers return besides plain values.
#pragma once

#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/task.h"

namespace waymark::graphql {

/// A Relay-style page: fields `edges { node cursor }`, `nodes`, `pageInfo`.
template <typename T>
struct Connection {
  struct Edge {
    T node;
    std::string cursor;
    BOOST_DESCRIBE_CLASS(Edge, (), (node, cursor), (), ())
  };
  std::vector<Edge> edges;
  bool has_next_page = false;
  bool has_previous_page = false;
};

/// The `pageInfo` of a Connection, whose cursors it views.
struct PageInfo {
  bool has_next_page = false;
  bool has_previous_page = false;
  std::optional<std::string_view> start_cursor;
  std::optional<std::string_view> end_cursor;
};
BOOST_DESCRIBE_STRUCT(PageInfo, (), (has_next_page, has_previous_page, start_cursor, end_cursor))

/// What a subscription field yields, one value an event; nullopt ends it. next() is awaited by one
/// coroutine at a time and must honour cancellation, as Asio's own operations do: this is how a
/// subscription ends when its client goes.
template <typename T>
class Source {
 public:
  virtual ~Source() = default;
  virtual Task<std::optional<T>> next() = 0;
};

/// The nodes of a Connection as a list, without copying them.
template <typename T>
class Nodes {
 public:
  using value_type = T;
  using Edges = std::vector<typename Connection<T>::Edge>;

  class Iterator {
   public:
    explicit Iterator(typename Edges::const_iterator at) : at_(at) {}
    const T& operator*() const { return at_->node; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    typename Edges::const_iterator at_;
  };

  explicit Nodes(const Edges& edges) : edges_(&edges) {}
  Iterator begin() const { return Iterator(edges_->begin()); }
  Iterator end() const { return Iterator(edges_->end()); }

 private:
  const Edges* edges_;
};

}  // namespace waymark::graphql
