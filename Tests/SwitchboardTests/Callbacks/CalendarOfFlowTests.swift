import CallRuntime
import FlowDocument
import FlowParser
import Foundation
import Switchboard
import Testing

/// When people are called back, by a calendar of a flow.
@Suite("Call-backs by a calendar")
struct CalendarOfFlowTests {
  /// Shanghai, in milliseconds since 1970.
  private static func at(_ text: String) throws -> Int64 {
    let date = try #require(ISO8601DateFormatter().date(from: text + ":00+08:00"))
    return Int64(date.timeIntervalSince1970) * 1000
  }

  private static func flow(_ calendar: String) -> String {
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
    \(calendar)
    <form/></vxml>
    """
  }

  private static func read(_ texts: [String: String], _ uri: String) async throws -> CalendarOfFlow {
    try await CalendarOfFlow.read(uri, loader: Texts(texts: texts))
  }

  @Test("the hotline's own hours, with its holidays")
  func hotline() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Flows/hotline/root.vxml")
    let hours = try await CalendarOfFlow.read(root.standardized.absoluteString + "#desk")
    #expect(hours.isOpen(at: try Self.at("2027-01-04T22:29")))
    #expect(!hours.isOpen(at: try Self.at("2027-01-04T22:30")))
    // Spring Festival's own day is closed, the next one opens at nine.
    #expect(try hours.nextOpening(after: Self.at("2027-02-05T20:00")) == Self.at("2027-02-07T09:00"))
    let now = try Self.at("2027-01-04T10:00")
    #expect(hours.nextOpening(after: now) == now)
  }

  @Test("a file of holidays counts")
  func holidays() async throws {
    let texts = [
      "file:///a.vxml": Self.flow(
        """
        <ivr:calendar name="desk" timezone="Asia/Shanghai" src="b.ics">
        <ivr:open days="mon-sun" from="09:00" to="18:00"/></ivr:calendar>
        """),
      "file:///b.ics": """
      BEGIN:VCALENDAR\r
      VERSION:2.0\r
      PRODID:x\r
      BEGIN:VEVENT\r
      UID:1\r
      DTSTAMP:20260101T000000Z\r
      DTSTART;VALUE=DATE:20270105\r
      SUMMARY:Stocktaking\r
      END:VEVENT\r
      END:VCALENDAR\r

      """,
    ]
    let hours = try await Self.read(texts, "file:///a.vxml#desk")
    #expect(try hours.isOpen(at: Self.at("2027-01-04T10:00")))
    #expect(try hours.nextOpening(after: Self.at("2027-01-04T18:00")) == Self.at("2027-01-06T09:00"))
  }

  @Test(
    "what cannot be used, and where",
    arguments: [
      ("", "desk", "1: there is no calendar 'desk' in it"),
      ("<ivr:calendar name=\"dask\"/>", "desk", "1: there is no calendar 'desk' in it; did you mean 'dask'?"),
      ("<ivr:calendar name=\"desk\"/>", "desk", "2: the calendar has no time zone"),
      (
        "<ivr:calendar name=\"desk\" timezone=\"Asia/Shanghai\" src=\"none.ics\"/>", "desk",
        "2: 'file:///none.ics' cannot be read: "
      ),
      (
        "<ivr:calendar name=\"desk\" timezone=\"Asia/Shanghai\">\n<ivr:open days=\"mon\" from=\"9\" to=\"18:00\"/></ivr:calendar>",
        "desk", "3: "
      ),
      ("<ivr:calendar name=\"desk\"", "desk", "3: "),
    ])
  func faults(calendar: String, name: String, message: String) async throws {
    do {
      _ = try await Self.read(["file:///a.vxml": Self.flow(calendar)], "file:///a.vxml#\(name)")
      Issue.record("it was read")
    } catch let findings as FlowFindings {
      let found = try #require(findings.errors.first)
      #expect("\(found.location.line): \(found.message)".hasPrefix(message))
    }
  }
}
