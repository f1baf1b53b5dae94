// Lists of people for people: followers, followees, requests, the blocked and the muted.
#pragma once

#include <string>
#include <vector>

#include "base/request_context.h"
#include "product/social/social.h"

namespace waymark::social {

/// Who is hidden from the viewer, or gone, is left out: a page may be short, and its cursors still lead on.
struct PersonPage {
  struct Entry {
    Person person;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
  std::string next_cursor;  // of the last id of the page, shown or not; empty when there was none
};

/// Any reactor; borrows the store and `social`. Each throws Error(invalid_input) naming `after`.
class Lists {
 public:
  Lists(store::Store& store, const Social& social) : store_(store), social_(social) {}

  /// Empty when the viewer may not see them: they are the person's own when the profile is PRIVATE, and those of whoever
  /// sees the whole profile otherwise.
  Task<PersonPage> followers(Owner viewer, UserId of, store::PageRequest request) const;
  Task<PersonPage> following(Owner viewer, UserId of, store::PageRequest request) const;

  /// Who asks to follow the viewer, and whom the viewer has asked.
  Task<PersonPage> requests(Owner viewer, store::PageRequest request) const;
  Task<PersonPage> sent_requests(Owner viewer, store::PageRequest request) const;
  Task<PersonPage> blocked(Owner viewer, store::PageRequest request) const;
  Task<PersonPage> muted(Owner viewer, store::PageRequest request) const;
  /// At most kCountedRequests are counted.
  static constexpr std::uint32_t kCountedRequests = 100;
  Task<std::int64_t> request_count(Owner viewer) const;

 private:
  Task<bool> shows_lists(UserId viewer, UserId of) const;
  Task<PersonPage> own(Owner viewer, store::Index index, std::string_view prefix,
                       store::PageRequest request) const;
  Task<PersonPage> shown(UserId viewer, IdPage ids) const;

  store::Store& store_;
  const Social& social_;
};

}  // namespace waymark::social
