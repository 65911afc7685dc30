// SPDX-License-Identifier: Apache-2.0

/// Paragraphs of our own making in which every figure is right, in the habits of many journals.
///
/// Braces mark figures that the rest of the paragraph decides: any change of a count, and any change of a percentage
/// by two units of its last digit or more, makes it impossible. A p-value is followed by the smallest and the largest
/// that a test gives, `{0.03~0.016-0.05}`; p-values and limits come from SciPy 1.17 (`chi2_contingency` with and without
/// correction and as likelihood ratio, `fisher_exact`, unpooled z, `beta.ppf`, `t.sf`) and R's formulas of Woolf and Katz.
enum SoundParagraphs {
  static let all: [(name: String, marked: String)] = [
    (
      "general medicine",
      """
      A total of {240} patients underwent randomization: {120} were assigned to receive lorimab and {120} to receive placebo. \
      At week 24, a response had occurred in {66} of {120} patients ({55.0}%) in the lorimab group and in {42} of {120} patients \
      ({35.0}%) in the placebo group (P={0.002~0.0014-0.003}). Serious adverse events were reported in 9 patients (7.5%) in the \
      lorimab group and in 12 (10.0%) in the placebo group.
      """
    ),
    (
      "raised dots",
      """
      Between Jan 12, 2019, and March 3, 2021, 422 participants were randomly assigned, 210 to early mobilisation and 212 to usual \
      care. Walking independence was reached by {138} ({65·7}%) of {210} participants in the early mobilisation group versus {109} \
      ({51·4}%) of {212} in the usual care group (p={0·003~0.0025-0.0041}; risk ratio {1·28}, 95% CI 1·09–1·50). {31} (14·8%) of 210 and \
      {28} ({13·2}%) of {212} participants, respectively, fell at least once.
      """
    ),
    (
      "P without zero",
      """
      Among 174 adults randomized, 88 received cognitive therapy and 86 received education. Remission occurred in {31} of {88} \
      ({35.2}%) in the cognitive therapy group vs {19} of {86} ({22.1}%) in the education group (P = {.06~.052-.081}). The mean age was \
      44.1 (SD, 12.3) years; {101} of {174} ({58.0}%) were women and {73} ({42.0}%) were men.
      """
    ),
    (
      "hematology abstract",
      """
      Eighty-nine pts were randomized to drug plus chemotherapy (arm A, n = 45) or chemotherapy alone (arm B, n = 44). \
      Complete remission was achieved in {48.9}% ({22}/{45}) in arm A and {25.0}% ({11}/{44}) in arm B (P={0.02~0.0158-0.035}). \
      The median age was 62 years (range 41-79) in arm A and 60 years (range 38-81) in arm B. Measurable residual disease \
      was negative in {14}/{22} ({63.6}%) and {5}/{11} ({45.5}%) of responders, respectively.
      """
    ),
    (
      "respectively",
      """
      We enrolled 301 patients, of whom 152 were allocated to the intervention group and 149 to the control group. Smoking cessation at \
      6 months was {37.5}% ({57}/{152}) and {25.5}% ({38}/{149}) in the intervention and control groups, respectively (p={0.025~0.0237-0.0345}). \
      Attrition was similar.
      """
    ),
    (
      "counts first",
      """
      Of {120} infants, {60} were randomised to caffeine and {60} to placebo. Extubation failed in 8 (13.3%) infants in the caffeine \
      group compared with 19 (31.7%) infants in the placebo group (P = {0.016~0.0137-0.029}; odds ratio {0.33}, 95% CI 0.13–0.83).
      """
    ),
    (
      "out of",
      """
      In this open-label trial, 325 women were randomly assigned to the letrozole group (n=164) or the clomiphene group (n=161). \
      Ovulation was seen in {84} out of {164} women ({51.2}%) with letrozole and {61} out of {161} women ({37.9}%) with clomiphene \
      (P={0.016~0.0146-0.0212}).
      """
    ),
    (
      "interval of a share",
      """
      Between May 2015 and April 2017, {105} patients were randomized to surgery (n = {52}) or radiotherapy (n = {53}). Local control at last \
      visit was recorded for {45} of {52} patients ({86.5}%; 95% CI, 74.2% to 94.4%) after surgery and {36} of {53} patients ({67.9}%) \
      after radiotherapy (P = {.02~.0194-.042}).
      """
    ),
    (
      "hazard ratio",
      """
      Progression-free survival was longer with the combination than with monotherapy (hazard ratio, 0.62; 95% CI, 0.43 to 0.90; \
      P={0.012~0.003-0.04}). For overall survival the hazard ratio was 0.84 (95% CI, 0.56 to 1.27; P={0.41~0.2-0.7}).
      """
    ),
    (
      "two hazard ratios",
      """
      After a median follow-up of 31 months, the primary endpoint was met (HR 0.71, 95% CI 0.54–0.93, p = {0.014~0.004-0.045}). In \
      patients with brain metastases the HR was 0.55 (95% CI 0.34–0.90, p = {0.017~0.004-0.05}).
      """
    ),
    (
      "risk ratio and difference",
      """
      Delirium developed in {12} of {150} patients ({8.0}%) in the melatonin group and in {27} of {151} patients ({17.9}%) in the placebo \
      group (relative risk, {0.45}; 95% CI, 0.24 to 0.85; P = {0.011~0.0097-0.0175}).
      """
    ),
    (
      "Chinese, full width",
      """
      将{79}例患者随机分为观察组（{40}例）和对照组（{39}例）。观察组有效率为{65.0}％（{26}／{40}），对照组为{43.6}％（{17}／{39}），差异无统计学意义\
      （P＝{0.056~0.05-0.093}）。观察组男{22}例（{55.0}％）、女{18}例（{45.0}％）。
      """
    ),
    (
      "Chinese, counts first",
      """
      2018年3月至2020年12月共纳入100例患者，随机分为试验组50例和对照组50例。试验组50例中{38}例（{76.0}%）完全缓解，对照组50例中{27}例（{54.0}%）完全缓解\
      （P={0.02~0.0177-0.0361}）。全组{100}例中男性{61}例（{61.0}%），女性{39}例（{39.0}%）。
      """
    ),
    (
      "percent by words",
      """
      Six hundred forty patients entered the trial; {318} were assigned to screening and {322} to usual care. By one year, {104} of {318} \
      ({32.7} percent) in the screening group and {76} of 322 (23.6 percent) in the usual care group had started treatment \
      (p={0.010~0.0100-0.0135}).
      """
    ),
    (
      "t and F",
      """
      Groups differed in pain at rest, t(58) = {2.48}, p = {.016~.0155-.0166}, but not in function, t(87) = {1.21}, p = {.23~.228-.231}. \
      The three dose levels differed as well, F(2, 87) = {4.12}, p = {.020~.019-.0201}.
      """
    ),
    (
      "chi-square",
      """
      Recurrence differed by stage (χ2 = {6.41}, df = 2, P = {0.041~0.0403-0.0408}) and by sex (χ2(1) = {4.55}, P = {0.033~0.0327-0.0331}).
      """
    ),
    (
      "pilot",
      """
      Sixty volunteers were randomised 1:1 to vitamin D (n={30}) or placebo (n={30}). Seroconversion was observed in {17}/{30} ({56.7}%) \
      vs {9}/{30} ({30.0}%), P={0.037~0.0304-0.0683}. Headache was noted in 4 (13.3%) and 3 (10.0%) volunteers, respectively.
      """
    ),
    (
      "deaths by cause",
      """
      By the data cut-off, {24} patients had died ({15} from progression, {6} from infection and {3} from other causes). In all, {71} of \
      {95} patients ({74.7}%) were alive.
      """
    ),
    (
      "responses by category",
      """
      Among 74 evaluable patients there were {31} responses: {12} complete responses and {19} partial responses. The overall \
      response rate was {41.9}% ({31}/{74}; 95% CI 30.5–53.9). Stable disease was seen in {25} of {74} patients ({33.8}%).
      """
    ),
    (
      "thin blanks and thousands",
      """
      We randomly assigned 12 400 participants, {6 180} to the vaccine group and {6 220} to the control group. Infection was confirmed in \
      {47} of 6 180 participants ({0.76}%) in the vaccine group and {93} of 6 220 ({1.50}%) in the control group.
      """
    ),
    (
      "commas in thousands",
      """
      Of 8,412 adults screened, 2,524 ({30.0}%) were eligible and 1,262 ({15.0}%) consented.
      """
    ),
    (
      "means of counts",
      """
      Patients were assigned to exercise (n = 40) or to stretching (n = 39). The mean number of falls, always a whole number, was 1.85 \
      (SD 0.92) in the exercise group and 2.44 (SD 1.10) in the stretching group.
      """
    ),
    (
      "ages and eligibility",
      """
      Methods: Adults aged 18 to 70 years were eligible. Results: Between June 2016 and May 2018, {120} were randomised to tablets ({60}) or \
      injections ({60}). The median age was 53 years (range 21–70). Cure was seen in {41} of {60} ({68.3}%) with tablets and {28} of {60} \
      ({46.7}%) with injections (P = {0.016~0.0138-0.0268}).
      """
    ),
    (
      "subgroup totals",
      """
      In total, {71} patients were randomised, {36} to arm X and {35} to arm Y. Relapse occurred in {13} ({37.1}%) of {35} patients in arm Y \
      and in {24} ({66.7}%) of {36} patients in arm X (P={0.013~0.009-0.0244}). Overall, {37} ({52.1}%) patients relapsed, including {24} \
      ({66.7}%) in arm X and {13} ({37.1}%) in arm Y.
      """
    ),
  ]

  /// A paragraph without its marks.
  static func text(_ marked: String) -> String { MarkedText(marked).text }
}

/// A paragraph with its marked figures taken apart.
struct MarkedText {
  struct Mark {
    /// Where the digits stand among `pieces`.
    let piece: Int
    let digits: String
    /// The p-values that tests give, for a p-value.
    let tests: ClosedRange<Double>?
  }

  /// The text, cut so that each figure is a piece of its own.
  private(set) var pieces: [String] = []
  private(set) var marks: [Mark] = []

  var text: String { pieces.joined() }

  init(_ marked: String) {
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "{"), let close = rest.firstIndex(of: "}") {
      pieces.append(String(rest[..<open]))
      let inner = rest[rest.index(after: open)..<close].split(separator: "~")
      let limits =
        inner.count > 1
        ? inner[1].split(separator: "-").compactMap { Double($0.hasPrefix(".") ? "0" + $0 : String($0)) } : []
      marks.append(
        Mark(
          piece: pieces.count,
          digits: String(inner[0]),
          tests: limits.count == 2 ? limits[0]...limits[1] : nil
        )
      )
      pieces.append(String(inner[0]))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append(String(rest))
  }

  /// The text with other digits at a mark.
  func replacing(_ mark: Mark, with digits: String) -> String {
    var pieces = pieces
    pieces[mark.piece] = digits
    return pieces.joined()
  }
}
