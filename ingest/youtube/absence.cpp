#include "ingest/youtube/absence.hpp"

#include "ingest/youtube/parser.hpp"

#include <algorithm>
#include <set>

namespace ingest {

YoutubeAbsence::YoutubeAbsence(ChannelSession& session, AbsentButAlive& alive) : session_{session}, alive_{alive} {
    alive_.forget(session_.now());
}

runtime::Task<YoutubeAbsence::Verdict> YoutubeAbsence::ask(Of of, std::vector<std::string> absent) {
    std::erase_if(absent, [this](const auto& id) { return alive_.rests(id, session_.now()); });
    Verdict verdict;
    for (std::size_t begin = 0; begin < absent.size(); begin += kIdsMax) {
        if (calls_left_ == 0 || !session_.going()) {
            verdict.complete = false;
            break;
        }
        const auto end = std::min(begin + kIdsMax, absent.size());
        std::vector<std::string> some(absent.begin() + static_cast<std::ptrdiff_t>(begin),
                                      absent.begin() + static_cast<std::ptrdiff_t>(end));
        const bool answered = co_await ask_some(of, std::move(some), verdict.gone);
        verdict.complete = verdict.complete && answered;
    }
    co_return verdict;
}

runtime::Task<bool> YoutubeAbsence::ask_some(Of of, std::vector<std::string> ids, std::vector<std::string>& gone) {
    --calls_left_;
    std::string joined;
    for (const auto& id : ids) joined.append(joined.empty() ? "" : ",").append(id);
    ApiParameters parameters;
    parameters.emplace_back("part", "id,snippet");
    parameters.emplace_back("id", std::move(joined));
    std::string path = of == Of::comments ? "comments" : "videos";
    const auto reply = co_await session_.get(std::move(path), std::move(parameters));
    if (!reply && reply.error().kind == ApiErrorKind::gone && ids.size() == 1) {
        gone.push_back(ids.front());
        co_return true;
    }
    if (!reply) {
        session_.note(reply.error());
        co_return false;
    }
    ParseContext context;
    context.now = session_.now();
    const auto page =
        of == Of::comments ? parse_youtube_comments(reply->body, context) : parse_youtube_videos(reply->body, context);
    // What a damaged answer leaves out may have been in it.
    if (!page || !page->whole || page->malformed + page->without_id > 0) co_return false;
    std::set<std::string> there;
    for (const auto& object : page->objects) there.insert(object.item.external_id);
    for (const auto& id : ids) {
        if (there.contains(id))
            alive_.found_alive(id, session_.now());
        else
            gone.push_back(id);
    }
    if (!there.empty()) session_.note_incomplete();
    co_return true;
}

}  // namespace ingest
