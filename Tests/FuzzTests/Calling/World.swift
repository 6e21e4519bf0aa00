import Calendars
import CallInterface
import FlowDocument
import FlowInterpreter
import FlowParser
import Grammar

/// All that a fuzzed call can reach: a mutated flow, the files it names, and some that it does not.
struct World: ResourceLibrary {
  let facts: CallFacts
  /// The address of the first document, with or without a fragment.
  let entry: String
  /// The mutated flow, for the report of a failure.
  let text: String
  private let corpus: Corpus
  private var documents: [PreparedDocument] = []

  /// `nil` where the parser refuses the mutated flow.
  init?(_ corpus: Corpus, random: inout SplitMix64) {
    let parser = corpus.parser
    let none = Corpus.Flow(uri: Corpus.base, bytes: [])
    self.corpus = corpus
    let first = random.pick(random.chance(5) ? corpus.hosted : corpus.flows, or: none)
    let other = random.pick(corpus.flows, or: none)
    var mutator = Mutator(random: SplitMix64(seed: random.next()))
    let bytes = mutator.mutate(first.bytes, with: other.bytes)
    text = String(decoding: bytes, as: UTF8.self)
    entry = first.uri + (random.chance(10) ? "#main" : "")
    facts = CallFacts(
      from: "tel:+493055501", to: "tel:+493055502", startedAt: 1_767_225_600_000, utcOffset: 3600,
      seed: random.next(), aai: random.chance(50) ? "account=7" : nil)
    guard let document = parser.parseDocument(bytes, uri: first.uri).value else { return nil }
    documents = [PreparedDocument(document)]

    // Its companions (FETCH-15-next beside FETCH-15), then strangers.
    let stem = Array(first.uri.utf8.dropLast(".vxml".utf8.count))
    let companions = corpus.flows.filter { $0.uri.utf8.starts(with: stem) && $0.uri != first.uri }
    for file in companions + [other, random.pick(corpus.flows, or: none)] {
      let bytes = random.chance(30) ? mutator.mutate(file.bytes, with: first.bytes) : file.bytes
      guard let document = parser.parseDocument(bytes, uri: file.uri).value else { continue }
      documents.append(PreparedDocument(document))
    }
  }

  // MARK: Look-ups

  func document(_ reference: ResourceReference) -> PreparedDocument? { Self.element(reference, of: documents) }
  func grammar(_ reference: ResourceReference) -> GrammarFile? { Self.element(reference, of: corpus.grammars) }
  func script(_ reference: ResourceReference) -> String? { Self.element(reference, of: corpus.scripts) }
  func data(_ reference: ResourceReference) -> XMLTree? { Self.element(reference, of: corpus.trees) }
  func calendar(_ reference: ResourceReference) -> CalendarFile? { Self.element(reference, of: Self.calendars) }

  /// Clocks that change in the middle of the call, and some names that are none.
  func zone(_ name: String) -> Result<ZoneRules, ZoneFault> {
    guard name.count % 4 != 0 else { return .failure(.unknown(name, suggestion: "UTC")) }
    let seconds = facts.startedAt / 1000
    return .success(
      ZoneRules(
        name: name, firstOffset: 3600,
        changes: [.init(at: seconds + 20, offset: 7200), .init(at: seconds + 40, offset: -5400)]))
  }

  private static let calendars: [CalendarFile] = {
    let place = SourceLocation(line: 1, column: 1)
    let today = CivilDay(number: 20_454)
    let midnight = Int64(today.number) * 86_400
    return [
      CalendarFile(events: []),
      CalendarFile(events: [
        .init(isOpen: false, time: .days(first: today, last: today.advanced(by: 9)), label: "feast", at: place),
        .init(isOpen: true, time: .days(first: today, last: today), label: "", hours: [.wholeDay], at: place),
        .init(isOpen: true, time: .span(from: midnight, until: midnight + 90_000, zone: .utc), label: "'", at: place),
      ]),
    ]
  }()

  private static func element<T>(_ reference: ResourceReference, of list: [T]) -> T? {
    list.indices.contains(reference.version) ? list[reference.version] : nil
  }

  /// How a fetch may end: mostly with what was asked for, else with something else, with nothing, or badly.
  func result(of request: FetchRequest, _ random: inout SplitMix64) -> FetchResult {
    if random.chance(15) {
      let events = ["error.badfetch", "error.badfetch.http.404", "error.noauthorization", "error.unsupported.format"]
      return .failed(FetchFailure(event: random.pick(events, or: "error.badfetch"), message: "not there"))
    }
    let version =
      switch request.kind {
      case .document:
        documents.firstIndex { $0.document.uri == request.uri } ?? random.below(documents.count)
      case .grammar, .script, .data, .audio, .calendar:
        random.below(30)
      }
    let uri = request.kind == .document && random.chance(20) ? documents[version].document.uri : request.uri
    return .loaded(ResourceReference(uri: uri, version: version))
  }
}
