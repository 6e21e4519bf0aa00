import FlowParser
import Prompting
import Testing

@testable import SpeechSynthesis

@Suite struct PromptManifestTests {
  @Test func linesAreRecordings() {
    let (manifest, problems) = PromptManifest.parse(
      "\u{FEFF}# id\tfile\twords\r\n\r\nhi\ta/hi.wav\tHello  there.\r\nnone\tnone.wav\t\n \nbye\tbye.wav\t。再见。")
    #expect(problems.isEmpty)
    #expect(manifest.entries.map(\.id) == ["hi", "none", "bye"])
    #expect(manifest.entry(id: "hi")?.file == "a/hi.wav")
    #expect(manifest.entry(file: "bye.wav")?.id == "bye")
    #expect(manifest.entry(saying: " 再见。")?.id == "bye")
    #expect(manifest.entry(saying: ". Hello\n there.")?.id == "hi")
    #expect(manifest.entry(saying: "Hello there")?.id == nil)
  }

  @Test(arguments: [
    ("a b c", "a line is an id, a file and words with a tab between them"),
    ("a\tb", "a line is an id, a file and words with a tab between them"),
    ("a\tb\tc\td", "a line is an id, a file and words with a tab between them"),
    ("\tb.wav\tc", "the id is missing"), ("a\t\tc", "the file is missing"),
    ("a\t/etc/passwd\tc", "the file \"/etc/passwd\" is not in this folder"),
    ("a\tx/../../b.wav\tc", "the file \"x/../../b.wav\" is not in this folder"),
    ("good\tb.wav\tc", "there are two recordings with the id \"good\""),
  ])
  func badLinesAreToldAndLeftOut(_ line: String, _ message: String) {
    let (manifest, problems) = PromptManifest.parse("good\tgood.wav\tGood.\n\(line)\nlast\tlast.wav\tLast.")
    #expect(manifest.entries.map(\.id) == ["good", "last"])
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.line) == [2])
  }

  @Test func foldersAreFoundByLanguage() throws {
    let folder = try Folder()
    for name in ["cmn", "yue", "en", "en-GB"] { try folder.write("Prompts/\(name)/prompts.tsv", "") }
    let folders = PromptFolders(folder.file("Prompts"))
    let expected = [
      "cmn-Hans-CN": "cmn", "zh": "cmn", "zh-CN": "cmn", "zh-HK": "yue", "zh-Hant-MO": "yue", "yue": "yue",
      "en-GB": "en-GB", "en-gb-x": "en-GB", "en-US": "en", "EN": "en", "de-AT": "de",
    ]
    for (tag, name) in expected { #expect(folders.folder(for: tag) == name, "\(tag)") }
  }

  @Test func theFolderIsBesideTheFlowOrAbove() throws {
    let folder = try Folder()
    try folder.write("flows/deep/a.vxml", "")
    #expect(PromptFolders.path(forFlow: folder.file("flows/deep/a.vxml")) == folder.file("flows/deep/Prompts"))
    try folder.write("Prompts/en/prompts.tsv", "a b")
    #expect(PromptFolders.path(forFlow: folder.file("flows/deep/a.vxml")) == folder.file("Prompts"))
    let problem = try #require(PromptFolders(folder.file("Prompts")).problems.first)
    #expect(problem.file == folder.file("Prompts/en/prompts.tsv"))
    #expect(problem.sourceLine == "a b")
  }
}
