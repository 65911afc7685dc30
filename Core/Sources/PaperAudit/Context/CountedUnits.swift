// SPDX-License-Identifier: Apache-2.0

/// What numbers count besides subjects: a subject has two eyes, several teeth, many events.
struct CountedUnits {
  private let look: PhraseLook

  init(_ look: PhraseLook) { self.look = look }

  enum Unit { case subjects, things, unnamed }

  /// What the number at a place counts, as the words right behind it say.
  func unit(behind index: Int) -> Unit {
    for place in index + 1..<index + 4 {
      if isThing(place) { return .things }
      switch look.sense(place) {
      case .subject, .male, .female:
        // 人次, 例次: each counts as often as it happens.
        return look.document.isWord(place + 1, in: ["次"]) ? .things : .subjects
      case .other where look.isWord(place) && !look.isIdeographic(place): continue
      default: return .unnamed
      }
    }
    return .unnamed
  }

  private func isThing(_ place: Int) -> Bool {
    look.sense(place) == .event || look.document.isWord(place, in: Self.parts)
      || look.document.isWord(place, in: Self.happenings)
  }

  /// Whether a sentence counts parts of bodies, or what is put into them.
  func hasParts(in tokens: Range<Int>) -> Bool {
    tokens.contains {
      look.document.isWord($0, in: Self.parts)
        && (look.document.tokens[$0 - 1 >= tokens.lowerBound ? $0 - 1 : $0].isNumber
          || look.document.tokens[max(tokens.lowerBound, $0 - 2)].isNumber)
    }
  }

  private static let parts: Set<String> = [
    "eyes", "eye", "implants", "implant", "teeth", "tooth", "lesions", "lesion", "knees", "knee", "hips",
    "hip",
    "ears", "ear", "breasts", "limbs", "limb", "legs", "feet", "hands", "joints", "shoulders", "kidneys",
    "grafts", "stents", "fractures", "wounds", "ulcers", "sites", "sides", "nodes", "tumours", "tumors",
    "nodules", "polyps", "embryos", "oocytes", "vessels", "segments", "quadrants", "restorations", "crowns",
    "fistulas", "nerves", "tendons", "plaques", "warts", "cysts", "aneurysms", "stones", "hernias", "hernia",
    "groins",
    "只", "枚", "颗", "眼", "牙", "处", "个", "侧", "膝", "髋", "肢", "根", "条", "块", "件", "份", "台",
  ]

  private static let happenings: Set<String> = [
    "episode", "visits", "visit", "cycles", "cycle", "samples", "sample", "procedures", "injections",
    "infusions", "transfusions", "admissions", "readmissions", "hospitalizations", "hospitalisations",
    "attacks", "exacerbations", "seizures", "falls", "bleeds", "relapses", "pregnancies", "deliveries",
    "operations", "sessions", "doses", "tests", "measurements", "questionnaires", "swabs",
    "cultures", "isolates", "specimens", "biopsies", "catheters", "lines", "devices", "centres", "centers",
    "sites", "clusters", "practices", "hospitals", "households", "villages", "schools", "calls", "messages",
    "次", "周期",
  ]
}
