import CallScenarios
import Testing

@Test(arguments: [
  ("Welcome.", "Welcome.", true),
  ("Welcome  to us.", " Welcome\n to us. ", true),
  ("Welcome.", "Welcome", false),
  ("…", "", true),
  ("…", "anything at all", true),
  ("All … busy…", "All of our colleagues are busy, sorry.", true),
  ("All … busy…", "All busy", true),
  ("All of … free", "All of us are busy", false),
  ("…b…b", "abab", true),
  ("…b…b", "aba", false),
  ("您好，…请按1", "您好，查询请按1", true),
  ("busy …", "busy", true),
  ("a", "", false),
])
func matchesWords(_ pattern: String, _ heard: String, _ expected: Bool) {
  #expect(WordPattern(pattern).matches(heard) == expected)
}
