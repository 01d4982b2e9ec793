#pragma once

#include "models/domain/post.hpp"
#include "site_world.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace tests {

/// A draft of one colleague that pictures are brought for.
class PostPicturesTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        models::PostContent content;
        content.text = "Sports day was lovely";
        content.channels = {channel_id};
        id = ok(posts->save("", 0, content, "quill", clock.now()));
    }
    static std::string file(const std::string& name) {
        std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/" + name, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }
    moderation::Post post() { return ok(posts->post(id)); }
    std::vector<models::PostPicture> pictures_now() { return post().content.pictures; }
    std::string version() { return std::to_string(post().version); }

    /// The form with a file in it, as a browser sends it.
    runtime::ServerResponse bring(const std::string& person, const std::string& bytes, bool with_token = true) {
        auto browser = signed_in(person);
        runtime::ServerRequest request;
        request.method = "POST";
        request.path = "/posts/" + id + "/pictures";
        request.headers.emplace_back("Origin", "https://gatehouse.example");
        request.headers.emplace_back("Content-Type", "multipart/form-data; boundary=form7");
        const auto part = [](const std::string& head, const std::string& data) {
            return "--form7\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + data + "\r\n";
        };
        request.body = part("name=\"csrf\"", with_token ? browser.csrf : "") + part("name=\"version\"", version()) +
                       part("name=\"picture\"; filename=\"zanzibar.jpg\"", bytes) + "--form7--\r\n";
        return send(browser, std::move(request));
    }
    runtime::ServerResponse press(const std::string& person, const std::string& action, Fields fields) {
        auto browser = signed_in(person);
        fields.emplace_back("version", version());
        fields.emplace_back("fingerprint", models::fingerprint(post().content));
        return this->SiteWorld::post(browser, "/posts/" + id + "/" + action, std::move(fields));
    }
    runtime::ServerResponse fetched(const std::string& person, const std::string& picture) {
        auto browser = signed_in(person);
        return get(browser, "/posts/" + id + "/picture?of=" + picture);
    }
    std::string seen_by(const std::string& person) {
        auto browser = signed_in(person);
        return get(browser, "/posts/" + id).body;
    }
    /// What the job does, for every picture.
    void read_words(std::optional<std::string> words) {
        for (const auto& picture : pictures_now())
            if (picture.found.words == models::Words::waiting)
                ok(posts->note_words(id, picture.id, words, clock.now()));
    }
    void two_pictures() {
        ASSERT_EQ(bring("quill", file("misc-images__modes__1.png")).status, 303U);
        ASSERT_EQ(bring("quill", file("misc-images__small.jpg")).status, 303U);
    }

    std::string id;
};

}  // namespace tests
