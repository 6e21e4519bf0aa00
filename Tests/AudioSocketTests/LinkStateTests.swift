import Testing

@testable import AudioSocket

/// Every state with every input.
@Suite struct LinkStateTests {
  private static let inputs: [LinkInput] = [
    .id, .sound, .key, .hangUp, .error(code: 2), .skipped(kind: 0x12), .malformed(.badID(length: 4)), .closed,
    .broken(code: 110), .idIsLate, .soundIsLate, .readerIsLate, .closeIsLate, .started, .ended(.hungUp),
  ]

  /// What each input does, in the order of `inputs`: one letter for the action, one for the state after it.
  /// Actions: `.` nothing, `a` announce, `b` begin, `h` hear, `k` press, `c` count, `p` part, `x` close.
  /// States: `-` as before, `A` announced, `T` talking, `P` parting, `X` over.
  @Test(arguments: [
    (LinkState.awaitingID, "aA pP pP xX xX pP pP xX xX pP .- pP .- .- pP"),
    (.announced, "c- .- k- xX xX c- pP xX xX .- pP pP .- bT pP"),
    (.talking, "c- h- k- xX xX c- pP xX xX .- pP pP .- .- pP"),
    (.parting(.noSound), ".- .- .- .- .- .- xX xX xX .- .- .- xX .- .-"),
    (.over(.peerHungUp), ".- .- .- .- .- .- .- .- .- .- .- .- .- .- .-"),
  ])
  func table(_ before: LinkState, _ row: String) throws {
    let cells = row.split(separator: " ")
    try #require(cells.count == Self.inputs.count)
    for (input, cell) in zip(Self.inputs, cells) {
      var state = before
      let action = state.take(input)
      let letters = "\(Self.letter(action))\(state == before ? "-" : Self.letter(state))"
      #expect(letters == cell, "\(before) + \(input)")
    }
  }

  @Test func endingsTellWhatHappened() {
    var state = LinkState.awaitingID
    #expect(state.take(.skipped(kind: 7)) == .part(.wrongBeginning(kind: 7)))
    state = .talking
    #expect(state.take(.error(code: 4)) == .close(.peerFailed(code: 4)))
    state = .talking
    #expect(state.take(.ended(.refused)) == .part(.refused))
    // The reason is why we parted, whatever the other side does then.
    #expect(state.take(.closed) == .close(.refused))
    #expect(state == .over(.refused))
    #expect(state.take(.started) == .nothing)
  }

  private static func letter(_ action: LinkAction) -> Character {
    switch action {
    case .nothing: "."
    case .announce: "a"
    case .begin: "b"
    case .hear: "h"
    case .press: "k"
    case .count: "c"
    case .part: "p"
    case .close: "x"
    }
  }

  private static func letter(_ state: LinkState) -> Character {
    switch state {
    case .awaitingID: "I"
    case .announced: "A"
    case .talking: "T"
    case .parting: "P"
    case .over: "X"
    }
  }
}
