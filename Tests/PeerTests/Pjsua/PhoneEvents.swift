import Foundation

extension Phone.State {
  private struct Event: Decodable {
    var event: String
    var call: Int?
    var uri: String?
    var state: String?
    var reason: String?
    var status: Int?
    var digit: String?
    var samples: Data?
    var fault: String?
  }

  /// A line of the telephone.
  mutating func take(_ line: String) {
    let event: Event
    do {
      event = try JSONDecoder().decode(Event.self, from: Data(line.utf8))
    } catch {
      faults.append("\(line): \(error)")
      return
    }
    if event.event != "sound" { log.append(line) }
    guard let number = event.call else {
      if event.event == "ready" { uri = event.uri }
      if let fault = event.fault { faults.append(fault) }
      return
    }
    change(&calls[number, default: Phone.Call()], event)
  }

  private func change(_ call: inout Phone.Call, _ event: Event) {
    switch event.event {
    case "state":
      call.states.append(event.state ?? "")
      if call.isOver { call.reason = event.reason }
    case "media": call.media.append(event.status ?? -1)
    case "digit": call.digits += event.digit ?? ""
    case "incoming": call.isIncoming = true
    case "referred": call.wasReferred = true
    case "sound":
      let samples = event.samples ?? Data()
      // An empty frame is 20 ms in which nothing was said.
      call.ear.hear(
        samples.isEmpty
          ? [Int16](repeating: 0, count: 160)
          : samples.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) })
    default: break
    }
  }
}
