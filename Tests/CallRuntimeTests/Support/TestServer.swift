import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on this machine for one test.
final class TestServer: Sendable {
  struct Request: Sendable {
    let method: String
    /// With its query.
    let target: String
    let headers: HTTPHeaders
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first(name: name) }
  }
  enum Reply: Sendable {
    case status(Int, headers: [(String, String)] = [], body: String = "")
    /// The first bytes of a longer body, and then nothing.
    case stall(String)
    /// A body of unknown length.
    case chunks([String])
    case never

    static func ok(_ body: String, _ headers: (String, String)...) -> Reply {
      .status(200, headers: headers, body: body)
    }
  }

  private let channel: any Channel
  private let log: RequestLog

  var base: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
  var requests: [Request] { log.requests }

  @discardableResult
  static func run<Result>(
    _ answer: @escaping @Sendable (Request) -> Reply, _ body: (TestServer) async throws -> Result
  ) async throws -> Result {
    let log = RequestLog()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Answerer(log: log, answer: answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = TestServer(channel: channel, log: log)
    do {
      let result = try await body(server)
      try await channel.close().get()
      return result
    } catch {
      try await channel.close().get()
      throw error
    }
  }

  /// An address of this machine where nobody listens.
  static func deadAddress() async throws -> String {
    try await run { _ in
      .never
    } _: {
      $0.base
    }
  }

  private init(channel: any Channel, log: RequestLog) {
    self.channel = channel
    self.log = log
  }
}

final class RequestLog: Sendable {
  private let state = Mutex<[TestServer.Request]>([])
  var requests: [TestServer.Request] { state.withLock { $0 } }

  func append(_ request: TestServer.Request) {
    state.withLock { $0.append(request) }
  }
}

private final class Answerer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let log: RequestLog
  private let answer: @Sendable (TestServer.Request) -> TestServer.Reply
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(log: RequestLog, answer: @escaping @Sendable (TestServer.Request) -> TestServer.Reply) {
    self.log = log
    self.answer = answer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end:
      guard let head else { return }
      let request = TestServer.Request(
        method: head.method.rawValue, target: head.uri, headers: head.headers, body: body)
      log.append(request)
      send(answer(request), context)
    }
  }

  private func send(_ reply: TestServer.Reply, _ context: ChannelHandlerContext) {
    switch reply {
    case .never: break
    case .status(let code, let headers, let body):
      var fields = HTTPHeaders(headers)
      if code != 304 { fields.replaceOrAdd(name: "Content-Length", value: String(body.utf8.count)) }
      write(code, fields, context)
      if code != 304 { write(body, context) }
      finish(context)
    case .stall(let body):
      write(200, ["Content-Length": String(body.utf8.count + 100)], context)
      write(body, context)
      context.flush()
    case .chunks(let chunks):
      write(200, ["Transfer-Encoding": "chunked"], context)
      for chunk in chunks { write(chunk, context) }
      finish(context)
    }
  }

  private func write(_ code: Int, _ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
    let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: code), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func write(_ body: String, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
  }

  private func finish(_ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
