/// What a call knows of its secrets (`ivr:secure`): the variables that hold them, their texts, and the inputs that gave
/// them. A call without secure items keeps this empty.
struct Secrets {
  var names = SecretNames()
  var texts = SecretTexts()
  /// How many inputs (keys, words) the call was told of.
  private(set) var inputs = 0
  /// Places of inputs that became known in this step to be secret.
  private(set) var concealed: [Int] = []
  /// The input that is being taken.
  var present = 0

  mutating func beginStep() {
    if !concealed.isEmpty { concealed.removeAll() }
  }

  mutating func countInput() {
    present = inputs
    inputs += 1
  }

  mutating func conceal(_ input: Int) {
    if !concealed.contains(input) { concealed.append(input) }
  }
}
