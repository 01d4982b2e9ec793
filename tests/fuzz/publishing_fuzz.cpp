// What the publishers read of strangers' answers, and of their own notes once these were damaged.

#include "ingest/instagram/container.hpp"
#include "ingest/own_words.hpp"
#include "ingest/publishing_progress.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/upload.hpp"
#include "ingest/youtube/video_state.hpp"
#include "models/domain/publication.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    (void)ingest::made_id(text);
    (void)ingest::parse_x_upload(text);
    (void)ingest::parse_x_flag(text, "deleted");
    (void)ingest::parse_youtube_video_state(text, "public");
    (void)ingest::parse_instagram_container(text);
    if (const auto room = ingest::parse_instagram_room(text)) demand(room->total > 0);
    if (const auto source = ingest::parse_photo_source(text)) demand(!source->empty());
    demand(ingest::same_words(text, text));
    const auto progress = ingest::progress_from(text);
    if (progress) demand(to_text(*ingest::progress_from(to_text(*progress))) == to_text(*progress));
    demand(models::text_length(models::Network::x, text) <= 8 * size);
    return 0;
}
