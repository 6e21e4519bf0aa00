import Glibc

/// Sounds of voices on disk, so that the same words are spoken once.
///
/// Many tasks and many processes may use one folder at once. Tasks that ask for the same words at the same time wait for
/// one voice; two processes that do so both speak, and the one file takes the place of the other.
public actor VoiceCache {
  private struct Work {
    let task: Task<SpokenSound, any Error>
    let number: Int
    var waiting: Int
  }

  private let shelf: SoundShelf
  private var works: [VoiceKey: Work] = [:]
  private var nextNumber = 0
  /// What was read in full by this process; forgotten now and then, so that it does not grow for ever.
  private var read: [VoiceKey: SoundShelf.Finding] = [:]

  private static let readLimit = 4096

  /// - Parameters:
  ///   - folder: made when the first sound is put there; nobody else's.
  ///   - limit: bytes of all its files together, past which those used least recently go.
  ///   - grace: how long a sound that was asked for stays whatever the limit.
  public init(
    folder: String = VoiceCache.standardFolder, limit: Int = 256 << 20, grace: Duration = .seconds(60)
  ) {
    shelf = SoundShelf(folder: folder, limit: limit, grace: grace)
  }

  /// `$XDG_CACHE_HOME/attendant/voice`, or `~/.cache/attendant/voice`.
  public static var standardFolder: String {
    // A relative path is to be ignored, says the XDG specification.
    if let folder = variable("XDG_CACHE_HOME"), folder.hasPrefix("/") { return folder + "/attendant/voice" }
    if let home = variable("HOME"), home.hasPrefix("/") { return home + "/.cache/attendant/voice" }
    return "/tmp/attendant-\(getuid())/voice"
  }

  /// The sound of a key: the one on disk, the one that is being made, or a new one.
  /// - Throws: what `make` throws; `VoiceFault.disk`; `CancellationError`. `make` is cancelled when all who wait are.
  func sound(
    for key: VoiceKey, make: @escaping @Sendable () async throws -> Wave
  ) async throws -> SpokenSound {
    try Task.checkCancellation()
    if let found = find(key) { return found }
    let work = join(key, make: make)
    return try await withTaskCancellationHandler {
      let sound = try await work.task.value
      try Task.checkCancellation()
      return sound
    } onCancel: {
      Task { await self.leave(key, number: work.number) }
    }
  }

  private func find(_ key: VoiceKey) -> SpokenSound? {
    let finding = shelf.find(key, known: read[key])
    remember(finding, for: key)
    return finding?.sound
  }

  private func join(_ key: VoiceKey, make: @escaping @Sendable () async throws -> Wave) -> Work {
    nextNumber += 1
    let number = nextNumber
    var work =
      works[key]
      ?? Work(task: Task { try await self.speak(key, number: number, make: make) }, number: number, waiting: 0)
    work.waiting += 1
    works[key] = work
    return work
  }

  private func speak(
    _ key: VoiceKey, number: Int, make: @Sendable () async throws -> Wave
  ) async throws -> SpokenSound {
    defer { if works[key]?.number == number { works[key] = nil } }
    let finding = try shelf.put(try await make(), for: key)
    remember(finding, for: key)
    return finding.sound
  }

  private func remember(_ finding: SoundShelf.Finding?, for key: VoiceKey) {
    if read.count >= Self.readLimit { read.removeAll(keepingCapacity: true) }
    read[key] = finding
  }

  private func leave(_ key: VoiceKey, number: Int) {
    guard var work = works[key], work.number == number else { return }
    work.waiting -= 1
    works[key] = work.waiting > 0 ? work : nil
    if work.waiting == 0 { work.task.cancel() }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
