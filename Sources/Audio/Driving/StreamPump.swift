/// Decodes ahead what is being played in real time, on a task of its own, so that the disk never holds up a line.
actor StreamPump {
  /// A tenth of what a stream holds.
  private static let pause = Duration.milliseconds(200)

  private struct Kept {
    weak var stream: SoundStream?
  }
  private var kept: [Kept] = []
  private var loop: Task<Void, Never>?
  private let log: @Sendable (String) -> Void

  init(log: @escaping @Sendable (String) -> Void) {
    self.log = log
  }

  /// Fills the stream until it is over or nobody holds it any more.
  func keep(_ stream: SoundStream) {
    kept.append(Kept(stream: stream))
    if loop == nil { loop = Task { await self.run() } }
  }

  func stop() {
    loop?.cancel()
    loop = nil
    kept.removeAll()
  }

  private func run() async {
    while !kept.isEmpty, !Task.isCancelled {
      kept.removeAll { kept in
        guard let stream = kept.stream else { return true }
        do throws(SoundFault) {
          return try !stream.fill()
        } catch {
          log(error.description)
          return true
        }
      }
      // Cancelled: nobody plays any more.
      guard (try? await Task.sleep(for: Self.pause)) != nil else { return }
    }
    loop = nil
  }
}
