import Attendant
import Testing

/// The element of the articles in use, on the window of the articles.
@Suite("An element of one's own")
struct LookupTests {
  @Test(
    "a customer is greeted by name, a stranger is not",
    arguments: [("7", "Good morning, Ada."), ("1", "I do not know you.")])
  func greeting(_ key: String, _ answer: String) async throws {
    let (lines, screen) = AsyncStream.makeStream(of: String.self)
    let window = ChatWindow { screen.yield($0) }
    let lane = try ScriptLane()
    async let outcome = greet(on: window, CustomerDirectory(customers: ["7": "Ada"]), lane: lane)
    var shown: [String] = []
    for await text in lines {
      shown.append(text)
      if text == "Your customer number?" { await window.type(key) }
      if text == "(the end)" { break }
    }
    // A slow machine may ask twice.
    #expect(shown.suffix(2) == [answer, "(the end)"])
    #expect(try await outcome.end.value == (key == "7" ? .string("Ada") : .undefined))
  }
}
