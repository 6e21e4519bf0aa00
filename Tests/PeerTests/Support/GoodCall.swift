import CallInterface
import Telephony
import TestCallers
import Testing

/// One call of the tests' own that goes on undisturbed: it presses keys and hears where they lead.
final class GoodCall: Sendable {
  private let phone: CallerPhone
  private let callers: Callers
  private let dialog: SIPDialogID
  private let tone: Watched<Int?>

  /// A flow of two menus whose prompts are tones; every key leads to the other.
  static func flow(in folder: Folder) throws -> String {
    for tone in [ToneFlow.second, ToneFlow.third] {
      try Sounds.write(tone: tone, milliseconds: 60_000, to: folder.path("\(tone).wav"))
    }
    func menu(_ tone: Int, _ other: Int) -> String {
      """
      <menu id="m\(tone)"><property name="timeout" value="600s"/><prompt><audio src="\(tone).wav"/></prompt>
        <choice dtmf="5" next="#m\(other)">five</choice><choice dtmf="9" next="#m\(other)">nine</choice></menu>
      """
    }
    return try folder.write(
      "two.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        \(menu(ToneFlow.second, ToneFlow.third))\(menu(ToneFlow.third, ToneFlow.second))
      </vxml>
      """)
  }

  private init(to served: Served) async throws {
    let tone = Watched<Int?>(nil)
    self.tone = tone
    callers = try Callers(1) { _, frequency in tone.change { $0 = frequency } }
    phone = try await CallerPhone(port: try Loopback.freePort())
    do {
      let (dialog, media) = try await phone.call(served.uri, soundTo: callers.ports[0])
      self.dialog = dialog
      try callers.begin(
        0, host: media.address.host, port: media.address.port, eventType: media.sends.telephoneEvent ?? 101)
    } catch {
      callers.stop()
      await phone.stop()
      throw error
    }
  }

  /// Calls, and hangs up after `body`.
  static func during<Result>(_ served: Served, _ body: (GoodCall) async throws -> Result) async throws -> Result {
    let call = try await GoodCall(to: served)
    let result: Swift.Result<Result, any Error>
    do {
      try await call.hears(ToneFlow.second)
      result = .success(try await body(call))
      #expect(await call.phone.hangUp(call.dialog) == .us)
    } catch {
      result = .failure(error)
    }
    call.callers.stop()
    await call.phone.stop()
    return try result.get()
  }

  /// Presses keys of both kinds in turn as long as `goesOn`, each when the last one's prompt is heard.
  /// - Returns: how many; each was heard by the flow.
  func press(while goesOn: (Int) -> Bool) async throws -> Int {
    var count = 0
    while goesOn(count) {
      let way = count.isMultiple(of: 2) ? KeyWay.events : .tones
      // The same key both ways within a moment is one key to a line.
      callers.press(way == .events ? .nine : .five, by: way, in: 0)
      count += 1
      try await hears(count.isMultiple(of: 2) ? ToneFlow.second : ToneFlow.third)
    }
    return count
  }

  func statistics() async -> CallerStatistics { await callers.statistics().all }

  private func hears(_ frequency: Int) async throws {
    _ = try await tone.wait(for: "\(frequency) Hz") { tone in
      tone.map { abs($0 - frequency) <= 150 } == true ? true : nil
    }
  }
}
