#include "models/image/sandbox/people.hpp"

#include <algorithm>
#include <exception>
#include <vector>

#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/opencv.h>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

namespace models::image {

namespace {

constexpr const char* kProfileFaces = "/usr/share/opencv4/haarcascades/haarcascade_profileface.xml";

// Each detector at the size and the threshold at which it was measured.
constexpr int kProfileSide = 1280;
constexpr double kProfileStep = 1.2;
constexpr int kProfileSightings = 3;  ///< of one face, at neighbouring places and sizes
constexpr int kFigureSide = 640;
constexpr double kFigureScore = 0.8;
constexpr int kFrontalSide = 2560;
constexpr double kFrontalScore = -0.3;

using Boxes = std::vector<cv::Rect>;

cv::Mat scaled(const cv::Mat& picture, int side) {
    const double factor = static_cast<double>(side) / std::max(picture.cols, picture.rows);
    cv::Mat result;
    cv::resize(picture, result, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return result;
}

Boxes faces_to_one_side(cv::CascadeClassifier& detector, const cv::Mat& grey) {
    Boxes boxes;
    std::vector<int> sightings;
    detector.detectMultiScale(grey, boxes, sightings, kProfileStep, 2);
    Boxes sure;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (sightings[i] >= kProfileSightings) sure.push_back(boxes[i]);
    return sure;
}

Boxes faces_from_the_side(cv::CascadeClassifier& detector, const cv::Mat& grey) {
    auto boxes = faces_to_one_side(detector, grey);
    cv::Mat mirrored;
    cv::flip(grey, mirrored, 1);
    const auto others = faces_to_one_side(detector, mirrored);
    return boxes.size() >= others.size() ? boxes : others;
}

Boxes figures(const cv::HOGDescriptor& detector, const cv::Mat& picture) {
    Boxes boxes;
    std::vector<double> scores;
    detector.detectMultiScale(picture, boxes, scores);
    Boxes sure;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (scores[i] >= kFigureScore) sure.push_back(boxes[i]);
    return sure;
}

Boxes faces_from_the_front(dlib::frontal_face_detector& detector, const cv::Mat& picture) {
    const dlib::cv_image<dlib::rgb_pixel> view{cvIplImage(picture)};
    std::vector<std::pair<double, dlib::rectangle>> found;
    detector(view, found, kFrontalScore);
    Boxes boxes;
    for (const auto& [score, box] : found)
        boxes.emplace_back(static_cast<int>(box.left()), static_cast<int>(box.top()), static_cast<int>(box.width()),
                           static_cast<int>(box.height()));
    return boxes;
}

/// What one detector saw in a picture of that size.
People counted(const Boxes& boxes, const cv::Mat& picture) {
    People people{static_cast<int>(boxes.size()), 0};
    for (const auto& box : boxes)
        people.largest = std::max(
            people.largest, std::min(1.0, static_cast<double>(box.area()) / (static_cast<double>(picture.total()))));
    return people;
}

}  // namespace

struct PeopleFinder::Detectors {
    cv::CascadeClassifier side;
    cv::HOGDescriptor figure;
    dlib::frontal_face_detector front{dlib::get_frontal_face_detector()};
};

PeopleFinder::PeopleFinder() : detectors_{std::make_unique<Detectors>()} {
    cv::setNumThreads(1);
    detectors_->figure.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
    if (!detectors_->side.load(kProfileFaces)) detectors_.reset();
}

PeopleFinder::~PeopleFinder() = default;

std::optional<People> PeopleFinder::look(const Pixels& picture) try {
    if (!detectors_) return std::nullopt;
    const cv::Mat whole{picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.rgb.data())};
    cv::Mat grey;
    cv::cvtColor(scaled(whole, kProfileSide), grey, cv::COLOR_RGB2GRAY);
    const auto small = scaled(whole, kFigureSide);
    const auto large = scaled(whole, kFrontalSide);
    auto people = counted(faces_from_the_side(detectors_->side, grey), grey);
    const auto in_front = counted(faces_from_the_front(detectors_->front, large), large);
    for (const auto& more : {counted(figures(detectors_->figure, small), small), in_front}) {
        people.count = std::max(people.count, more.count);
        people.largest = std::max(people.largest, more.largest);
    }
    people.face = in_front.largest;
    return people;
} catch (const std::exception&) {
    return std::nullopt;
}

std::optional<People> most_people(PeopleFinder& finder, const std::vector<Pixels>& pictures) {
    People most;
    bool all = true;
    for (const auto& picture : pictures) {
        const auto people = finder.look(picture);
        all = all && people.has_value();
        if (!people) continue;
        most.count = std::max(most.count, people->count);
        most.largest = std::max(most.largest, people->largest);
        most.face = std::max(most.face, people->face);
    }
    if (!all && most.count == 0) return std::nullopt;
    return most;
}

}  // namespace models::image
