#pragma once

#include "config/runtime/metrics.hpp"
#include "moderation/picture_sweep.hpp"
#include "moderation/post_worker.hpp"
#include "moderation/pupil_register.hpp"
#include "tests/integration/obedient_publisher.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// A school that has published pictures of Ottilie and Maximilian for a while. All names are invented.
class PictureSweepWorld : public StoreWorld {
  protected:
    using Pupil = models::consent::Pupil;
    static constexpr auto kSnap = std::chrono::milliseconds{10};

    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        start_parts();
        import({willing("pupil-7", "Ottilie"), willing("pupil-8", "Maximilian")});
    }
    void TearDown() override {
        worker.reset();
        blocking.reset();
        StoreWorld::TearDown();
    }
    /// As a process does that was just started.
    void start_parts() {
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
        sweeps = std::make_unique<moderation::SweepStore>(*posts);
        pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
        guard = std::make_unique<moderation::PostGuard>(*pupils, calendar, cpu);
        worker = std::make_unique<moderation::PostWorker>(*store, *posts, *guard, *blocking, network, clock,
                                                          quiet_log(), metrics, "worker-1");
        sweep = std::make_unique<moderation::PictureSweep>(*store, *posts, *guard, calendar, clock, quiet_log());
    }

    Pupil willing(const std::string& ref, const std::string& forename) const {
        const auto today = moderation::today_of(calendar, now);
        Pupil pupil;
        pupil.ref = ref;
        pupil.legal_forename = forename;
        pupil.legal_surname = "Thistlewood";
        pupil.consent.givers[0].answers.fill(
            {models::consent::Decision::yes, {}, {}, today - std::chrono::days{1}, today + std::chrono::days{100}});
        return pupil;
    }
    void import(const models::consent::Register& live) {
        ok(pupils->propose(ok(pupils->version()), moderation::pack(live), "", "quill", now));
        ok(pupils->agree(ok(pupils->version()), "trellis", now));
    }
    void change(const std::string& ref, std::function<void(Pupil&)> how) {
        moderation::PupilRegister book{*pupils};
        ok(book.edit(ok(pupils->version()), ref, "answered", std::move(how), "ottilie", clock.now()));
    }
    void leaves(const std::string& ref) {
        const auto day = moderation::today_of(calendar, clock.now());
        change(ref, [day](Pupil& pupil) { pupil.consent.left_on = day; });
    }
    void withdraws(const std::string& ref) {
        change(ref, [](Pupil& pupil) {
            pupil.consent.givers[1].answers.fill({models::consent::Decision::withdrawn, {}, {}, {}, {}});
        });
    }
    void answers_end(const std::string& ref) {
        change(ref, [](Pupil& pupil) { pupil.consent.givers[0].answers.fill({}); });
    }

    static models::PostPicture picture_of(std::vector<std::string> shown) {
        models::PostPicture picture;
        picture.id = runtime::sha256_hex("a picture");
        picture.people = shown.empty() ? models::PeopleShown::adults_only : models::PeopleShown::pupils;
        picture.framing = models::Framing::group;
        picture.pupils = std::move(shown);
        picture.complete = true;
        picture.found.face = 0;
        return picture;
    }
    /// Written by quill, agreed to by trellis.
    std::string agreed(const std::string& text, std::vector<models::PostPicture> pictures,
                       std::optional<Time> at = std::nullopt) {
        models::PostContent content;
        content.text = text;
        content.channels = {"page"};
        content.publish_at = at;
        content.pictures = std::move(pictures);
        const auto id = ok(posts->save("", 0, content, "quill", clock.now()));
        ok(posts->submit(id, 1, "quill", clock.now()));
        ok(posts->agree(id, models::fingerprint(content), "trellis", clock.now()));
        return id;
    }
    std::string published(const std::string& text, std::vector<std::string> shown) {
        return published_with(text, {picture_of(std::move(shown))});
    }
    std::string published_with(const std::string& text, std::vector<models::PostPicture> pictures) {
        clock.advance(std::chrono::hours{1});
        const auto id = agreed(text, std::move(pictures));
        work();
        return id;
    }
    void work() {
        while (ok(worker->work_once(kSnap)) > 0) {
        }
    }
    /// As one that was sealed with another key.
    void make_unreadable(const std::string& id) {
        redis_command({"HSET", moderation::Keys{"bramblecote"}.of("post", id), "content", "sealed with another key"});
    }
    moderation::Post post(const std::string& id) { return ok(posts->post(id)); }
    models::DeliveryState standing(const std::string& id) { return post(id).deliveries.at(0).state; }

    void begin() { ok(sweeps->start("trellis", clock.now())); }
    std::size_t finish() {
        std::size_t looked = 0;
        while (const auto more = ok(sweep->step(2))) looked += more;
        return looked;
    }
    /// The ids of what somebody has to decide about.
    std::vector<std::string> found() {
        std::vector<std::string> ids;
        for (const auto& each : ok(sweeps->found(100))) ids.push_back(each.id);
        return ids;
    }

    FakeClock clock;
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    ObedientPublisher network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<moderation::SweepStore> sweeps;
    std::unique_ptr<moderation::PupilStore> pupils;
    std::unique_ptr<moderation::PostGuard> guard;
    std::unique_ptr<moderation::PostWorker> worker;
    std::unique_ptr<moderation::PictureSweep> sweep;
};

}  // namespace tests
