#include "app/product.h"

namespace waymark::app {
namespace {

accounts::Services account_services(Foundation& foundation, Identity& identity, mail::Post& post,
                                    events::Outbox& outbox, const Safety& safety,
                                    const std::string& public_url) {
  return {foundation.store,
          outbox,
          post,
          identity.passwords,
          identity.sessions,
          foundation.clock,
          foundation.ids,
          foundation.random,
          safety.limits,
          public_url,
          &safety.screening};
}

events::ConsumerPorts consumer_ports(Foundation& foundation, Nodes& nodes) {
  events::ConsumerPorts ports(foundation.store, nodes.outbox(), nodes.horizon(), foundation.clock,
                              foundation.random, foundation.metrics);
  if (nodes.many()) ports.shards = &nodes.shards();
  return ports;
}

chat::Ports chat_ports(Foundation& foundation, events::Outbox& outbox, realtime::Hub& hub,
                       chat::Bonds& bonds, const media::Library& library,
                       const screening::Screening& screening, const limits::Limits& limits) {
  chat::Ports ports(foundation.store, outbox, hub, bonds, library, foundation.clock, foundation.ids,
                    foundation.random);
  ports.screening = &screening;
  ports.limits = &limits;
  return ports;
}

posts::Ports posts_ports(Foundation& foundation, events::Outbox& outbox,
                         const social::Social& social, const posts::GroupAudience& groups,
                         const media::Library& library, const screening::Screening& screening) {
  posts::Ports ports(foundation.store, outbox, social, groups, library, foundation.clock,
                     foundation.ids);
  ports.screening = &screening;
  return ports;
}

groups::Ports groups_ports(Foundation& foundation, events::Outbox& outbox,
                           const social::Social& social, const goals::Goals& goals,
                           const posts::Reading& posts, const chat::Chat& chat,
                           const media::Library& library, const screening::Screening& screening) {
  groups::Ports ports(foundation.store, outbox, social, goals, posts, chat, library,
                      foundation.clock, foundation.ids, foundation.random);
  ports.screening = &screening;
  return ports;
}

chat::Options chat_options(const ChatSettings& settings) {
  chat::Options options;
  options.free_kept = std::chrono::days(settings.free_days);
  options.premium_kept = std::chrono::days(settings.premium_days);
  return options;
}

feed::Ports feed_ports(Foundation& foundation, const social::Social& social,
                       const social::Graph& graph, const posts::Service& posts,
                       const posts::GroupAudience& groups, feed::HeadMemory& heads) {
  return {foundation.store, social, graph, posts.reading, groups, heads, foundation.clock};
}

discovery::IndexerPorts indexer_ports(Foundation& foundation, Nodes& nodes, search::Index& index) {
  return {foundation.store,   nodes.horizon(),          index, foundation.clock, foundation.random,
          foundation.metrics, foundation.engine->name()};
}

Task<std::optional<Date>> birth_date_of(accounts::Profiles& profiles, Owner owner) {
  const accounts::User user = co_await profiles.me(owner);
  co_return user.birth_date;
}

moderation::Ports moderation_ports(Foundation& foundation, events::Outbox& outbox,
                                   const moderation::Subjects& subjects, Safety& safety) {
  moderation::Ports ports(foundation.store, outbox, subjects, safety.suspensions, foundation.clock,
                          foundation.ids);
  ports.news = &safety.news;
  return ports;
}

feed::PromotionRules promotion_rules(const FeedSettings& settings) {
  feed::PromotionRules rules;
  rules.followers_to_promote = settings.promote_at_followers;
  rules.followers_to_keep = settings.promote_at_followers * 4 / 5;
  return rules;
}

}  // namespace

Product::Product(Foundation& foundation, Nodes& the_nodes, Identity& identity,
                 const Settings& settings, const std::string& public_url)
    : mailer(foundation.folder / "outbox", settings.mail.from, foundation.clock, foundation.random,
             foundation.pool),
      queues(foundation, mailer, settings),
      nodes(the_nodes),
      outbox(nodes.outbox()),
      media(foundation, settings),
      sharing(foundation, settings),
      hub(sharing.hub()),
      presence(sharing.presence()),
      safety(foundation, nodes, sharing, settings),
      accounts(account_services(foundation, identity, queues.post(), outbox, safety, public_url),
               identity.access_tokens, safety.throttle),
      goals(foundation.store, outbox, foundation.clock, foundation.ids),
      tasks(foundation.store, outbox, foundation.clock, foundation.ids,
            [this](Owner owner) { return accounts.profiles.time_zone_of(owner); }),
      quests(foundation.store, outbox, hub, foundation.clock, foundation.ids),
      workouts(foundation.store, outbox, foundation.clock, foundation.ids,
               [this](Owner owner) { return accounts.profiles.time_zone_of(owner); }),
      workout_settings(foundation.store, foundation.clock, foundation.ids, foundation.random,
                       [this](Owner owner) { return birth_date_of(accounts.profiles, owner); }),
      workout_totals(foundation.store,
                     [this](Owner owner) { return accounts.profiles.time_zone_of(owner); }),
      imports(foundation, settings, ImportNeighbours{queues, hub, workouts, accounts.profiles}),
      rewards(foundation.store, foundation.clock),
      social(foundation.store, outbox, foundation.clock, &safety.suspensions),
      workout_viewing(foundation.store, social.social, workout_settings),
      bonds(social.social),
      chat(chat_ports(foundation, outbox, hub, bonds, media.library, safety.screening,
                      safety.limits),
           chat_options(settings.chat)),
      portraits(foundation.store, accounts.profiles, media.library),
      graph(foundation.store),
      group_audience(foundation.store),
      posts(posts_ports(foundation, outbox, social.social, group_audience, media.library,
                        safety.screening)),
      groups(groups_ports(foundation, outbox, social.social, goals, posts.reading, chat,
                          media.library, safety.screening)),
      journeys(journeys::Ports(
          foundation.store, outbox, hub, group_audience, groups, media.library,
          [this](Owner owner) { return accounts.profiles.time_zone_of(owner); }, foundation.clock,
          foundation.ids)),
      heads(foundation.store, foundation.clock,
            static_cast<std::size_t>(settings.feed.remembered_heads)),
      feed(
          feed_ports(foundation, social.social, graph, posts, group_audience, heads),
          [this](Owner owner) { return accounts.profiles.time_zone_of(owner); },
          feed::Cohort{settings.feed.materialised_share}),
      feed_live(feed_ports(foundation, social.social, graph, posts, group_audience, heads), hub,
                foundation.ids),
      notifications(foundation.store, hub, social.social, posts.reading, groups.reading),
      assistance(assistance::Ports(foundation.store, outbox, goals, social.social, foundation.clock,
                                   foundation.ids)),
      search_index(search_folder(settings), foundation.pool),
      discovery(indexer_ports(foundation, nodes, search_index),
                discovery::Subjects(social.social, posts.reading, goals, groups.reading),
                safety.limits),
      subjects(foundation.store, social.social, posts.reading, chat, foundation.clock),
      moderation(moderation_ports(foundation, outbox, subjects, safety)),
      quest_progress(foundation.store, hub, foundation.clock),
      goal_cleanup(foundation.store, foundation.clock),
      rewards_consumer(foundation.store, hub, foundation.clock),
      post_cleanup(foundation.store),
      group_counting(foundation.store),
      pin_news(groups.reading),
      group_live(hub),
      graduation(foundation.store, chat.group_rooms, foundation.clock),
      group_cleanup(foundation.store, posts.posts, chat.group_rooms, foundation.clock),
      activity_writer(foundation.store, heads, queues.engines().on_store(), hub),
      promotion(foundation.store, social.social, foundation.clock, promotion_rules(settings.feed)),
      portrait_cleanup(foundation.store, media.library),
      consumers(consumer_ports(foundation, nodes)) {
  consumers.add(quest_progress);
  consumers.add(goal_cleanup);
  consumers.add(rewards_consumer);
  consumers.add(social.counting);
  consumers.add(chat.consumer);
  consumers.add(post_cleanup);
  consumers.add(group_counting);
  consumers.add(pin_news);
  consumers.add(group_live);
  consumers.add(graduation);
  consumers.add(group_cleanup);
  consumers.add(journeys.contributions);
  consumers.add(journeys.progress);
  consumers.add(activity_writer);
  consumers.add(promotion);
  consumers.add(portrait_cleanup);
  consumers.add(notifications.writer);
  consumers.add(assistance.experience);
  consumers.add(moderation.rule_cases);
}

Task<void> Product::start(std::vector<Executor> executors) {
  co_await sharing.start();
  co_await safety.news.start(executors.front());
  co_await nodes.start_writing();
  co_await nodes.start_working();
  co_await queues.start(executors);
  co_await feed_live.start(executors.front());
  discovery.indexer.start(executors.front());
  co_await consumers.start(std::move(executors));
}

Task<void> Product::stop() {
  co_await consumers.stop();
  co_await discovery.indexer.stop();
  co_await feed_live.stop();
  co_await queues.stop();
  co_await nodes.stop_working();
  co_await nodes.stop_writing();
  co_await safety.news.stop();
  co_await sharing.stop();
}

}  // namespace waymark::app
