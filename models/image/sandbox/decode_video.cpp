#include "models/image/sandbox/decoders.hpp"
#include "models/image/sandbox/limits.hpp"

#include <array>
#include <cerrno>
#include <cmath>
#include <memory>
#include <optional>

#include <unistd.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libswscale/swscale.h>
}

namespace models::image {

namespace {

using runtime::Result;

constexpr double kLongestSeconds = 600;
constexpr double kEverySecondUpTo = 120;
constexpr std::int64_t kMostPointsOfVideo = 4096 * 2304;
constexpr const char* kCodecs = "h264,hevc,vp9,libdav1d,libaom-av1,av1,mpeg4,gif,apng";

struct Free {
    void operator()(AVIOContext* io) const {
        av_freep(&io->buffer);
        avio_context_free(&io);
    }
    void operator()(AVFormatContext* format) const { avformat_close_input(&format); }
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// --- libav opens nothing by itself: it reads the one file through these

int read_some(void* file, std::uint8_t* into, int size) {
    const auto got = ::read(*static_cast<int*>(file), into, static_cast<std::size_t>(size));
    return got > 0 ? static_cast<int>(got) : AVERROR_EOF;
}

std::int64_t seek_to(void* file, std::int64_t offset, int whence) {
    const int from = *static_cast<int*>(file);
    if ((whence & AVSEEK_SIZE) == 0) return ::lseek(from, offset, whence & ~AVSEEK_FORCE);
    const auto here = ::lseek(from, 0, SEEK_CUR);
    const auto size = ::lseek(from, 0, SEEK_END);
    ::lseek(from, here, SEEK_SET);
    return size;
}

int open_nothing(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

const char* name_of(Container container) {
    switch (container) {
        case Container::mov: return "mov";
        case Container::gif: return "gif";
        case Container::apng: return "apng";
    }
    return "";
}

/// By the matrix of a phone's video; anything but quarter turns is left as it is.
Orientation orientation_of(const AVStream& stream) {
    const auto* matrix = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr);
    if (matrix == nullptr) return Orientation::upright;
    const double angle = av_display_rotation_get(reinterpret_cast<const std::int32_t*>(matrix));
    if (std::isnan(angle)) return Orientation::upright;
    switch ((static_cast<int>(std::lround(angle / 90)) % 4 + 4) % 4) {  // counter-clockwise
        case 1: return Orientation::turned_left;
        case 2: return Orientation::upside_down;
        case 3: return Orientation::turned_right;
        default: return Orientation::upright;
    }
}

bool says_where(const AVDictionary* tags) {
    return av_dict_get(tags, "location", nullptr, AV_DICT_IGNORE_SUFFIX) != nullptr ||
           av_dict_get(tags, "com.apple.quicktime.location", nullptr, AV_DICT_IGNORE_SUFFIX) != nullptr;
}

class Video {
  public:
    Video(int file, Container container, const OnFrame& on_frame)
        : file_{file}, animation_{container != Container::mov}, on_frame_{on_frame} {}

    Result<Metadata> show(Container container) {
        auto opened = open(container);
        if (!opened) return tl::unexpected(opened.error());
        auto shown = show_frames();
        if (!shown) return tl::unexpected(shown.error());
        if (shown_ == 0) return refuse("no picture could be read from it");
        return Metadata{.gps = says_where(format_->metadata) || says_where(stream().metadata)};
    }

  private:
    AVStream& stream() const { return *format_->streams[index_]; }

    Result<void> open(Container container) {
        constexpr int kBuffer = 64 * 1024;
        io_.reset(avio_alloc_context(static_cast<unsigned char*>(av_malloc(kBuffer)), kBuffer, 0, &file_, &read_some,
                                     nullptr, &seek_to));
        auto* format = avformat_alloc_context();
        format->pb = io_.get();
        format->io_open = &open_nothing;
        AVDictionary* options = nullptr;
        av_dict_set(&options, "codec_whitelist", kCodecs, 0);
        const int opened = avformat_open_input(&format, nullptr, av_find_input_format(name_of(container)), &options);
        av_dict_free(&options);
        if (opened != 0) return refuse("it is no whole video or animation");  // libav has freed the context
        format_.reset(format);
        return open_codec();
    }

    Result<void> open_codec() {
        const AVCodec* decoder = nullptr;
        const int index = av_find_best_stream(format_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, &decoder, 0);
        if (index < 0 || decoder == nullptr) return refuse("it holds no video that can be opened");
        index_ = static_cast<unsigned>(index);
        const auto& shape = *stream().codecpar;
        if (auto fits = within_limits(shape.width, shape.height); !fits) return fits;
        if (!animation_ && std::int64_t{shape.width} * shape.height > kMostPointsOfVideo)
            return refuse("it is a video of more than 4096 x 2304 points");
        const double seconds = static_cast<double>(format_->duration) / AV_TIME_BASE;
        if (!animation_ && seconds > kLongestSeconds) return refuse("it is a video of more than ten minutes");
        codec_.reset(avcodec_alloc_context3(decoder));
        if (avcodec_parameters_to_context(codec_.get(), &shape) < 0) return refuse("it is a broken video");
        codec_->thread_count = 1;
        codec_->max_pixels = kMostPoints;
        if (!animation_ && seconds > kEverySecondUpTo) codec_->skip_frame = AVDISCARD_NONKEY;
        codec_->err_recognition = AV_EF_EXPLODE;
        AVDictionary* options = nullptr;
        av_dict_set(&options, "codec_whitelist", kCodecs, 0);
        const int opened = avcodec_open2(codec_.get(), decoder, &options);
        av_dict_free(&options);
        if (opened != 0) return refuse("it holds no video that can be opened");
        orientation_ = orientation_of(stream());
        return {};
    }

    Result<void> show_frames() {
        const Owned<AVPacket> packet{av_packet_alloc()};
        for (;;) {
            const int read = av_read_frame(format_.get(), packet.get());
            if (read == AVERROR_EOF) break;
            if (read < 0) return refuse("it is a broken video or animation");
            const bool ours = packet->stream_index == static_cast<int>(index_);
            const int sent = ours ? avcodec_send_packet(codec_.get(), packet.get()) : 0;
            av_packet_unref(packet.get());
            if (sent < 0) return refuse("it is a broken video or animation");
            if (auto shown = show_decoded(); !shown) return shown;
        }
        avcodec_send_packet(codec_.get(), nullptr);
        return show_decoded();
    }

    Result<void> show_decoded() {
        const Owned<AVFrame> frame{av_frame_alloc()};
        for (;;) {
            const int received = avcodec_receive_frame(codec_.get(), frame.get());
            if (received == AVERROR(EAGAIN) || received == AVERROR_EOF) return {};
            if (received < 0) return refuse("it is a broken video or animation");
            if (auto shown = show_frame(*frame); !shown) return shown;
        }
    }

    Result<void> show_frame(const AVFrame& frame) {
        const double second = frame.best_effort_timestamp == AV_NOPTS_VALUE
                                  ? 0
                                  : static_cast<double>(frame.best_effort_timestamp) * av_q2d(stream().time_base);
        if (!animation_ && next_second_ && second < *next_second_) return {};
        next_second_ = std::floor(second) + 1;
        if (auto fits = within_limits(frame.width, frame.height); !fits) return fits;
        points_ += std::int64_t{frame.width} * frame.height;
        if (++shown_ > kMostFrames || (animation_ && points_ > kMostPointsOfAnimation))
            return refuse("it is too long an animation");
        return hand_over(frame);
    }

    Result<void> hand_over(const AVFrame& frame) {
        Pixels pixels;
        pixels.width = frame.width;
        pixels.height = frame.height;
        pixels.orientation = orientation_;
        // Transparency is laid on white; a video has none.
        const int bytes = animation_ ? 4 : 3;
        scaler_.reset(sws_getCachedContext(
            scaler_.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), frame.width,
            frame.height, animation_ ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24, SWS_POINT, nullptr, nullptr, nullptr));
        if (!scaler_) return refuse("it is a broken video or animation");
        const auto points = static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height);
        pixels.rgb.resize(points * static_cast<std::size_t>(bytes) + AV_INPUT_BUFFER_PADDING_SIZE);
        const std::array<std::uint8_t*, 4> planes{pixels.rgb.data()};
        const std::array<int, 4> strides{frame.width * bytes};
        sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes.data(), strides.data());
        if (animation_) lay_on_white(pixels.rgb.data(), points);
        pixels.rgb.resize(points * 3);
        on_frame_(pixels);
        return {};
    }

    int file_;
    const bool animation_;
    const OnFrame& on_frame_;
    Owned<AVIOContext> io_;
    Owned<AVFormatContext> format_;
    Owned<AVCodecContext> codec_;
    Owned<SwsContext> scaler_;
    unsigned index_{0};
    Orientation orientation_{Orientation::upright};
    std::optional<double> next_second_;
    std::size_t shown_{0};
    std::int64_t points_{0};
};

}  // namespace

Result<Metadata> decode_video(int file, Container container, const OnFrame& on_frame) {
    av_log_set_level(AV_LOG_QUIET);
    ::lseek(file, 0, SEEK_SET);
    return Video{file, container, on_frame}.show(container);
}

}  // namespace models::image
