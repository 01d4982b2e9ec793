#include "config/counted.hpp"
#include "moderation/web/judging_view.hpp"
#include "moderation/web/words.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using config::Permission;

std::string_view what_words(std::string_view what) {
    if (what == AdjustmentRequest::kLearn) return "what was learnt from colleagues' decisions";
    if (what == AdjustmentRequest::kTerm) return "more words to watch for";
    if (what == AdjustmentRequest::kEndTerm) return "words that are no longer watched for";
    if (what == AdjustmentRequest::kBars) return "how readily people are shown something";
    if (what == AdjustmentRequest::kExcept) return "a shipped rule that is not meant here";
    return "a shipped rule that counts again";
}

std::string_view promise_words(std::string_view promise) {
    if (promise == "emergencies") return "Emergencies are found";
    if (promise == "act_now") return "What must be acted on now is found";
    if (promise == "act_today") return "What must be acted on today is found";
    if (promise == "look_alikes") return "Words that only look alarming are not hidden";
    if (promise == "criticism") return "Complaints are not hidden";
    return "Harmless comments are left alone";
}

std::string_view change_words(Change change) {
    switch (change) {
        case Change::more: return "A person would look at it, and did not have to";
        case Change::fewer: return "Nobody would have to look at it any more";
        case Change::graver: return "It would be more urgent";
        case Change::milder: return "It would be less urgent";
        case Change::hides: return "Gatehouse would hide it by itself";
        case Change::shows: return "Gatehouse would no longer hide it by itself";
    }
    return {};
}

std::string comments(std::size_t count) {
    return config::counted(count, "comment", "comments");
}

std::string of(std::size_t count, std::size_t all) {
    return std::to_string(count) + " of " + std::to_string(all);
}

Html golden_table(const AdjustmentRecord& candidate) {
    std::vector<std::vector<Html>> rows;
    for (const auto& figure : unpack_figures(candidate.figures)) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(promise_words(figure.promise))));
        row.push_back(std::move(Html{}.text(of(figure.live, figure.texts))));
        row.push_back(std::move(Html{}.text(of(figure.candidate, figure.texts))));
        rows.push_back(std::move(row));
    }
    return table("On texts that must always be judged right", {{"Promise"}, {"Now"}, {"Candidate"}}, rows);
}

std::string fewer_or_none(std::size_t count) {
    return count == 0 ? "none" : std::to_string(count);
}

/// What a head has to know, in two sentences.
Html in_short(const AdjustmentRecord& candidate, const Backtest& backtest) {
    const auto of_change = [&](Change change) {
        return std::to_string(backtest.changes[static_cast<std::size_t>(change)]);
    };
    std::size_t texts = 0;
    std::size_t worse_judged = 0;
    for (const auto& figure : unpack_figures(candidate.figures)) {
        texts += figure.texts;
        worse_judged += figure.live - std::min(figure.live, figure.candidate);
    }
    return paragraph("It would have changed: " + of_change(Change::more) + " more shown to a person and " +
                     of_change(Change::fewer) + " fewer; " + of_change(Change::hides) +
                     " more hidden by Gatehouse itself and " + of_change(Change::shows) + " fewer. Of the " +
                     std::to_string(texts) + " texts that must always be judged right, " + fewer_or_none(worse_judged) +
                     " would be judged worse.");
}

Html changes_table(const Backtest& backtest) {
    std::vector<std::vector<Html>> rows;
    for (std::size_t i = 0; i < kChanges; ++i) {
        std::vector<Html> row;
        row.push_back(std::move(Html{}.text(change_words(static_cast<Change>(i)))));
        row.push_back(std::move(Html{}.number(static_cast<std::int64_t>(backtest.changes[i]))));
        rows.push_back(std::move(row));
    }
    return table("What it would have changed", {{"What"}, {"Comments"}}, rows);
}

/// "today 10:12: ..." for those that the person may see.
Html changed_items(const Tools& tools, const Visit& visit, const JudgingPage& view, const Backtest& backtest) {
    std::vector<Html> lines;
    for (const auto& item : view.changed) {
        for (const auto& changed : backtest.newest) {
            if (changed.item != item.id) continue;
            Html line = link("/items/" + item.id, words_for(tools, visit, item.first_seen));
            for (const auto change : changed.changes) line.raw(" \xC2\xB7 ").text(change_words(change));
            lines.push_back(std::move(line));
        }
    }
    return lines.empty() ? Html{} : details("Which ones", bullets(lines));
}

Html backtest_part(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    const auto backtest = unpack_backtest(view.candidate->backtest);
    Html html{"<h3 class=\"govuk-heading-s\">The last five weeks</h3>\n"};
    html.add(paragraph("It was tried on " + comments(backtest.looked_at) + " of the last five weeks."));
    html.add(in_short(*view.candidate, backtest));
    html.add(changes_table(backtest));
    if (backtest.fewer_confirmed + backtest.fewer_harmless > 0)
        html.add(paragraph("Of those that nobody would have to look at any more, colleagues had called " +
                           std::to_string(backtest.fewer_harmless) + " harmless and " +
                           std::to_string(backtest.fewer_confirmed) + " harmful."));
    html.add(changed_items(tools, visit, view, backtest));
    html.add(paragraph("While it ran beside what is live, " + comments(view.state.seen) +
                       " came; it would have treated " + std::to_string(view.state.differs) + " otherwise."));
    return html;
}

Html asked_words(const Tools& tools, const JudgingPage& view, const AdjustmentRequest& asked) {
    using Request = AdjustmentRequest;
    if (asked.what == Request::kTerm || asked.what == Request::kEndTerm) return words_shown_on_demand(asked.term.words);
    if (asked.what == Request::kLearn || asked.what == Request::kBars) return {};
    return exception_words(tools, view, asked.exception);
}

Html new_bars(const Tools& tools, const JudgingPage& view) {
    if (view.asked && view.asked->aim == 0) return paragraph("It takes back what was learnt here.");
    const auto made = unpack_adjustment(view.candidate->content);
    return made ? bars_section(tools, made->bars_rest_on) : Html{};
}

Html number_field(const AdjustmentRecord& candidate) {
    Html html{"<input type=\"hidden\" name=\"number\""};
    return std::move(html.attr("value", std::to_string(candidate.number)).raw(">\n"));
}

Html agree_form(const Tools& tools, const Visit& visit, const AdjustmentRecord& candidate) {
    Button agree{"Agree: make it live"};
    if (candidate.worse)
        agree.disabled = "It breaks a promise that is kept now, so it cannot go live.";
    else if (candidate.by == visit.person())
        agree.disabled = "You asked for this yourself. A second colleague has to agree.";
    else if (!may(tools, visit, Permission::agree_judging))
        agree.disabled = "Your role does not include agreeing to this.";
    return form("/judging/agree", visit.csrf(), number_field(candidate).add(button(agree)));
}

Html withdraw_form(const Visit& visit, const AdjustmentRecord& candidate) {
    Button withdraw{"Take it back", ButtonKind::secondary};
    return form("/judging/withdraw", visit.csrf(), number_field(candidate).add(button(withdraw)));
}

}  // namespace

Html candidate_section(const Tools& tools, const Visit& visit, const JudgingPage& view) {
    const auto& candidate = *view.candidate;
    Html html = subheading("The candidate");
    Html who{"<p class=\"govuk-body\">"};
    who.text("Change " + std::to_string(candidate.number) + ": ").text(what_words(candidate.what));
    who.raw(". Asked for by ").text(name_of(tools.people, candidate.by));
    if (candidate.at) who.raw(", ").add(time_for(tools, visit, *candidate.at));
    html.add(who.raw(".</p>\n"));
    if (view.asked) html.add(asked_words(tools, view, *view.asked));
    if (candidate.state == "asked") {
        html.add(paragraph("It is being made and tried on the last weeks. Look again in a minute."));
    } else {
        html.add(paragraph("It runs beside what is live and has no effect."));
        if (candidate.what == AdjustmentRequest::kLearn)
            html.add(paragraph("It was learnt from " + std::to_string(candidate.examples) + " decisions."));
        if (candidate.what == AdjustmentRequest::kBars) html.add(new_bars(tools, view));
        html.add(backtest_part(tools, visit, view)).add(golden_table(candidate));
        html.add(agree_form(tools, visit, candidate));
    }
    if (may(tools, visit, Permission::propose_judging)) html.add(withdraw_form(visit, candidate));
    return html;
}

}  // namespace moderation::web
