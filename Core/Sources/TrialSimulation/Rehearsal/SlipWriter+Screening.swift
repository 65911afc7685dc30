// SPDX-License-Identifier: Apache-2.0

import TrialConduct
import TrialDesign

/// Slips around screening and consent.
extension SlipWriter {
  func beforeScreening(_ slip: Slip, _ id: String, _ site: String, _ user: String) -> [CueLine]? {
    switch slip {
    // Only a person who is bound to no site can name an unknown one.
    case .unknownSite:
      guard !stage.study.sites.isEmpty, let all = stage.cast.someone(who: .screen, at: nil) else {
        return nil
      }
      let wrong = Screening(subject: id, site: "No such site", on: today, identity: nil)
      return [CueLine(slip, .screen(wrong), by: all)]
    case .badIdentifier:
      let wrong = Screening(subject: "\(id)/a", site: site, on: today, identity: nil)
      return [CueLine(slip, .screen(wrong), by: user)]
    default: return nil
    }
  }

  func beforeConsent(
    _ slip: Slip,
    _ subject: VirtualSubject,
    _ version: String,
    _ user: String
  ) -> [CueLine]? {
    let (id, day) = (subject.id, today)
    let screener = someone(.screen, at: subject.site) ?? user
    switch slip {
    case .screenedTwice:
      let again = Screening(subject: id, site: subject.site, on: day, identity: nil)
      return [CueLine(slip, .screen(again), by: screener)]
    case .samePersonTwice:
      let identity = "virtual-\(subject.index + 1)"
      let again = Screening(subject: "\(id)-again", site: subject.site, on: day, identity: identity)
      return [CueLine(slip, .screen(again), by: screener)]
    case .consentInFuture:
      return [CueLine(slip, .consent(subject: id, version: version, on: day + 1), by: user)]
    case .unknownConsentText:
      guard !stage.study.consent.versions.isEmpty else { return nil }
      return [CueLine(slip, .consent(subject: id, version: "no such text", on: day), by: user)]
    case .consentTextNotInForce:
      guard let other = stage.study.consent.versions.first(where: { !$0.isInForce(on: day) }) else {
        return nil
      }
      return [CueLine(slip, .consent(subject: id, version: other.id, on: day), by: user)]
    case .entryBeforeConsent:
      guard let form = stage.screeningForms.first, let typist = someone(.enter, at: subject.site) else {
        return nil
      }
      return [
        CueLine(slip, .enter(subject: id, form: form.id, row: nil, values: [], expecting: nil), by: typist)
      ]
    case .entryBeforeRandomization:
      guard let form = stage.study.forms.first(where: { !stage.rules.screeningForms.contains($0.id) }),
        let typist = someone(.enter, at: subject.site)
      else { return nil }
      return [
        CueLine(slip, .enter(subject: id, form: form.id, row: nil, values: [], expecting: nil), by: typist)
      ]
    case .unknownSubject:
      return [CueLine(slip, .consent(subject: "V-9999-none", version: version, on: day), by: user)]
    default: return nil
    }
  }
}
