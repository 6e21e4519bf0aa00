/// The stable names of what this parser finds.
enum Rule: String, CaseIterable, Sendable {
  case notWellFormed = "not-well-formed"
  case encoding
  case limit
  case entityLimit = "entity-limit"
  case externalEntity = "external-entity"
  case namespace
  case version
  case unknownElement = "unknown-element"
  case misplacedElement = "misplaced-element"
  case foreignElement = "foreign-element"
  case misplacedText = "misplaced-text"
  case oldElement = "old-element"
  case unknownAttribute = "unknown-attribute"
  case misplacedAttribute = "misplaced-attribute"
  case missingAttribute = "missing-attribute"
  case missingElement = "missing-element"
  case exclusiveAttributes = "exclusive-attributes"
  case oldAttribute = "old-attribute"
  case badValue = "bad-value"
  case timeUnit = "time-unit"
  case oldEvent = "old-event"
  case duplicateID = "duplicate-id"
  case duplicateName = "duplicate-name"
  case unknownItem = "unknown-item"
  case branchOrder = "branch-order"
  case menuKeys = "menu-keys"
  case keySpacing = "key-spacing"
  case notBuilt = "not-built"
  case tooManyFindings = "too-many-findings"
}
