// All of discovery, made together.
#pragma once

#include "product/discovery/discovery.h"
#include "product/discovery/goals_kind.h"
#include "product/discovery/groups_kind.h"
#include "product/discovery/indexer.h"
#include "product/discovery/people_kind.h"
#include "product/discovery/posts_kind.h"
#include "product/discovery/suggestions.h"
#include "product/discovery/trending.h"

namespace waymark::discovery {

/// What there is to be found; borrowed, and outliving discovery.
struct Subjects {
  Subjects(const social::Social& the_social, const posts::Reading& the_posts,
           const goals::Goals& the_goals, const groups::Reading& the_groups)
      : social(the_social), posts(the_posts), goals(the_goals), groups(the_groups) {}
  const social::Social& social;
  const posts::Reading& posts;
  const goals::Goals& goals;
  const groups::Reading& groups;
};

/// One object for the server, any reactor.
struct Services {
  Services(const IndexerPorts& ports, const Subjects& subjects, const limits::Limits& limits)
      : social(subjects.social),
        people(ports.store, subjects.social),
        goals(ports.store, subjects.goals, subjects.social),
        posts(ports.store, subjects.posts, subjects.social),
        groups(subjects.groups),
        search(ports.index, Kinds{&people, &groups, &goals, &posts}, limits),
        suggestions(SuggestionPorts(ports.store, ports.index, subjects.social, subjects.goals,
                                    people, goals, ports.clock)),
        trending(ports.index, ports.clock),
        indexer(ports, Kinds{&people, &groups, &goals, &posts}) {}

  const social::Social& social;
  PeopleKind people;
  GoalsKind goals;
  PostsKind posts;
  GroupsKind groups;
  Discovery search;
  Suggestions suggestions;
  Trending trending;
  Indexer indexer;
};

}  // namespace waymark::discovery
