// SPDX-License-Identifier: Apache-2.0

/// Words of which one subject, or one event, has exactly one: risks, depths, parities.
struct KindFamily {
  /// The words of each kind.
  let kinds: [Set<String>]
  /// Whether everybody is of one of two kinds.
  let isBinary: Bool
  /// Whether subjects are of the kinds, and not what befalls them, which may befall one of them twice.
  let isOfSubjects: Bool
  /// How many of the kinds must be told for the words to be kinds of one thing.
  let least: Int
  /// Whether the last kind is the one of all who are of no other.
  let isWhole: Bool

  private init(
    _ kinds: [String],
    isOfSubjects: Bool = true,
    isBinary: Bool = false,
    isWhole: Bool = false,
    least: Int = 2
  ) {
    self.least = least
    self.isWhole = isWhole
    self.kinds = kinds.map { Set($0.split(separator: " ").map(String.init)) }
    self.isBinary = isBinary
    self.isOfSubjects = isOfSubjects
  }

  /// Families by what they sort.
  static let all: [KindFamily] = [
    KindFamily(["痊愈 治愈 临床控制", "显效", "有效 好转", "无效"], isWhole: true),
    KindFamily(["complete", "partial", "absent none"], least: 3),
    KindFamily(["favorable favourable", "intermediate", "adverse unfavorable unfavourable poor"]),
    KindFamily(
      [
        "nulliparous nulliparas nullipara 初产 初产妇", "parous multiparous multiparas 经产 经产妇",
      ],
      isBinary: true
    ),
    KindFamily(["men males male boys 男 男性 男性患者", "women females female girls 女 女性 女性患者"], isBinary: true),
    KindFamily(["urban 城市", "rural 农村"], isBinary: true),
    KindFamily(["singleton singletons 单胎", "twin twins 双胎", "triplet triplets"]),
    KindFamily(["married 已婚", "unmarried single 未婚", "divorced 离异", "widowed 丧偶"]),
    KindFamily(["never nonsmokers", "former ex-smokers", "current"]),
    KindFamily(["低危", "中危", "高危"]),
    KindFamily(["premenopausal 绝经前", "postmenopausal 绝经后", "perimenopausal"]),
    KindFamily(["elective planned scheduled 择期", "emergency urgent unplanned 急诊"]),
    KindFamily(["deep 深部", "superficial incisional 浅表 浅层", "organ-space"], isOfSubjects: false),
    KindFamily(["mild 轻度", "moderate 中度", "severe 重度", "life-threatening"], isOfSubjects: false),
    KindFamily(["ischemic ischaemic 缺血性", "hemorrhagic haemorrhagic 出血性"], isOfSubjects: false),
    KindFamily(["fatal 致死性", "nonfatal non-fatal 非致死性"], isOfSubjects: false),
    KindFamily(["minor", "major"], isOfSubjects: false),
    KindFamily(["definite", "probable", "possible"], isOfSubjects: false),
    KindFamily(["benign 良性", "malignant 恶性"], isOfSubjects: false),
    KindFamily(["unilateral 单侧", "bilateral 双侧"], isOfSubjects: false),
  ]

  /// The first word, or sign, of each kind, with its family and its rank there.
  private static let byStart: [String: [(family: Int, kind: Int, word: String)]] = {
    var found: [String: [(family: Int, kind: Int, word: String)]] = [:]
    for (family, value) in all.enumerated() {
      for (kind, words) in value.kinds.enumerated() {
        for word in words {
          found[word, default: []].append((family, kind, word))
          if let sign = word.unicodeScalars.first, Scalar.isIdeograph(sign.value), word.count > 1 {
            found[String(sign), default: []].append((family, kind, word))
          }
        }
      }
    }
    return found.mapValues { $0.sorted { $0.word.count > $1.word.count } }
  }()

  /// The kind that is named at a place, and the place behind it.
  static func kind(at place: Int, _ look: PhraseLook) -> (family: Int, kind: Int, end: Int)? {
    guard look.isWord(place), let known = byStart[look.document.word(place)] else { return nil }
    // "Adverse events in 12" are of no risk.
    guard ![.event, .endpoint].contains(look.sense(place + 1)),
      !look.document.isWord(place + 1, in: ["reactions", "reaction", "effects", "effect", "率"]),
      // 总有效85例 adds others up.
      !look.document.isWord(place - 1, in: ["总"])
    else { return nil }
    for (family, kind, word) in known {
      var end = place
      var text = ""
      while text.utf8.count < word.utf8.count, end < place + 4, look.isWord(end) {
        text += look.document.word(end)
        end += 1
      }
      if text == word { return (family, kind, end) }
    }
    return nil
  }
}
