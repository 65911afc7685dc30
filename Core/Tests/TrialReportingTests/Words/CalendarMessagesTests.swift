// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TrialReporting

@Suite struct CalendarMessagesTests {
  @Test("the dose calendar says the same in both languages, with the same arguments")
  func catalogues() {
    expectWhole(CalendarMessage.self)
    expectWhole(DoseNoteMessage.self)
    expectWhole(SourceMessage.self)
  }
}
