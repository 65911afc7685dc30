// SPDX-License-Identifier: Apache-2.0

import Foundation
import Markup

/// A text to be audited, out of whatever file it stands in.
struct PaperFile {
  /// The file's name; nil for standard input.
  let name: String?
  /// The file as it is.
  let bytes: [UInt8]
  let text: String
  /// Whether the text was taken out of Markdown, a page, a PDF or a DOCX.
  let isExtracted: Bool

  /// The most bytes of a file and of the text in it.
  static let limit = 20_000_000

  /// Reads a file, or standard input for "-".
  init(_ path: String) throws(CommandFailure) {
    let isInput = path == "-"
    name = isInput ? nil : URL(fileURLWithPath: path).lastPathComponent
    bytes = try Self.bytes(of: path, isInput: isInput)
    let path = isInput ? "standard input" : path
    switch Kind(bytes, path) {
    case .plain:
      text = try PaperEncoding.text(bytes, of: path)
      isExtracted = false
    case .markdown:
      text = textOfMarkdown(try PaperEncoding.text(bytes, of: path))
      isExtracted = true
    case .html:
      text = textOfHTML(try PaperEncoding.text(bytes, of: path))
      isExtracted = true
    case .pdf:
      let file = try TextTool.pdftotext.output(for: bytes, of: path)
      text = try PaperEncoding.text(file, of: path)
      isExtracted = true
      guard text.contains(where: { $0.isLetter || $0.isNumber }) else { throw .paper(path, .noTextLayer) }
    case .docx:
      let xml = try PaperEncoding.text(TextTool.unzip.output(for: bytes, of: path), of: path)
      let notes = try TextTool.unzip.output(for: bytes, of: path, .notes)
      text =
        textOfWordDocument(xml)
        + (notes.isEmpty ? "" : "\n\n" + textOfWordDocument(try PaperEncoding.text(notes, of: path)))
      isExtracted = true
      guard !xml.isEmpty else { throw .paper(path, .notADocument) }
    case .unreadable(let what): throw .paper(path, .otherKind(what))
    }
  }

  private static func bytes(of path: String, isInput: Bool) throws(CommandFailure) -> [UInt8] {
    let handle = isInput ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let handle, let data = read(handle) else { throw .noFile(path) }
    guard data.count <= limit else { throw .paper(isInput ? "standard input" : path, .tooLarge) }
    return [UInt8](data)
  }

  /// At most one byte beyond the limit; nil where nothing can be read, as from a folder.
  private static func read(_ handle: FileHandle) -> Data? {
    var data = Data()
    do {
      while data.count <= limit, let piece = try handle.read(upToCount: min(1 << 20, limit + 1 - data.count)),
        !piece.isEmpty
      {
        data += piece
      }
    } catch {
      return nil
    }
    return data
  }

  /// What a file is, by its first bytes; by its name only where they leave it open.
  private enum Kind {
    case plain, markdown, html, pdf, docx
    case unreadable(String)

    init(_ bytes: [UInt8], _ path: String) {
      let head = bytes.prefix(1024)
      let start = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        .lowercased()
      let suffix = URL(fileURLWithPath: path).pathExtension.lowercased()
      if start.hasPrefix("%pdf-") {
        self = .pdf
      } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        self = .docx
      } else if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        self = .unreadable("an old Word document (.doc)")
      } else if start.hasPrefix("{\\rtf") {
        self = .unreadable("rich text (.rtf)")
      } else if start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
        || ["html", "htm", "xhtml"].contains(suffix)
      {
        self = .html
      } else {
        self = ["md", "markdown"].contains(suffix) ? .markdown : .plain
      }
    }
  }
}

/// Why a text could not be taken out of a file.
enum PaperFault: Hashable {
  case tooLarge
  case noEncoding
  case noTextLayer
  case notADocument
  case otherKind(String)
  /// A program that is not installed.
  case missing(TextTool)
  case failed(TextTool)
  case tookTooLong(TextTool)
}

extension PaperFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .tooLarge:
      "is larger than \(PaperFile.limit / 1_000_000) MB.\n  Give the abstract or the results alone."
    case .noEncoding:
      "is text in none of UTF-8, UTF-16 with its mark and GB18030, or no text at all.\n  Save it as UTF-8."
    case .noTextLayer:
      "has no text layer: its pages are pictures.\n  Recognize the text first, for example with ocrmypdf."
    case .notADocument: "is an archive without word/document.xml.\n  Give a DOCX file, or plain text."
    case .otherKind(let what): "is \(what), which is not read.\n  Save it as DOCX, HTML or plain text."
    case .missing(let tool):
      "needs the program \(tool.rawValue), which is not installed.\n  Install it (\(tool.source)), or give plain text."
    case .failed(let tool):
      "cannot be opened by \(tool.rawValue); it may be damaged or locked.\n  Give plain text."
    case .tookTooLong(let tool):
      "took \(tool.rawValue) longer than \(TextTool.seconds) seconds or gave too much text.\n  Give plain text."
    }
  }
}
