#include "tests/integration/simulator_process.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string_view>

#include <curl/curl.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

extern char** environ;

namespace tests {
namespace {

constexpr const char* kProgram = GATEHOUSE_SOURCE_DIR "/tests/simulator/simulator.py";

/// Starts the program and returns what it prints first, which it does when it is ready.
std::pair<pid_t, std::string> start(const std::vector<std::string>& arguments) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe for the simulator"};
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    // It goes when the test goes, also when that crashes.
    std::vector<std::string> words{
        "/usr/bin/setpriv", "--pdeathsig", "KILL", "/usr/bin/python3", "-B", kProgram, "--port", "0"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_t pid = -1;
    const int failed = ::posix_spawn(&pid, pointers.front(), &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    std::string line;
    for (char c = 0; failed == 0 && ::read(ends[0], &c, 1) == 1 && c != '\n';) line.push_back(c);
    ::close(ends[0]);
    if (failed != 0) throw std::runtime_error{"the simulator cannot be started"};
    return {pid, line};
}

std::uint16_t port_in(const std::string& line) {
    const auto colon = line.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error{"the simulator did not say its port: " + line};
    return static_cast<std::uint16_t>(std::stoul(line.substr(colon + 1)));
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* into) {
    const std::string_view line{data, size * count};
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        auto value = std::string{line.substr(colon + 1)};
        value.erase(0, value.find_first_not_of(' '));
        value.erase(value.find_last_not_of("\r\n") + 1);
        static_cast<runtime::HttpHeaders*>(into)->emplace_back(line.substr(0, colon), std::move(value));
    }
    return size * count;
}

boost::json::value answer_of(const runtime::HttpRequest& request) {
    const auto response = fetch(request);
    if (!response) throw std::runtime_error{"the simulator does not answer: " + response.error().message};
    if (response->status != 200) throw std::runtime_error{"the simulator refused: " + response->body};
    return boost::json::parse(response->body);
}

}  // namespace

SimulatorProcess::SimulatorProcess(std::vector<std::string> arguments) {
    auto [pid, line] = start(arguments);
    pid_ = pid;
    port_ = port_in(line);
}

SimulatorProcess::~SimulatorProcess() {
    ::kill(pid_, SIGKILL);  // it has nothing to save
    ::waitpid(pid_, nullptr, 0);
}

boost::json::value SimulatorProcess::control(const std::string& verb, const boost::json::object& given) const {
    runtime::HttpRequest request;
    request.method = "POST";
    request.url = base_url() + "/control/" + verb;
    request.body = boost::json::serialize(given);
    return answer_of(request);
}

boost::json::value SimulatorProcess::look(const std::string& what) const {
    runtime::HttpRequest request;
    request.url = base_url() + "/control/" + what;
    return answer_of(request);
}

runtime::Result<runtime::HttpResponse> fetch(const runtime::HttpRequest& request) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(), &curl_easy_cleanup};
    curl_slist* headers = nullptr;
    for (const auto& [name, value] : request.headers)
        headers = curl_slist_append(headers, (name + ": " + value).c_str());
    runtime::HttpResponse response;
    curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &response.body);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &response.headers);
    if (request.method == "POST" || !request.body.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, request.body.c_str());
    }
    const auto code = curl_easy_perform(curl.get());
    curl_slist_free_all(headers);
    if (code != CURLE_OK) return runtime::fail(runtime::ErrorKind::unreachable, curl_easy_strerror(code));
    if (response.body.size() > request.body_limit) return runtime::fail(runtime::ErrorKind::malformed, "too large");
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<unsigned>(status);
    return response;
}

runtime::Task<runtime::Result<runtime::HttpResponse>> BlockingHttpClient::send(runtime::HttpRequest request) {
    co_return fetch(request);
}

}  // namespace tests
