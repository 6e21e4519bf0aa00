import Audio
import CSockets
import CallInterface
import Synchronization

/// The loop of a media thread: wakes for datagrams, for mail, and for the raster by an absolute timer.
///
/// Calls are spread over ten parts of the raster, 2 ms apart, so that not all send at once. A datagram is looked at as
/// soon as it comes, because a key may be in it; its sound waits in the jitter buffer. Where there are many calls, all
/// sockets are looked at each millisecond instead: waking for each datagram would cost more than its sound.
final class MediaLoop {
  static let mailToken: UInt64 = 0
  private static let timerToken: UInt64 = 1
  private static let socketsToken: UInt64 = 2
  /// From so many calls on sockets are looked at by the clock, and how often.
  private static let many = 20
  private static let look: Int64 = 1_000_000
  private static let parts = 10
  private static let part = MediaClock.frame / Int64(parts)
  /// Ticks that are made up for after a stand-still; what is older is left out.
  private static let longestDelay = 5
  private static let datagramBytes = 2048
  private static let idle = Int64.max / 2

  private let thread: MediaThread
  private let teller: MediaTeller
  /// What wakes: the timer, mail, and where calls are few, the sockets.
  private let poll: Int32
  private let sockets: Int32
  private let timer: Int32
  private var isWokenBySockets = true
  private let clock = MediaClock()
  private var now: MediaTime
  /// Places may be empty; a token names a place and its generation, so that one of a call that has gone is void.
  private var seats: [MediaSeat?] = []
  private var generations: [UInt32] = []
  private var free: [Int] = []
  private var raster: [[MediaSeat]] = Array(repeating: [], count: parts)
  /// The part of the raster that comes next, and when.
  private var nextPart = 0
  private var nextAt: Int64
  private var armedFor: Int64 = 0
  private var letters: [MediaMail] = []
  private var tellings: [MediaTelling] = []
  private var hasMail = false
  private var isOver = false
  private let tokens: UnsafeMutablePointer<UInt64>
  private let datagram: UnsafeMutableRawBufferPointer
  private var busy: Int64 = 0
  private var measuredAt: Int64

  private static let tokenCapacity = 256

  init?(_ thread: MediaThread, _ teller: MediaTeller) {
    poll = attendant_poll_open()
    sockets = attendant_poll_open()
    timer = attendant_timer_open()
    guard poll >= 0, sockets >= 0, timer >= 0 else { return nil }
    self.thread = thread
    self.teller = teller
    now = clock.now
    nextAt = Self.wholePart(now.monotonic)
    measuredAt = now.monotonic
    tokens = .allocate(capacity: Self.tokenCapacity)
    tokens.initialize(repeating: 0, count: Self.tokenCapacity)
    datagram = .allocate(byteCount: Self.datagramBytes, alignment: 8)
    tellings.reserveCapacity(256)
    letters.reserveCapacity(256)
  }

  deinit {
    tokens.deallocate()
    datagram.deallocate()
    _ = attendant_close(timer)
    _ = attendant_close(sockets)
    _ = attendant_close(poll)
  }

  func run() {
    _ = attendant_thread_precise()
    _ = attendant_poll_add(poll, timer, Self.timerToken)
    _ = attendant_poll_add(poll, sockets, Self.socketsToken)
    thread.wait(on: poll)
    while !isOver {
      chooseWaking()
      arm()
      let isHurried = hasMail || !tellings.isEmpty
      let count = attendant_poll_wait(poll, tokens, Int32(Self.tokenCapacity), isHurried ? 1 : -1)
      now = clock.now
      let wokeAt = now.monotonic
      var isSocket = !isWokenBySockets
      for index in 0..<Int(max(count, 0)) {
        switch tokens[index] {
        case Self.mailToken:
          thread.clear()
          hasMail = true
        case Self.socketsToken: isSocket = true
        default: break
        }
      }
      if isSocket { lookAtSockets() }
      // A key that came is told before all the frames that are due now.
      if !tellings.isEmpty { _ = teller.take(&tellings) }
      if hasMail { takeMail() }
      runRaster()
      if !tellings.isEmpty { _ = teller.take(&tellings) }
      measure(since: wokeAt)
    }
    while !tellings.isEmpty { _ = teller.take(&tellings) }
  }

  private func measure(since wokeAt: Int64) {
    let end = clock.now.monotonic
    busy += end - wokeAt
    guard end - measuredAt >= 1_000_000_000 else { return }
    thread.load.store(Int(busy * 1000 / (end - measuredAt)), ordering: .relaxed)
    busy = 0
    measuredAt = end
  }

  // MARK: Waking

  private func chooseWaking() {
    let isWoken = seats.count - free.count < Self.many
    guard isWoken != isWokenBySockets else { return }
    isWokenBySockets = isWoken
    if isWoken {
      _ = attendant_poll_add(poll, sockets, Self.socketsToken)
    } else {
      _ = attendant_poll_remove(poll, sockets)
    }
  }

  private func lookAtSockets() {
    var count = Self.tokenCapacity
    // What never ends must not hold up the raster.
    for _ in 0..<8 where count == Self.tokenCapacity {
      count = Int(attendant_poll_wait(sockets, tokens, Int32(Self.tokenCapacity), 0))
      for index in 0..<max(count, 0) { receive(tokens[index]) }
    }
  }

  /// Bit 0: reports; 31 bits of place; 32 bits of generation.
  private func token(_ place: Int, isReport: Bool) -> UInt64 {
    UInt64(generations[place]) << 32 | UInt64(place) << 1 | (isReport ? 1 : 0)
  }

  private func receive(_ token: UInt64) {
    let place = Int(token >> 1 & 0x7FFF_FFFF)
    guard place < seats.count, generations[place] == UInt32(truncatingIfNeeded: token >> 32), let seat = seats[place]
    else { return }
    let isReport = token & 1 != 0
    var arrival = attendant_arrival()
    let count = attendant_udp_receive(
      isReport ? seat.sockets.reports : seat.sockets.sound, datagram.baseAddress, datagram.count, &arrival)
    guard count >= 0, let source = SocketAddress(arrival.source) else { return }
    // One that was cut off is longer than anything that we agree to; it is read as what it has become: malformed.
    let bytes = UnsafeRawBufferPointer(rebasing: datagram[..<(arrival.is_truncated == 0 ? count : 0)])
    if isReport {
      seat.stream.receiveReport(bytes, from: source, at: now)
    } else {
      let time = arrival.nanoseconds == 0 ? now.wall : arrival.nanoseconds
      seat.stream.receive(bytes, from: source, arrival: time, at: now)
    }
    collect(seat)
  }

  // MARK: The raster

  /// The next whole part of the clock, so that looks at sockets and parts of the raster come together.
  private static func wholePart(_ time: Int64) -> Int64 { time - time % part + part }

  private func arm() {
    var due = nextAt
    var index = nextPart
    for _ in 0..<Self.parts where raster[index].isEmpty {
      due += Self.part
      index = (index + 1) % Self.parts
    }
    if raster[index].isEmpty { due = Self.idle }
    if !isWokenBySockets { due = min(due, now.monotonic - now.monotonic % Self.look + Self.look) }
    guard due != armedFor else { return }
    armedFor = due
    _ = attendant_timer_set(timer, due)
  }

  private func runRaster() {
    let late = (now.monotonic - nextAt) / MediaClock.frame
    if late > Self.longestDelay {
      // A machine that slept, or a thread that was idle: whole rounds are left out, and clocks stay true.
      for part in raster {
        for seat in part { seat.stream.skip(ticks: Int(late)) }
      }
      nextAt += late * MediaClock.frame
    }
    while nextAt <= now.monotonic {
      for seat in raster[nextPart] {
        seat.stream.tick(at: now, late: now.monotonic - nextAt)
        collect(seat)
      }
      nextPart = (nextPart + 1) % Self.parts
      nextAt += Self.part
    }
  }

  // MARK: Mail

  private func takeMail() {
    hasMail = !thread.takeMail(&letters)
    guard !hasMail else { return }
    for letter in letters { open(letter) }
    // Everything that was asked for together goes out together.
    for letter in letters {
      if case .perform(let seat, _) = letter, seat.place != nil {
        seat.stream.speakIfChanged()
        collect(seat)
      }
    }
    letters.removeAll(keepingCapacity: true)
  }

  private func open(_ letter: MediaMail) {
    switch letter {
    case .sit(let seat, let sink, let log): sit(seat, sink, log)
    case .leave(let seat): leave(seat)
    case .perform(let seat, let command): seat.stream.perform(command)
    case .update(let seat, let remote):
      seat.stream.update(remote)
      collect(seat)
    case .join(let seat, let bridge): seat.stream.join(bridge)
    case .count(let seat, let handler): tellings.append(.statistics(handler, seat.stream.statistics))
    case .quit:
      for case .some(let seat) in seats { leave(seat) }
      isOver = true
    }
  }

  private func sit(_ seat: MediaSeat, _ sink: any EventSink, _ log: @escaping @Sendable (LineNote) -> Void) {
    guard seat.place == nil, !seat.isOver else { return }
    seat.sink = sink
    seat.log = log
    let place = free.popLast() ?? seats.count
    if place == seats.count {
      seats.append(nil)
      generations.append(0)
    }
    seats[place] = seat
    seat.place = place
    // The emptiest part.
    seat.phase = raster.indices.min { raster[$0].count < raster[$1].count } ?? 0
    if raster.allSatisfy(\.isEmpty) { nextAt = max(nextAt, Self.wholePart(now.monotonic)) }
    raster[seat.phase].append(seat)
    _ = attendant_poll_add(sockets, seat.sockets.sound, token(place, isReport: false))
    _ = attendant_poll_add(sockets, seat.sockets.reports, token(place, isReport: true))
  }

  private func leave(_ seat: MediaSeat) {
    guard !seat.isOver else { return }
    seat.isOver = true
    if let place = seat.place {
      seat.stream.leave(at: now)
      _ = attendant_poll_remove(sockets, seat.sockets.sound)
      _ = attendant_poll_remove(sockets, seat.sockets.reports)
      seats[place] = nil
      generations[place] &+= 1
      free.append(place)
      raster[seat.phase].removeAll { $0 === seat }
      seat.place = nil
    }
    seat.stream.join(nil)
    collect(seat)
    if let handler = seat.handler { tellings.append(.session(handler, .ended(seat.stream.statistics))) }
    seat.handler = nil
    seat.sink = nil
    seat.log = nil
    thread.seats.subtract(1, ordering: .relaxed)
  }

  /// What the call has told goes to be told.
  private func collect(_ seat: MediaSeat) {
    let line = seat.stream.line
    if !line.events.isEmpty {
      if let sink = seat.sink { for event in line.events { tellings.append(.event(sink, event)) } }
      line.events.removeAll(keepingCapacity: true)
    }
    if !line.notes.isEmpty {
      if let log = seat.log { for note in line.notes { tellings.append(.note(log, note)) } }
      line.notes.removeAll(keepingCapacity: true)
    }
    if !seat.stream.told.isEmpty {
      if let handler = seat.handler {
        for event in seat.stream.told { tellings.append(.session(handler, event)) }
      }
      seat.stream.told.removeAll(keepingCapacity: true)
    }
  }
}
