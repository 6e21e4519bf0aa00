import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on this machine that has some sounds.
final class SoundServer: Sendable {
  struct Answer: Sendable {
    var status = 200
    var headers: [(String, String)] = []
    var body: [UInt8] = []
  }

  private let channel: any Channel
  private let log: Log

  var base: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
  /// What was asked for, in order.
  var asked: [String] { log.paths.withLock { $0 } }

  /// - Parameter answers: by path; anything else is not found.
  static func run(_ answers: [String: Answer], _ body: (SoundServer) async throws -> Void) async throws {
    let log = Log()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(log: log, answers: answers))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(SoundServer(channel: channel, log: log)))
    } catch {
      result = .failure(error)
    }
    try await channel.close().get()
    try result.get()
  }

  private init(channel: any Channel, log: Log) {
    self.channel = channel
    self.log = log
  }
}

private final class Log: Sendable {
  let paths = Mutex<[String]>([])
}

private final class Handler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let log: Log
  private let answers: [String: SoundServer.Answer]
  private var path = ""

  init(log: Log, answers: [String: SoundServer.Answer]) {
    self.log = log
    self.answers = answers
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): path = head.uri
    case .body: break
    case .end:
      log.paths.withLock { $0.append(path) }
      let answer = answers[path] ?? SoundServer.Answer(status: 404)
      var headers = HTTPHeaders(answer.headers)
      headers.add(name: "Content-Length", value: String(answer.body.count))
      let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
