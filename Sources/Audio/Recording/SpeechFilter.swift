import Glibc

/// Keeps what lies above 250 Hz: speech on a telephone line, and no mains hum and no direct current.
struct SpeechFilter {
  // Second-order Butterworth high-pass by the bilinear transform.
  private let gain: Float
  private let feedback: (Float, Float)
  private var inputs: (Float, Float) = (0, 0)
  private var outputs: (Float, Float) = (0, 0)

  init(cutOff: Double = 250) {
    let warped = tan(.pi * cutOff / Double(AudioFrame.sampleRate))
    let scale = 1 / (1 + 2.0.squareRoot() * warped + warped * warped)
    gain = Float(scale)
    feedback = (
      Float(2 * (warped * warped - 1) * scale), Float((1 - 2.0.squareRoot() * warped + warped * warped) * scale)
    )
  }

  mutating func next(_ input: Float) -> Float {
    let output = gain * (input - 2 * inputs.0 + inputs.1) - feedback.0 * outputs.0 - feedback.1 * outputs.1
    inputs = (input, inputs.0)
    outputs = (output, outputs.0)
    return output
  }
}
