#pragma once

#include "moderation/store/posts.hpp"
#include "tests/integration/store_world.hpp"

#include <memory>
#include <string>

namespace tests {

/// A school that writes posts for its one page.
class StorePosts : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
    }

    static models::PostContent fair(std::string text = "The winter fair is on Saturday") {
        models::PostContent content;
        content.text = std::move(text);
        content.channels = {"page"};
        return content;
    }
    static models::PostContent fair_at(Time publish_at) {
        auto content = fair();
        content.publish_at = publish_at;
        return content;
    }
    moderation::Post post() { return ok(posts->post(id)); }
    void save(models::PostContent content, const std::string& person = "quill") {
        const auto version = id.empty() ? 0 : post().version;
        id = ok(posts->save(id, version, std::move(content), person, now));
    }
    void submitted(models::PostContent content = fair()) {
        save(std::move(content));
        ok(posts->submit(id, post().version, "quill", now));
    }
    auto agreeing(const std::string& person = "trellis") {
        return posts->agree(id, models::fingerprint(post().content), person, now);
    }
    void agreed(models::PostContent content = fair()) {
        submitted(std::move(content));
        ok(agreeing());
    }
    auto beginning(bool objected = false) { return posts->begin(id, "page", post().approval, objected, now); }
    models::DeliveryState delivery() { return post().deliveries.at(0).state; }
    void finish(models::DeliveryState state) {
        ok(posts->finish(id, {"page", state, "", "", "ext-1", "https://network.example/ext-1"}, post().approval, now));
    }
    std::size_t planned() {
        return static_cast<std::size_t>(redis_command({"ZCARD", "gh:{bramblecote}:jobs:delayed"}).number);
    }

    std::unique_ptr<moderation::PostStore> posts;
    std::string id;
};

}  // namespace tests
