import FlyingFox
import FlyingSocks
import Foundation
import Switchboard
import Telephony

/// `GET /health` and `GET /metrics` (Prometheus' text format) of a telephone server.
struct StatusPage {
  private let server: HTTPServer
  private let running: Task<Void, Never>

  /// - Throws: exit code 3 where the address cannot be bound.
  static func start(on address: HostAndPort, of answering: AnsweringServers) async throws -> StatusPage {
    let server: HTTPServer
    do {
      server =
        address.host.contains(":")
        ? HTTPServer(address: try .inet6(ip6: address.host, port: address.port), logger: .disabled)
        : HTTPServer(address: try .inet(ip4: address.host, port: address.port), logger: .disabled)
    } catch {
      Output.errors.line("attendant: error: '\(address)' is no address for HTTP")
      throw Exit.usage
    }
    await server.appendRoute("GET /health") { _ in
      let isDraining = answering.servers.counts.isDraining
      return HTTPResponse(
        statusCode: isDraining ? .serviceUnavailable : .ok, headers: HTTPHeaders([.contentType: "text/plain"]),
        body: Data((isDraining ? "draining\n" : "up\n").utf8))
    }
    await server.appendRoute("GET /metrics") { _ in
      HTTPResponse(
        statusCode: .ok, headers: HTTPHeaders([.contentType: "text/plain; version=0.0.4"]),
        body: Data(await Metrics.text(of: answering).utf8))
    }
    let running = Task {
      do {
        try await server.run()
      } catch is CancellationError {
        // Stopped.
      } catch SocketError.disconnected {
        // Stopped.
      } catch {
        Output.errors.line("attendant: error: HTTP at \(address): \(error)")
      }
    }
    do {
      try await server.waitUntilListening(timeout: 5)
    } catch {
      throw Exit.missingPart
    }
    return StatusPage(server: server, running: running)
  }

  func stop() async {
    await server.stop(timeout: 1)
    running.cancel()
  }
}
