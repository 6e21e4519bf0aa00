import FlowDocument
import FlowParser
import Foundation
import Grammar

/// The files of the conformance suite, and conversations about calendars: flows as text, by URI, and all else as it is after its fetch.
struct Corpus: Sendable {
  struct Flow: Sendable {
    let uri: String
    let bytes: [UInt8]
  }

  static let base = "test:/"
  /// In the order of their URIs: the same on every machine.
  let flows: [Flow]
  /// Those that use elements of a host.
  let hosted: [Flow]
  /// Knows these elements.
  let parser: FlowParser
  let grammars: [GrammarFile]
  let scripts: [String]
  let trees: [XMLTree]

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let tests = folder.deletingLastPathComponent().deletingLastPathComponent()
    let root = tests.appending(path: "Conformance").resolvingSymlinksInPath()
    parser = try HostElements.parser()
    hosted = HostElements.flows.enumerated().map { number, text in
      Flow(uri: "\(Self.base)HOST/HOST-\(number).vxml", bytes: Array(text.utf8))
    }
    var flows: [Flow] = []
    var grammars: [GrammarFile] = []
    var scripts: [String] = []
    var trees: [XMLTree] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
      let kind = String(path.split(separator: ".").last ?? "")
      guard ["vxml", "grxml", "js", "xml"].contains(kind) else { continue }
      let bytes = Array(try Data(contentsOf: root.appending(path: path)))
      let uri = Self.base + path
      switch kind {
      case "vxml": flows.append(Flow(uri: uri, bytes: bytes))
      case "grxml":
        guard let grammar = parser.parseGrammar(bytes, uri: uri).value else { continue }
        grammars.append(GrammarFile(document: grammar, references: [:]))
      case "js": scripts.append(String(decoding: bytes, as: UTF8.self))
      default: trees += [parser.parseData(bytes, uri: uri).value].compactMap(\.self)
      }
    }
    let calendars = tests.appending(path: "Conversations/calendar").resolvingSymlinksInPath()
    for path in try FileManager.default.subpathsOfDirectory(atPath: calendars.path).sorted()
    where path.hasSuffix(".vxml") {
      let bytes = Array(try Data(contentsOf: calendars.appending(path: path)))
      flows.append(Flow(uri: Self.base + "calendar/" + path, bytes: bytes))
    }
    (self.flows, self.grammars, self.scripts, self.trees) = (flows, grammars, scripts, trees)
  }
}
