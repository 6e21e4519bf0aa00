import Foundation

/// A flow whose prompts are pure tones, so that what is heard can be told exactly.
enum ToneFlow {
  static let welcome = 320, second = 560, third = 1900, bye = 2200, failed = 2400
  /// What a caller and an agent say.
  static let caller = 2600, agent = 2800
  /// What is heard while a far end rings: a second of `transferaudio`, and where there is none China's ring-back.
  static let transferAudio = 3000, ringBack = 450

  /// Writes it and its sounds.
  /// - Parameter agent: the URI that calls are transferred to.
  /// - Returns: the path of the flow.
  static func write(to folder: Folder, agent uri: String = "sip:nobody@127.0.0.1:9") throws -> String {
    for tone in [welcome, second, third, failed] {
      try Sounds.write(tone: tone, milliseconds: 30_000, to: folder.path("\(tone).wav"))
    }
    try Sounds.write(tone: bye, milliseconds: 600, to: folder.path("\(bye).wav"))
    try Sounds.write(tone: transferAudio, milliseconds: 1000, to: folder.path("\(transferAudio).wav"))
    for tone in [caller, agent] { try Sounds.write(tone: tone, milliseconds: 120_000, to: folder.path("\(tone).wav")) }
    return try folder.write("flow.vxml", text(uri))
  }

  private static func prompt(_ tone: Int) -> String { "<prompt><audio src=\"\(tone).wav\"/></prompt>" }

  private static func text(_ agent: String) -> String {
    func transfer(_ name: String, _ how: String) -> String {
      """
      <form id="\(name)"><transfer name="t" dest="\(agent)" \(how)><filled>
        <log label="T" expr="t"/><if cond="t == 'busy'"><goto next="#failed"/></if><goto next="#bye"/></filled></transfer>
        <catch event="error"><goto next="#failed"/></catch></form>
      """
    }
    return """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <property name="timeout" value="60s"/>
        <menu id="welcome">\(prompt(welcome))
          <choice dtmf="1" next="#second">second</choice><choice dtmf="3" next="#bridge">bridge</choice>
          <choice dtmf="4" next="#blind">blind</choice><choice dtmf="5" next="#consultation">consultation</choice>
          <choice dtmf="6" next="#music">music</choice><choice dtmf="7" next="#lost">lost</choice></menu>
        <menu id="second">\(prompt(second))<choice dtmf="2" next="#third">third</choice></menu>
        <menu id="third">\(prompt(third))<choice dtmf="#" next="#bye">bye</choice></menu>
        <menu id="failed">\(prompt(failed))<choice dtmf="#" next="#bye">bye</choice></menu>
        <form id="bye"><block>\(prompt(bye))<disconnect/></block></form>
        \(transfer("bridge", "bridge=\"true\" connecttimeout=\"40s\""))
        \(transfer("music", "bridge=\"true\" connecttimeout=\"40s\" transferaudio=\"\(transferAudio).wav\""))
        \(transfer("lost", "bridge=\"true\" connecttimeout=\"40s\" transferaudio=\"nowhere.wav\""))
        \(transfer("blind", "bridge=\"false\""))
        \(transfer("consultation", "type=\"consultation\" connecttimeout=\"40s\""))
      </vxml>
      """
  }
}
