import CallInterface
import ScriptEngine
import Testing

@testable import CallRuntime

@Suite struct CallTimelineTests {
  private func at(_ seconds: Double) -> CallInstant { CallInstant(sinceStart: .seconds(seconds)) }

  private func turns(
    _ timeline: CallTimeline, deadline: CallInstant? = nil, limit: CallInstant? = nil
  ) async -> [CallTimeline.Turn] {
    var turns: [CallTimeline.Turn] = []
    while turns.count < 20 {
      let turn = await timeline.next(deadline: deadline, limit: limit)
      turns.append(turn)
      guard case .event(let event, _) = turn, event != .deadlineReached else { break }
    }
    return turns
  }

  @Test func virtualTimeJumpsInOrder() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.schedule(.digit(.three), after: .seconds(3))
    timeline.schedule(.digit(.one), after: .seconds(1))
    timeline.schedule(.digit(.two), after: .seconds(1))
    let cancelled = timeline.schedule(.digit(.four), after: .seconds(2))
    #expect(timeline.isPending(cancelled))
    timeline.cancel(cancelled)
    #expect(!timeline.isPending(cancelled))
    timeline.post(.words("a"))
    timeline.post(.words("b"))
    timeline.begin(.answered)
    #expect(
      await turns(timeline) == [
        .event(.answered, at: .start), .event(.words("a"), at: .start), .event(.words("b"), at: .start),
        .event(.digit(.one), at: at(1)), .event(.digit(.two), at: at(1)), .event(.digit(.three), at: at(3)), .nothing,
      ])
    #expect(timeline.now == at(3))
  }

  @Test func theDeadlineComesBeforeWhatIsScheduledThen() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.schedule(.digit(.one), after: .seconds(5))
    #expect(await timeline.next(deadline: at(5), limit: nil) == .event(.deadlineReached, at: at(5)))
    #expect(await timeline.next(deadline: at(6), limit: nil) == .event(.digit(.one), at: at(5)))
    #expect(await timeline.next(deadline: at(6), limit: nil) == .event(.deadlineReached, at: at(6)))
  }

  @Test func virtualTimeHasALimit() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.schedule(.digit(.one), after: .seconds(10))
    #expect(await timeline.next(deadline: nil, limit: at(9)) == .limitReached)
    #expect(timeline.present == at(9))
  }

  @Test func timeStandsStillForFetchesAndTheyComeInOrder() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.schedule(.digit(.one), after: .seconds(1))
    timeline.post(.words("a"))
    let failed = FetchResult.failed(FetchFailure(event: "error.badfetch", message: ""))
    timeline.willBegin(ActivityID(1))
    timeline.willBegin(ActivityID(2))
    timeline.didEnd(ActivityID(2), .fetched(ActivityID(2), failed))
    // The runner waits now; the end of the first fetch wakes it.
    async let late: Void = timeline.didEnd(ActivityID(1), .fetched(ActivityID(1), failed))
    #expect(
      await turns(timeline) == [
        .event(.fetched(ActivityID(1), failed), at: .start), .event(.fetched(ActivityID(2), failed), at: .start),
        .event(.words("a"), at: .start), .event(.digit(.one), at: at(1)), .nothing,
      ])
    await late
  }

  @Test func aSlowFetchEndsAtItsMoment() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    let failed = FetchResult.failed(FetchFailure(event: "error.badfetch", message: ""))
    timeline.schedule(.digit(.one), after: .seconds(1))
    timeline.schedule(.digit(.three), after: .seconds(3))
    timeline.willBegin(ActivityID(1), taking: .seconds(2))
    timeline.willBegin(ActivityID(2), taking: .seconds(2))
    timeline.willBegin(ActivityID(3))
    timeline.didEnd(ActivityID(3), .fetched(ActivityID(3), failed))
    timeline.didEnd(ActivityID(2), .fetched(ActivityID(2), failed))
    // Time does not go on before the answer is there, however late that is in the world's time.
    async let late: Void = timeline.didEnd(ActivityID(1), .fetched(ActivityID(1), failed))
    #expect(
      await turns(timeline) == [
        .event(.fetched(ActivityID(3), failed), at: .start), .event(.digit(.one), at: at(1)),
        .event(.fetched(ActivityID(1), failed), at: at(2)), .event(.fetched(ActivityID(2), failed), at: at(2)),
        .event(.digit(.three), at: at(3)), .nothing,
      ])
    await late
  }

  @Test func anInterruptionCallsSlowFetchesOff() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.willBegin(ActivityID(1), taking: .seconds(2))
    timeline.didEnd(ActivityID(1), .fetched(ActivityID(1), .failed(FetchFailure(event: "error.badfetch", message: ""))))
    timeline.schedule(.digit(.one), after: .seconds(1))
    #expect(await timeline.next(deadline: nil, limit: nil) == .event(.digit(.one), at: at(1)))
    timeline.interrupt()
    #expect(await turns(timeline) == [.interrupted])
    #expect(await turns(timeline) == [.nothing])
  }

  @Test func interruptionComesFirst() async throws {
    for isVirtual in [true, false] {
      let timeline = CallTimeline(isVirtual: isVirtual, lane: try ScriptLane())
      timeline.willBegin(ActivityID(1))
      timeline.post(.hungUp)
      timeline.interrupt()
      #expect(await timeline.next(deadline: nil, limit: nil) == .interrupted)
    }
  }

  @Test func afterTheEndNothingIsTaken() async throws {
    let timeline = CallTimeline(isVirtual: true, lane: try ScriptLane())
    timeline.post(.hungUp)
    timeline.close()
    timeline.post(.hungUp)
    timeline.schedule(.hungUp, after: .zero)
    timeline.didEnd(ActivityID(1), .fetched(ActivityID(1), .failed(FetchFailure(event: "", message: ""))))
    #expect(await timeline.next(deadline: nil, limit: nil) == .nothing)
  }

  @Test func realTimeWaitsForWhatIsTold() async throws {
    let timeline = CallTimeline(isVirtual: false, lane: try ScriptLane())
    async let told: Void = timeline.post(.hungUp)
    guard case .event(.hungUp, let instant) = await timeline.next(deadline: at(3600), limit: nil) else {
      Issue.record("something else came")
      return
    }
    await told
    #expect(instant <= timeline.now)
  }

  @Test func realTimeTakesWhatWasDueFirst() async throws {
    let timeline = CallTimeline(isVirtual: false, lane: try ScriptLane())
    timeline.schedule(.digit(.one), after: .nanoseconds(1))
    timeline.schedule(.digit(.two), after: .nanoseconds(2))
    var seen: [CallEvent] = []
    var last = CallInstant.start
    for _ in 0..<3 {
      guard case .event(let event, let instant) = await timeline.next(deadline: at(0.001), limit: nil) else { break }
      #expect(last <= instant)
      last = instant
      seen.append(event)
    }
    #expect(seen.count == 3)
    #expect(seen.firstIndex(of: .digit(.one)) ?? 9 < seen.firstIndex(of: .digit(.two)) ?? 0)
    #expect(seen.contains(.deadlineReached))
  }

  @Test func realTimeHasALimitToo() async throws {
    let timeline = CallTimeline(isVirtual: false, lane: try ScriptLane())
    #expect(await timeline.next(deadline: nil, limit: .start) == .limitReached)
    #expect(await timeline.next(deadline: at(3600), limit: at(0.001)) == .limitReached)
  }
}
