#include "moderation/adjuster.hpp"

#include "models/text/assessor.hpp"
#include "moderation/store/packed.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

std::vector<Lesson> lessons_of(const std::vector<Item>& examples, const models::Assessor& shipped) {
    std::vector<Lesson> lessons;
    for (const auto& item : examples) {
        const auto& text = item.latest.text;
        const auto normalised = models::text::normalise(text, models::Assessor::kMaxTextBytes);
        lessons.push_back({shipped.assess(text), words_in(normalised), item.label->category, item.label->agreed});
    }
    return lessons;
}

/// Takes out what is said anew or to end, and what has ended by itself.
template <class Said, class Same>
void replace(std::vector<Said>& all, const Said& one, bool ends, const Same& same, runtime::Time now) {
    std::erase_if(all, [&](const Said& known) { return same(known, one) || known.expires <= now; });
    if (!ends) all.push_back(one);
}

void change(Adjustment& adjustment, const AdjustmentRequest& request, runtime::Time now) {
    const auto same_words = [](const SchoolTerm& a, const SchoolTerm& b) {
        return a.words.written() == b.words.written();
    };
    const auto same_place = [](const SchoolException& a, const SchoolException& b) {
        return a.aside.rule == b.aside.rule && a.aside.words.written() == b.aside.words.written();
    };
    using Request = AdjustmentRequest;
    if (request.what == Request::kTerm || request.what == Request::kEndTerm)
        replace(adjustment.terms, request.term, request.what == Request::kEndTerm, same_words, now);
    else
        replace(adjustment.exceptions, request.exception, request.what == Request::kEndException, same_place, now);
}

}  // namespace

std::string pack(const AdjustmentRequest& request) {
    Adjustment holder;
    holder.terms.push_back(request.term);
    holder.exceptions.push_back(request.exception);
    Packer packer;
    packer.add(request.what).add(pack(holder));
    packer.add(request.category ? to_string(*request.category) : std::string_view{});
    packer.add(static_cast<std::int64_t>(request.aim));
    return packer.take();
}

std::optional<AdjustmentRequest> unpack_request(std::string_view packed) {
    Unpacker unpacker{packed};
    AdjustmentRequest request{unpacker.text()};
    auto holder = unpack_adjustment(unpacker.text());
    if (!unpacker.finished()) {  // asked for by an earlier version: ends here
        request.category = models::category_from(unpacker.text());
        request.aim = static_cast<std::size_t>(unpacker.number());
    }
    if (unpacker.broken() || !holder || holder->terms.size() != 1) return std::nullopt;
    request.term = std::move(holder->terms.front());
    if (!holder->exceptions.empty()) request.exception = std::move(holder->exceptions.front());
    return request;
}

Adjuster::Adjuster(Store& store, AdjustmentStore& adjustments, Practice& practice, const Triage& triage,
                   runtime::CpuPool& cpu, runtime::Clock& clock, runtime::Log& log, std::string golden)
    : store_{store},
      adjustments_{adjustments},
      practice_{practice},
      triage_{triage},
      cpu_{cpu},
      clock_{clock},
      log_{log},
      golden_{std::move(golden)} {}

Task<void> Adjuster::run() {
    for (;;) {
        const auto done = co_await step();
        if (!done) log_.warning("learning", "no candidate could be made", {{"reason", done.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<bool>> Adjuster::step() {
    const auto state = co_await adjustments_.state();
    if (!state) co_return tl::unexpected(state.error());
    if (state->candidate == 0) co_return false;
    auto asked = co_await adjustments_.adjustment(state->candidate);
    if (!asked) co_return tl::unexpected(asked.error());
    if (asked->state != "asked") co_return false;
    auto judging = co_await practice_.now();
    if (!judging) co_return tl::unexpected(judging.error());
    auto made = co_await make(std::move(*asked), std::move(*judging));
    if (!made) co_return tl::unexpected(made.error());
    const auto number = made->number;
    const auto recorded = co_await adjustments_.tried(std::move(*made), clock_.now());
    if (!recorded && recorded.error().kind == ErrorKind::conflict) co_return false;  // withdrawn meanwhile
    if (!recorded) co_return tl::unexpected(recorded.error());
    log_.info("learning", "a candidate runs in shadow", {{"number", number}});
    co_return true;
}

Task<std::map<models::Category, Correction>> Adjuster::learnt(std::vector<Item> examples, Judging judging) {
    std::vector<Lesson> lessons;
    const auto read = [&] { lessons = lessons_of(examples, *judging.shipped); };
    co_await cpu_.run(read);
    std::map<models::Category, Correction> all;
    for (const auto category : models::all_categories()) {
        std::optional<Correction> correction;
        const auto work = [&] { correction = learn(category, lessons); };
        co_await cpu_.run(work);
        if (correction) all[category] = std::move(*correction);
    }
    co_return all;
}

Task<Result<std::vector<Sample>>> Adjuster::samples(Judging judging, runtime::Time now) {
    const auto examples = co_await store_.examples(now, kItemsMax);
    if (!examples) co_return tl::unexpected<runtime::Error>{examples.error()};
    const auto recent = co_await store_.recent(now - kWeeks, kItemsMax);
    if (!recent) co_return tl::unexpected<runtime::Error>{recent.error()};
    std::vector<Sample> all;
    const auto aside = set_aside(*judging.live, now);
    const auto take = [&](const Item& item, bool decided) {
        const auto& text = item.latest.text;
        const auto words = words_in(models::text::normalise(text, models::Assessor::kMaxTextBytes));
        all.push_back({judging.shipped->assess_without(text, aside), words, decided, {}});
        if (decided) all.back().called = item.label->category;
    };
    const auto work = [&] {
        for (const auto& item : *examples) take(item, true);
        for (const auto& item : *recent)
            if (!item.label && item.barred.empty() && item.latest.kind != models::ItemKind::own_post) take(item, false);
    };
    co_await cpu_.run(work);
    co_return all;
}

Task<Result<std::size_t>> Adjuster::set_bars_of(Adjustment& candidate, AdjustmentRequest request, Judging judging,
                                                runtime::Time now) {
    auto about = samples(std::move(judging), now);
    const auto all = co_await std::move(about);
    if (!all) co_return tl::unexpected<runtime::Error>{all.error()};
    candidate.bars_rest_on.clear();
    for (const auto category : models::all_categories()) {
        if (request.category ? *request.category != category : category == models::Category::benign) continue;
        if (request.aim == 0) {
            candidate.corrections.erase(category);
            continue;
        }
        const auto known = candidate.corrections.find(category);
        auto line = known == candidate.corrections.end() ? Correction{} : known->second;
        const auto basis = set_bars(line, category, *all, request.aim);
        if (basis.decisions > 0) candidate.bars_rest_on[category] = basis;
        if (enough(basis)) candidate.corrections[category] = std::move(line);
    }
    co_return static_cast<std::size_t>(
        std::count_if(all->begin(), all->end(), [](const Sample& sample) { return sample.decided; }));
}

Task<Result<Backtest>> Adjuster::backtest(Judging judging, runtime::Time now) {
    const auto recent = co_await store_.recent(now - kWeeks, kItemsMax);
    if (!recent) co_return tl::unexpected<runtime::Error>{recent.error()};
    const auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected<runtime::Error>{channels.error()};
    std::map<std::string, std::string> accounts;
    for (const auto& channel : *channels) accounts[channel.id] = channel.external_id;
    Backtest backtest;
    for (std::size_t first = 0; first < recent->size(); first += kBatch) {
        const auto work = [&] {
            for (std::size_t i = first; i < std::min(first + kBatch, recent->size()); ++i) {
                const auto& item = (*recent)[i];
                try_on(backtest, item, judging, triage_, accounts[item.latest.channel_id], now);
            }
        };
        co_await cpu_.run(work);
    }
    co_return backtest;
}

Task<Result<AdjustmentRecord>> Adjuster::make(AdjustmentRecord asked, Judging judging) {
    const auto now = clock_.now();
    const auto request = unpack_request(asked.request);
    if (!request) co_return runtime::fail(ErrorKind::malformed, "what was asked for is damaged");
    const auto golden = read_golden(golden_);
    if (!golden) co_return tl::unexpected(golden.error());

    auto candidate = *judging.live;
    candidate.number = asked.number;
    if (request->what == AdjustmentRequest::kLearn) {
        auto examples = co_await store_.examples(now, kItemsMax);
        if (!examples) co_return tl::unexpected(examples.error());
        asked.examples = examples->size();
        candidate.corrections = co_await learnt(std::move(*examples), judging);
        candidate.bars_rest_on.clear();
    } else if (request->what == AdjustmentRequest::kBars) {
        const auto decisions = co_await set_bars_of(candidate, *request, judging, now);
        if (!decisions) co_return tl::unexpected(decisions.error());
        asked.examples = *decisions;
    } else {
        change(candidate, *request, now);
    }
    judging.shadow = std::make_shared<const Adjustment>(std::move(candidate));

    std::vector<GoldenFigure> figures;
    const auto measure = [&] { figures = golden_figures(*golden, judging, now); };
    co_await cpu_.run(measure);
    const auto tried = co_await backtest(judging, now);
    if (!tried) co_return tl::unexpected(tried.error());
    asked.content = pack(*judging.shadow);
    asked.worse = worse(figures);
    asked.figures = pack(figures);
    asked.backtest = pack(*tried);
    co_return std::move(asked);
}

}  // namespace moderation
