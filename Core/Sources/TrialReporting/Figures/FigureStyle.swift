// SPDX-License-Identifier: Apache-2.0

/// The look of all figures: class names to colours, dashes and type.
///
/// Arms have colours of the Okabe–Ito family (Okabe & Ito 2008), which differ in lightness too, and a second
/// sign each: a dash, a marker and a direct label. Letters have a darker shade of their arm's colour than
/// marks, because reading needs a contrast of 7 : 1 and seeing a line only 3 : 1 (WCAG 2.2, 1.4.6 and
/// 1.4.11).
public enum FigureStyle {
  /// A colour by its role, for light and for dark pages.
  ///
  /// Print is the light one on white.
  struct Colour: Sendable {
    let name: String
    let light: String
    let dark: String
  }

  static let paper = Colour(name: "paper", light: "#ffffff", dark: "#12161c")
  static let ink = Colour(name: "ink", light: "#1a1f26", dark: "#e6e9ee")
  static let quiet = Colour(name: "quiet", light: "#4a515b", dark: "#aeb6c2")
  static let axis = Colour(name: "axis", light: "#79818c", dark: "#8a93a0")
  static let hairline = Colour(name: "hairline", light: "#dfe3e8", dark: "#2c333d")
  static let shade = Colour(name: "shade", light: "#f1f3f5", dark: "#1c222b")
  static let arms = [
    Colour(name: "arm-1", light: "#0072b2", dark: "#56b4e9"),
    Colour(name: "arm-2", light: "#d55e00", dark: "#ff9248"),
    Colour(name: "arm-3", light: "#009e73", dark: "#3fd0a4"),
    Colour(name: "arm-4", light: "#cc79a7", dark: "#f0a6cc"),
  ]
  static let armInks = [
    Colour(name: "arm-1-ink", light: "#005485", dark: "#7cc5f0"),
    Colour(name: "arm-2-ink", light: "#873b00", dark: "#ffa566"),
    Colour(name: "arm-3-ink", light: "#005c43", dark: "#5cdab3"),
    Colour(name: "arm-4-ink", light: "#8a2f62", dark: "#f3b5d5"),
  ]
  static let colours = [paper, ink, quiet, axis, hairline, shade] + arms + armInks

  /// How many arms can be told apart; further ones begin again with the first sign.
  static let armCount = 4

  /// The number in the class names of an arm, from 1.
  static func number(ofArm index: Int) -> Int { index % armCount + 1 }

  /// The style sheet for a page: colours are custom properties that follow the reader's preference.
  public static let css: String = {
    func properties(_ shade: (Colour) -> String) -> String {
      colours.map { "--figure-\($0.name):\(shade($0));" }.joined()
    }
    return """
      :root{\(properties(\.light))}
      @media (prefers-color-scheme: dark){:root{\(properties(\.dark))}}
      @media print{:root{\(properties(\.light))}}
      svg.figure{max-width:100%;height:auto}
      svg.figure.wide{min-width:640px}
      @media print{svg.figure.wide{min-width:0}}
      \(rules { "var(--figure-\($0.name))" })

      """
  }()

  /// The style sheet inside a file that stands alone; colours are spelled out, because few drawing programs
  /// know custom properties.
  static let standaloneCSS: String = """
    \(rules(\.light))
    @media screen and (prefers-color-scheme: dark){
    \(rules(\.dark))
    }

    """

  private static func rules(_ colour: (Colour) -> String) -> String {
    let family = """
      system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Noto Sans CJK SC",sans-serif
      """
    var rules = [
      ".figure text{font-family:\(family);font-variant-numeric:tabular-nums;fill:\(colour(ink))}",
      ".figure .paper{fill:\(colour(paper))}",
    ]
    for style in TextStyle.all {
      let weight = style.isBold ? ";font-weight:600" : ""
      rules.append(".figure .\(style.name){font-size:\(Int(style.size))px\(weight)}")
    }
    rules += [
      ".figure .note,.figure .tick{fill:\(colour(quiet))}",
      ".figure .halo{paint-order:stroke;stroke:\(colour(paper));stroke-width:4px;stroke-linejoin:round}",
      ".figure .axis{stroke:\(colour(axis));fill:none}",
      ".figure .grid{stroke:\(colour(hairline));fill:none}",
      ".figure .leader{stroke:\(colour(axis));stroke-width:.75;fill:none}",
      ".figure .shade{fill:\(colour(shade))}",
      ".figure .quiet{fill:\(colour(quiet))}",
      ".figure .touch{fill:none;pointer-events:all}",
      ".figure .edge{stroke:\(colour(hairline))}",
      ".figure .reference{stroke:\(colour(ink));fill:none}",
      ".figure .overall{stroke:\(colour(quiet));stroke-dasharray:4 3;fill:none}",
      ".figure .estimate{fill:\(colour(ink))}",
      ".figure .interval{stroke:\(colour(ink));stroke-width:1.5;fill:none}",
      ".figure .arrow{fill:\(colour(axis))}",
      ".figure .box{fill:\(colour(paper));stroke:\(colour(axis))}",
      ".figure [data-cell]{cursor:pointer}",
      ".figure [data-cell]:hover .box,.figure [data-cell]:focus .box{stroke:\(colour(ink));stroke-width:2}",
      ".figure .hatch-0{stroke:\(colour(axis));stroke-width:1.5}",
      ".figure .range-0{stroke:\(colour(axis));stroke-width:.75}",
      ".figure .plan{stroke:\(colour(quiet));stroke-width:1.5;fill:none}",
      ".figure .projection{stroke:\(colour(arms[0]));stroke-width:1.5;stroke-dasharray:6 4;fill:none}",
      ".figure .event{fill:\(colour(ink));stroke:\(colour(paper))}",
      ".figure .cross{stroke:\(colour(ink));stroke-width:2;fill:none}",
    ]
    let dashes = ["", ";stroke-dasharray:6 3", ";stroke-dasharray:2 3", ";stroke-dasharray:9 3 2 3"]
    for (index, dash) in dashes.enumerated() {
      let number = index + 1
      let mark = colour(arms[index])
      rules += [
        ".figure .line-\(number){stroke:\(mark);stroke-width:2;fill:none\(dash)}",
        ".figure .censored-\(number){stroke:\(mark);stroke-width:1.25;fill:none}",
        ".figure .band-\(number){fill:\(mark);fill-opacity:.13}",
        ".figure .mark-\(number){fill:\(mark)}",
        ".figure .pale-\(number){fill:\(mark);fill-opacity:.4}",
        ".figure .faint-\(number){fill:\(mark);fill-opacity:.26}",
        ".figure .hollow-\(number){fill:\(colour(paper));stroke:\(mark);stroke-width:2}",
        ".figure .median-\(number){stroke:\(mark);stroke-width:1;fill:none\(dash)}",
        ".figure .hatch-\(number){stroke:\(mark);stroke-width:1;stroke-opacity:.5}",
        ".figure .bar-\(number){stroke:\(mark);stroke-width:2;fill:none}",
        ".figure .range-\(number){stroke:\(mark);stroke-width:.75;stroke-opacity:.6}",
        ".figure .ink-\(number){fill:\(colour(armInks[index]))}",
      ]
    }
    return rules.joined(separator: "\n")
  }
}
