// SPDX-License-Identifier: Apache-2.0

/// The words around designs by exact power; tests and trials are named in JSON by their cases.
enum ExactDesignMessage: String, MessageKey {
  case rateTitle, ratesTitle, rates, oneSided, twoSided, power
  case binomial
  case fisher
  case fisherByProbability = "fisher-by-probability"
  case fisherDoubled = "fisher-doubled"
  case boschloo
  case boschlooDoubled = "boschloo-doubled"
  case pooledZ = "pooled-z"
  case pearson
  case trial, experimental, control, rejects, exactPower, exactAlpha
  case smallest, lasting, both, given
  case saw, proved, tried, kept, notKept
  case none, mendNone, tooMany, mendTooMany

  var message: Message {
    switch self {
    case .rateTitle: Message("Exact design for one rate", "单组率的精确设计")
    case .ratesTitle: Message("Exact design for two rates", "两组率比较的精确设计")
    case .rates:
      Message(
        "Rates {0} (experimental) and {1} (control), equal under the null hypothesis; {2} experimental to {3} control.",
        "率：试验组 {0}，对照组 {1}，原假设下相等；试验组与对照组之比 {2} : {3}。"
      )
    case .oneSided: Message("{0}, one-sided alpha {1}.", "{0}，单侧 α {1}。")
    case .twoSided: Message("{0}, two-sided alpha {1}.", "{0}，双侧 α {1}。")
    case .power: Message("Power at least {0}.", "检验效能不低于 {0}。")
    case .binomial: Message("Exact binomial test", "精确二项检验")
    case .fisher: Message("Fisher's exact test", "Fisher 精确检验")
    case .fisherByProbability: Message("Fisher's exact test by probability", "Fisher 精确检验（按概率）")
    case .fisherDoubled: Message("Fisher's exact test, smaller tail doubled", "Fisher 精确检验（较小尾加倍）")
    case .boschloo: Message("Boschloo's test", "Boschloo 检验")
    case .boschlooDoubled: Message("Boschloo's test, smaller tail doubled", "Boschloo 检验（较小尾加倍）")
    case .pooledZ: Message("z test with pooled variance", "合并方差 z 检验")
    case .pearson: Message("Pearson's chi-square test", "Pearson 卡方检验")
    case .trial: Message("Trial", "试验")
    case .experimental: Message("Experimental", "试验组")
    case .control: Message("Control", "对照组")
    case .rejects: Message("Rejects with", "拒绝域")
    case .exactPower: Message("Exact power", "实际效能")
    case .exactAlpha: Message("Exact alpha", "实际 α")
    case .smallest: Message("Smallest with the power", "达到效能的最小例数")
    case .lasting: Message("Smallest from which on it lasts", "自此效能始终达到")
    case .both: Message("Smallest; from here on it lasts", "最小例数，自此始终达到")
    case .given: Message("As given", "给定")
    case .saw:
      Message(
        "The power of an exact test is a saw-tooth: between both sizes one subject more can mean less power.",
        "精确检验的效能随例数呈锯齿状：两个例数之间，多一例可能反而降低效能。"
      )
    case .proved:
      Message("That every larger trial has the power is proved.", "更大的例数均达到效能，已获证明。")
    case .tried:
      Message("That every larger trial has the power was tried up to {0} subjects.", "更大的例数均达到效能，已验证至 {0} 例。")
    case .kept: Message("Exact alpha is the largest over all common rates.", "实际 α 为所有共同率下的最大值。")
    case .notKept:
      Message(
        "Exact alpha is the largest over all common rates; this test does not promise to keep it.",
        "实际 α 为所有共同率下的最大值；此检验不保证控制 α。"
      )
    case .none:
      Message(
        "no trial of up to {0} subjects has the power from there on.",
        "不超过 {0} 例的试验均不能始终达到效能。"
      )
    case .mendNone:
      Message(
        "Allow more with --largest, or leave out --exact: large trials are planned well by the score test.",
        "请用 --largest 允许更多例数，或去掉 --exact：大样本可用得分检验设计。"
      )
    case .tooMany:
      Message("more than {0} subjects are needed; counting them out is not worth it.", "所需例数超过 {0}，不必逐一枚举。")
    case .mendTooMany:
      Message(
        "Leave out --exact: large trials are planned well by the score test.",
        "请去掉 --exact：大样本可用得分检验设计。"
      )
    }
  }
}
