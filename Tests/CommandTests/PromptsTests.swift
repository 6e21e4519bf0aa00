import Foundation
import Testing

@Suite struct PromptsTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(
      "desk.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-GB">
        <form id="hello"><block>
          <prompt>Welcome to the "desk".</prompt>
          <prompt xml:lang="yue">請坐。</prompt>
          <prompt><audio src="bell.wav"/>You are number <value expr="n"/>.</prompt>
          <goto next="more.vxml"/>
        </block></form>
      </vxml>
      """)
    try folder.write(
      "more.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-GB">
        <form><block>Goodbye &amp; thanks.</block></form>
      </vxml>
      """)
    try folder.makeFolder("Prompts/en")
    try folder.write("Prompts/en/prompts.tsv", "welcome\twelcome.wav\tWelcome to the \"desk\".\n")
  }

  private func run(_ arguments: String..., program: String? = nil) throws -> Command.Outcome {
    try Command.run(["prompts"] + arguments, in: folder.url, environment: environment(program))
  }

  /// With a program in the place of espeak-ng, or without any.
  private func environment(_ program: String?) throws -> [String: String] {
    let bin = folder.url.appendingPathComponent("bin")
    if let program {
      try folder.makeFolder("bin")
      try folder.write("bin/espeak-ng", "#!/bin/sh\n" + program)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: bin.appendingPathComponent("espeak-ng").path)
      // A tenth of a second of silence at 22,050 Hz, with the header of a sound whose length was not known.
      let header =
        Array("RIFF".utf8) + [36, 240, 255, 127] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0]
        + [0x22, 0x56, 0, 0, 0x44, 0xAC, 0, 0, 2, 0, 16, 0] + Array("data".utf8) + [0, 240, 255, 127]
      try Data(header + [UInt8](repeating: 0, count: 4410)).write(to: bin.appendingPathComponent("sound.wav"))
    }
    return [
      "PATH": program == nil ? bin.path : bin.path + ":/usr/bin:/bin",
      "XDG_CACHE_HOME": folder.url.appendingPathComponent("cache").path,
    ]
  }

  private static let speaking = "if [ \"$1\" = --version ]; then echo fake; else cat \"${0%/*}/sound.wav\"; fi\n"

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(name).path)
  }

  @Test func theListIsPrinted() throws {
    let outcome = try run("desk.vxml")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        en-GB
          ✗ welcome       Welcome to the "desk".
          ✗ bell          [bell.wav]
          ✗ desk.hello.1  You are number
          ✗ more.1        Goodbye & thanks.

        yue
          ✗ desk.hello.1  請坐。

        5 recordings: 0 are there, 5 are missing

        """)
  }

  @Test func spreadsheetsGetRows() throws {
    let outcome = try run("desk.vxml", "--format", "csv")
    #expect(
      outcome.output == """
        id,language,words,file,exists,used,notes\r
        welcome,en-GB,"Welcome to the ""desk"".",Prompts/en/welcome.wav,no,desk.vxml:3 hello,\r
        desk.hello.1,yue,請坐。,Prompts/yue/desk.hello.1.wav,no,desk.vxml:4 hello,\r
        bell,en-GB,,bell.wav,no,desk.vxml:5 hello,the flow does not say its words\r
        desk.hello.1,en-GB,You are number,Prompts/en/desk.hello.1.wav,no,desk.vxml:5 hello,\
        "goes on after bell.wav; middle of a sentence: {n} follows, keep the voice up"\r
        more.1,en-GB,Goodbye & thanks.,Prompts/en/more.1.wav,no,more.vxml:2,\r

        """)
  }

  @Test func theNameOfTheFileSaysWhatIsWritten() throws {
    #expect(try run("desk.vxml", "-o", "list.csv").output == "5 recordings: 0 are there, 5 are missing\n")
    #expect(try folder.text("list.csv") == run("desk.vxml", "--format", "csv").output)
    #expect(try run("desk.vxml", "-o", "list.html", "--language", "yue").code == 0)
    let page = try folder.text("list.html")
    #expect(page == (try run("desk.vxml", "--format", "html", "--language", "yue").output))
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<span lang=\"yue\">請坐。</span>"))
    #expect(!page.contains("http"))
    #expect(!page.contains("Goodbye"))
    let outcome = try run("desk.vxml", "-o", "no/such/folder.csv")
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("no/such/folder.csv:1:1: error: the list cannot be written"))
  }

  @Test func badFlowsAreToldWithTheirPlaces() throws {
    let gone = try run("nowhere.vxml")
    #expect(gone.code == 1)
    #expect(gone.errors == "nowhere.vxml:1:1: error: there is no such file [file]\n")
    #expect(try run("http://example.com/a.vxml").code == 1)
    try folder.write("more.vxml", "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">\n<frm/></vxml>")
    try folder.write("Prompts/en/prompts.tsv", "welcome welcome.wav\n")
    let bad = try run("desk.vxml")
    #expect(bad.code == 1)
    #expect(bad.errors.contains("more.vxml:2:1: error: "))
    #expect(bad.errors.contains("Prompts/en/prompts.tsv:1:1: error: a line is an id, a file and words"))
    #expect(bad.output.contains("4 recordings"))
  }

  @Test func whatIsMissingIsSpokenIntoItsPlace() throws {
    try folder.write("Prompts/en/welcome.wav", "a person's voice")
    let outcome = try run("desk.vxml", "--fill", program: Self.speaking)
    #expect(outcome.code == 0)
    #expect(outcome.output == "filled 3 of 4 missing\n5 recordings: 4 are there, 1 is missing\n")
    #expect(
      outcome.errors.hasPrefix(
        "desk.vxml:5:1: warning: \"bell.wav\" cannot be filled: its words are not in the flow [fill]\n"))
    #expect(try folder.text("Prompts/en/welcome.wav") == "a person's voice")
    let sound = try Data(contentsOf: folder.url.appendingPathComponent("Prompts/yue/desk.hello.1.wav"))
    // 8000 Hz, mono, 16 bit, a tenth of a second.
    #expect(Array(sound[20..<36]) == [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0])
    #expect(sound.count == 44 + 1600)
    #expect(try run("desk.vxml", "--fill", program: Self.speaking).output.hasPrefix("filled 0 of 1 missing\n"))
  }

  @Test func withoutASynthesiserNothingIsFilled() throws {
    let outcome = try run("desk.vxml", "--fill")
    #expect(outcome.code == 3)
    #expect(outcome.output == "")
    #expect(outcome.errors == "attendant: error: espeak-ng is missing; on Debian: apt-get install espeak-ng\n")
    #expect(!exists("Prompts/yue"))
  }

  @Test func aSynthesiserThatFailsIsToldForEachRecording() throws {
    let outcome = try run(
      "desk.vxml", "--fill", "--language", "yue",
      program: "if [ \"$1\" = --version ]; then echo fake; else echo broken >&2; exit 1; fi")
    #expect(outcome.code == 1)
    #expect(
      outcome.errors.hasPrefix(
        "desk.vxml:4:1: error: \"Prompts/yue/desk.hello.1.wav\" is not filled: espeak-ng failed: broken [fill]\n"))
    #expect(outcome.output == "filled 0 of 1 missing\n1 recording: 0 are there, 1 is missing\n")
    #expect(!exists("Prompts/yue/desk.hello.1.wav"))
  }

  @Test func twoProcessesFillOneFolderTogether() async throws {
    let prompts = (1...30).map { "<prompt>This is number \($0).</prompt>" }.joined()
    try folder.write(
      "many.vxml",
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>\(prompts)</block></form></vxml>")
    let environment = try environment(Self.speaking)
    let url = folder.url
    async let one = Task.detached {
      try Command.run(["prompts", "many.vxml", "--fill"], in: url, environment: environment)
    }.value
    async let other = Task.detached {
      try Command.run(["prompts", "many.vxml", "--fill"], in: url, environment: environment)
    }.value
    let outcomes = try await [one, other]
    #expect(outcomes.map(\.code) == [0, 0])
    #expect(outcomes.allSatisfy { $0.output.hasSuffix("30 recordings: 30 are there, 0 are missing\n") })
    let names = try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent("Prompts/en").path)
    #expect(names.filter { $0.hasPrefix("many.") }.count == 30)
    #expect(names.allSatisfy { !$0.hasPrefix(".") })
    let filled = outcomes.compactMap { $0.output.firstMatch(of: /filled (\d+)/)?.1 }.compactMap { Int($0) }
    #expect(filled.reduce(0, +) == 30)
    // Whoever was interrupted has left nothing in the cache either.
    let cached = try FileManager.default.contentsOfDirectory(atPath: url.path + "/cache/attendant/voice")
    #expect(cached.count == 30)
    #expect(cached.allSatisfy { $0.hasSuffix(".wav") })
  }

  @Test(.timeLimit(.minutes(2))) func aPersonSeesHowFarItIs() throws {
    let terminal = try PseudoTerminal(
      ["prompts", "desk.vxml", "--fill", "--language", "yue"], in: folder.url,
      environment: environment(Self.speaking))
    terminal.expect("1/1 yue desk.hello.1")
    terminal.expect("filled 1 of 1 missing")
    #expect(terminal.finish() == 0)
  }
}

extension Folder {
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent(name), withIntermediateDirectories: true)
  }
}
