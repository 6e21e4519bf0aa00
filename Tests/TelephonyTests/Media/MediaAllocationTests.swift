import Audio
import CallInterface
import Foundation
import Testing

@testable import Telephony

/// What a packet takes of the heap, counted call by call in a process of its own whose C library is watched.
@Suite(.serialized) struct MediaAllocationTests {
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

  /// A network that keeps nothing.
  private final class Nowhere: PacketOutlet {
    var count = 0
    func send(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) { count += 1 }
    func sendReport(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) {}
  }

  /// Five thousand packets each way of a joined call, with losses, and a prompt that plays: no call at all.
  @Test(.enabled(if: compiler != nil, "a C compiler builds what counts"))
  func aPacketAllocatesNothing() async throws {
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

      let wire = Nowhere()
      var settings = MediaSettings(seed: 1)
      // Reports may allocate; they are rare.
      settings.reportInterval = .seconds(100_000)
      let stream = try #require(MediaStream(settings, callRecorder: nil, outlet: wire))
      let peer = try #require(SocketAddress("192.0.2.1", port: 4000))
      stream.update(MediaDescription(address: peer, law: .muLaw))
      let (there, back) = (BridgeWay(), BridgeWay())
      stream.join(BridgeEnd(out: there, back: back))
      let prompt = SoundStream(samples: (0..<50_000).map { Int16($0 * 31 % 4001 - 2000) }, repeats: true)
      stream.perform(.play(ActivityID(1), [.sound(prompt)], isWhole: true))
      let packet = UnsafeMutableRawBufferPointer.allocate(byteCount: 172, alignment: 8)
      packet.initializeMemory(as: UInt8.self, repeating: 0xD5)
      let far = [Int16](repeating: 100, count: 160)
      var time = MediaTime(monotonic: 1_000_000_000, wall: 1_700_000_000_000_000_000)
      var taken = 0
      for index in 0..<5100 {
        if index % 50 == 0 { _ = try prompt.fill() }
        let start = allocations()
        let header = RTPHeader(
          payloadType: index % 7 == 0 ? 0 : 8, sequence: UInt16(truncatingIfNeeded: index),
          timestamp: UInt32(index) * 160, source: 5)
        _ = header.write(to: packet)
        if index % 11 != 0 { stream.receive(UnsafeRawBufferPointer(packet), from: peer, arrival: time.wall, at: time) }
        far.withUnsafeBufferPointer { back.give($0) }
        time.monotonic += 20_000_000
        time.wall += 20_000_000
        stream.tick(at: time)
        _ = there.take()
        // What happens for the first time may: tables of the C library, room in lists.
        if index >= 100 { taken += allocations() - start }
      }
      packet.deallocate()
      #expect(wire.count == 5100)
      #expect(stream.statistics.lost > 400)
      #expect(stream.statistics.concealed > 0)
      #expect(taken == 0)
    }
  }
}
