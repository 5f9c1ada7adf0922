// sipload: closed-loop SIP/HEP load on loopback, with the server's own CPU time per unit of work.
//
//   g++ -O2 -std=c++17 -o sipload sipload.cpp
//   sipload options  --to 127.0.0.1:5060 --n 200000 [--window 64] [--pid SERVERPID]
//   sipload message  --to ... --uas 127.0.0.1:5090 --n 50000      (stateful relay of MESSAGE, R-URI names the UAS)
//   sipload call     --to ... --uas 127.0.0.1:5090 --n 20000      (INVITE 180 200 ACK BYE 200 through the proxy)
//   sipload register --to ... --n 50000 [--aors 10000]
//   sipload hep      --to 127.0.0.1:9060 --n 200000 --rate 50000 [--hep 1|2|3] (open loop: HEP has no answer)
//   sipload sink     --to 127.0.0.1:9060                           (until killed: UDP is held open and not read, TCP is read and thrown away)
//
// Closed loop: at most --window requests are in flight, so nothing is dropped by a slow server; what is not
// answered in 500 ms is sent again and counted as 'resent'. --pid gives the server's process; user+system time
// of it and all its descendants is read before and after, so 'cpu_us' = server CPU microseconds per unit
// (one OPTIONS, one MESSAGE, one REGISTER, one whole call, one HEP packet). That figure, compared in alternating
// runs between two servers, holds on a noisy machine where throughput does not.
#include "wire.h"

struct Opt { string mode, to = "127.0.0.1:5060", uas = "127.0.0.1:5090", from = "127.0.0.1:0", domain = ""; long n = 10000, window = 64, aors = 10000, rate = 20000; int hep = 3, pid = 0; double limit = 120; bool json = false; int extra = 0; } opt;

struct Call { long id = -1; int state = 0; double t0 = 0, last = 0; string msg, routes, contact, to; };

// The collector by TCP: what it reads is thrown away.
static void swallow(sockaddr_in at) {
  int l = socket(AF_INET, SOCK_STREAM, 0), one = 1; setsockopt(l, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(l, (sockaddr*)&at, sizeof at) || listen(l, 16)) { perror("sink"); exit(1); }
  static char buffer[1 << 20]; vector<pollfd> all{{l, POLLIN, 0}};
  while (poll(all.data(), all.size(), -1) >= 0) {
    for (size_t i = all.size(); --i > 0;) if (all[i].revents && read(all[i].fd, buffer, sizeof buffer) <= 0) { close(all[i].fd); all.erase(all.begin() + i); }
    if (all[0].revents) all.push_back({accept(l, nullptr, nullptr), POLLIN, 0});
  }
}

int main(int c, char** v) {
  if (c < 2) { fprintf(stderr, "see the comment at the top of the source\n"); return 2; }
  opt.mode = v[1];
  for (int i = 2; i < c; i++) { string k = v[i]; auto val = [&] { if (i + 1 >= c) { fprintf(stderr, "%s needs a value\n", k.c_str()); exit(2); } return string(v[++i]); };
    if (k == "--to") opt.to = val(); else if (k == "--uas") opt.uas = val(); else if (k == "--from") opt.from = val(); else if (k == "--n") opt.n = stol(val()); else if (k == "--window") opt.window = stol(val()); else if (k == "--aors") opt.aors = stol(val()); else if (k == "--rate") opt.rate = stol(val()); else if (k == "--hep") opt.hep = stoi(val()); else if (k == "--pid") opt.pid = stoi(val()); else if (k == "--limit") opt.limit = stod(val()); else if (k == "--domain") opt.domain = val(); else if (k == "--json") opt.json = true; else { fprintf(stderr, "unknown option %s\n", k.c_str()); return 2; } }
  sockaddr_in to = addr(opt.to); string host = opt.to; if (opt.domain.empty()) opt.domain = opt.to;
  if (opt.mode == "sink") { udp(to); swallow(to); return 0; }
  int s = udp(addr(opt.from)); int me = port(s); string my = "127.0.0.1:" + std::to_string(me);
  Out out{s}; static In in; in.s = s;
  Out uout{-1}; static In uin; sockaddr_in uasA{}; int us = -1;
  if (opt.mode == "message" || opt.mode == "call") { uasA = addr(opt.uas); us = udp(uasA); uout.s = us; uin.s = us; }
  const string tag = std::to_string(getpid());
  auto via = [&](long id, const char* sfx) { return "Via: SIP/2.0/UDP " + my + ";branch=z9hG4bK-" + tag + "-" + std::to_string(id) + sfx + ";rport\r\n"; };
  auto common = [&](long id, const string& to) { return "From: \"Load\" <sip:load@" + host + ">;tag=f" + std::to_string(id) + "\r\nTo: " + to + "\r\nCall-ID: load-" + std::to_string(id) + "-" + tag + "@127.0.0.1\r\n"; };
  auto first = [&](long id) -> string {
    string I = std::to_string(id);
    if (opt.mode == "options") return "OPTIONS sip:" + opt.domain + " SIP/2.0\r\n" + via(id, "o") + "Max-Forwards: 70\r\n" + common(id, "<sip:" + opt.domain + ">") + "CSeq: 1 OPTIONS\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nAccept: application/sdp\r\nContent-Length: 0\r\n\r\n";
    if (opt.mode == "register") { string u = "u" + std::to_string(id % opt.aors); return "REGISTER sip:" + opt.domain + " SIP/2.0\r\n" + via(id, "r") + "Max-Forwards: 70\r\nFrom: <sip:" + u + "@" + opt.domain + ">;tag=f" + I + "\r\nTo: <sip:" + u + "@" + opt.domain + ">\r\nCall-ID: load-" + I + "-" + tag + "@127.0.0.1\r\nCSeq: " + std::to_string(id + 1) + " REGISTER\r\nContact: <sip:" + u + "@" + my + ";transport=udp>;expires=3600\r\nUser-Agent: sipload\r\nContent-Length: 0\r\n\r\n"; }
    if (opt.mode == "message") { string b = "load message body 0123456789 0123456789 0123456789"; return "MESSAGE sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "m") + "Max-Forwards: 70\r\n" + common(id, "<sip:bob@" + opt.uas + ">") + "CSeq: 1 MESSAGE\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(b.size()) + "\r\n\r\n" + b; }
    string sdp = SDP;
    return "INVITE sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "i") + "Max-Forwards: 70\r\n" + common(id, "<sip:bob@" + opt.uas + ">") + "CSeq: 1 INVITE\r\nContact: <sip:load@" + my + ";transport=udp>\r\nAllow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, MESSAGE, SUBSCRIBE, INFO\r\nSupported: replaces, timer\r\nUser-Agent: sipload\r\nContent-Type: application/sdp\r\nContent-Length: " + std::to_string(sdp.size()) + "\r\n\r\n" + sdp;
  };

  if (opt.mode == "hep") { // open loop at --rate
    auto pack = [&](long id) { string sip = "INVITE sip:bob@127.0.0.1:5090 SIP/2.0\r\n" + via(id, "h") + "Max-Forwards: 70\r\n" + common(id / 6, "<sip:bob@127.0.0.1:5090>") + "CSeq: " + std::to_string(1 + id % 6) + " INVITE\r\nContact: <sip:load@" + my + ">\r\nUser-Agent: sipload\r\nContent-Type: application/sdp\r\nContent-Length: " + std::to_string(strlen(SDP)) + "\r\n\r\n" + SDP;
      timespec ts; clock_gettime(CLOCK_REALTIME, &ts); string p;
      auto n8 = [&](unsigned x) { p += char(x); }; auto n16 = [&](unsigned x) { p += char(x >> 8); p += char(x); }; auto n32 = [&](unsigned x) { n16(x >> 16); n16(x & 0xffff); };
      if (opt.hep == 3) { p = "HEP3"; n16(0); auto ch = [&](int t, int len) { n16(0); n16(t); n16(6 + len); };
        ch(1, 1); n8(2); ch(2, 1); n8(17); ch(3, 4); n32(0x7f000001); ch(4, 4); n32(0x7f000001); ch(7, 2); n16(5060 + id % 1000); ch(8, 2); n16(5090); ch(9, 4); n32(ts.tv_sec); ch(10, 4); n32(ts.tv_nsec / 1000); ch(11, 1); n8(1); ch(12, 4); n32(2001); ch(15, sip.size()); p += sip; p[4] = char(p.size() >> 8); p[5] = char(p.size()); }
      else { n8(opt.hep); n8(opt.hep == 2 ? 28 : 16); n8(2); n8(17); n16(5060 + id % 1000); n16(5090); n32(0x7f000001); n32(0x7f000001); if (opt.hep == 2) { unsigned sec = ts.tv_sec, us = ts.tv_nsec / 1000; for (unsigned x : {sec, us}) for (int b = 0; b < 4; b++) n8(x >> (8 * b)); n8(1); n8(0); n8(0); n8(0); } p += sip; }
      return p; };
    double c0 = treeCpu(opt.pid), t0 = now(); long sent = 0;
    while (sent < opt.n && now() - t0 < opt.limit) { long due = std::min<long>(opt.n, (now() - t0) * opt.rate); while (sent < due) out.add(pack(sent++), to); out.flush(); usleep(500); }
    double dt = now() - t0; sleep(1); double cpu = treeCpu(opt.pid) - c0;
    printf("mode=hep%d sent=%ld secs=%.2f rate=%.0f cpu_us=%.2f\n", opt.hep, sent, dt, sent / dt, cpu * 1e6 / sent); return 0;
  }

  vector<Call> w(opt.window); long next = 0, done = 0, bad = 0, resent = 0; vector<float> lat; lat.reserve(opt.n); std::map<long, int> where; // id -> slot is id % window
  vector<long> slotId(opt.window, -1); std::map<int, long> codes;
  vector<int> slotOf; slotOf.assign(opt.n, -1);
  double c0 = treeCpu(opt.pid), t0 = now(), lastScan = t0;
  auto start = [&](int slot) { if (next >= opt.n) { w[slot].state = 0; return; } Call& k = w[slot]; k = Call(); k.id = next++; slotOf[k.id] = slot; k.state = 1; k.t0 = k.last = now(); k.msg = first(k.id); out.add(k.msg, to); };
  auto finish = [&](int slot, bool ok) { Call& k = w[slot]; done++; if (!ok) bad++; lat.push_back(float(now() - k.t0)); start(slot); };
  for (int i = 0; i < opt.window; i++) start(i);
  out.flush();
  while (done < opt.n && now() - t0 < opt.limit) {
    pollfd p[2] = {{s, POLLIN, 0}, {us, POLLIN, 0}}; poll(p, us >= 0 ? 2 : 1, 20);
    if (us >= 0 && (p[1].revents & POLLIN)) while (uin.recv()) { // the callee
      for (int i = 0; i < uin.k; i++) { const char* m = uin.buf[i]; if (!strncmp(m, "SIP/2.0", 7) || !strncmp(m, "ACK ", 4)) continue; size_t l; string vs = all(m, "Via", "Via"), rr = all(m, "Record-Route", "Record-Route"); const char* q; string id, fr, t, cs; if ((q = hdr(m, "Call-ID", l))) id.assign(q, l); if ((q = hdr(m, "From", l))) fr.assign(q, l); if ((q = hdr(m, "To", l))) t.assign(q, l); if ((q = hdr(m, "CSeq", l))) cs.assign(q, l);
        if (t.find(";tag=") == string::npos) t += ";tag=uas" + std::to_string(callIndex(m)); string tail = "From: " + fr + "\r\nTo: " + t + "\r\nCall-ID: " + id + "\r\nCSeq: " + cs + "\r\nContact: <sip:bob@" + opt.uas + ">\r\n"; string ct = SDP;
        if (!strncmp(m, "INVITE ", 7)) { uout.add("SIP/2.0 180 Ringing\r\n" + vs + rr + tail + "Content-Length: 0\r\n\r\n", uin.from[i]); uout.add("SIP/2.0 200 OK\r\n" + vs + rr + tail + "Content-Type: application/sdp\r\nContent-Length: " + std::to_string(ct.size()) + "\r\n\r\n" + ct, uin.from[i]); }
        else uout.add("SIP/2.0 200 OK\r\n" + vs + tail + "Content-Length: 0\r\n\r\n", uin.from[i]); }
      uout.flush(); if (uin.k < In::B) break; }
    if (p[0].revents & POLLIN) while (in.recv()) {
      for (int i = 0; i < in.k; i++) { const char* m = in.buf[i]; if (strncmp(m, "SIP/2.0 ", 8)) continue; int code = atoi(m + 8); long id = callIndex(m); if (id < 0 || id >= opt.n) continue; int slot = slotOf[id]; if (slot < 0 || w[slot].id != id) continue; Call& k = w[slot]; if (code < 200) continue; size_t l; const char* q = hdr(m, "CSeq", l); string cs(q ? q : "", q ? l : 0); bool isInv = cs.find("INVITE") != string::npos;
        if (opt.mode != "call") { codes[code]++; finish(slot, code < 300); continue; }
        if (isInv && k.state == 1) { codes[code]++; q = hdr(m, "To", l); k.to.assign(q ? q : "", q ? l : 0);
          if (code >= 300) { out.add("ACK sip:bob@" + opt.uas + " SIP/2.0\r\n" + via(id, "i") + "Max-Forwards: 70\r\n" + common(id, k.to) + "CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n", to); finish(slot, false); continue; }
          string rr = all(m, "Record-Route", "Route"); q = hdr(m, "Contact", l); k.contact = mid(string(q ? q : "", q ? l : 0)); // one proxy: no reversal needed for its own pair of routes beyond order
          vector<string> rs; size_t a = 0; while (a < rr.size()) { size_t e = rr.find("\r\n", a); rs.push_back(rr.substr(a, e + 2 - a)); a = e + 2; } std::reverse(rs.begin(), rs.end()); k.routes.clear(); for (auto& r : rs) k.routes += r;
          out.add("ACK " + k.contact + " SIP/2.0\r\n" + via(id, "a") + "Max-Forwards: 70\r\n" + k.routes + common(id, k.to) + "CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n", to);
          k.msg = "BYE " + k.contact + " SIP/2.0\r\n" + via(id, "b") + "Max-Forwards: 70\r\n" + k.routes + common(id, k.to) + "CSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n"; k.state = 2; k.last = now(); out.add(k.msg, to); }
        else if (!isInv && k.state == 2) { codes[code]++; finish(slot, code < 300); } }
      out.flush(); if (in.k < In::B) break; }
    double t = now(); if (t - lastScan > 0.1) { lastScan = t; for (auto& k : w) if (k.state && t - k.last > 0.5) { k.last = t; resent++; out.add(k.msg, to); } out.flush(); }
  }
  double dt = now() - t0, cpu = treeCpu(opt.pid) - c0; std::sort(lat.begin(), lat.end()); auto pc = [&](double q) { return lat.empty() ? 0.0 : lat[size_t(q * (lat.size() - 1))] * 1e3; };
  string cs; for (auto& [k, n] : codes) cs += std::to_string(k) + ":" + std::to_string(n) + ",";
  printf("mode=%s done=%ld bad=%ld resent=%ld secs=%.2f rate=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f cpu_us=%.2f pss_mib=%.0f codes=%s\n", opt.mode.c_str(), done, bad, resent, dt, done / dt, pc(.5), pc(.99), pc(.999), done ? cpu * 1e6 / done : 0, treeRss(opt.pid) / 1024.0, cs.c_str());
  return done == opt.n && !bad ? 0 : 1;
}
