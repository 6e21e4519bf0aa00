import AudioSocket
import CallInterface
import Foundation
import Testing

/// A call with secure input through `attendant serve`: nothing that the server tells or keeps has it.
@Suite(.serialized) struct ServeSecretTests {
  /// Found in nothing by chance.
  private static let secret = "7294185"

  private static func flow(isSecure: Bool) -> String {
    let secure = isSecure ? #" ivr:secure="true""# : ""
    // What is plain to see the server refuses before any call (K702).
    let pin = "dialog['pi' + 'n']"
    // Each in a block of its own: what is refused ends that block only.
    let ways = [
      #"<log label="is" expr="\#(pin)"/>"#, #"<log>It is <value expr="\#(pin)"/>.</log>"#,
      #"<ivr:metric name="digits" expr="Number(\#(pin))"/>"#, #"<ivr:outcome expr="'got ' + \#(pin)"/>"#,
      #"<throw event="com.example.it" messageexpr="'was ' + \#(pin)"/>"#,
      #"<data name="got" srcexpr="'http://127.0.0.1:9/?' + \#(pin)"/>"#,
      #"<data name="sent" src="http://127.0.0.1:9/" method="post" namelist="pin"/>"#,
      #"<prompt><audio expr="'file:///none/' + \#(pin)">Nothing.</audio> You said <value expr="\#(pin)"/>.</prompt>"#,
    ]
    return """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
        <property name="timeout" value="600s"/>
        <catch event="."><log>caught <value expr="_event + ': ' + _message"/></log></catch>
        <form id="bank">
          <field name="pin" type="digits?length=7"\(secure)><prompt>Your number, please.</prompt></field>
          \(ways.dropLast().map { "<block>\($0)</block>" }.joined(separator: "\n"))
          <block><log>recording now</log></block>
          <record name="memo" beep="false" dtmfterm="true" maxtime="600s" finalsilence="600s"\(secure)/>
          <block>\(ways.last ?? "")</block><block><log>it is recorded</log><exit expr="\(pin)"/></block>
        </form>
      </vxml>
      """
  }

  /// Everything that a server told or kept of one call.
  private static func told(isSecure: Bool) throws -> (texts: [String: String], recordings: [String]) {
    let folder = try Folder()
    try folder.write("flow.vxml", flow(isSecure: isSecure))
    let (port, http) = (try RunningCommand.freePort(), try RunningCommand.freePort())
    let server = try RunningCommand(
      [
        "serve", "flow.vxml", "--audiosocket", "127.0.0.1:\(port)", "--http", "127.0.0.1:\(http)", "--voice", "hum",
        "--log-level", "trace", "--log", "json", "--recordings", "kept",
      ], in: folder)
    try server.wait(for: "audiosocket:127.0.0.1:\(port)")
    let caller = try ExchangeCaller(port: port)
    caller.call(CallUUID(upper: 0x1234, lower: 0x5678))
    #expect(caller.read { $0.loudest > 500 })
    for key in secret.compactMap({ DTMFDigit($0) }) { caller.send(WireWriter.key(key)) }
    try server.wait(for: "recording now")
    for _ in 0..<40 { #expect(caller.exchangeFrame()) }
    var texts: [String: String] = [:]
    texts["metrics meanwhile"] = try ExchangeCaller.page("/metrics", port: http)
    texts["health"] = try ExchangeCaller.page("/health", port: http)
    caller.send(WireWriter.key(.pound))
    // The flow's end ends the call.
    _ = caller.read { $0.isHungUp }
    caller.close()
    try server.wait(for: #""message":"over""#)
    texts["metrics"] = try ExchangeCaller.page("/metrics", port: http)
    let end = try server.stop()
    #expect(end.code == 0)
    texts["records"] = end.output
    texts["log"] = server.said
    let kept = folder.url.appendingPathComponent("kept")
    let recordings = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    texts["names"] = recordings.joined(separator: "\n")
    return (texts, recordings)
  }

  @Test func nothingHasIt() throws {
    let (texts, recordings) = try Self.told(isSecure: true)
    for (name, text) in texts {
      let plain = text.filter { !" -,".contains($0) }
      #expect(!plain.contains(Self.secret), "\(name): \(text)")
      #expect(!plain.contains(String(Self.secret.reversed())), "\(name)")
    }
    let log = try #require(texts["log"])
    #expect(log.contains("••••"))
    #expect(log.contains("is secure: it may only be sent by POST"))
    #expect(log.contains("it is recorded"))
    #expect(texts["health"]?.contains("up\n") == true)
    #expect(texts["metrics"]?.contains("attendant_") == true)
    let records = try #require(texts["records"])
    #expect(records.contains(#""end":"#))
    #expect(recordings.isEmpty)
  }

  /// The same without secrecy is in all of them, so that the search above means something.
  @Test func withoutSecrecyItIsThere() throws {
    let (texts, recordings) = try Self.told(isSecure: false)
    for name in ["log", "records", "metrics"] {
      #expect(texts[name]?.contains(Self.secret) == true, "\(name): \(texts[name] ?? "")")
    }
    #expect(recordings.count == 1 && recordings.first?.hasSuffix(".wav") == true)
  }

  /// Killed while it records: what is no secret is mended by the next start, and of what is one nothing can be found.
  @Test func aKilledServerLeavesNoSecureRecording() throws {
    let folder = try Folder()
    try folder.write(
      "flow.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
        <property name="timeout" value="600s"/>
        <form><block><log>plain now</log></block>
          <record name="plain" beep="false" dtmfterm="true" maxtime="600s" finalsilence="600s"/>
          <block><log>secret now</log></block>
          <record name="memo" beep="false" maxtime="600s" finalsilence="600s" ivr:secure="true"/></form>
      </vxml>
      """)
    let port = try RunningCommand.freePort()
    let arguments = [
      "serve", "flow.vxml", "--audiosocket", "127.0.0.1:\(port)", "--voice", "hum", "--recordings", "kept",
    ]
    let server = try RunningCommand(arguments, in: folder)
    try server.wait(for: "audiosocket:127.0.0.1:\(port)")
    let callers = [try ExchangeCaller(port: port), try ExchangeCaller(port: port)]
    for (number, caller) in callers.enumerated() {
      caller.call(CallUUID(upper: 1, lower: UInt64(number)))
      try server.wait(for: "plain now")
    }
    // The second caller goes on to the secret.
    for _ in 0..<10 { #expect(callers[1].exchangeFrame()) }
    callers[1].send(WireWriter.key(.one))
    try server.wait(for: "secret now")
    let kept = folder.url.appendingPathComponent("kept").path
    var (frames, secret, plain) = (0, 0, 0)
    // Until both are on the disk with a second of sound.
    while secret < 16_000 || plain < 16_000 {
      frames += 1
      try #require(frames < 3000, "\(secret) and \(plain) bytes")
      for caller in callers { #expect(caller.exchangeFrame()) }
      secret = nameless(of: server.identifier, in: kept)
      plain = try unfinished(in: kept).values.max() ?? 0
    }
    #expect(try unfinished(in: kept).count == 1)
    server.crash()
    let left = try FileManager.default.contentsOfDirectory(atPath: kept).sorted()
    // The unfinished one of the first, and what the second ended.
    #expect(left.count == 2, "\(left)")
    #expect(left.filter { $0.hasSuffix(".wav.part") }.count == 1)

    let again = try RunningCommand(arguments, in: folder)
    try again.wait(for: "a recording was left by a crash")
    try again.wait(for: "audiosocket:127.0.0.1:\(port)")
    again.crash()
    let mended = try FileManager.default.contentsOfDirectory(atPath: kept).sorted()
    #expect(mended == left.map { $0.hasSuffix(".part") ? String($0.dropLast(5)) : $0 }.sorted())
    for name in mended {
      let file = try Data(contentsOf: URL(fileURLWithPath: kept + "/" + name))
      // The header tells the length that is there.
      let length = (0..<4).reduce(0) { $0 | Int(file[file.startIndex + 4 + $1]) << (8 * $1) }
      #expect(length == file.count - 8)
    }
  }

  /// Bytes of a file without a name that a process holds in a folder; 0 where there is none.
  private func nameless(of process: Int32, in folder: String) -> Int {
    let descriptors = "/proc/\(process)/fd"
    // Descriptors come and go.
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: descriptors)) ?? []
    return numbers.reduce(0) { most, number in
      let path = "\(descriptors)/\(number)"
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path),
        target.contains("/\(URL(fileURLWithPath: folder).deletingLastPathComponent().lastPathComponent)/kept/"),
        target.hasSuffix("(deleted)"), let file = FileHandle(forReadingAtPath: path),
        let size = try? file.seekToEnd()
      else { return most }
      return max(most, Int(size))
    }
  }

  /// Sizes of recordings that are going on, by name.
  private func unfinished(in folder: String) throws -> [String: Int] {
    var sizes: [String: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".part") {
      sizes[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)).count
    }
    return sizes
  }
}
