/// A caller and an agent on telephones of their own, both speaking, and a server that transfers to the agent.
struct Parties {
  let served: Served
  let folder: Folder
  let caller: Phone
  let agent: Phone

  static func meet(_ body: (Parties) async throws -> Void) async throws {
    let folder = try Folder()
    try await Phone.during(2, in: folder) { phones in
      let flow = try ToneFlow.write(to: folder, agent: try await phones[1].uri())
      try await Served.during(flow, in: folder) { served in
        try await body(Parties(served: served, folder: folder, caller: phones[0], agent: phones[1]))
      }
    }
  }

  /// The caller calls and presses the key of a transfer.
  func callAndPress(_ key: String) async throws -> Int {
    let call = try await caller.call(served.uri)
    try await caller.hears(ToneFlow.welcome, in: call)
    try caller.press(key, in: call)
    return call
  }

  /// The agent's telephone rings, and nobody answers yet.
  func ring() async throws -> Int {
    let other = try await agent.incoming()
    try agent.answer(other, status: 180)
    return other
  }

  /// The agent answers the call that comes.
  func talk() async throws -> Int {
    let other = try await agent.incoming()
    try agent.answer(other)
    return other
  }

  /// Both speak and hear each other.
  func speak(_ call: Int, _ other: Int) async throws {
    try caller.say(folder.path("\(ToneFlow.caller).wav"), in: call)
    try agent.say(folder.path("\(ToneFlow.agent).wav"), in: other)
    try await caller.hears(ToneFlow.agent, in: call)
    try await agent.hears(ToneFlow.caller, in: other)
  }
}
