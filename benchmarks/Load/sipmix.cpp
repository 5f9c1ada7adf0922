// sipmix: mixed SIP load at a steady rate on loopback, for hours; and many transactions in flight.
//
//   g++ -O2 -std=c++17 -o sipmix sipmix.cpp
//   sipmix mix    --to 127.0.0.1:5060 --uas 127.0.0.1:5090 --rate 2000 --minutes 30 [--pid SERVERPID]
//   sipmix flight --to 127.0.0.1:5060 --uas 127.0.0.1:5090 --n 100000 [--probes 20000] [--rate 5000] [--pid SERVERPID]
//
// mix: of 20 units 6 are REGISTER, 6 answered calls, 2 calls that the caller cancels, 2 calls that the callee rejects, 4 OPTIONS; one call
// of a hundred goes to a callee that never answers. A tenth of all requests is sent twice, and one datagram of a hundred is a damaged one,
// beside the units. A unit that has not ended as it must after 40 s is lost; a wrong code is wrong. The silent callee measures when the
// server's retransmissions come (RFC 3261 timer A: after 0.5, 1.5, 3.5 s): their lateness is the server's timer drift.
// flight: opens --n calls that ring, sends --probes MESSAGEs through the server meanwhile, then ends all calls; server CPU per message in
// each of the three.
#include "wire.h"
#include <random>
#include <unordered_map>

struct Options { string mode, to = "127.0.0.1:5060", uas = "127.0.0.1:5090"; double rate = 1000, minutes = 1; long n = 100000, probes = 20000, users = 10000; int pid = 0; } opt;

enum class Kind { Register, Answered, Cancelled, Rejected, Silent, Ping, Message };
static const char* Names[] = {"register", "answered", "cancelled", "rejected", "silent", "options", "message"};
static const int Kinds = 7;

struct Unit { Kind kind; int stage = 0; double born = 0, sent = 0, wait = 0.5; string message, peer, routes, contact; };
struct Tally { long begun = 0, good = 0, wrong = 0, lost = 0, resent = 0; };

class Mix {
 public:
  Mix() : to(addr(opt.to)), callerSocket(udp(addr("127.0.0.1:0"))), calleeSocket(udp(addr(opt.uas))), caller{callerSocket}, callee{calleeSocket} {
    me = "127.0.0.1:" + std::to_string(port(callerSocket));
    tag = std::to_string(getpid());
    callerIn.s = callerSocket;
    calleeIn.s = calleeSocket;
  }

  int mix();
  int flight();

 private:
  sockaddr_in to; int callerSocket, calleeSocket; Out caller, callee; In callerIn, calleeIn;
  string me, tag; std::mt19937_64 dice{42};
  std::unordered_map<long, Unit> units; long next = 0; Tally tallies[Kinds];
  vector<float> latencies, lateness; std::map<long, double> silentSince; std::map<long, int> silentSeen;
  std::multimap<double, std::pair<long, string>> later; // what is sent again, and steps that wait
  struct Final { string text; sockaddr_in to; double due, wait; };
  std::map<long, Final> unacknowledged; // final replies to INVITE that the callee sends again until their ACK comes
  std::map<string, long> wrongs; bool isHolding = false; long ringing = 0;

  string head(const string& method, const string& uri, long id, const string& branch) {
    return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + me + ";branch=z9hG4bK-" + tag + "-" + std::to_string(id) + branch + ";rport\r\nMax-Forwards: 70\r\n";
  }
  string ends(long id, const string& user, const string& toTag) {
    return "From: \"Load\" <sip:load@" + opt.to + ">;tag=f" + std::to_string(id) + "\r\nTo: <sip:" + user + "@" + opt.to + ">" + toTag + "\r\nCall-ID: load-" + std::to_string(id) + "-" + tag + "@127.0.0.1\r\n";
  }
  static string tail(const string& cseq, const string& more, const string& body) {
    return "CSeq: " + cseq + "\r\n" + more + "User-Agent: sipmix\r\n" + (body.empty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  string userOf(long id) { return "u" + std::to_string(id % opt.users); }
  string first(long id, Kind kind);
  void begin(Kind kind);
  void send(Unit& unit, const string& message, long id);
  void damage(Kind kind, long id);
  void finish(long id, bool isGood, const string& what);
  void answer(const char* m, const sockaddr_in& from);
  void reply(const char* m);
  void invited(long id, Unit& unit, int code, const char* m);
  void receive(double limit);
  void timers();
  void settle(double limit);
  Kind pick(long i);
  void report(double minute, double cpu);
  bool isFine() { for (auto& t : tallies) if (t.wrong || t.lost) return false; return true; }
};

string Mix::first(long id, Kind kind) {
  string user = userOf(id), uri = "sip:" + user + "@" + opt.to, contact = "Contact: <sip:load@" + me + ">\r\n";
  if (kind == Kind::Register) return head("REGISTER", "sip:" + opt.to, id, "r") + "From: <sip:" + user + "@" + opt.to + ">;tag=f" + std::to_string(id) + "\r\nTo: <sip:" + user + "@" + opt.to + ">\r\nCall-ID: load-" + std::to_string(id) + "-" + tag + "@127.0.0.1\r\n" + tail(std::to_string(id + 1) + " REGISTER", "Contact: <sip:" + user + "@" + opt.uas + ">;expires=3600\r\n", "");
  if (kind == Kind::Ping) return head("OPTIONS", "sip:" + opt.to, id, "o") + ends(id, "ping", "") + tail("1 OPTIONS", contact, "");
  if (kind == Kind::Message) return head("MESSAGE", uri, id, "m") + ends(id, user, "") + tail("1 MESSAGE", contact, "");
  return head("INVITE", uri, id, "i") + ends(id, user, "") + tail("1 INVITE", contact + "X-Kind: " + Names[int(kind)] + "\r\n", SDP);
}

void Mix::send(Unit& unit, const string& message, long id) {
  unit.message = message; unit.sent = now(); unit.wait = 0.5;
  caller.add(message, to);
  if (!isHolding && dice() % 10 == 0) later.insert({unit.sent + 0.002, {id, message}});
}

void Mix::damage(Kind kind, long id) {
  string message = first(id, kind);
  // What it asks for must neither meet a unit's transaction, nor be taken for the answer to a unit, nor give a user of ours a contact.
  if (kind == Kind::Register) for (size_t at = message.find("sip:u"); at != string::npos; at = message.find("sip:u", at)) message[at + 4] = 'x';
  // Contacts of users that nobody calls go soon, so that what is held stays the same over hours.
  if (size_t at = message.find("expires=3600"); at != string::npos) message.replace(at, 12, "expires=0060");
  for (const char* mark : {"K-", "load-"}) for (size_t at = message.find(mark); at != string::npos; at = message.find(mark, at)) message[at] = 'd';
  for (int i = 1 + dice() % 4; i > 0; i--) {
    size_t at = dice() % message.size();
    switch (dice() % 4) { case 0: message[at] = char(dice()); break; case 1: message.erase(at, 1 + dice() % 8); break; case 2: message.insert(at, 1, char(dice())); break; default: message.resize(at + 1); }
    if (message.empty()) message = "x";
  }
  caller.add(message, to);
}

void Mix::begin(Kind kind) {
  long id = next++;
  Unit& unit = units[id];
  unit.kind = kind; unit.born = now(); tallies[int(kind)].begun++;
  send(unit, first(id, kind), id);
  if (opt.mode == "mix" && dice() % 100 == 0) damage(Kind(dice() % Kinds), id);
}

void Mix::finish(long id, bool isGood, const string& what) {
  auto at = units.find(id); if (at == units.end()) return;
  auto& tally = tallies[int(at->second.kind)];
  if (isGood) tally.good++; else { tally.wrong++; wrongs[string(Names[int(at->second.kind)]) + ": " + what]++; }
  if (at->second.kind != Kind::Silent && at->second.kind != Kind::Cancelled) latencies.push_back(float(now() - at->second.born));
  units.erase(at);
}

// The callee: what it does stands in X-Kind of the INVITE.
void Mix::answer(const char* m, const sockaddr_in& from) {
  size_t l; const char* q; long id = callIndex(m); if (id < 0 || !strncmp(m, "SIP/2.0", 7)) return;
  if (!strncmp(m, "ACK ", 4)) { unacknowledged.erase(id); return; }
  string vias = all(m, "Via", "Via"), routes = all(m, "Record-Route", "Record-Route");
  auto text = [&](const char* name) { q = hdr(m, name, l); return string(q ? q : "", q ? l : 0); };
  string toLine = text("To"); if (toLine.find(";tag=") == string::npos) toLine += ";tag=uas" + std::to_string(id);
  string rest = vias + routes + "From: " + text("From") + "\r\nTo: " + toLine + "\r\nCall-ID: " + text("Call-ID") + "\r\nCSeq: " + text("CSeq") + "\r\nContact: <sip:callee@" + opt.uas + ">\r\n";
  auto say = [&](const string& status, const string& body, bool untilAck = false) {
    string reply = "SIP/2.0 " + status + "\r\n" + rest + (body.empty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    if (untilAck) unacknowledged[id] = {reply, from, now() + 0.5, 0.5};
    callee.add(reply, from);
  };
  if (!strncmp(m, "CANCEL ", 7)) { say("200 OK", ""); rest.replace(rest.find("CSeq: 1 CANCEL"), 14, "CSeq: 1 INVITE"); say("487 Request Terminated", "", true); return; }
  if (strncmp(m, "INVITE ", 7)) { say("200 OK", ""); return; }
  string kind = text("X-Kind");
  if (kind == "silent") {
    double t = now(); static const double due[] = {0.5, 1.5, 3.5};
    auto [at, isNew] = silentSince.insert({id, t});
    int seen = isNew ? -1 : silentSeen[id]++;
    if (seen >= 0 && seen < 3) lateness.push_back(float(t - at->second - due[seen]));
    return;
  }
  say("180 Ringing", "");
  if (kind == "answered" && !isHolding) say("200 OK", SDP, true);
  if (kind == "rejected") say("486 Busy Here", "", true);
}

void Mix::invited(long id, Unit& unit, int code, const char* m) {
  size_t l; const char* q = hdr(m, "To", l); string toLine(q ? q : "", q ? l : 0);
  auto tagAt = toLine.find(";tag="); string toTag = tagAt == string::npos ? "" : toLine.substr(tagAt);
  if (code < 200) {
    if (code == 180 && unit.stage == 0 && isHolding) { unit.stage = 1; ringing++; }
    if (code == 180 && unit.kind == Kind::Cancelled && unit.stage == 0) { unit.stage = 1; send(unit, head("CANCEL", "sip:" + userOf(id) + "@" + opt.to, id, "i") + ends(id, userOf(id), "") + tail("1 CANCEL", "", ""), id); }
    unit.wait = 1e9; // a provisional reply ends the retransmissions
    return;
  }
  if (code >= 300) {
    caller.add(head("ACK", "sip:" + userOf(id) + "@" + opt.to, id, "i") + ends(id, userOf(id), toTag) + tail("1 ACK", "", ""), to);
    int due = unit.kind == Kind::Cancelled ? 487 : unit.kind == Kind::Rejected ? 486 : unit.kind == Kind::Silent ? 480 : 0;
    finish(id, code == due, std::to_string(code));
    return;
  }
  if (unit.kind != Kind::Answered) { finish(id, false, std::to_string(code)); return; }
  if (unit.stage == 2) return; // the 200 again: its ACK is on the way
  string rr = all(m, "Record-Route", "Route"); q = hdr(m, "Contact", l); string contact = mid(string(q ? q : "", q ? l : 0));
  caller.add(head("ACK", contact, id, "a") + rr + ends(id, userOf(id), toTag) + tail("1 ACK", "", ""), to);
  unit.stage = 2;
  send(unit, head("BYE", contact, id, "b") + rr + ends(id, userOf(id), toTag) + tail("2 BYE", "", ""), id);
}

void Mix::reply(const char* m) {
  if (strncmp(m, "SIP/2.0 ", 8)) return;
  int code = atoi(m + 8); long id = callIndex(m); auto at = units.find(id); if (at == units.end()) return;
  size_t l; const char* q = hdr(m, "CSeq", l); string cseq(q ? q : "", q ? l : 0); Unit& unit = at->second;
  if (cseq.find("INVITE") != string::npos) { invited(id, unit, code, m); return; }
  if (cseq.find("CANCEL") != string::npos) { unit.wait = 1e9; return; }
  if (code >= 200) finish(id, code == 200, std::to_string(code));
}

void Mix::receive(double limit) {
  pollfd p[2] = {{callerSocket, POLLIN, 0}, {calleeSocket, POLLIN, 0}};
  poll(p, 2, std::max(0, int(limit * 1000)));
  while (calleeIn.recv()) { for (int i = 0; i < calleeIn.k; i++) answer(calleeIn.buf[i], calleeIn.from[i]); callee.flush(); if (calleeIn.k < In::B) break; }
  while (callerIn.recv()) { for (int i = 0; i < callerIn.k; i++) reply(callerIn.buf[i]); caller.flush(); if (callerIn.k < In::B) break; }
}

void Mix::timers() {
  static double lastScan = 0; double t = now();
  while (!later.empty() && later.begin()->first <= t) { auto [id, message] = later.begin()->second; if (units.count(id)) caller.add(message, to); later.erase(later.begin()); }
  if (t - lastScan < 0.1) { caller.flush(); return; }
  lastScan = t; vector<long> gone;
  for (auto& [id, unit] : units) {
    if (t - unit.born > 40 && !isHolding) gone.push_back(id);
    else if (unit.wait < 100 && t - unit.sent > unit.wait) { unit.sent = t; unit.wait = std::min(unit.wait * 2, 4.0); tallies[int(unit.kind)].resent++; caller.add(unit.message, to); }
  }
  for (auto& [id, reply] : unacknowledged) if (t > reply.due && reply.wait < 32) { reply.wait *= 2; reply.due = t + std::min(reply.wait, 4.0); callee.add(reply.text, reply.to); }
  callee.flush();
  for (long id : gone) { tallies[int(units[id].kind)].lost++; wrongs[string(Names[int(units[id].kind)]) + ": nothing at stage " + std::to_string(units[id].stage)]++; units.erase(id); }
  caller.flush();
}

void Mix::settle(double limit) { for (double until = now() + limit; !units.empty() && now() < until;) { receive(0.01); timers(); } }

Kind Mix::pick(long i) {
  if (i % 100 == 99) return Kind::Silent;
  int k = i % 20;
  return k % 3 == 0 && k < 18 ? Kind::Register : k % 3 == 1 && k < 18 ? Kind::Answered : k == 2 || k == 11 ? Kind::Cancelled : k == 5 || k == 14 ? Kind::Rejected : Kind::Ping;
}

void Mix::report(double minute, double cpu) {
  auto pc = [](vector<float>& all, double q) { if (all.empty()) return 0.0; size_t at = size_t(q * (all.size() - 1)); std::nth_element(all.begin(), all.begin() + at, all.end()); return all[at] * 1e3; };
  Tally sum; for (auto& t : tallies) { sum.begun += t.begun; sum.good += t.good; sum.wrong += t.wrong; sum.lost += t.lost; sum.resent += t.resent; }
  printf("minute %.1f: %ld begun, %ld good, %ld wrong, %ld lost, %ld resent; p50 %.2f p99 %.2f p99.9 %.2f ms; timers late p50 %.1f p99 %.1f max %.1f ms; %ld MiB, CPU %.0f %%\n", minute, sum.begun, sum.good, sum.wrong, sum.lost, sum.resent,
    pc(latencies, .5), pc(latencies, .99), pc(latencies, .999), pc(lateness, .5), pc(lateness, .99), pc(lateness, 1), treeRss(opt.pid) / 1024, cpu * 100);
  fflush(stdout); latencies.clear(); lateness.clear();
}

int Mix::mix() {
  for (long i = 0; i < opt.users; i++) { begin(Kind::Register); if (units.size() > 500) settle(0.05); }
  settle(10); latencies.clear();
  double start = now(), reported = start, cpu = treeCpu(opt.pid); long done = 0, total = long(opt.rate * opt.minutes * 60);
  while (done < total) {
    for (long due = std::min(total, long((now() - start) * opt.rate)); done < due; done++) begin(pick(done));
    caller.flush(); receive(0.001); timers();
    if (double t = now(); t - reported >= 60) { double c = treeCpu(opt.pid); report((t - start) / 60, (c - cpu) / (t - reported)); cpu = c; reported = t; }
  }
  settle(45);
  for (auto& [id, unit] : units) tallies[int(unit.kind)].lost++;
  double t = now(); report((t - start) / 60, (treeCpu(opt.pid) - cpu) / (t - reported));
  for (int k = 0; k < Kinds; k++) if (tallies[k].begun) printf("  %-10s %9ld begun %9ld good %ld wrong %ld lost %ld resent\n", Names[k], tallies[k].begun, tallies[k].good, tallies[k].wrong, tallies[k].lost, tallies[k].resent);
  for (auto& [what, count] : wrongs) printf("  %ld times %s\n", count, what.c_str());
  return isFine() ? 0 : 1;
}

int Mix::flight() {
  for (long i = 0; i < opt.users; i++) { begin(Kind::Register); if (units.size() > 500) settle(0.05); }
  settle(10); long memory = treeRss(opt.pid);
  auto phase = [&](const char* name, long count, int messages, auto step, auto isOver) {
    double start = now(), cpu = treeCpu(opt.pid); long done = 0;
    while (now() - start < 300 && (done < count || !isOver())) {
      for (long due = std::min(count, long((now() - start) * opt.rate)); done < due; done++) step(done);
      caller.flush(); receive(0.001); timers();
    }
    latencies.clear();
    printf("in flight %ld, %s: server CPU %.2f us a message, %ld MiB more\n", ringing, name, (treeCpu(opt.pid) - cpu) * 1e6 / (count * messages), (treeRss(opt.pid) - memory) / 1024);
  };
  phase("messages before", opt.probes, 4, [&](long) { begin(Kind::Message); }, [&] { return units.empty(); });
  isHolding = true;
  phase("opening (INVITE 100 180)", opt.n, 5, [&](long) { begin(Kind::Answered); }, [&] { return ringing >= opt.n; });
  phase("messages meanwhile", opt.probes, 4, [&](long) { begin(Kind::Message); }, [&] { return long(units.size()) == opt.n; });
  vector<long> open; for (auto& [id, unit] : units) open.push_back(id);
  phase("ending (CANCEL 200 487 ACK)", long(open.size()), 10, [&](long i) { Unit& unit = units[open[i]]; unit.kind = Kind::Cancelled; tallies[int(Kind::Cancelled)].begun++; tallies[int(Kind::Answered)].begun--;
    send(unit, head("CANCEL", "sip:" + userOf(open[i]) + "@" + opt.to, open[i], "i") + ends(open[i], userOf(open[i]), "") + tail("1 CANCEL", "", ""), open[i]); }, [&] { return units.empty(); });
  for (int k = 0; k < Kinds; k++) if (tallies[k].begun) printf("  %-10s %9ld begun %9ld good %ld wrong %ld resent\n", Names[k], tallies[k].begun, tallies[k].good, tallies[k].wrong, tallies[k].resent);
  for (auto& [what, count] : wrongs) printf("  %ld times %s\n", count, what.c_str());
  return isFine() && units.empty() ? 0 : 1;
}

int main(int c, char** v) {
  if (c < 2) { fprintf(stderr, "see the comment at the top of the source\n"); return 2; }
  opt.mode = v[1];
  for (int i = 2; i + 1 < c; i += 2) { string k = v[i], value = v[i + 1];
    if (k == "--to") opt.to = value; else if (k == "--uas") opt.uas = value; else if (k == "--rate") opt.rate = stod(value); else if (k == "--minutes") opt.minutes = stod(value); else if (k == "--n") opt.n = stol(value); else if (k == "--probes") opt.probes = stol(value); else if (k == "--users") opt.users = stol(value); else if (k == "--pid") opt.pid = stoi(value);
    else { fprintf(stderr, "unknown option %s\n", k.c_str()); return 2; } }
  static Mix mix;
  return opt.mode == "mix" ? mix.mix() : mix.flight();
}
