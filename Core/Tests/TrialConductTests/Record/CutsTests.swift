// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct
import TrialDesign

@Suite struct CutsTests {
  private let events = "adverse-events"

  @Test("a cut keeps what happened up to and on its day, and all that has no day")
  func happened() throws {
    let record = SmallTrial.read(try SmallTrial.study()).record
    let cut = record.happened(by: CivilDate(iso: "2024-02-20"))
    #expect(cut.table(events).count == 4)
    #expect(cut.table("randomization").count == 2)
    #expect(cut.table("marrow").count == 2)
    #expect(cut.table("baseline").count == 4)
    #expect(cut.subjects == record.subjects)
    // The response of 2 March is gone, the partial date of S-2 and the empty row of S-9 are still there.
    #expect(cut.table("response").subject == [1, 2])
    #expect(cut.column(ItemPath(form: "response", item: "date"))?.isKnown(0) == true)
    let dayBefore = record.happened(by: CivilDate(iso: "2024-02-19"))
    #expect(dayBefore.table(events).count == 2)
  }

  @Test("as-of keeps what was recorded by its day, and what does not say when it was")
  func recorded() throws {
    let record = SmallTrial.read(try SmallTrial.study()).record
    let known = record.recorded(by: CivilDate(iso: "2024-02-20"))
    #expect(known.table(events).count == 2)
    #expect(known.table("randomization").count == 2)
    #expect(known.table("response").count == 3)
  }

  @Test("no cut keeps everything")
  func noCut() throws {
    let study = try SmallTrial.study()
    let record = SmallTrial.read(study).record
    #expect(
      record.happened(by: nil).recorded(by: nil).canonicalBytes(of: study) == record.canonicalBytes(of: study)
    )
  }
}
