#include "ingest/meta/graph_needs.hpp"

#include <array>

namespace ingest {
namespace {

// What only a business portfolio takes stands last.
constexpr std::size_t kOfFacebookPortfolio = 1;
constexpr std::size_t kOfInstagramPortfolio = 2;

constexpr std::array<PermissionNeed, 9> kFacebook{{
    {"pages_show_list", "Find the school's Page among those that you look after."},
    {"pages_read_engagement", "Read what the school posts."},
    {"pages_read_user_content", "Read what others write under it and on the Page."},
    {"pages_manage_engagement", "Hide comments, show them again, delete them and answer them."},
    {"pages_manage_metadata", "Hear at once when somebody comments, and block people."},
    {"pages_manage_posts", "Publish what two colleagues approved, and take it down."},
    {"MODERATE", "Your task on the Page that lets Gatehouse see and hide comments.", true},
    {"CREATE_CONTENT", "Your task on the Page that lets Gatehouse publish.", true},
    {"business_management", "Find a Page that belongs to a business portfolio."},
}};

constexpr std::array<PermissionNeed, 9> kInstagram{{
    {"pages_show_list", "Find the Page that the account hangs on."},
    {"pages_read_engagement", "Reach the account through its Page."},
    {"instagram_basic", "Read what the school posts."},
    {"instagram_manage_comments", "Read comments, hide them, show them again, delete them and answer them."},
    {"instagram_content_publish", "Publish what two colleagues approved."},
    {"pages_manage_posts", "Bring pictures to Instagram by way of its Page, where nobody sees them."},
    {"CREATE_CONTENT", "Your task on the Page that lets Gatehouse publish.", true, "MANAGE"},
    {"business_management", "Find a Page that belongs to a business portfolio."},
    {"ads_read", "Reach an account whose Page belongs to a business portfolio."},
}};

constexpr std::array<std::string_view, 4> kSteps{{
    "Sign in to Facebook as somebody who has full access to the school's Page, or at least its tasks Content and "
    "Moderation. An Instagram account has to be a professional one that is linked to the Page. Facebook lists a Page "
    "of a business portfolio only when the setting facebook.portfolio is on.",
    "Facebook asks which Pages Gatehouse may use: tick the school's Page, and its Instagram account with it.",
    "Facebook shows what Gatehouse asks for. Leave everything switched on, and choose Save.",
    "The connection is the person's: it ends when they change their password or lose their role. Do it again then.",
}};

}  // namespace

std::span<const PermissionNeed> facebook_permissions(bool portfolio) {
    const std::span<const PermissionNeed> all{kFacebook};
    return portfolio ? all : all.first(all.size() - kOfFacebookPortfolio);
}

std::span<const PermissionNeed> instagram_permissions(bool portfolio) {
    const std::span<const PermissionNeed> all{kInstagram};
    return portfolio ? all : all.first(all.size() - kOfInstagramPortfolio);
}

std::span<const std::string_view> graph_steps() {
    return kSteps;
}

}  // namespace ingest
