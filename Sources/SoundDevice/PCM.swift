import Audio
import CALSA
import Glibc

/// One direction of a sound device: 8 kHz, 16 bit, mono; ALSA converts where the device has something else.
///
/// Belongs to one thread at a time.
final class PCM {
  enum Direction { case hears, speaks }

  /// What the device may hold, in microseconds: three frames.
  private static let latency: UInt32 = 60_000

  private let device: String
  private let handle: OpaquePointer

  init(_ device: String, _ direction: Direction) throws(SoundDeviceFault) {
    self.device = device
    attendant_alsa_silence()
    var opened: OpaquePointer?
    let stream = direction == .hears ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK
    let code = snd_pcm_open(&opened, device, stream, 0)
    guard code >= 0, let opened else {
      throw SoundDeviceFault(device, "cannot be opened for \(direction == .hears ? "listening" : "speaking")", code)
    }
    handle = opened
    let set = snd_pcm_set_params(
      opened, SND_PCM_FORMAT_S16_LE, SND_PCM_ACCESS_RW_INTERLEAVED, 1, UInt32(AudioFrame.sampleRate), 1, Self.latency)
    guard set >= 0 else { throw SoundDeviceFault(device, "cannot work at 8000 Hz, 16 bit, mono", set) }
  }

  deinit {
    snd_pcm_close(handle)
  }

  /// Waits for a frame.
  func read(into frame: UnsafeMutableBufferPointer<Int16>) throws(SoundDeviceFault) {
    var done = 0
    while done < frame.count {
      guard let base = frame.baseAddress else { return }
      let count = snd_pcm_readi(handle, base + done, UInt(frame.count - done))
      done += try progress(count, "cannot be read")
    }
  }

  /// Waits for room.
  func write(_ frame: UnsafeBufferPointer<Int16>) throws(SoundDeviceFault) {
    var done = 0
    while done < frame.count {
      guard let base = frame.baseAddress else { return }
      let count = snd_pcm_writei(handle, base + done, UInt(frame.count - done))
      done += try progress(count, "cannot be written")
    }
  }

  /// Lets what was written be heard to its end.
  func drain() {
    snd_pcm_drain(handle)
  }

  private func progress(_ count: Int, _ attempt: String) throws(SoundDeviceFault) -> Int {
    guard count < 0 else { return count }
    // It ran dry, or the machine slept: it goes on. Anything else, a device that was pulled out say, is the end.
    let code = snd_pcm_recover(handle, Int32(clamping: count), 1)
    guard code >= 0 else { throw SoundDeviceFault(device, attempt, code) }
    return 0
  }
}
