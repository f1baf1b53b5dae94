// waymark queue list | dead | redrive: how the queues stand, what was given up, and once more.
//
// Bodies are never shown: they are sealed, and hold what is nobody's business. With the embedded store a running server
// answers, over its control socket; else the command asks the engines itself.
#pragma once

#include <string>

#include "app/control.h"
#include "app/queue_engines.h"
#include "app/settings.h"

namespace waymark::app {

/// "queue list", "queue dead", "queue redrive".
bool is_queue_command(const std::string& command);

/// On the first reactor. Throws Error when an engine does not answer.
Task<ControlAnswer> obey_queue_command(QueueEngines& engines, ControlRequest request);

/// The command's side. The exit code.
int run_queue_command(const Settings& settings, const ControlRequest& request);

}  // namespace waymark::app
