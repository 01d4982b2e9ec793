#include "config/counted.hpp"
#include "moderation/picture_findings.hpp"
#include "moderation/web/item_view.hpp"

namespace moderation::web {

namespace {

Html line_of(const Tools& tools, const Visit& visit, const SeenPicture& picture) {
    Html line;
    line.text(sentence_of(picture));
    if (picture.people.value_or(0) > 0)
        line.text(" About " + config::counted(*picture.people, "person", "people") + " can be seen in it.");
    if (picture.agreed_at)
        line.raw(" The earlier one was agreed to on ").add(time_for(tools, visit, *picture.agreed_at)).raw(".");
    return line;
}

}  // namespace

Html seen_pictures(const Tools& tools, const Visit& visit, const Item& item) {
    if (!item.pictures) return {};
    std::vector<Html> lines;
    for (const auto& picture : *item.pictures) lines.push_back(line_of(tools, visit, picture));
    Html html = paragraph("What a machine found in its pictures, without knowing anybody:");
    return std::move(html.add(bullets(lines)));
}

Html taken_out_of_view(const Item& item) {
    if (!item.listed) return {};
    return paragraph(
        "A picture that came with it was taken out of view: it is on a list of pictures which nobody may have, or "
        "looks "
        "like one. Nobody was shown it, and Gatehouse keeps neither the picture nor where it lay. Lists can be wrong, "
        "and pictures can look alike: accuse nobody.");
}

}  // namespace moderation::web
