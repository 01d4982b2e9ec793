#pragma once

#include "ingest/picture_fetcher.hpp"
#include "ingest/ports.hpp"
#include "moderation/network_pictures.hpp"
#include "moderation/store/posts.hpp"

#include <string>
#include <utility>

/// Pictures on their way between moderation and the networks, in both directions.
namespace ports {

/// The pictures of posts, named as moderation::PostWorker names them: <post>/<picture>.
class StoredPictures final : public ingest::MediaSource {
  public:
    explicit StoredPictures(moderation::PostStore& posts) : posts_{posts} {}
    runtime::Task<runtime::Result<std::string>> read(std::string id, std::uint64_t offset,
                                                     std::size_t length) override {
        const auto slash = id.find('/');
        if (slash == std::string::npos) co_return gone();
        auto bytes = co_await posts_.picture(id.substr(0, slash), id.substr(slash + 1));
        if (!bytes && bytes.error().kind == runtime::ErrorKind::not_found) co_return gone();
        if (bytes && offset <= bytes->size()) co_return bytes->substr(offset, length);
        co_return bytes ? gone() : std::move(bytes);
    }
    /// Networks that fetch pictures are brought them by another way.
    runtime::Task<runtime::Result<std::string>> public_address(std::string) override {
        co_return runtime::fail(runtime::ErrorKind::unavailable, "Pictures have no public address.");
    }

  private:
    static runtime::Result<std::string> gone() {
        return runtime::fail(runtime::ErrorKind::rejected, "The picture is not kept any more: make a new post.");
    }

    moderation::PostStore& posts_;
};

class NetworkPictures final : public moderation::NetworkPictures {
  public:
    explicit NetworkPictures(ingest::PictureFetcher& fetcher) : fetcher_{fetcher} {}
    runtime::Task<runtime::Result<std::string>> fetch(models::Channel channel, std::string address) override {
        return fetcher_.fetch(std::move(channel), std::move(address));
    }

  private:
    ingest::PictureFetcher& fetcher_;
};

}  // namespace ports
