#include "moderation/web/post_view.hpp"

namespace moderation::web {

std::string_view post_words(models::PostState state) {
    switch (state) {
        case models::PostState::draft: return "Draft";
        case models::PostState::submitted: return "Waiting for a colleague";
        case models::PostState::approved: return "Agreed to";
        case models::PostState::publishing: return "Being published";
        case models::PostState::published: return "Published";
        case models::PostState::failed: return "Not published everywhere";
        case models::PostState::taken_down: return "Taken down";
        case models::PostState::discarded: return "Discarded";
    }
    return "";
}

std::string_view delivery_words(models::DeliveryState state) {
    switch (state) {
        case models::DeliveryState::waiting: return "Waiting for its time";
        case models::DeliveryState::publishing: return "Being published";
        case models::DeliveryState::published: return "Published";
        case models::DeliveryState::failed: return "Not published";
        case models::DeliveryState::unknown: return "Not known: look at it there";
        case models::DeliveryState::taking_down: return "Being taken down";
        case models::DeliveryState::taken_down: return "Taken down";
    }
    return "";
}

TagColour delivery_colour(models::DeliveryState state) {
    switch (state) {
        case models::DeliveryState::published: return TagColour::green;
        case models::DeliveryState::failed:
        case models::DeliveryState::unknown: return TagColour::red;
        case models::DeliveryState::taken_down: return TagColour::grey;
        default: return TagColour::blue;
    }
}

std::string_view kind_words(models::PostKind kind) {
    switch (kind) {
        case models::PostKind::information: return "Information that families need";
        case models::PostKind::news: return "News";
        case models::PostKind::event: return "An event";
        case models::PostKind::closure: return "A closure or another disruption";
    }
    return "";
}

std::string channel_name(const models::Channel& channel) {
    return std::string{models::display_name(channel.network)} + ": " + channel.handle;
}

std::string channel_name(const std::vector<models::Channel>& channels, const std::string& id) {
    for (const auto& channel : channels)
        if (channel.id == id) return channel_name(channel);
    return id;
}

}  // namespace moderation::web
