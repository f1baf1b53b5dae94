// All services of groups, together.
#pragma once

#include "product/groups/groups.h"
#include "product/groups/links.h"
#include "product/groups/membership.h"
#include "product/groups/pins.h"

namespace waymark::groups {

/// One object for the server, any reactor; what the ports hold outlives it.
struct Service {
  explicit Service(const Ports& ports)
      : social(ports.social),
        posts(ports.posts),
        chat(ports.chat),
        reading(ports.store, ports.social, ports.posts),
        groups(ports, reading),
        entrance(ports),
        membership(ports, reading, entrance),
        links(ports, reading, entrance),
        pins(ports, reading) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  const social::Social& social;
  const posts::Reading& posts;
  const chat::Chat& chat;
  Reading reading;
  Groups groups;
  Entrance entrance;
  Membership membership;
  Links links;
  Pins pins;
};

}  // namespace waymark::groups
