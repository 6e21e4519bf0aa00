import Foundation
import Switchboard
import Telephony

/// What a telephone server has done, in Prometheus' text format.
enum Metrics {
  static func text(of server: TelephoneServer) -> String {
    let counts = server.counts
    let sip = server.sipCounts
    var lines = metric("attendant_calls_active", "gauge", "Calls that are up.", [("", "\(counts.active)")])
    lines += metric(
      "attendant_calls_answered_total", "counter", "Calls that were answered.", [("", "\(counts.answered)")])
    lines += metric("attendant_calls_ended_total", "counter", "Calls that have ended.", [("", "\(counts.ended)")])
    lines += metric(
      "attendant_calls_refused_total", "counter", "Calls that were refused, by SIP status and reason.",
      counts.refused.map { ("{status=\"\($0.key.status)\",reason=\"\($0.key.name)\"}", "\($0.value)") }.sorted {
        $0.0 < $1.0
      })
    let load = server.load
    lines += metric(
      "attendant_load", "gauge", "How busy the server is: parts of what there is, and seconds of delay.",
      [
        ("{of=\"media\"}", "\(load.media)"), ("{of=\"processor\"}", "\(load.processor)"),
        ("{of=\"lanes\"}", "\(load.laneDelay)"),
      ])
    lines += metric(
      "attendant_sip_messages_total", "counter", "SIP messages received.", [("", "\(sip.messages)")])
    lines += metric(
      "attendant_sip_rejected_total", "counter", "What arrived and was no good, by reason.",
      [
        ("{reason=\"no_sip\"}", "\(sip.noSIP)"), ("{reason=\"malformed\"}", "\(sip.malformed)"),
        ("{reason=\"too_large\"}", "\(sip.tooLarge)"), ("{reason=\"challenged\"}", "\(sip.challenged)"),
      ])
    return lines.joined(separator: "\n") + "\n"
  }

  private static func metric(
    _ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: String)]
  ) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"] + values.map { "\(name)\($0.labels) \($0.value)" }
  }
}
