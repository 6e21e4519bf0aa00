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
      "attendant_calls_refused_total", "counter", "Calls that were refused, by SIP status.",
      counts.refused.sorted { $0.key < $1.key }.map { ("{status=\"\($0.key)\"}", "\($0.value)") })
    lines += metric(
      "attendant_media_load", "gauge", "The part of its time that a media thread works.",
      server.mediaLoad.enumerated().map { ("{thread=\"\($0.offset)\"}", "\($0.element)") })
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

extension [UInt8] {
  var asData: Data { Data(self) }
}
