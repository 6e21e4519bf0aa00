import Calendars
import CallInterface
import FlowDocument
import FlowInterpreter
import Grammar
import Prompting
import Synchronization

/// What was read from a source.
enum Content: Sendable {
  case document(PreparedDocument)
  case grammar(GrammarFile)
  /// A grammar alone, without what it refers to.
  case grammarAlone(GrammarDocument)
  case script(String)
  case data(XMLTree)
  case calendar(CalendarFile)
  case sound
  /// The table of one language.
  case manifest(PromptManifest)
  case words(WordTables)
}

typealias Reading = Result<Content, BadContent>

/// What makes two answers of one URI the same resource.
struct ContentIdentity: Hashable, Sendable {
  let bytes: [UInt8]
  var charset: String?
  /// What this one is made of besides: the grammars that a grammar refers to, a document's words. Another version of them
  /// makes another version of this.
  var dependencies: [ResourceReference] = []

  init(_ bytes: [UInt8], charset: String?) {
    self.bytes = bytes
    self.charset = charset
  }

  /// For sounds, which are large and not kept: their length and FNV-1a hash.
  init(digestOf sound: [UInt8]) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in sound { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    bytes = Array("\(sound.count) \(hash)".utf8)
  }
}

/// One version of a URI. It is read at most once for each kind, however many calls ask at the same time.
final class StoredResource: Sendable {
  private struct Slot {
    let task: Task<Reading, Never>
    var reading: Reading?
  }
  let reference: ResourceReference
  let identity: ContentIdentity
  private let slots = Mutex<[FetchRequest.Kind: Slot]>([:])

  init(_ reference: ResourceReference, identity: ContentIdentity) {
    self.reference = reference
    self.identity = identity
  }

  /// Memory that it stands for, roughly.
  var cost: Int { identity.bytes.count + reference.uri.utf8.count + 256 }

  /// What it was read as; `nil` before, and where it could not be read.
  func content(_ kind: FetchRequest.Kind) -> Content? {
    slots.withLock { try? $0[kind]?.reading?.get() }
  }

  func reading(_ kind: FetchRequest.Kind, make: @escaping @Sendable () async -> Reading) async -> Reading {
    // Belongs to nobody's call: whoever came first may hang up while others wait for the same.
    let task = slots.withLock { slots -> Task<Reading, Never> in
      if let slot = slots[kind] { return slot.task }
      let task = Task.detached { await make() }
      slots[kind] = Slot(task: task)
      return task
    }
    let reading = await task.value
    slots.withLock { $0[kind]?.reading = reading }
    return reading
  }
}
