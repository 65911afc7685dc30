// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@Suite struct HTMLTextTests {
  @Test(
    "tags are out, references are signs, blocks are lines",
    arguments: [
      ("<p>One <b>two</b></p>\n<p>three", "One two\nthree"),
      ("5 &lt; 6 &amp;amp; P&nbsp;&ge;&#160;0&#x2E;05", "5 < 6 &amp; P\u{A0}≥\u{A0}0.05"),
      ("P < 0.05, n<10, a<b>c</b>", "P < 0.05, n<10, ac"),
      ("<tr><td>a<td>b</tr><tr><td></td><td>d</td></tr>", "a\tb\n\td\n"),
      ("x<br>y<br/>z", "x\ny\nz"),
      ("10<sup>9</sup>/L, χ<sup>2</sup>, note<sup>a</sup>", "10⁹/L, χ², notea"),
      ("<pre>a  b\n c</pre>d   \n e", "a  b\n c\nd e"),
      ("<!-- 1 > 0 --><!doctype html><?xml x?><title>T</title>y", "T\ny"),
      ("<script>if (a<b) {'</p>'}</script>x<style>p{}</SCRIPT></style>y", "xy"),
      ("<a title='>' href=\"<p>\">x</a>", "x"),
      ("&unknown; &#0; &#xFFFFFFFF; & &;", "&unknown; &#0; &#xFFFFFFFF; & &;"),
      ("<![CDATA[1<2]]>", "1<2"), ("<![CDATA[", ""), ("<!--", ""), ("<", "<"), ("</", "</"), ("<p", ""),
    ]
  )
  func text(page: String, expected: String) {
    let text = textOfHTML(page)
    #expect(text == expected || text == expected + "\n", "\(text.debugDescription)")
  }

  @Test(
    "hostile pages take time that grows with their length",
    arguments: ["<", "<script>", "<!--", "<a '", "&", "<sup>"]
  )
  func linear(piece: String) {
    // A second for each of these would be a minute if the work grew with the square.
    #expect(textOfHTML(String(repeating: piece, count: 200_000)).utf8.count <= 200_000 * piece.utf8.count)
  }

  @Test(
    "Markdown loses its signs of emphasis and links, and nothing else",
    arguments: [
      ("Of **55**, *P* = `0.11` and __30 %__", "Of 55, P = 0.11 and 30 %"),
      ("3 * 4, snake_case, \\*a\\*", "3 * 4, snake_case, *a*"),
      ("[words](https://a.example/10.1) ![x](y.png) [95% CI](0.5) [1]", "words x [95% CI](0.5) [1]"),
      ("# Results\n| a | **b** |\n", "# Results\n| a | b |\n"), ("[", "["), ("![", "!["), ("*", "*"),
    ]
  )
  func markdown(text: String, expected: String) {
    #expect(textOfMarkdown(text) == expected)
  }

  @Test("a document of a word processor gives its paragraphs, cells and raised digits, and no deleted text")
  func word() {
    let xml = """
      <?xml version="1.0"?><w:document><w:body>
      <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>A &amp; B</w:t></w:r>
      <w:r><w:tab/><w:t xml:space="preserve"> 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9</w:t></w:r>
      <w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      </w:body></w:document>
      """
    #expect(textOfWordDocument(xml) == "A & B\t 10⁹7\na \tb \n")
  }
}
