#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/alert.hpp"
#include "models/journal/journal_entry.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace notifier {

/// One alert's next step is due.
struct AlertJob {
    std::string alert;
    std::string handle;  ///< the provider's own; handed back unchanged
    int deliveries{1};
};

/// The alerts and what became of them. Provided by moderation/, whose store changes each in one step.
class AlertBook {
  public:
    virtual ~AlertBook() = default;
    /// What was taken and never finished is due again: after a start, and after the book was away.
    virtual runtime::Task<runtime::Result<void>> resume() = 0;
    virtual runtime::Task<runtime::Result<std::vector<AlertJob>>> due(std::size_t limit,
                                                                      std::chrono::milliseconds wait) = 0;
    virtual runtime::Task<runtime::Result<models::Alert>> load(std::string alert) = 0;
    virtual runtime::Task<runtime::Result<void>> told(std::string alert, int step, std::string person) = 0;
    virtual runtime::Task<runtime::Result<void>> step_done(std::string alert, int step,
                                                           std::optional<runtime::Time> next) = 0;
    /// Who did not acknowledge several alerts in a row, and has not been seen since.
    virtual runtime::Task<runtime::Result<std::vector<std::string>>> presumed_absent() = 0;
    virtual runtime::Task<runtime::Result<void>> job_done(AlertJob job) = 0;
    virtual runtime::Task<runtime::Result<void>> job_later(AlertJob job, runtime::Time due) = 0;
    /// False when one of the same kind and subject is open already.
    virtual runtime::Task<runtime::Result<bool>> raise(models::Alert alert) = 0;
};

/// One message to one person. No content, no names, no handles: reference, class, severity, link.
struct Message {
    std::string to;  ///< e-mail address
    std::string subject;
    std::string body;  ///< plain text, UTF-8
    std::string id;    ///< Message-ID's left part: the same for every try of the same message
};

/// A way to reach people. unreachable: try again later; rejected: this address will never work.
class Courier {
  public:
    virtual ~Courier() = default;
    virtual runtime::Task<runtime::Result<void>> deliver(Message message) = 0;
};

/// When periodic work last ran.
class Schedule {
  public:
    virtual ~Schedule() = default;
    virtual runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_run(std::string what) = 0;
    virtual runtime::Task<runtime::Result<void>> ran(std::string what, runtime::Time at, std::string journal_data) = 0;
};

/// What waits for one person, as they would find it: nothing of what they are barred from.
struct Waiting {
    std::size_t items{0};
    std::size_t alerts{0};  ///< to be acknowledged
};
class WaitingLists {
  public:
    virtual ~WaitingLists() = default;
    virtual runtime::Task<runtime::Result<Waiting>> waiting(std::string person) = 0;
};

/// A post that waits for a second colleague.
struct PostToRead {
    std::vector<std::string> authors;  ///< everybody who wrote or changed it: they cannot agree
    runtime::Time handed_in_at{};
    std::optional<runtime::Time> publish_at{};  ///< nothing: as soon as it is agreed to
};
class PostsToRead {
  public:
    virtual ~PostsToRead() = default;
    virtual runtime::Task<runtime::Result<std::vector<PostToRead>>> posts_to_read() = 0;
};

/// A post that a colleague sent back, of which those who wrote it have not heard.
struct PostSentBack {
    std::string post;                  ///< its id
    std::vector<std::string> authors;  ///< everybody who wrote or changed it
    std::string by;                    ///< who sent it back: they know
    runtime::Time at{};
};
class PostsSentBack {
  public:
    virtual ~PostsSentBack() = default;
    virtual runtime::Task<runtime::Result<std::vector<PostSentBack>>> posts_sent_back() = 0;
    /// Everybody has heard of it. Not an error when the post has moved on.
    virtual runtime::Task<runtime::Result<void>> told(PostSentBack post) = 0;
};

/// The state of reading, for the "connector silent" alarm. Provided by moderation/.
struct ChannelSilence {
    std::string channel;
    std::optional<runtime::Time> last_round_at;  ///< all of it, without trouble: parts alone are not being read
    std::optional<runtime::Time> authorised_at;
};
class ReadingState {
  public:
    virtual ~ReadingState() = default;
    virtual runtime::Task<runtime::Result<std::vector<ChannelSilence>>> authorised_channels() = 0;
};

}  // namespace notifier
