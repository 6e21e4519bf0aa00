import CallStore
import FlowDocument
import FlowParser
import Foundation
import Telephony
import Testing

@testable import Switchboard

@Suite("Configuration file")
struct ServerFileTests {
  private func read(_ text: String) throws -> ServerFile {
    try ServerFile(
      reading: text, file: "c.yaml", uri: { "file:///" + $0 }, secret: { $0 == "secret" ? "from a file" : nil })
  }

  /// `line:column: message` of all that is wrong.
  private func faults(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let findings as FlowFindings {
      return findings.errors.map { "\($0.location.line):\($0.location.column): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("all that can be said")
  func whole() throws {
    let file = try read(
      """
      sip:
        - 192.0.2.10:5060
        - {address: "[2001:db8::1]:5061/tls", certificates: /tls, media: "2001:db8::2"}
      http: 127.0.0.1:8080
      audiosocket: 127.0.0.1:9092
      rtp-ports: 20000-20999
      calls: 400
      calls-per-second: 2.5
      load: 80%
      drain: 5m
      peers: [192.0.2.1, 10.0.0.0/8]
      callers: {realm: example.com, accounts: [{user: a, password: "1234"}, {user: b, password-file: secret}]}
      register:
        - {registrar: "sip:r", address: "sip:me@r", user: me, password-file: secret, expires: 5m}
      account: {user: me, password: pw}
      proxy: sip:p
      transfers: "sip:*@p"
      headers: [X-A, X-B]
      recordings: r
      voice: hum
      tones: GB
      log: {format: json, level: debug}
      store: calls.sqlite
      callbacks:
        {flow: c.vxml, to: "sip:{number}@g", from: "sip:me@g", hours: 09:00-20:30, tries: 3, busy: 90s, noanswer: 1h,
         late: 2h, calls: 4, rings: 5}
      defaults: ours.vxml
      routes:
        - {number: 4008001234, flow: a.vxml, language: yue, rings: 2, calls: 7, parameters: {queue: 1, b: two}}
        - flow: b.vxml
      """)
    #expect(file.sip.map(\.address.description) == ["192.0.2.10:5060/udp+tcp", "[2001:db8::1]:5061/tls"])
    #expect(file.defaults == "file:///ours.vxml")
    #expect(file.sip.map(\.mediaHost) == [nil, "2001:db8::2"])
    #expect(file.sip.last?.address.certificates == "/tls")
    #expect(file.http == "127.0.0.1:8080")
    #expect(file.audioSocket == "127.0.0.1:9092")
    #expect(file.mediaPorts == 20000...20999)
    #expect(file.mostCalls == 400)
    #expect(file.callsPerSecond == 2.5)
    #expect(file.mostLoad == 0.8)
    #expect(file.drainLimit == .seconds(300))
    #expect(file.peers == ["192.0.2.1", "10.0.0.0/8"])
    #expect(file.callers == SIPCallerAccounts(realm: "example.com", passwords: ["a": "1234", "b": "from a file"]))
    var registration = SIPRegistration(registrar: "sip:r", address: "sip:me@r")
    registration.credentials = SIPCredentials(user: "me", password: "from a file")
    registration.expires = 300
    #expect(file.registrations == [registration])
    #expect(file.account?.password == "pw")
    #expect(file.transfers == ["sip:*@p"])
    #expect(file.headers == ["X-A", "X-B"])
    #expect(file.voice == "hum")
    #expect(file.logLevel == "debug")
    #expect(file.store == "calls.sqlite")
    let callbacks = try #require(file.callbacks)
    #expect([callbacks.flow, callbacks.to, callbacks.from] == ["file:///c.vxml", "sip:{number}@g", "sip:me@g"])
    #expect(callbacks.hours == "09:00-20:30")
    #expect([callbacks.mostCalls, callbacks.rings] == [4, 5])
    #expect(callbacks.rules.tries == 3)
    #expect([callbacks.rules.afterBusy, callbacks.rules.afterNoAnswer] == [.seconds(90), .seconds(3600)])
    #expect(callbacks.rules.late == .seconds(7200))
    #expect(
      file.routes == [
        .init(
          numbers: ["4008001234"], flow: "file:///a.vxml", language: "yue", rings: 2, mostCalls: 7,
          parameters: ["queue": "1", "b": "two"]), .init(flow: "file:///b.vxml"),
      ])
    #expect(try read("") == ServerFile())
  }

  @Test(
    "what is wrong, and where",
    arguments: [
      ("cals: 3", ["1:1: 'cals' is not known here"]),
      ("calls: 3\ncalls: 4", ["1:1: 'calls' stands here twice"]),
      ("calls: many", ["1:8: calls must be a whole number from 1 to 1000000"]),
      ("sip: localhost", ["1:6: 'localhost' is not an address such as 192.0.2.10:5060 or [2001:db8::1]:5061/tcp"]),
      (
        "sip: [192.0.2.1:5060/quic]",
        ["1:7: '192.0.2.1:5060/quic' is not an address such as 192.0.2.10:5060 or [2001:db8::1]:5061/tcp"]
      ),
      ("rtp-ports: 3-1", ["1:12: rtp-ports must be a range such as 20000-29999"]),
      ("peers: [me]", ["1:9: 'me' is neither a numeric address nor a network such as 192.0.2.0/24"]),
      ("drain: soon", ["1:8: drain must be a time such as 90s, 5m or 1h"]),
      ("load: -1", ["1:7: load must be a number greater than 0"]),
      ("store: s\ncallbacks: {flow: a}", ["2:12: callbacks need 'flow' and 'to'"]),
      ("callbacks: {flow: a, to: 'sip:{number}@g'}", ["1:12: callbacks need 'store', where promises are kept"]),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:me@g'}",
        ["2:26: to must be a SIP URI with {number} in it, such as sip:{number}@gateway.example.com"]
      ),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:{number}@g', hours: 20:00-9:00}",
        ["2:51: hours must be from one time of a day to a later one, such as 09:00-20:30"]
      ),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:{number}@g', calendar: root.vxml}",
        ["2:54: calendar must be a flow and the name of a calendar of it, such as root.vxml#desk"]
      ),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:{number}@g', hours: 08:00-09:00, calendar: 'r.vxml#d'}",
        ["2:74: callbacks take 'hours' or 'calendar', not both"]
      ),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:{number}@g', trys: 0}",
        ["2:44: 'trys' is not known here"]
      ),
      (
        "store: s\ncallbacks: {flow: a, to: 'sip:{number}@g', tries: 0}",
        ["2:51: tries must be a whole number from 1 to 100"]
      ),
      ("routes:\n  - {number: 1}", ["2:5: a route needs 'flow'"]),
      ("routes: [{flow: a, rings: 9}]", ["1:27: rings must be a whole number from 0 to 3"]),
      (
        "routes:\n  - {flow: a}\n  - {number: 1, flow: b}",
        ["3:5: no call comes to this route: the one before takes every number"]
      ),
      (
        "account: {user: a, password-file: nowhere}",
        [
          "1:35: the password cannot be read from 'nowhere'",
          "1:10: an account needs 'user', and 'password' or 'password-file'",
        ]
      ),
      (
        "- 1",
        [
          "1:1: the configuration must be a mapping with sip, http, audiosocket, rtp-ports, calls, calls-per-second, load, drain, peers, callers, register, account, proxy, transfers, headers, recordings, voice, tones, log, defaults, routes, store, callbacks"
        ]
      ),
    ])
  func wrong(_ text: String, _ expected: [String]) {
    #expect(faults(text) == expected)
  }

  @Test(
    "what is no YAML, or grows without end",
    arguments: ["a: [1\nb: 2", "\u{0}", "a: *x", "{{{{", "a: 'x", "\t- x", String(repeating: "[", count: 100_000)])
  func noYAML(_ text: String) {
    #expect(!faults(text).isEmpty)
  }

  @Test("the example is a configuration")
  func example() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Flows/server")
    let text = try String(contentsOf: folder.appending(path: "attendant.yaml"), encoding: .utf8)
    let file = try ServerFile(
      reading: text, file: "attendant.yaml", uri: { folder.appending(path: $0).standardizedFileURL.absoluteString },
      secret: { _ in nil })
    #expect(file.routes.count == 2)
    for route in file.routes {
      let path = try #require(URL(string: route.flow)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(path)")
    }
  }
}
