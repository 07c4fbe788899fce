// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/slow_door.h"

#include <httplib.h>

#include <thread>

namespace dejavu {

class SlowDoor::Door {
 public:
  Door(SlowDoor& outer, int server_port, std::string slow_text)
      : outer_(outer), server_port_(server_port), slow_text_(std::move(slow_text)) {
    const auto pass = [this](const httplib::Request& request, httplib::Response& response) {
      pass_on(request, response);
    };
    server_.set_keep_alive_timeout(1);  // stop() waits for connections that are kept alive
    server_.Get(".*", pass);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }

  ~Door() {
    server_.stop();
    thread_.join();
  }

  int port() const { return port_; }

 private:
  void pass_on(const httplib::Request& request, httplib::Response& response) {
    httplib::Client client("127.0.0.1", server_port_);
    const httplib::Result result = client.Get(request.target.c_str());
    if (!result) {
      response.status = 502;
      return;
    }
    response.set_content(result->body, result->get_header_value("Content-Type").c_str());
    if (request.target.find(slow_text_) == std::string::npos) return;
    ++outer_.kept_;
    while (!outer_.open_) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ++outer_.let_out_;
  }

  SlowDoor& outer_;
  int server_port_;
  std::string slow_text_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

SlowDoor::SlowDoor(int server_port, std::string slow_text)
    : door_(std::make_unique<Door>(*this, server_port, std::move(slow_text))) {}

SlowDoor::~SlowDoor() {
  open_ = true;
  door_.reset();
}

int SlowDoor::port() const { return door_->port(); }

}  // namespace dejavu
