// SPDX-License-Identifier: Apache-2.0
import Markup
import Testing

@Suite("Node") struct NodeTests {
  @Test("escapes text and attributes, and nothing that is raw")
  func escapes() {
    let node: Node = .p(
      .text("a < b & \"c\" > 中"),
      .raw("<b>&amp;</b>"),
      attributes: [("title", "\"5 > 4\" & <")]
    )
    #expect(
      node.rendered()
        == "<p title=\"&quot;5 &gt; 4&quot; &amp; &lt;\">a &lt; b &amp; \"c\" &gt; 中<b>&amp;</b></p>"
    )
  }

  @Test("keeps the order of attributes, with id and class first")
  func attributeOrder() {
    let node: Node = .td("1", class: "number", id: "n1", attributes: [("z", "1"), ("a", "2")])
    #expect(node.rendered() == "<td id=\"n1\" class=\"number\" z=\"1\" a=\"2\">1</td>")
  }

  @Test(
    "closes only what HTML parsers close",
    arguments: [
      (Node.br, "<br/>"), (.hr, "<hr/>"), (.div(), "<div></div>"), (.script(), "<script></script>"),
      (.rect(x: 0, y: 1, width: 2, height: 3), "<rect x=\"0\" y=\"1\" width=\"2\" height=\"3\"/>"),
      (.g(), "<g></g>"), (.nothing, ""),
    ]
  )
  func emptyElements(node: Node, expected: String) {
    #expect(node.rendered() == expected)
  }

  @Test("takes children one by one and as a list")
  func children() {
    let cells: [Node] = [.td("a"), .td("b")]
    #expect(Node.tr(cells).rendered() == Node.tr(.td("a"), .td("b")).rendered())
    #expect(Node.tr(.td("a"), .fragment([.nothing, .td("b")])).rendered() == Node.tr(cells).rendered())
  }

  @Test("puts one element on a line, and never a blank into text")
  func lines() {
    let node: Node = .div(.p("a ", .strong("b")), .ul(.li("c"), .li()), class: "x")
    let expected = """
      <div class="x">
        <p>a <strong>b</strong></p>
        <ul>
          <li>c</li>
          <li></li>
        </ul>
      </div>

      """
    #expect(node.rendered(.lines) == expected)
  }

  @Test("begins a page with its document type")
  func page() {
    let page = Node.page(language: "zh-Hans", head: [.title("试验")], body: [.main("x")])
    #expect(
      page.rendered() == """
        <!doctype html>
        <html lang="zh-Hans"><head><meta charset="utf-8"/><title>试验</title></head>\
        <body><main>x</main></body></html>
        """
    )
  }
}
