import CSockets
import CallInterface
import Synchronization
import Telephony

/// The loop of the listener's thread: wakes for mail, for connections, and for the raster by an absolute timer.
///
/// Connections are spread over ten parts of the raster, 2 ms apart, so that not all send at once. They are read when
/// they tick and not when something comes: sound is heard by the tick anyhow, and nobody wakes the thread by sending.
final class LinkLoop {
  private static let mailToken: UInt64 = 0
  private static let timerToken: UInt64 = 1
  private static let doorToken: UInt64 = 2
  private static let tokenCapacity = 4
  private static let parts = 10
  private static let part = MediaClock.frame / Int64(parts)
  /// Ticks that are made up for after a stand-still; what is older is left out.
  private static let longestDelay = 5
  private static let idle = Int64.max / 2
  /// Connections taken at a time.
  private static let visitors = 16
  /// A connection past the limit is told so, unless there are so many of them too.
  private static let mostRefused = 64
  /// How long nobody is let in where the system has no room: a second.
  private static let pause: Int64 = 1_000_000_000
  /// Read at one tick: a quarter of a second of sound.
  private static let bufferBytes = 4096

  private let thread: LinkThread
  private let teller: MediaTeller
  private let door: LinkDoor
  private let options: AudioSocketOptions
  private let arrival: @Sendable (AudioSocketLine) -> Void
  private let clock = MediaClock()
  private var now: Int64
  private var raster: [[LinkSeat]] = Array(repeating: [], count: parts)
  private var seats = 0
  private var nextPart = 0
  private var nextAt: Int64
  private var armedFor: Int64 = 0
  /// When the door opens again.
  private var closedUntil: Int64?
  private var letters: [LinkMail] = []
  private var tellings: [MediaTelling] = []
  private var hasMail = false
  private var isQuitting = false
  private var busy: Int64 = 0
  private var measuredAt: Int64
  private let tokens: UnsafeMutablePointer<UInt64>
  private let buffer: UnsafeMutableRawBufferPointer

  init(
    _ thread: LinkThread, _ teller: MediaTeller, _ door: LinkDoor, _ options: AudioSocketOptions,
    arrival: @escaping @Sendable (AudioSocketLine) -> Void
  ) {
    tokens = .allocate(capacity: Self.tokenCapacity)
    tokens.initialize(repeating: 0, count: Self.tokenCapacity)
    buffer = .allocate(byteCount: Self.bufferBytes, alignment: 8)
    self.thread = thread
    self.teller = teller
    self.door = door
    self.options = options
    self.arrival = arrival
    now = clock.now.monotonic
    nextAt = now
    measuredAt = now
    tellings.reserveCapacity(256)
    letters.reserveCapacity(256)
  }

  deinit {
    tokens.deallocate()
    buffer.deallocate()
  }

  func run() {
    _ = attendant_thread_precise()
    // Where it may not, it is one among others.
    _ = attendant_thread_first()
    _ = attendant_poll_add(thread.poll, thread.event, Self.mailToken)
    _ = attendant_poll_add(thread.poll, thread.timer, Self.timerToken)
    _ = attendant_poll_add(thread.poll, door.descriptor, Self.doorToken)
    while !isQuitting || seats > 0 {
      arm()
      let isHurried = hasMail || !tellings.isEmpty
      let count = attendant_poll_wait(thread.poll, tokens, Int32(Self.tokenCapacity), isHurried ? 1 : -1)
      now = clock.now.monotonic
      for index in 0..<Int(max(count, 0)) {
        switch tokens[index] {
        case Self.mailToken:
          _ = attendant_event_wait(thread.event)
          hasMail = true
        case Self.doorToken: welcome()
        default: break
        }
      }
      if hasMail { takeMail() }
      runRaster()
      if !tellings.isEmpty { _ = teller.take(&tellings) }
      measure()
    }
    thread.close()
    while !tellings.isEmpty { _ = teller.take(&tellings) }
  }

  private func measure() {
    let end = clock.now.monotonic
    busy += end - now
    guard end - measuredAt >= 1_000_000_000 else { return }
    thread.load.store(Int(busy * 1000 / (end - measuredAt)), ordering: .relaxed)
    busy = 0
    measuredAt = end
  }

  // MARK: The raster

  private func arm() {
    var due = nextAt
    var index = nextPart
    for _ in 0..<Self.parts where raster[index].isEmpty {
      due += Self.part
      index = (index + 1) % Self.parts
    }
    if raster[index].isEmpty {
      due = Self.idle
      // Nothing wakes it to measure this.
      thread.load.store(0, ordering: .relaxed)
    }
    if let closedUntil { due = min(due, closedUntil) }
    guard due != armedFor else { return }
    armedFor = due
    _ = attendant_timer_set(thread.timer, due)
  }

  private func runRaster() {
    let late = (now - nextAt) / MediaClock.frame
    if late > Self.longestDelay {
      // A machine that slept, or a thread that was idle: whole rounds are left out, and clocks stay true.
      for part in raster {
        for seat in part { seat.link.skip(ticks: Int(late)) }
      }
      nextAt += late * MediaClock.frame
    }
    while nextAt <= now {
      for seat in raster[nextPart] {
        seat.link.tick(at: now, buffer)
        collect(seat)
      }
      raster[nextPart].removeAll { $0.link.outcome != nil }
      nextPart = (nextPart + 1) % Self.parts
      nextAt += Self.part
    }
    if let closedUntil, now >= closedUntil {
      self.closedUntil = nil
      _ = attendant_poll_add(thread.poll, door.descriptor, Self.doorToken)
    }
  }

  // MARK: Arrivals

  private func welcome() {
    for _ in 0..<Self.visitors {
      switch door.next() {
      case .nobody: return
      case .stranger(let socket):
        thread.counts.withLock { $0.strangers += 1 }
        socket.finish()
      case .noRoom:
        _ = attendant_poll_remove(thread.poll, door.descriptor)
        closedUntil = now + Self.pause
        return
      case .welcome(let socket, let peer): sit(socket, peer)
      }
    }
  }

  private func sit(_ socket: TCPSocket, _ peer: SocketAddress) {
    let isOverLimit = seats >= options.mostConnections
    thread.counts.withLock { counts in
      counts.connections += 1
      if isOverLimit { counts.overLimit += 1 }
    }
    guard seats < options.mostConnections + Self.mostRefused else { return }
    seats += 1
    thread.counts.withLock { $0.active = seats }
    if raster.allSatisfy(\.isEmpty) { nextAt = max(nextAt, now) }
    // The emptiest part.
    let phase = raster.indices.min { raster[$0].count < raster[$1].count } ?? 0
    let link = Link(socket, at: now, options.line, limits: options.limits, mostPayload: options.mostPayload)
    let seat = LinkSeat(link, peer: peer, phase: phase)
    raster[phase].append(seat)
    if isOverLimit { link.end(.refused) }
  }

  // MARK: Mail

  private func takeMail() {
    hasMail = !thread.takeMail(&letters)
    guard !hasMail else { return }
    for letter in letters { open(letter) }
    letters.removeAll(keepingCapacity: true)
  }

  private func open(_ letter: LinkMail) {
    switch letter {
    case .start(let seat, let sink, let log):
      seat.sink = sink
      seat.log = log
      seat.link.start()
      collect(seat)
    case .perform(let seat, let command):
      seat.link.perform(command)
      collect(seat)
    case .end(let seat, let ending):
      seat.link.end(ending)
      collect(seat)
    case .await(let seat, let handler):
      if let outcome = seat.link.outcome {
        tellings.append(.other { handler(outcome) })
      } else {
        seat.waiters.append(handler)
      }
    case .quit: quit()
    }
  }

  /// Hangs up all; the thread ends when they have gone.
  private func quit() {
    isQuitting = true
    closedUntil = nil
    _ = attendant_poll_remove(thread.poll, door.descriptor)
    for part in raster {
      for seat in part {
        seat.link.end(.stopped)
        collect(seat)
      }
    }
  }

  // MARK: Telling

  /// What the connection has told goes to be told.
  private func collect(_ seat: LinkSeat) {
    guard !seat.link.told.isEmpty else { return }
    for told in seat.link.told {
      switch told {
      case .announced(let id):
        thread.counts.withLock { $0.calls += 1 }
        let line = AudioSocketLine(id, seat, on: thread)
        tellings.append(.other { [arrival] in arrival(line) })
      case .event(let event):
        if let sink = seat.sink { tellings.append(.event(sink, event)) }
      case .note(let note):
        if let log = seat.log { tellings.append(.note(log, note)) }
      case .over(let outcome): leave(seat, outcome)
      }
    }
    seat.link.told.removeAll(keepingCapacity: true)
  }

  private func leave(_ seat: LinkSeat, _ outcome: AudioSocketOutcome) {
    seats -= 1
    thread.counts.withLock { counts in
      counts.active = seats
      counts.endings[outcome.ending.name, default: 0] += 1
      counts.framesDropped += outcome.statistics.framesDropped
      counts.messagesSkipped += outcome.statistics.messagesSkipped
    }
    for waiter in seat.waiters { tellings.append(.other { waiter(outcome) }) }
    seat.waiters = []
    seat.sink = nil
    seat.log = nil
  }
}
