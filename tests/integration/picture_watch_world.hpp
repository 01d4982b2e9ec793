#pragma once

#include "moderation/picture_watch.hpp"

#include "config/data_dir.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/pupil_register.hpp"
#include "tests/integration/scripted_pictures.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// A school with one channel whose pictures are watched, a real Redis and the real program that opens pictures.
class PictureWatchWorld : public StoreWorld {
  protected:
    static constexpr const char* kPortrait = "https://pictures.example/portrait.jpg?signed=1";
    static constexpr const char* kBridge = "https://pictures.example/bridge.jpg?signed=1";

    static std::string file(const std::string& name) {
        std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/" + name, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
        found = std::make_unique<moderation::FoundPictures>(*redis, sealer, "bramblecote");
        pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
        guard = std::make_unique<moderation::PostGuard>(*pupils, calendar, cpu);
        network.here = {{kPortrait, file("portrait.jpg")}, {kBridge, file("bridge-mods__square-256x256.jpg")}};
        begin();
    }
    void TearDown() override {
        watch.reset();
        blocking.reset();
        StoreWorld::TearDown();
    }

    /// A new process, in the name of the one before.
    void begin(const std::string& program = PICTURES_PROGRAM) {
        watch.reset();
        const moderation::PictureWatch::Parts parts{*store, *posts, *found, *blocking,   network, *guard,
                                                    listed, triage, clock,  quiet_log(), metrics};
        watch = std::make_unique<moderation::PictureWatch>(parts, program, "worker-1");
    }
    std::size_t work() { return ok(watch->work_once(milliseconds{10})); }
    void later(std::chrono::milliseconds time) {
        clock.advance(time);
        ok(store->move_due_jobs(clock.now()));
    }

    static void add(models::CollectedItem& item, const std::string& address) {
        item.attachments.push_back({"photo", "https://network.example/photo", address});
    }
    /// The school said it, a second after its channel was authorised.
    Intaken own_post(const std::string& external_id, const std::string& picture) {
        auto post = benign(external_id);
        post.item.kind = models::ItemKind::own_post;
        post.item.post_external_id.clear();
        post.item.created_at = now + std::chrono::seconds{1};
        add(post.item, picture);
        return post;
    }
    Intaken comment_with(const std::string& external_id, const std::string& picture) {
        auto comment = benign(external_id);
        add(comment.item, picture);
        return comment;
    }
    /// A look that differs from another one in so many bits.
    static std::string off_by(const std::string& look, int bits) {
        auto hash = models::image::pdq_from_hex(look).value();
        for (int i = 0; i < bits; ++i) hash[static_cast<std::size_t>(i) % 4] ^= std::uint64_t{1} << (i / 4);
        return models::image::to_hex(hash);
    }
    /// A post with this picture, or one that differs from it in some bits, which two people agreed to.
    std::string agreed(const std::string& name, std::vector<std::string> in_it = {}, int bits = 0,
                       std::optional<std::uint32_t> people_in_it = {}) {
        // Looked at once for all tests: the program takes a second to begin.
        static std::map<std::string, moderation::Glance> glances;
        if (!glances.contains(name)) {
            moderation::PictureEye eye{PICTURES_PROGRAM, models::image::Search::people, listed};
            glances[name] = ok(eye.look(file(name)));
        }
        const auto& glance = glances[name];
        models::PostPicture picture;
        picture.id = runtime::sha256_hex(name);
        picture.found.look = off_by(glance.seen.look, bits);
        picture.found.people = people_in_it ? people_in_it : glance.seen.people;
        picture.people = in_it.empty() ? models::PeopleShown::adults_only : models::PeopleShown::pupils;
        picture.framing = models::Framing::group;
        picture.pupils = std::move(in_it);
        picture.complete = true;
        models::PostContent content;
        content.text = "Fair";
        content.channels = {"page"};
        content.pictures = {picture};
        const auto id = ok(posts->save("", 0, content, "quill", now));
        ok(posts->submit(id, 1, "quill", now));
        ok(posts->agree(id, models::fingerprint(content), "trellis", now));
        return id;
    }
    void published(const std::string& post, const std::string& external_id) {
        ok(posts->begin(post, "page", "1", false, now));
        moderation::Delivery how{"page", models::DeliveryState::published};
        how.external_id = external_id;
        ok(posts->finish(post, how, "1", now));
    }
    static std::vector<std::string> codes(const Item& item) {
        std::vector<std::string> codes;
        for (const auto& reason : item.assessment.reasons) codes.push_back(reason.code);
        return codes;
    }
    std::vector<std::string> alert_kinds() {
        std::vector<std::string> kinds;
        for (const auto& job : jobs("alerts")) kinds.push_back(ok(store->alert(job.fields.at("alert"))).kind);
        return kinds;
    }

    FakeClock clock;
    const config::People people{{}};
    const config::Calendar calendar{config::Calendar::Times{}};
    const config::RoutingTable routing{*config::load_routing(config::data_file("routing.csv"), {})};
    const moderation::Triage triage{routing, people, calendar};
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    moderation::ListedPictures listed;
    ScriptedPictures network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<moderation::FoundPictures> found;
    std::unique_ptr<moderation::PupilStore> pupils;
    std::unique_ptr<moderation::PostGuard> guard;
    std::unique_ptr<moderation::PictureWatch> watch;
};

}  // namespace tests
