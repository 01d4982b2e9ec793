#pragma once

#include "config/runtime/result.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace runtime {

struct ChildOptions {
    unsigned umask{022};
    int dies_with_parent{0};  ///< the signal the kernel sends it when the thread that started it ends; 0: none
    int input{-1};            ///< becomes the child's standard input; -1: ours
    bool silent{false};       ///< what it prints goes nowhere
};

/// Starts a program found on PATH, in its own process group (Ctrl-C in the terminal is for us, and we stop
/// the child in our own time), with no open file of ours but the three standard ones.
/// unavailable with the reason when it cannot be started. REQUIRES: the child is waited for.
Result<pid_t> start_child(const std::vector<std::string>& command, ChildOptions options);

/// Waits until the child has ended.
void wait_for_child(pid_t pid);
/// True when it has ended; then its number is free for others and must not be used again.
bool child_ended(pid_t pid);
/// Whether any process of that number still does something (a dead one that nobody has waited for does not).
bool process_runs(pid_t pid);

/// Stops this thread. Only for starting and stopping, never while the event loop serves anybody.
void pause_for(std::chrono::milliseconds duration);

}  // namespace runtime
