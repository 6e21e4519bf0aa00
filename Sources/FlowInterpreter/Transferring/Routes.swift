import CallInterface
import ECMAScript
import FlowDocument

/// Transfers by a route: one target after another, until one takes the call (`ivr:route`).
extension Interpreter {
  /// The first try, once the prompts of the item were heard.
  mutating func begin(_ name: Located<String>, with request: TransferRequest, at index: Int) -> Outcome {
    guard let (route, home) = route(named: name.value) else {
      return .throwEvent(
        ThrownEvent("error.semantic", "there is no route '\(name.value)' (\(name.location)), here or in the root"))
    }
    switch headers(of: route) {
    case .instead(let outcome): return outcome
    case .done(let headers): return tryNext(RouteProgress(route, of: home, request.with(headers: headers)), at: index)
    }
  }

  /// Of the document itself, else of its application root.
  private func route(named name: String) -> (Route, ContentHome)? {
    for document in [context.document, context.root].compactMap(\.self) {
      if let route = document.document.routes.first(where: { $0.id.value == name }) { return (route, .flow(document)) }
    }
    return nil
  }

  private mutating func headers(of route: Route) -> Attempt<[TransferHeader]> {
    var headers: [TransferHeader] = []
    for header in route.headers {
      let value: String
      do throws(ScriptFault) {
        if case .expression(let expression) = header.value, try evaluate(expression).isUndefined { continue }
        value = try text(header.value)
      } catch {
        return .instead(fault(error, header.value))
      }
      let fault = RouteHeader.fault(inName: header.name.value) ?? RouteHeader.fault(inValue: value)
      if let fault {
        let message = "the header \(header.name.value) (\(header.location)) cannot be sent: \(fault)"
        return .instead(.throwEvent(ThrownEvent("error.semantic", message)))
      }
      headers.append(TransferHeader(name: header.name.value, value: value))
    }
    return .done(headers)
  }

  // MARK: The next try

  /// Prepares the next target whose turn it is, with its words. Where there is none, the last result is the item's.
  mutating func tryNext(_ progress: RouteProgress, at index: Int, after last: TransferEnd? = nil) -> Outcome {
    var progress = progress
    var last = last
    while true {
      let target: RouteTarget
      switch nextTarget(of: &progress) {
      case .instead(let outcome): return outcome
      case .done(nil): return concludeRoute(progress, at: index, last)
      case .done(let next?): target = next
      }
      if let limit = progress.limit, limit <= now { return concludeRoute(progress, at: index, .noAnswer) }
      let destination: String
      do throws(ScriptFault) {
        destination = try self.destination(target.destination)
      } catch {
        return fault(error, target.destination)
      }
      let request = progress.request.with(destination: destination, connectTimeout: target.connectTimeout)
      if let event = refusal(of: destination, from: target.destination) {
        guard EventName.pattern("error.connection", catches: event.name) else { return .throwEvent(event) }
        last = .failed(event)
        progress.attempts.append(RouteAttempt(destination: destination, result: event.name, duration: .zero))
        report(.warning("a target is passed over: \(event.name): \(event.message ?? "")"))
        continue
      }
      pass(target.location, in: progress.home)
      let words = target.prompts
      let number = progress.attempts.count + 1
      context.heldTransfer = HeldTransfer(request: request, route: progress)
      do throws(ScriptFault) {
        execute(try selected(words, counter: number).map { .prompt($0) }, purpose: .targetWords(item: index))
      } catch {
        return .throwEvent(ThrownEvent(error))
      }
      return .proceed
    }
  }

  /// The target's words are queued. They are heard out before it rings: a far end that answers must not cut them off.
  mutating func sayTargetWords(before index: Int) -> Outcome {
    guard let route = context.heldTransfer?.route, !route.attempts.isEmpty else {
      return playOut(then: .transfer(item: index))
    }
    // News of the try before may go on while the next one rings, unless there are words.
    guard queue.hasQueued else { return beginTransfer(index) }
    stopPlaying()
    return playOut(then: .transfer(item: index))
  }

  /// In order, each once: a target is passed over for good where its time has not come.
  private mutating func nextTarget(of progress: inout RouteProgress) -> Attempt<RouteTarget?> {
    do throws(ScriptFault) {
      switch progress.route.strategy {
      case .ordered:
        while let target = progress.left.first {
          progress.left.removeFirst()
          if try isEligible(target, progress) { return .done(target) }
        }
        return .done(nil)
      case .weighted:
        var eligible: [Int] = []
        for index in progress.left.indices where progress.left[index].weight > 0 {
          if try isEligible(progress.left[index], progress) { eligible.append(index) }
        }
        return .done(draw(among: eligible, of: &progress))
      }
    } catch {
      return .instead(.throwEvent(ThrownEvent(error, in: "cond of a target of the route \(progress.route.id.value)")))
    }
  }

  private mutating func isEligible(_ target: RouteTarget, _ progress: RouteProgress) throws(ScriptFault) -> Bool {
    guard progress.follows(target) else { return false }
    return try holds(target.condition)
  }

  /// By the call's own random numbers, so that the call replays exactly.
  private mutating func draw(among eligible: [Int], of progress: inout RouteProgress) -> RouteTarget? {
    guard var index = eligible.last else { return nil }
    if eligible.count > 1 {
      var place = random.next() * eligible.reduce(0) { $0 + progress.left[$1].weight }
      for candidate in eligible {
        place -= progress.left[candidate].weight
        if place < 0 {
          index = candidate
          break
        }
      }
    }
    return progress.left.remove(at: index)
  }

  // MARK: Its end

  private mutating func concludeRoute(
    _ progress: RouteProgress, at index: Int, _ last: TransferEnd?
  ) -> Outcome {
    let nobody = ThrownEvent(
      "error.connection.noroute", "no target of the route '\(progress.route.id.value)' can be tried now")
    return conclude(last ?? .failed(nobody), at: index, progress)
  }

  /// `agent$.target` and `agent$.attempts`.
  func routeMembers(_ progress: RouteProgress) throws(ScriptFault) -> [(String, ScriptValue)] {
    let attempts: [DataValue] = progress.attempts.map { attempt in
      .object([
        .init("dest", .string(attempt.destination)), .init("result", .string(attempt.result)),
        .init("duration", .number(Double(attempt.duration.wholeMilliseconds) / 1000)),
      ])
    }
    return [
      ("target", progress.attempts.last.map { .string($0.destination) } ?? .undefined),
      ("attempts", try script.value(.array(attempts), frozen: false)),
    ]
  }
}
