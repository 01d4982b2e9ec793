#pragma once

#include "models/domain/item.hpp"
#include "tests/integration/simulator_process.hpp"

#include <chrono>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace tests {

/// The school's account on one simulated network with everybody who writes there, and what is true of it: the same
/// for every network, so that a promise about all of them is tested once.
class SimulatedAccount {
  public:
    /// How something stands on the network.
    struct Standing {
        std::string text;
        bool gone{false};
        bool hidden{false};
    };

    /// The simulator outlives the account. begin() comes first.
    SimulatedAccount(const SimulatorProcess& simulator, models::Network network);

    /// Everything on all networks is forgotten, the clock stands at `now`, and the school has its account.
    void begin(std::chrono::sys_seconds now);

    models::Network network() const { return network_; }
    const std::string& external_id() const { return external_id_; }
    static constexpr const char* kToken = "bramblecote-token";

    /// What the school says, and what others say; the id of it.
    std::string post(std::chrono::seconds age = {});
    std::string comment(const std::string& post, std::chrono::seconds age = {});
    std::string reply(const std::string& comment, std::chrono::seconds age = {});
    std::string aside();  ///< elsewhere, about the school
    void edit(const std::string& id);
    void remove(const std::string& id);
    void hide(const std::string& id, bool hidden);
    /// What may happen in an hour: all of the above, drawn by `dice`.
    void hour(std::mt19937& dice);

    /// By external id, posts too; whatever there ever was.
    std::map<std::string, Standing> truth() const;
    /// Every text that went out in a whole answer, by external id.
    std::map<std::string, std::set<std::string>> served() const;

    /// How many requests would have changed something.
    int writes() const;

    boost::json::value control(const std::string& verb, const boost::json::object& given) const;
    boost::json::value look(const std::string& what) const;

  private:
    struct Words;

    std::string made(const char* verb, boost::json::object given, std::chrono::seconds age);
    std::string some(const std::vector<std::string>& ids, std::mt19937& dice) const;
    Standing standing(const boost::json::object& thing) const;

    const SimulatorProcess& simulator_;
    const models::Network network_;
    const Words& words_;
    std::string external_id_;
    std::vector<std::string> posts_;
    std::vector<std::string> comments_;
    int texts_{0};
};

}  // namespace tests
