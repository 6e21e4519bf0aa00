import CallInterface
import CallRuntime
import CallScenarios
import FlowDocument
import FlowInterpreter
import Testing

/// The three languages differ in their words and in nothing else: every scenario goes the same way in each of them.
@Suite struct LanguageTests {
  /// The bakery speaks English only.
  static let names = FlowFiles.scenarios.filter { !$0.hasPrefix("first") }

  @Test(arguments: names)
  func goesTheSameWay(_ name: String) async throws {
    let mandarin = try await way(name, in: .mandarin)
    #expect(try await way(name, in: .cantonese) == mandarin)
    #expect(try await way(name, in: .english) == mandarin)
    #expect(!mandarin.places.isEmpty)
  }

  /// The proof would be none if the caller heard the same words all the time.
  @Test func wordsDiffer() async throws {
    var heard: Set<[String]> = []
    for language in CallerLanguage.allCases {
      let played = try await FlowFiles.play(try FlowFiles.scenario("hotline/packages.call", edit: language.rewrite))
      heard.insert(
        played.transcript.compactMap { report in
          guard case .prompt(_, let prompt, true) = report.report else { return nil }
          return "\(prompt.segments)"
        })
    }
    #expect(heard.count == 3)
  }

  /// Another key is another way: the comparison sees it.
  @Test func aDifferenceIsSeen() async throws {
    let balance = try await way("hotline/balance-mandarin.call", in: .mandarin)
    #expect(try await way("hotline/packages.call", in: .mandarin) != balance)
  }

  /// Where a call has been.
  struct Way: Hashable {
    /// Dialogs and items in the order in which they were entered.
    let entered: [String]
    /// Everything that was executed or taken, but for the key that chooses the language.
    let places: Set<Passage>
    let outcome: CallEnd.Reason
  }

  private func way(_ name: String, in language: CallerLanguage) async throws -> Way {
    let played = try await FlowFiles.play(try FlowFiles.scenario(name, edit: language.rewrite))
    let entered = played.transcript.compactMap { report in
      if case .entered(let document, let dialog, let item) = report.report {
        "\(document)#\(dialog).\(item ?? "")"
      } else {
        nil
      }
    }
    let choices = try CallerLanguage.linesOfChoice()
    let places = played.passages.filter { place in
      !(place.document.hasSuffix("/hotline/hotline.vxml") && choices.contains(place.location.line))
    }
    return Way(entered: entered, places: places, outcome: played.end.reason)
  }
}
