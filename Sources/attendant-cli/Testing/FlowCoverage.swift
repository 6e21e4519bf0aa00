import FlowDocument
import FlowInterpreter
import FlowLint
import FlowParser
import SpeechSynthesis

/// How much of some flows, and of the flows that they lead to, scenarios have reached.
struct FlowCoverage {
  /// How many places the flows have.
  let places: Int
  /// Those that no scenario reached, in the order of the flows.
  let missed: [Diagnostic]
  private let flows: Int

  init(of results: [TestResult]) {
    var named: [String] = []
    for flow in results.compactMap(\.flow) where !named.contains(flow) { named.append(flow) }
    let passages = results.reduce(into: Set<Passage>()) { $0.formUnion($1.passages) }
    let set = FlowSet(files: named)
    var places = 0
    var missed: [Diagnostic] = []
    for flow in set.flows {
      let uri = flow.document.uri
      for place in flow.nodes.flatMap(\.placesToReach) {
        places += 1
        guard !passages.contains(Passage(document: uri, location: place.location)) else { continue }
        missed.append(
          Finding.place("\(uri):\(place.location)", rule: "coverage", "no scenario reaches \(place.name)", .note))
      }
    }
    self.places = places
    self.missed = missed
    flows = set.flows.count
  }

  /// Whole percent, rounded down: 100 is all.
  var percent: Int { places == 0 ? 100 : (places - missed.count) * 100 / places }

  var summary: String {
    "\(places - missed.count) of \(places) places of \(flows) flow\(flows == 1 ? "" : "s") reached (\(percent)%)"
  }
}
