import Audio
import CallInterface
import Foundation
import Testing

/// What a frame takes of the heap, counted call by call in a process of its own whose C library is watched.
@Suite(.serialized) struct LineAllocationTests {
  static let compiler: String? = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Counts the calls of one thread; the other threads of a test process are not our business.
  private static let watcher = """
    #include <stddef.h>
    extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
    extern void *__libc_memalign(size_t, size_t);
    static __thread long calls __attribute__((tls_model("initial-exec")));
    long attendant_allocations(void) { return calls; }
    void *malloc(size_t size) { calls++; return __libc_malloc(size); }
    void *calloc(size_t count, size_t size) { calls++; return __libc_calloc(count, size); }
    void *realloc(void *old, size_t size) { calls++; return __libc_realloc(old, size); }
    void *memalign(size_t alignment, size_t size) { calls++; return __libc_memalign(alignment, size); }
    void *aligned_alloc(size_t alignment, size_t size) { calls++; return __libc_memalign(alignment, size); }
    int posix_memalign(void **place, size_t alignment, size_t size) {
      calls++;
      *place = __libc_memalign(alignment, size);
      return *place ? 0 : 12;
    }
    """

  /// Ten thousand frames of a prompt and a humming caller, with everything on: no call at all.
  @Test(.enabled(if: compiler != nil, "a C compiler builds what counts"))
  func aFrameAllocatesNothing() async throws {
    let folder = try TestFolder()
    let library = try folder.write([], to: "watcher.so")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
    process.arguments = [
      "-shared", "-fPIC", "-O1", "-fno-builtin", "-o", library,
      try folder.write(Array(Self.watcher.utf8), to: "watcher.c"),
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    setenv("LD_PRELOAD", library, 1)
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

      var settings = LineSettings()
      settings.tonePlans = TonePlan.all
      let line = try #require(AudioLine(settings))
      let prompt = SoundStream(samples: (0..<50_000).map { Int16($0 * 31 % 4001 - 2000) }, repeats: true)
      line.perform(.play(ActivityID(1), [.silence(100), .sound(prompt)], isWhole: true))
      var caller = Sound()
      caller.tones([(190, -20), (380, -24), (1140, -30)], count: 16_000)
      caller.silence(16_000)
      let said = caller.samples.withUnsafeBufferPointer { UnsafeBufferPointer(copying: $0) }
      let frame = UnsafeMutableBufferPointer<Int16>.allocate(capacity: AudioFrame.samples)
      frame.initialize(repeating: 0)
      var calls = 0
      for index in 0..<10_100 {
        _ = try prompt.fill()
        let place = index * AudioFrame.samples % said.count
        let start = allocations()
        line.speak(into: frame)
        line.hear(UnsafeBufferPointer(rebasing: said[place..<place + AudioFrame.samples]))
        // The first frames begin a prompt.
        if index >= 100 { calls += allocations() - start }
      }
      #expect(calls == 0, "\(calls) calls in 10,000 frames")
      #expect(line.events.isEmpty && line.notes.isEmpty)
    }
  }
}

extension UnsafeBufferPointer {
  /// Kept until the process ends.
  fileprivate init(copying other: UnsafeBufferPointer) {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: other.count)
    _ = copy.initialize(from: other)
    self.init(copy)
  }
}
