import Foundation
import Switchboard
import Telephony

/// What a telephone server has done, in Prometheus' text format.
enum Metrics {
  static func text(of server: TelephoneServer, _ editions: FlowEditions) async -> String {
    let counts = server.counts
    let sip = server.sipCounts
    var lines = metric("attendant_calls_active", "gauge", "Calls that are up.", [("", "\(counts.active)")])
    lines += metric(
      "attendant_calls_answered_total", "counter", "Calls that were answered.", [("", "\(counts.answered)")])
    lines += metric("attendant_calls_placed_total", "counter", "Calls that we made.", [("", "\(counts.placed)")])
    lines += metric("attendant_transfers_total", "counter", "Transfers that began.", [("", "\(counts.transfers)")])
    lines += metric(
      "attendant_route_calls_active", "gauge", "Calls that are up, by route.",
      counts.activeByRoute.map { ("{route=\(quoted($0.key))}", "\($0.value)") }.sorted { $0.0 < $1.0 })
    lines += metric("attendant_flow_edition", "gauge", "How often flows were read.", [("", "\(editions.number)")])
    lines += metric(
      "attendant_flow_editions_refused_total", "counter", "Readings of flows that had errors.",
      [("", "\(editions.refused)")])
    let registrations = await server.registrations
    lines += metric(
      "attendant_registrations", "gauge", "Registrations, by whether the registrar knows them now.",
      registrations.isEmpty
        ? []
        : [("{state=\"up\"}", "\(registrations.count { $0 })"), ("{state=\"down\"}", "\(registrations.count { !$0 })")])
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

  /// Of the text format: backslash, quote and line feed are escaped.
  private static func quoted(_ text: String) -> String {
    let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(safe)\""
  }

  private static func metric(
    _ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: String)]
  ) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"] + values.map { "\(name)\($0.labels) \($0.value)" }
  }
}
