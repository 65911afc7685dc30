// SPDX-License-Identifier: Apache-2.0

import Markup
import TrialDesign

/// What a program has to know of the study to fill in its forms.
enum StudyJSON {
  static let shape = JSONShape.object([
    .init("id", .text(.any)), .init("title", .text(.any)), .init("version", .text(.any)),
    .init("protocol", .integer(1...Int(Int32.max)), "The version in force, counted from 1."),
    .init("hash", .text(.any), "SHA-256 of the protocol file."),
    .init("blinding", .text(.any)),
    .init("sites", .list(.object([.init("id", .text(.any)), .init("title", .text(.any))]))),
    .init("arms", .list(.object([.init("id", .text(.any)), .init("title", .text(.any))]))),
    .init("consentVersions", .list(.text(.any))),
    .init("roles", .list(.object([.init("id", .text(.any)), .init("can", .list(.text(.any)))]))),
    .init("forms", .list(.named("Form"))),
  ])

  static let formShape = JSONShape.object([
    .init("id", .text(.any)), .init("title", .text(.any)),
    .init("repeats", .choice(Form.Repeat.allCases.map(\.rawValue))),
    .init(
      "items",
      .list(
        .object([
          .init("id", .text(.any)), .init("title", .text(.any)),
          .init("type", .choice(Item.Kind.allCases.map(\.rawValue))),
          .init("unit", .nullable(.text(.any))), .init("required", .boolean),
          .init("codes", .list(.text(.any)), "The answers that are taken; empty for other types."),
        ])
      )
    ),
  ])

  static func json(_ view: View, in language: Language) -> JSONValue {
    let (study, version) = (view.study, view.state.versions.last)
    func pair(_ id: String, _ title: LocalizedText) -> JSONValue {
      ["id": .string(id), "title": .string(title.text(in: language))]
    }
    return [
      "id": .string(study.study.id), "title": .string(study.study.title.text(in: language)),
      "version": .string(study.study.version), "protocol": .integer(view.state.version),
      "hash": .string(version?.hash ?? ""), "blinding": .string(study.study.blinding.rawValue),
      "sites": .array(study.sites.map { pair($0.id, $0.title) }),
      "arms": .array(study.arms.map { pair($0.id, $0.title) }),
      "consentVersions": .array(study.consent.versions.map { .string($0.id) }),
      "roles": .array(
        study.roles.map { role in
          ["id": .string(role.id), "can": .array(role.can.map(\.rawValue).sorted().map { .string($0) })]
        }
      ),
      "forms": .array(study.forms.map { json($0, study, language) }),
    ]
  }

  private static func json(_ form: Form, _ study: StudyProtocol, _ language: Language) -> JSONValue {
    [
      "id": .string(form.id), "title": .string(form.title.text(in: language)),
      "repeats": .string(form.repeats.rawValue),
      "items": .array(
        form.items.map { item in
          [
            "id": .string(item.id), "title": .string(item.title.text(in: language)),
            "type": .string(item.kind.rawValue), "unit": .optional(item.unit.map { "\($0)" }),
            "required": .bool(item.isRequired),
            "codes": .array(item.categories.map { .string($0.code) }),
          ]
        }
      ),
    ]
  }
}
