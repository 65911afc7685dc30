// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialDesign

@Suite struct InstantTests {
  @Test(
    "an instant is written with its offset and read back",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (-1, 0, "1969-12-31T23:59:59Z"), (0, 480, "1970-01-01T08:00:00+08:00"),
      (0, -210, "1969-12-31T20:30:00-03:30"), (1_741_569_153, 480, "2025-03-10T09:12:33+08:00"),
      (1_741_569_153, -840, "2025-03-09T11:12:33-14:00"), (951_782_400, 840, "2000-02-29T14:00:00+14:00"),
      (253_402_300_799, 0, "9999-12-31T23:59:59Z"), (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
    ] as [(Int64, Int, String)]
  )
  func text(seconds: Int64, minutes: Int, text: String) throws {
    let time = Timestamp(seconds: seconds, offset: try #require(UTCOffset(minutes: minutes)))
    #expect(time.instantText == text)
    #expect(Timestamp(instant: text) == time)
    // The general reader is another implementation.
    #expect(Timestamp(iso: text) == time)
    #expect("\(time.date)" == text.prefix(10))
  }

  @Test("both readers agree over four centuries and all offsets")
  func agree() throws {
    for step in 0..<20_000 {
      let offset = try #require(UTCOffset(minutes: step * 7 % 1681 - 840))
      let time = Timestamp(seconds: Int64(step) * 631_153 - 6_311_530_000, offset: offset)
      let text = time.instantText
      #expect(Timestamp(instant: text) == time && Timestamp(iso: text) == time, "\(text)")
    }
  }

  @Test(
    "what is no instant is not read",
    arguments: [
      "", "2025-03-10", "2025-03-10T09:12:33", "2025-03-10T09:12Z", "2025-03-10t09:12:33Z",
      "2025-03-10 09:12:33Z",
      "2025-02-29T09:12:33Z", "2025-13-01T09:12:33Z", "0000-01-01T00:00:00Z", "2025-03-10T24:00:00Z",
      "2025-03-10T09:60:33Z", "2025-03-10T09:12:60Z", "2025-03-10T09:12:33+0800", "2025-03-10T09:12:33+14:01",
      "2025-03-10T09:12:33+08:60", "2025-03-10T09:12:33*08:00", "2025-03-10T09:12:33z", "２025-03-10T09:12:3Z",
      "2025-03-10T09:12:33Z ", "-025-03-10T09:12:33Z", "2025-03-10T09:12:33.5Z",
    ]
  )
  func none(text: String) {
    #expect(Timestamp(instant: text) == nil)
  }

  @Test(
    "an offset lies within fourteen hours",
    arguments: [(840, true), (-840, true), (841, false), (-841, false)]
  )
  func offsets(minutes: Int, isOne: Bool) {
    #expect((UTCOffset(minutes: minutes) != nil) == isOne)
  }
}
