import Foundation
import Testing

/// The telephone baresip, told what to do over its control socket. What it hears is a file that grows.
struct Baresip {
  static let path = ["/usr/bin/baresip", "/usr/local/bin/baresip"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let isMissing: Comment = "baresip is not installed (Debian: baresip-core)"

  let control: ControlLink
  private let folder: URL

  /// Runs for as long as `body` does.
  static func during<Result>(in folder: Folder, _ body: (Baresip) async throws -> Result) async throws -> Result {
    let path = try #require(path)
    let (sip, control) = (try Loopback.freePort(), try Loopback.freePort())
    let place = folder.url.appending(path: "baresip")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data(configuration(sip: sip, control: control, place.path, folder).utf8)
      .write(to: place.appending(path: "config"))
    try Data("<sip:bare@127.0.0.1:\(sip);transport=udp>;regint=0\n".utf8).write(to: place.appending(path: "accounts"))
    try Data().write(to: place.appending(path: "contacts"))
    let child = try Child(path, ["-f", place.path], in: place)
    do {
      let link = try await link(control, child)
      let result = try await body(Baresip(control: link, folder: place))
      try link.tell("quit")
      #expect(try await child.code() == 0)
      link.close()
      return result
    } catch {
      await child.end()
      throw error
    }
  }

  /// Connects as soon as it listens.
  private static func link(_ port: UInt16, _ child: Child) async throws -> ControlLink {
    while child.state.state.code == nil {
      if let link = ControlLink(port: port) { return link }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw GaveUp(what: "baresip", state: "\(child.state.state)")
  }

  /// Waits until the tone is heard in the call.
  func hears(_ frequency: Int) async throws {
    while try heard().last != frequency { try await Task.sleep(for: .milliseconds(20)) }
  }

  /// The tones of the call so far, in order.
  func heard() throws -> [Int] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix("-dec.wav") }
    guard let file = files.first, let samples = try? Sounds.samples(of: folder.appending(path: file).path) else {
      return []
    }
    var ear = ToneEar()
    ear.hear(samples)
    return ear.order
  }

  /// A machine without sound: it says a file, and what it hears is dumped beside its configuration.
  private static func configuration(sip: UInt16, control: UInt16, _ place: String, _ folder: Folder) -> String {
    """
    sip_listen 127.0.0.1:\(sip)
    net_interface 127.0.0.1
    audio_source aufile,\(folder.path("\(ToneFlow.caller).wav"))
    audio_player aubridge,nobody
    audio_alert aubridge,nobody
    ausrc_srate 8000
    auplay_srate 8000
    ausrc_channels 1
    auplay_channels 1
    rtp_ports 40000-40999
    module_path /usr/lib/baresip/modules
    module stdio.so
    module g711.so
    module aufile.so
    module aubridge.so
    module sndfile.so
    module_tmp uuid.so
    module_tmp account.so
    module_app menu.so
    module_app ctrl_tcp.so
    ctrl_tcp_listen 127.0.0.1:\(control)
    snd_path \(place)

    """
  }
}
