/// Where a connection stands. Pure: what happens goes in, the next state and what to do about it come out.
enum LinkState: Hashable, Sendable {
  /// Accepted; the call id must come first.
  case awaitingID
  /// The call has a name, and nobody drives its line yet.
  case announced
  /// Frames go both ways.
  case talking
  /// Ended by us: what is left goes out, and the other side closes.
  case parting(AudioSocketEnding)
  case over(AudioSocketEnding)
}

/// What happens to a connection.
enum LinkInput: Hashable, Sendable {
  // Messages.
  case id
  case sound
  case key
  case hangUp
  case error(code: UInt8?)
  case skipped(kind: UInt8)
  case malformed(WireFault)
  // The connection.
  case closed
  case broken(code: Int32)
  // Time.
  case idIsLate
  case soundIsLate
  case readerIsLate
  case closeIsLate
  // Us.
  case started
  case ended(AudioSocketEnding)
}

/// What to do about it.
enum LinkAction: Hashable, Sendable {
  case nothing
  case announce
  case begin
  case hear
  case press
  case count
  /// Says goodbye, and then waits for the other side to close.
  case part(AudioSocketEnding)
  case close(AudioSocketEnding)
}

extension LinkState {
  /// Whether nothing that comes is of any use.
  var isEnding: Bool {
    switch self {
    case .awaitingID, .announced, .talking: false
    case .parting, .over: true
    }
  }

  mutating func take(_ input: LinkInput) -> LinkAction {
    let (state, action) = next(input)
    self = state
    return action
  }

  private func next(_ input: LinkInput) -> (LinkState, LinkAction) {
    switch self {
    case .awaitingID: beginning(input)
    case .announced, .talking: during(input)
    case .parting(let ending): parting(input, ending)
    case .over: (self, .nothing)
    }
  }

  private func beginning(_ input: LinkInput) -> (LinkState, LinkAction) {
    switch input {
    case .id: (.announced, .announce)
    case .sound: Self.part(.wrongBeginning(kind: WireKind.audio))
    case .key: Self.part(.wrongBeginning(kind: WireKind.key))
    case .skipped(let kind): Self.part(.wrongBeginning(kind: kind))
    case .idIsLate: Self.part(.noID)
    case .malformed(let fault): Self.part(.malformed(fault))
    case .readerIsLate: Self.part(.notRead)
    case .ended(let ending): Self.part(ending)
    case .hangUp: Self.close(.peerHungUp)
    case .error(let code): Self.close(.peerFailed(code: code))
    case .closed: Self.close(.peerClosed)
    case .broken(let code): Self.close(.broken(code: code))
    case .soundIsLate, .closeIsLate, .started: (self, .nothing)
    }
  }

  private func during(_ input: LinkInput) -> (LinkState, LinkAction) {
    switch input {
    case .started: self == .announced ? (.talking, .begin) : (self, .nothing)
    case .sound: (self, self == .talking ? .hear : .nothing)
    // A key may be pressed ahead of the flow.
    case .key: (self, .press)
    // A second id changes nothing: the call has its name.
    case .id, .skipped: (self, .count)
    case .soundIsLate: Self.part(.noSound)
    case .malformed(let fault): Self.part(.malformed(fault))
    case .readerIsLate: Self.part(.notRead)
    case .ended(let ending): Self.part(ending)
    case .hangUp: Self.close(.peerHungUp)
    case .error(let code): Self.close(.peerFailed(code: code))
    case .closed: Self.close(.peerClosed)
    case .broken(let code): Self.close(.broken(code: code))
    case .idIsLate, .closeIsLate: (self, .nothing)
    }
  }

  /// Whatever still comes was said before the other side heard the goodbye.
  private func parting(_ input: LinkInput, _ ending: AudioSocketEnding) -> (LinkState, LinkAction) {
    switch input {
    case .closed, .broken, .closeIsLate, .malformed: Self.close(ending)
    case .id, .sound, .key, .hangUp, .error, .skipped, .idIsLate, .soundIsLate, .readerIsLate, .started, .ended:
      (self, .nothing)
    }
  }

  private static func part(_ ending: AudioSocketEnding) -> (LinkState, LinkAction) {
    (.parting(ending), .part(ending))
  }

  private static func close(_ ending: AudioSocketEnding) -> (LinkState, LinkAction) {
    (.over(ending), .close(ending))
  }
}
