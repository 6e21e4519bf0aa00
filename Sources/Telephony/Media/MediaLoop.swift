import Audio
import CSockets
import CallInterface
import Synchronization

/// The loop of a media thread: wakes for keys and reports, for mail, and for the raster by an absolute timer.
///
/// Calls are spread over five parts of the raster, 4 ms apart, so that not all send at once. Sound wakes nobody: what has
/// come of a call is looked at when its next frame is due, and waking for each datagram would cost more than its sound.
/// Whatever may be a key has a socket of its own (`MediaSockets.events`) and is looked at as soon as it comes.
final class MediaLoop {
  static let mailToken: UInt64 = 0
  private static let timerToken: UInt64 = 1
  private static let parts = 5
  /// Calls whose memory stays in the processor's cache from one step of a tick to the next.
  private static let group = 8
  private static let part = MediaClock.frame / Int64(parts)
  /// Ticks that are made up for after a stand-still; what is older is left out.
  private static let longestDelay = 5
  private static let datagramBytes = 2048
  /// What came less than 16 ms before its frame.
  private static let lonely: Int64 = 16_000_000
  private static let idle = Int64.max / 2

  private let thread: MediaThread
  private let teller: MediaTeller
  /// What wakes: the timer, mail, keys and reports.
  private let poll: Int32
  private let timer: Int32
  private let clock = MediaClock()
  /// From the clock that never jumps to the one by which the kernel tells when something came.
  private var arrivalOffset: Int64
  private var now: MediaTime
  /// Places may be empty; a token names a place and its generation, so that one of a call that has gone is void.
  private var seats: [MediaSeat?] = []
  private var generations: [UInt32] = []
  private var free: [Int] = []
  private var raster: [[MediaRow]] = Array(repeating: [], count: parts)
  /// The part of the raster that comes next, and when.
  private var nextPart = 0
  private var nextAt: Int64
  private var armedFor: Int64 = 0
  private var letters: [MediaMail] = []
  private var tellings: [MediaTelling] = []
  private var hasMail = false
  private var isOver = false
  private let tokens: UnsafeMutablePointer<UInt64>
  private let room: UnsafeMutableRawBufferPointer
  private var busy: Int64 = 0
  private var measuredAt: Int64

  private static let tokenCapacity = 256

  init?(_ thread: MediaThread, _ teller: MediaTeller) {
    poll = attendant_poll_open()
    timer = attendant_timer_open()
    guard poll >= 0, timer >= 0 else { return nil }
    self.thread = thread
    self.teller = teller
    now = clock.now
    arrivalOffset = MediaClock.arrivalOffset
    nextAt = Self.wholePart(now.monotonic)
    measuredAt = now.monotonic
    tokens = .allocate(capacity: Self.tokenCapacity)
    tokens.initialize(repeating: 0, count: Self.tokenCapacity)
    room = .allocate(byteCount: Self.datagramBytes, alignment: 8)
    tellings.reserveCapacity(256)
    letters.reserveCapacity(256)
  }

  deinit {
    tokens.deallocate()
    room.deallocate()
    _ = attendant_close(timer)
    _ = attendant_close(poll)
  }

  func run() {
    _ = attendant_thread_precise()
    // Where it may not, it is one among others.
    _ = attendant_thread_first()
    _ = attendant_poll_add(poll, timer, Self.timerToken)
    thread.wait(on: poll)
    while !isOver {
      arm()
      let isHurried = hasMail || !tellings.isEmpty
      let count = attendant_poll_wait(poll, tokens, Int32(Self.tokenCapacity), isHurried ? 1 : -1)
      now = clock.now
      let wokeAt = now.monotonic
      for index in 0..<Int(max(count, 0)) {
        switch tokens[index] {
        case Self.mailToken:
          thread.clear()
          hasMail = true
        case Self.timerToken: break
        default: receive(tokens[index])
        }
      }
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
    thread.measuredSeats.store(thread.seats.load(ordering: .relaxed), ordering: .relaxed)
    busy = 0
    measuredAt = end
    arrivalOffset = MediaClock.arrivalOffset
  }

  // MARK: Datagrams

  /// Bit 0: reports; 31 bits of place; 32 bits of generation. Never a token of mail or timer: generations begin at 1.
  private func token(_ place: Int, isReport: Bool) -> UInt64 {
    UInt64(generations[place]) << 32 | UInt64(place) << 1 | (isReport ? 1 : 0)
  }

  /// What woke.
  private func receive(_ token: UInt64) {
    let place = Int(token >> 1 & 0x7FFF_FFFF)
    guard place < seats.count, generations[place] == UInt32(truncatingIfNeeded: token >> 32), let seat = seats[place]
    else { return }
    if token & 1 != 0 {
      take(from: seat.sockets.reports) { bytes, source, _ in seat.stream.receiveReport(bytes, from: source, at: now) }
    } else {
      // The sound before it comes first.
      receiveSound(seat.sockets.sound, seat.stream)
      take(from: seat.sockets.events) { _ = hear(seat.stream, $0, $1, $2) }
    }
    collect(seat)
  }

  /// Takes the sound that has come; more than a socket keeps is not there, so this ends.
  /// - Parameter isDue: whether a frame is due: then what came only just before has nothing behind it, as a rule, and
  ///   else it waits for the next frame. To ask in vain would cost as much again.
  private func receiveSound(_ socket: Int32, _ stream: MediaStream, isDue: Bool = false) {
    for _ in 0..<64 {
      var waited = Int64.max
      let isThere = take(from: socket) { waited = hear(stream, $0, $1, $2) }
      guard isThere, !isDue || waited >= Self.lonely else { return }
    }
  }

  /// - Returns: how long ago it came, in nanoseconds.
  private func hear(
    _ stream: MediaStream, _ bytes: UnsafeRawBufferPointer, _ source: SocketAddress, _ arrival: Int64
  ) -> Int64 {
    let came = arrival == 0 ? now.monotonic : arrival - arrivalOffset
    let waited = now.monotonic - came
    stream.receive(bytes, from: source, arrival: now.wall - waited, at: now, waited: waited)
    return waited
  }

  /// Takes one datagram.
  /// - Returns: whether there was one.
  @discardableResult
  private func take(
    from socket: Int32, _ body: (UnsafeRawBufferPointer, SocketAddress, _ arrival: Int64) -> Void
  ) -> Bool {
    var arrival = attendant_arrival()
    let count = attendant_udp_receive(socket, room.baseAddress, room.count, &arrival)
    guard count >= 0 else { return false }
    if let source = SocketAddress(arrival.source) {
      // One that was cut off is longer than anything that we agree to; it is read as what it has become: malformed.
      let length = arrival.is_truncated == 0 ? count : 0
      body(UnsafeRawBufferPointer(rebasing: room[..<length]), source, arrival.nanoseconds)
    }
    return true
  }

  // MARK: The raster

  /// The next whole part of the clock.
  private static func wholePart(_ time: Int64) -> Int64 { time - time % part + part }

  private func arm() {
    var due = nextAt
    var index = nextPart
    for _ in 0..<Self.parts where raster[index].isEmpty {
      due += Self.part
      index = (index + 1) % Self.parts
    }
    if raster[index].isEmpty { due = Self.idle }
    guard due != armedFor else { return }
    armedFor = due
    _ = attendant_timer_set(timer, due)
  }

  private func runRaster() {
    let late = (now.monotonic - nextAt) / MediaClock.frame
    if late > Self.longestDelay {
      // A machine that slept, or a thread that was idle: whole rounds are left out, and clocks stay true.
      for part in raster {
        for row in part { row.stream.takeUnretainedValue().skip(ticks: Int(late)) }
      }
      nextAt += late * MediaClock.frame
    }
    while nextAt <= now.monotonic {
      tick(raster[nextPart], late: now.monotonic - nextAt)
      nextPart = (nextPart + 1) % Self.parts
      nextAt += Self.part
    }
  }

  private func tick(_ rows: [MediaRow], late: Int64) {
    for first in stride(from: 0, to: rows.count, by: Self.group) {
      tick(rows, first..<min(first + Self.group, rows.count), late: late)
    }
  }

  /// The same work for each call of a group at a time, so that code stays in the processor's cache, and memory asked for
  /// just before it is needed.
  private func tick(_ rows: [MediaRow], _ group: Range<Int>, late: Int64) {
    for index in group {
      if index + 4 < rows.count { rows[index + 4].expectList() }
      if index + 2 < rows.count { rows[index + 2].expect() }
      rows[index].stream._withUnsafeGuaranteedRef { stream in
        receiveSound(rows[index].sound, stream, isDue: true)
        stream.line.expectStream()
      }
    }
    for index in group {
      if index + 1 < group.upperBound { rows[index + 1].stream._withUnsafeGuaranteedRef { $0.line.expectFrame() } }
      rows[index].stream._withUnsafeGuaranteedRef { $0.speakDue(at: now, late: late) }
    }
    for index in group {
      let hasNews = rows[index].stream._withUnsafeGuaranteedRef { stream in
        stream.hearDue(at: now)
        return stream.hasNews
      }
      if hasNews { rows[index].seat._withUnsafeGuaranteedRef { collect($0) } }
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
    case .count(let seat, let handler):
      if seat.place != nil { receiveSound(seat.sockets.sound, seat.stream) }
      tellings.append(.statistics(handler, seat.stream.statistics))
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
      generations.append(1)
    }
    seats[place] = seat
    seat.place = place
    // The emptiest part.
    seat.phase = raster.indices.min { raster[$0].count < raster[$1].count } ?? 0
    if raster.allSatisfy(\.isEmpty) { nextAt = max(nextAt, Self.wholePart(now.monotonic)) }
    raster[seat.phase].append(MediaRow(seat))
    _ = attendant_poll_add(poll, seat.sockets.events, token(place, isReport: false))
    _ = attendant_poll_add(poll, seat.sockets.reports, token(place, isReport: true))
  }

  private func leave(_ seat: MediaSeat) {
    guard !seat.isOver else { return }
    seat.isOver = true
    if let place = seat.place {
      // What has come is counted.
      receiveSound(seat.sockets.sound, seat.stream)
      seat.stream.leave(at: now)
      _ = attendant_poll_remove(poll, seat.sockets.events)
      _ = attendant_poll_remove(poll, seat.sockets.reports)
      seats[place] = nil
      generations[place] = max(generations[place] &+ 1, 1)
      free.append(place)
      raster[seat.phase].removeAll { $0.seat.toOpaque() == Unmanaged.passUnretained(seat).toOpaque() }
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
      // Not kept: an array that is empty and has no memory of its own is asked in no time.
      line.events = []
    }
    if !line.notes.isEmpty {
      if let log = seat.log { for note in line.notes { tellings.append(.note(log, note)) } }
      line.notes = []
    }
    if !seat.stream.told.isEmpty {
      if let handler = seat.handler {
        for event in seat.stream.told { tellings.append(.session(handler, event)) }
      }
      seat.stream.told = []
    }
  }
}
