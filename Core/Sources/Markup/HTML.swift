// SPDX-License-Identifier: Apache-2.0

/// The elements of our pages.
extension Node {
  public static var html: Tag { Tag("html") }
  public static var head: Tag { Tag("head") }
  public static var meta: Tag { Tag("meta") }
  public static var link: Tag { Tag("link") }
  public static var script: Tag { Tag("script") }
  public static var body: Tag { Tag("body") }

  public static var header: Tag { Tag("header") }
  public static var nav: Tag { Tag("nav") }
  public static var main: Tag { Tag("main") }
  public static var section: Tag { Tag("section") }
  public static var article: Tag { Tag("article") }
  public static var aside: Tag { Tag("aside") }
  public static var footer: Tag { Tag("footer") }
  public static var div: Tag { Tag("div") }

  public static var h1: Tag { Tag("h1") }
  public static var h2: Tag { Tag("h2") }
  public static var h3: Tag { Tag("h3") }
  public static var h4: Tag { Tag("h4") }
  public static var p: Tag { Tag("p") }
  public static var span: Tag { Tag("span") }
  public static var strong: Tag { Tag("strong") }
  public static var em: Tag { Tag("em") }
  public static var small: Tag { Tag("small") }
  public static var sup: Tag { Tag("sup") }
  public static var sub: Tag { Tag("sub") }
  public static var code: Tag { Tag("code") }
  public static var pre: Tag { Tag("pre") }
  public static var abbr: Tag { Tag("abbr") }
  public static var time: Tag { Tag("time") }
  public static var br: Node { .element("br", [], []) }
  public static var hr: Node { .element("hr", [], []) }

  public static var ul: Tag { Tag("ul") }
  public static var ol: Tag { Tag("ol") }
  public static var li: Tag { Tag("li") }
  public static var dl: Tag { Tag("dl") }
  public static var dt: Tag { Tag("dt") }
  public static var dd: Tag { Tag("dd") }

  public static var table: Tag { Tag("table") }
  public static var tableCaption: Tag { Tag("caption") }
  public static var colgroup: Tag { Tag("colgroup") }
  public static var col: Tag { Tag("col") }
  public static var thead: Tag { Tag("thead") }
  public static var tbody: Tag { Tag("tbody") }
  public static var tfoot: Tag { Tag("tfoot") }
  public static var tr: Tag { Tag("tr") }
  public static var th: Tag { Tag("th") }
  public static var td: Tag { Tag("td") }

  public static var figure: Tag { Tag("figure") }
  public static var figcaption: Tag { Tag("figcaption") }
  public static var details: Tag { Tag("details") }
  public static var summary: Tag { Tag("summary") }
  public static var dialog: Tag { Tag("dialog") }

  public static var form: Tag { Tag("form") }
  public static var fieldset: Tag { Tag("fieldset") }
  public static var legend: Tag { Tag("legend") }
  public static var label: Tag { Tag("label") }
  public static var input: Tag { Tag("input") }
  public static var select: Tag { Tag("select") }
  public static var option: Tag { Tag("option") }
  public static var textarea: Tag { Tag("textarea") }
  public static var button: Tag { Tag("button") }

  /// A link.
  ///
  /// - Parameters:
  ///   - children: What is shown.
  ///   - address: Where it leads.
  ///   - style: Class names; nil leaves the attribute out.
  /// - Returns: The element.
  public static func a(_ children: Node..., href address: String, class style: String? = nil) -> Node {
    Tag("a")(children, class: style, attributes: [("href", address)])
  }
}

extension Node {
  /// A whole page: the document type, then the root element.
  ///
  /// - Parameters:
  ///   - language: A BCP 47 tag, such as `en` or `zh-Hans`.
  ///   - head: What stands in the head, after the character set.
  ///   - body: What stands in the body.
  /// - Returns: The page as one node.
  public static func page(language: String, head: [Node], body: [Node]) -> Node {
    .fragment([
      // A document type is not an element; the string is a constant.
      .raw("<!doctype html>\n"),
      .html(
        .head([.meta(attributes: [("charset", "utf-8")])] + head),
        .body(body),
        attributes: [("lang", language)]
      ),
    ])
  }
}
