import AudioSocket
import CallStore
import Foundation
import Switchboard
import Telephony

/// What a telephone server has done, in Prometheus' text format.
enum Metrics {
  static func text(of answering: AnsweringServers) async -> String {
    let servers = answering.servers
    let counts = servers.counts
    var lines = metric("attendant_calls_active", "gauge", "Calls that are up.", [("", "\(counts.active)")])
    lines += metric(
      "attendant_calls_answered_total", "counter", "Calls that were answered.", [("", "\(counts.answered)")])
    lines += metric("attendant_calls_placed_total", "counter", "Calls that we made.", [("", "\(counts.placed)")])
    lines += metric("attendant_transfers_total", "counter", "Transfers that began.", [("", "\(counts.transfers)")])
    lines += metric(
      "attendant_route_calls_active", "gauge", "Calls that are up, by route.",
      counts.activeByRoute.map { ("{route=\(quoted($0.key))}", "\($0.value)") }.sorted { $0.0 < $1.0 })
    lines += metric(
      "attendant_flow_edition", "gauge", "How often flows were read.", [("", "\(answering.editions.number)")])
    lines += metric(
      "attendant_flow_editions_refused_total", "counter", "Readings of flows that had errors.",
      [("", "\(answering.editions.refused)")])
    lines += metric("attendant_calls_ended_total", "counter", "Calls that have ended.", [("", "\(counts.ended)")])
    lines += metric(
      "attendant_calls_refused_total", "counter", "Calls that were refused, by SIP status and reason.",
      counts.refused.map { ("{status=\"\($0.key.status)\",reason=\"\($0.key.name)\"}", "\($0.value)") }.sorted {
        $0.0 < $1.0
      })
    lines += text(of: counts.business)
    if let load = servers.load {
      lines += metric(
        "attendant_load", "gauge", "How busy the server is: parts of what there is, and seconds of delay.",
        [
          ("{of=\"media\"}", "\(load.media)"), ("{of=\"processor\"}", "\(load.processor)"),
          ("{of=\"lanes\"}", "\(load.laneDelay)"),
        ])
    }
    if let telephone = servers.telephone {
      lines += text(of: telephone.sipCounts)
      lines += text(registrations: await telephone.registrations)
    }
    if let callbacks = await servers.callbacks?.figures { lines += text(of: callbacks) }
    if let sockets = servers.audioSocket { lines += text(of: sockets.connections) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(of business: BusinessCounts) -> [String] {
    let figures = business.metrics.sorted { $0.key < $1.key }
    return metric(
      "attendant_flow_outcomes_total", "counter", "What flows said came of their calls.",
      business.outcomes.sorted { $0.key < $1.key }.map { ("{outcome=\(quoted($0.key))}", "\($0.value)") })
      + metric(
        "attendant_flow_metric", "summary", "Figures of flows, one value a call.",
        [])
      + figures.flatMap { name, figure in
        [
          "attendant_flow_metric_sum{name=\(quoted(name))} \(figure.sum)",
          "attendant_flow_metric_count{name=\(quoted(name))} \(figure.count)",
        ]
      }
  }

  private static func text(registrations: [Bool]) -> [String] {
    guard !registrations.isEmpty else { return [] }
    let up = registrations.count { $0 }
    return metric(
      "attendant_registrations", "gauge", "Registrations, by whether the registrar knows them now.",
      [("{state=\"up\"}", "\(up)"), ("{state=\"down\"}", "\(registrations.count - up)")])
  }

  private static func text(of sip: SIPCounts) -> [String] {
    metric("attendant_sip_messages_total", "counter", "SIP messages received.", [("", "\(sip.messages)")])
      + metric(
        "attendant_sip_rejected_total", "counter", "What arrived and was no good, by reason.",
        [
          ("{reason=\"no_sip\"}", "\(sip.noSIP)"), ("{reason=\"malformed\"}", "\(sip.malformed)"),
          ("{reason=\"too_large\"}", "\(sip.tooLarge)"), ("{reason=\"challenged\"}", "\(sip.challenged)"),
        ])
  }

  private static func text(of callbacks: CallbackFigures) -> [String] {
    metric(
      "attendant_callbacks", "gauge", "Call-backs that were promised, by how far they are.",
      [
        ("{state=\"waiting\"}", "\(callbacks.waiting)"), ("{state=\"calling\"}", "\(callbacks.calling)"),
        ("{state=\"kept\"}", "\(callbacks.kept)"), ("{state=\"failed\"}", "\(callbacks.failed)"),
      ])
      + metric(
        "attendant_callbacks_overdue", "gauge", "Call-backs past their deadline that still wait.",
        [("", "\(callbacks.overdue)")])
      + metric(
        "attendant_callbacks_overdue_total", "counter", "Call-backs that were not kept in time, whatever came later.",
        [("", "\(callbacks.everOverdue)")])
  }

  private static func text(of sockets: AudioSocketCounts) -> [String] {
    metric(
      "attendant_audiosocket_connections_active", "gauge", "AudioSocket connections that are up.",
      [("", "\(sockets.active)")])
      + metric(
        "attendant_audiosocket_connections_total", "counter", "AudioSocket connections that were taken.",
        [("", "\(sockets.connections)")])
      + metric(
        "attendant_audiosocket_rejected_total", "counter", "AudioSocket connections that were turned away, by reason.",
        [("{reason=\"stranger\"}", "\(sockets.strangers)"), ("{reason=\"full\"}", "\(sockets.overLimit)")])
      + metric(
        "attendant_audiosocket_endings_total", "counter", "How AudioSocket connections ended.",
        sockets.endings.sorted { $0.key < $1.key }.map { ("{ending=\"\($0.key)\"}", "\($0.value)") })
      + metric(
        "attendant_audiosocket_frames_dropped_total", "counter", "Frames that the other side did not read in time.",
        [("", "\(sockets.framesDropped)")])
      + metric(
        "attendant_audiosocket_messages_skipped_total", "counter", "Messages of unknown kinds.",
        [("", "\(sockets.messagesSkipped)")])
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
