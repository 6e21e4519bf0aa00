/// Executable content (VoiceXML 2.0 §5.3).
public indirect enum Executable: Sendable {
  case variable(Variable)
  case assign(Assign)
  case clear(Clear)
  case `if`(If)
  case prompt(Prompt)
  case reprompt(SourceLocation)
  case goto(Goto)
  case submit(Submit)
  case exit(Exit)
  case `return`(Return)
  case disconnect(Disconnect)
  case `throw`(Throw)
  case script(Script)
  case log(Log)
  case data(DataElement)
  case foreach(Foreach)
  case callback(Callback)
  case metric(Metric)
  case outcome(BusinessOutcome)
  case language(LanguageSwitch)
  /// Of a host's own namespace.
  case `extension`(Extension)

  public var location: SourceLocation {
    switch self {
    case .variable(let e): e.location
    case .assign(let e): e.location
    case .clear(let e): e.location
    case .if(let e): e.location
    case .prompt(let e): e.location
    case .reprompt(let location): location
    case .goto(let e): e.location
    case .submit(let e): e.location
    case .exit(let e): e.location
    case .return(let e): e.location
    case .disconnect(let e): e.location
    case .throw(let e): e.location
    case .script(let e): e.location
    case .log(let e): e.location
    case .data(let e): e.location
    case .foreach(let e): e.location
    case .callback(let e): e.location
    case .metric(let e): e.location
    case .outcome(let e): e.location
    case .language(let e): e.location
    case .extension(let e): e.location
    }
  }
}
