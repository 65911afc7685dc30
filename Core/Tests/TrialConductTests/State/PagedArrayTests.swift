// SPDX-License-Identifier: Apache-2.0

import Testing
import TrialConduct

@Suite struct PagedArrayTests {
  @Test("a list in pages is the list it stands for, whatever is changed in it or in its copies")
  func asAList() {
    var (pages, plain): (PagedArray<Int>, [Int]) = (PagedArray(), [])
    var copies: [(PagedArray<Int>, [Int])] = []
    for step in 0..<500 {
      pages.append(step)
      plain.append(step)
      if step.isMultiple(of: 7) {
        pages[step / 2] += 1000
        plain[step / 2] += 1000
      }
      if step.isMultiple(of: 50) { copies.append((pages, plain)) }
      #expect(pages.count == plain.count && pages.last == plain.last)
    }
    #expect(Array(pages) == plain)
    for (copy, then) in copies { #expect(Array(copy) == then) }
    #expect(pages.indices == plain.indices && pages.lastIndex(of: 499) == plain.lastIndex(of: 499))
  }
}
