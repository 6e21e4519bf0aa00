import CallInterface
import CallScenarios

/// What the tester types.
extension ConsoleChannel {
  func typed(_ bytes: [UInt8]) {
    for key in decoder.keys(bytes) { take(key) }
    refresh()
  }

  func inputEnded() {
    hangUp()
  }

  private func take(_ key: Key) {
    if key == .interrupt { return hasHungUp ? quit() : hangUp() }
    if typing != nil { return type(key) }
    if let recording, let sink {
      // Other keys of the telephone are for the flow, which may let them end it.
      let digit: DTMFDigit? = if case .character(let character) = key { DTMFDigit(character) } else { nil }
      guard digit != nil, recording.request.listens else { return endRecording(recording.id, .silence, on: sink) }
    }
    switch key {
    case .character("'"): typing = ""
    case .character("?"): commit(Self.help.map { .init($0, .quiet) })
    case .character(let character):
      if transfer != nil, let choice = LiveTransfer.Choice(rawValue: character) { return choose(choice) }
      guard let digit = DTMFDigit(character) else { return }
      press(digit)
    case .endOfInput: hangUp()
    case .enter, .backspace, .escape, .interrupt: break
    }
  }

  private func press(_ digit: DTMFDigit) {
    guard let sink, !hasHungUp else { return }
    recorder.notePress(digit, at: sink.now, while: waiting)
    sink.post(.digit(digit))
  }

  /// A line of words; it acts when it is entered.
  private func type(_ key: Key) {
    switch key {
    case .character(let character): typing?.append(character)
    case .backspace: _ = typing?.popLast()
    case .escape: typing = nil
    case .endOfInput, .interrupt: typing = nil
    case .enter:
      let words = typing ?? ""
      typing = nil
      guard let sink, !hasHungUp, words.contains(where: { !$0.isWhitespace }) else { return }
      recorder.noteWords(words, while: waiting)
      sink.post(.words(words))
    }
  }

  func hangUp() {
    guard let sink, !hasHungUp else { return }
    hasHungUp = true
    recorder.noteHangUp(while: waiting, speaking: !speaking.isEmpty)
    commit([.init("caller: hangs up", .caller)])
    sink.post(.hungUp)
  }

  private static let help = [
    "0-9 * # A-D  keys of the telephone, acting at once",
    "'            a line of words, said with Enter; Esc takes it back",
    "Ctrl-C       hangs up; once more leaves at once",
    "a b n w      while a transfer rings: answered, busy, no answer, network busy; e: the far end hangs up",
    "any key      ends a recording",
  ]
}
