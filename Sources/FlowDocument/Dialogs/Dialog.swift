/// A dialog: a form or a menu (VoiceXML 2.0 §2).
public enum Dialog: Sendable {
  case form(Form)
  case menu(Menu)

  public var id: Located<String>? {
    switch self {
    case .form(let form): form.id
    case .menu(let menu): menu.id
    }
  }

  public var location: SourceLocation {
    switch self {
    case .form(let form): form.location
    case .menu(let menu): menu.location
    }
  }
}

/// `scope` of a form, a menu or a form-level grammar (§2.1, §3.1.3).
public enum DialogScope: String, Hashable, Sendable {
  case dialog, document
}
