import CJavaScriptCore
import CallInterface
import ECMAScript
import Glibc

/// Stops evaluations that take too long or too much memory. The engine calls back after every 10 ms of processor time
/// that scripts used; limits are therefore met to the next 10 ms.
final class EvaluationWatch {
  private static let slice = 0.010

  private var group: JSContextGroupRef?
  private var limits = ScriptLimits()
  private var isActive = false
  private var isCounting = false
  /// Processor time of the thread when the evaluation began, in nanoseconds; set by the first call-back.
  private var began: Int64?
  private var heapBefore = 0
  private var residentBefore: Int?
  /// Why the evaluation was stopped.
  private(set) var stopped: ScriptFault?

  func start(_ group: JSContextGroupRef) {
    self.group = group
    arm()
  }

  func stop(_ group: JSContextGroupRef) {
    JSContextGroupClearExecutionTimeLimit(group)
    self.group = nil
  }

  /// Runs one evaluation under these limits; an inner one counts for the outer.
  func guarded<T>(_ limits: ScriptLimits, _ body: () throws(ScriptFault) -> T) throws(ScriptFault) -> T {
    if isActive { return try body() }
    self.limits = limits
    began = nil
    stopped = nil
    isActive = true
    defer { isActive = false }
    return try body()
  }

  private func arm() {
    guard let group else { return }
    JSContextGroupSetExecutionTimeLimit(
      group, Self.slice,
      { context, watch in
        guard let context, let watch else { return false }
        return Unmanaged<EvaluationWatch>.fromOpaque(watch).takeUnretainedValue().sliceEnded(in: context)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Whether to stop the script.
  private func sliceEnded(in context: JSContextRef) -> Bool {
    // Counting the heap enters the engine again.
    if isCounting { return false }
    defer { arm() }  // The engine calls back once only.
    guard isActive else { return false }
    if stopped != nil { return true }
    let now = ProcessorTime.ofThread()
    guard began != nil else {
      began = now - Int64(Self.slice * 1e9)
      residentBefore = ResidentMemory.bytes()
      heapBefore = heap(of: context)
      excuse(since: now)
      return isOver(now)
    }
    if isOver(now) { return true }
    // Counting the heap walks it: only done when the process did grow, whoever made it grow.
    if let residentBefore, let resident = ResidentMemory.bytes(), resident - residentBefore < limits.memory / 2 {
      return false
    }
    let growth = heap(of: context) - heapBefore
    excuse(since: now)
    if growth > limits.memory {
      stopped = ScriptFault(.memoryLimit, "the script needs more than \(limits.memory >> 20) MB of memory")
    }
    return stopped != nil
  }

  private func isOver(_ now: Int64) -> Bool {
    guard let began, now - began >= limits.time.nanoseconds else { return false }
    stopped = ScriptFault(.timeLimit, "the script takes longer than \(limits.time)")
    return true
  }

  /// What the watch itself takes is not the script's.
  private func excuse(since start: Int64) {
    began = began.map { $0 + ProcessorTime.ofThread() - start }
  }

  /// Bytes that the engine holds for all contexts of the lane.
  private func heap(of context: JSContextRef) -> Int {
    isCounting = true
    defer { isCounting = false }
    guard let statistics = JSGetMemoryUsageStatistics(context) else { return 0 }
    var bytes = 0.0
    for name in ["heapCapacity", "extraMemorySize"] {
      let key = JSStringCreateWithUTF8CString(name)
      defer { JSStringRelease(key) }
      bytes += JSValueToNumber(context, JSObjectGetProperty(context, statistics, key, nil), nil)
    }
    return bytes.isFinite ? Int(bytes) : 0
  }
}
