// The product: services, and the consumers that follow their events.
#pragma once

#include <string>
#include <vector>

#include "app/foundation.h"
#include "app/identity.h"
#include "app/imports.h"
#include "app/media.h"
#include "app/nodes.h"
#include "app/queues.h"
#include "app/safety.h"
#include "app/settings.h"
#include "app/sharing.h"
#include "platform/events/consumers.h"
#include "platform/mail/outbox_dir/outbox_dir.h"
#include "platform/search/xapian/xapian_index.h"
#include "product/accounts/accounts.h"
#include "product/assistance/assistance.h"
#include "product/chat/chat.h"
#include "product/chat/social_bonds.h"
#include "product/discovery/services.h"
#include "product/feed/activity_writer.h"
#include "product/feed/feed.h"
#include "product/feed/head_memory.h"
#include "product/feed/live.h"
#include "product/feed/promotion.h"
#include "product/goals/goal_cleanup.h"
#include "product/goals/goals.h"
#include "product/goals/quest_progress.h"
#include "product/goals/quests.h"
#include "product/goals/tasks.h"
#include "product/groups/audience.h"
#include "product/groups/cleanup.h"
#include "product/groups/counting.h"
#include "product/groups/graduation.h"
#include "product/groups/live.h"
#include "product/groups/pin_news.h"
#include "product/groups/service.h"
#include "product/journeys/service.h"
#include "product/moderation/moderation.h"
#include "product/notifications/notifications.h"
#include "product/posts/cleanup.h"
#include "product/posts/service.h"
#include "product/rewards/consumer.h"
#include "product/rewards/rewards.h"
#include "product/social/graph.h"
#include "product/social/portraits.h"
#include "product/social/services.h"
#include "product/workouts/settings.h"
#include "product/workouts/totals.h"
#include "product/workouts/viewing.h"
#include "product/workouts/workouts.h"

namespace waymark::app {

/// Made after foundation, nodes and identity, which it borrows.
struct Product {
  Product(Foundation& foundation, Nodes& nodes, Identity& identity, const Settings& settings,
          const std::string& public_url);

  /// Takes commits and delivers events from now on; `executors` are those of all reactors. On a reactor.
  Task<void> start(std::vector<Executor> executors);
  Task<void> stop();

  mail::OutboxDir mailer;
  Queues queues;
  Nodes& nodes;
  events::Outbox& outbox;
  Media media;
  Sharing sharing;
  realtime::Hub& hub;
  realtime::Presence& presence;
  Safety safety;

  accounts::Accounts accounts;
  goals::Goals goals;
  goals::Tasks tasks;
  goals::Quests quests;
  workouts::Workouts workouts;
  workouts::Settings workout_settings;
  workouts::Totals workout_totals;
  Imports imports;
  rewards::RewardsService rewards;
  social::SocialServices social;
  workouts::Viewing workout_viewing;
  chat::SocialBonds bonds;
  chat::Chat chat;
  social::Portraits portraits;
  social::Graph graph;
  groups::Audience group_audience;
  posts::Service posts;
  groups::Service groups;
  journeys::Service journeys;
  feed::HeadMemory heads;
  feed::Feed feed;
  feed::Live feed_live;
  notifications::Notifications notifications;
  assistance::Service assistance;
  search::XapianIndex search_index;
  discovery::Services discovery;
  moderation::Subjects subjects;
  moderation::Moderation moderation;

  goals::QuestProgress quest_progress;
  goals::GoalCleanup goal_cleanup;
  rewards::RewardsConsumer rewards_consumer;
  posts::PostCleanup post_cleanup;
  groups::Counting group_counting;
  groups::PinNews pin_news;
  groups::LiveNews group_live;
  groups::Graduation graduation;
  groups::GroupCleanup group_cleanup;
  feed::ActivityWriter activity_writer;
  feed::Promotion promotion;
  social::PortraitCleanup portrait_cleanup;
  events::ConsumerRunner consumers;
};

}  // namespace waymark::app
