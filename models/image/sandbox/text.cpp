#include "models/image/sandbox/text.hpp"

#include "models/image/sandbox/working_copy.hpp"

#include <algorithm>
#include <ctime>
#include <exception>
#include <string_view>
#include <vector>

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <opencv2/imgproc.hpp>

namespace models::image {

namespace {

/// Of processor time: a busy machine must not read less.
constexpr std::clock_t kMostSeconds = 6;
constexpr double kNearlyWhite = 215;
constexpr std::size_t kMostBytes = 32 * 1024;

class Lines {
  public:
    void add(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            const auto line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            const bool blank = line.find_first_not_of(" \t\f") == std::string_view::npos;
            if (blank || std::find(lines_.begin(), lines_.end(), line) != lines_.end()) continue;
            lines_.emplace_back(line);
        }
    }
    std::string joined() const {
        std::string text;
        for (const auto& line : lines_) {
            if (text.size() + line.size() >= kMostBytes) break;
            text += (text.empty() ? "" : "\n") + line;
        }
        return text;
    }

  private:
    std::vector<std::string> lines_;
};

/// What is nearly white becomes ink on paper: numbers on shirts, captions on photographs.
cv::Mat white_as_ink(const cv::Mat& picture) {
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    cv::Mat darkest;
    cv::min(channels[0], channels[1], darkest);
    cv::min(darkest, channels[2], darkest);
    cv::Mat ink;
    cv::threshold(darkest, ink, kNearlyWhite - 1, 255, cv::THRESH_BINARY_INV);
    return ink;
}

}  // namespace

struct TextReader::Letters {
    tesseract::TessBaseAPI api;

    void read(const cv::Mat& picture, tesseract::PageSegMode mode, std::clock_t until, Lines& lines) {
        const auto over = [](void* end, int) { return std::clock() > *static_cast<const std::clock_t*>(end); };
        if (over(&until, 0)) return;
        api.SetPageSegMode(mode);
        api.SetImage(picture.data, picture.cols, picture.rows, picture.channels(), static_cast<int>(picture.step));
        tesseract::ETEXT_DESC monitor;
        monitor.cancel = over;
        monitor.cancel_this = &until;
        if (api.Recognize(&monitor) != 0) return;
        const std::unique_ptr<char[]> text{api.GetUTF8Text()};
        if (text) lines.add(text.get());
    }

    void read(const Pixels& picture, std::clock_t until, Lines& lines) {
        const cv::Mat native{picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.rgb.data())};
        const double factor = static_cast<double>(kWorkingSide) / std::max(picture.width, picture.height);
        cv::Mat large;
        cv::resize(native, large, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
        const auto ink = white_as_ink(large);
        // What finds most comes first, in case the time is over before the end.
        read(large, tesseract::PSM_SPARSE_TEXT, until, lines);
        read(ink, tesseract::PSM_SPARSE_TEXT, until, lines);
        read(native, tesseract::PSM_AUTO, until, lines);
        read(ink, tesseract::PSM_SINGLE_BLOCK, until, lines);
    }
};

TextReader::TextReader() : letters_{std::make_unique<Letters>()} {
    if (letters_->api.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY) != 0) letters_.reset();
}

TextReader::~TextReader() = default;

std::optional<std::string> TextReader::read(const std::vector<Pixels>& pictures) try {
    if (!letters_) return std::nullopt;
    const std::clock_t until = std::clock() + kMostSeconds * CLOCKS_PER_SEC;
    Lines lines;
    for (const auto& picture : pictures) letters_->read(picture, until, lines);
    return lines.joined();
} catch (const std::exception&) {
    return std::nullopt;
}

}  // namespace models::image
