import Audio
import CallInterface
import Foundation
import Testing

@testable import AudioSocket

/// What a frame takes of the heap, counted call by call in a process of its own whose C library is watched.
@Suite(.serialized) struct LinkAllocationTests {
  static let compiler: String? = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Counts the calls of one thread.
  private static let watcher = """
    #include <stddef.h>
    extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
    extern void *__libc_memalign(size_t, size_t);
    static __thread long calls __attribute__((tls_model("initial-exec")));
    long attendant_allocations(void) { return calls; }
    void *malloc(size_t size) { calls++; return __libc_malloc(size); }
    void *calloc(size_t count, size_t size) { calls++; return __libc_calloc(count, size); }
    void *realloc(void *old, size_t size) { calls++; return __libc_realloc(old, size); }
    void *aligned_alloc(size_t alignment, size_t size) { calls++; return __libc_memalign(alignment, size); }
    int posix_memalign(void **place, size_t alignment, size_t size) {
      calls++;
      *place = __libc_memalign(alignment, size);
      return *place ? 0 : 12;
    }
    """

  /// A connection that says the same again and again, and takes what it is sent in parts.
  private final class Tireless: LinkSocket {
    let message: UnsafeMutableRawBufferPointer
    var isDue = true
    var sent = 0

    init(_ bytes: [UInt8]) {
      message = .allocate(byteCount: bytes.count, alignment: 1)
      message.copyBytes(from: bytes)
    }

    deinit { message.deallocate() }

    func receive(_ bytes: UnsafeMutableRawBufferPointer) -> Transfer {
      guard isDue else { return .full }
      isDue = false
      bytes.copyMemory(from: UnsafeRawBufferPointer(message))
      return .some(message.count)
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
      sent += 1
      return sent % 40 < 4 ? .full : .some(min(bytes.count, 300))
    }

    func finish() {}
  }

  /// Five thousand frames each way, late ones and unknown messages among them, and a prompt that plays: no call at all.
  @Test(.enabled(if: compiler != nil, "a C compiler builds what counts"))
  func aFrameAllocatesNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "attendant-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, library) = (folder.appending(path: "watcher.c"), folder.appending(path: "watcher.so"))
    try Data(Self.watcher.utf8).write(to: source)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = ["-shared", "-fPIC", "-O1", "-fno-builtin", "-o", library.path, source.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    setenv("LD_PRELOAD", library.path, 1)
    defer { unsetenv("LD_PRELOAD") }
    await #expect(processExitsWith: .success) {
      typealias Count = @convention(c) () -> Int
      let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "attendant_allocations"))
      let allocations = unsafeBitCast(symbol, to: Count.self)
      // It does count.
      let before = allocations()
      let probe = UnsafeMutablePointer<Int16>.allocate(capacity: 1000)
      probe.deallocate()
      #expect(allocations() > before, "it does not count")

      let frame = [0x10, 1, 64] + (0..<320).map { UInt8(truncatingIfNeeded: $0) }
      let beginning = FakeSocket()
      beginning.incoming = WireWriter.id(WireTests.id)
      let socket = Tireless(frame + [0x33, 0, 1, 0])
      let switching = SwitchingSocket(beginning)
      var time: Int64 = 1_000_000_000
      let link = Link(switching, at: time)
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)
      link.tick(at: time, buffer)
      link.start()
      switching.now = socket
      let prompt = SoundStream(samples: (0..<50_000).map { Int16($0 * 31 % 4001 - 2000) }, repeats: true)
      link.perform(.play(ActivityID(1), [.sound(prompt)], isWhole: true))
      var taken = 0
      for index in 0..<5100 {
        if index % 50 == 0 { _ = try prompt.fill() }
        let start = allocations()
        socket.isDue = index % 11 != 0
        time += 20_000_000
        link.tick(at: time, buffer)
        // What happens for the first time may: tables of the C library, room in lists.
        if index >= 100 { taken += allocations() - start }
      }
      buffer.deallocate()
      #expect(link.statistics.framesSent > 4000)
      #expect(link.statistics.framesDropped > 50)
      #expect(link.statistics.framesHeard > 4000)
      #expect(link.statistics.framesMissing > 400)
      #expect(link.statistics.messagesSkipped > 4000)
      #expect(taken == 0)
    }
  }
}

/// One connection after another.
final class SwitchingSocket: LinkSocket {
  var now: any LinkSocket

  init(_ first: any LinkSocket) { now = first }

  func receive(_ bytes: UnsafeMutableRawBufferPointer) -> Transfer { now.receive(bytes) }
  func send(_ bytes: UnsafeRawBufferPointer) -> Transfer { now.send(bytes) }
  func finish() { now.finish() }
}
