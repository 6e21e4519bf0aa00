import CallInterface

/// The prompt queue (VoiceXML 2.0 §4.1.8): what is queued, and what the channel was asked to play.
struct PlayQueue {
  struct Playing {
    let id: ActivityID
    let prompt: QueuedPrompt
  }
  /// Queued by the flow, not yet handed to the channel.
  private(set) var queued: [QueuedPrompt] = []
  /// Handed to the channel, in order; the first is being heard.
  private(set) var playing: [Playing] = []
  /// The `timeout` of the last queued prompt; `nil` where it has none (§4.1.7).
  private(set) var timeout: Duration?

  /// Queued since the last wait for input, for `ivr.repeatkey`.
  private var recent: [QueuedPrompt] = []
  /// Where in it the waiting item's own prompts begin.
  private var ownBegin: Int?
  /// Of a flow that plays on and on without waiting only so many are kept.
  static let mostRecent = 64

  var isSilent: Bool { playing.isEmpty }
  var hasQueued: Bool { !queued.isEmpty }
  var isEmpty: Bool { queued.isEmpty && playing.isEmpty }
  var current: Playing? { playing.first }

  mutating func enqueue(_ prompt: QueuedPrompt, timeout: Duration?) {
    queued.append(prompt)
    self.timeout = timeout
    if recent.count == Self.mostRecent {
      recent.removeFirst()
      ownBegin = ownBegin.map { max(0, $0 - 1) }
    }
    recent.append(prompt)
  }

  /// From here on the prompts are those of an item.
  mutating func beginItem() {
    ownBegin = recent.count
  }

  /// What was queued since the last wait for input: by the item, and in all.
  mutating func takeRecent() -> (own: [QueuedPrompt], all: [QueuedPrompt]) {
    defer {
      recent.removeAll()
      ownBegin = nil
    }
    return (ownBegin.map { Array(recent[$0...]) } ?? [], recent)
  }

  /// The `timeout` of a prompt that has nothing to say.
  mutating func note(timeout: Duration?) {
    self.timeout = timeout
  }

  mutating func takeQueued() -> [QueuedPrompt] {
    defer { queued.removeAll() }
    return queued
  }

  mutating func started(_ id: ActivityID, _ prompt: QueuedPrompt) {
    playing.append(Playing(id: id, prompt: prompt))
  }

  /// Returns whether the prompt was playing: a stale id changes nothing.
  mutating func finished(_ id: ActivityID) -> Bool {
    guard let index = playing.firstIndex(where: { $0.id == id }) else { return false }
    playing.removeFirst(index + 1)
    return true
  }

  mutating func stopped() {
    playing.removeAll()
  }

  mutating func takeTimeout() -> Duration? {
    defer { timeout = nil }
    return timeout
  }
}
