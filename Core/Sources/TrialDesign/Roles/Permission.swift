// SPDX-License-Identifier: Apache-2.0

/// One thing that a person may do in a trial (`can:` of a role); what no role grants, nobody may do.
public enum Permission: String, CaseIterable, Hashable, Sendable {
  // Subjects
  /// Note a candidate in the screening log.
  case screen
  /// Record consent, its withdrawal, and consent to a new version.
  case consent
  /// Confirm by signature that a subject meets every criterion.
  case confirmEligibility = "confirm-eligibility"
  /// Ask for an allocation.
  case randomize
  /// Note that a subject was randomized in error; the allocation stays.
  case randomizedInError = "randomized-in-error"
  /// Break the blind of one subject.
  case unblind
  /// Note a departure from the protocol.
  case deviate

  // Treatment
  /// Decide doses, as proposed or otherwise; in a blinded trial only beside `read-arms`.
  case prescribe

  // Capture
  /// Fill in forms.
  case enter
  /// Change what was filled in, with a reason.
  case correct
  /// Attach a file to a form.
  case attach
  /// Ask a question about a value.
  case query
  /// Answer a question.
  case answer
  /// Close a question, or open it again.
  case closeQuery = "close-query"
  /// Confirm values against the source documents.
  case verify
  /// Sign forms.
  case sign
  /// Hold data still for a review, and let go again.
  case freeze
  /// Close data for good; opening them again needs a reason.
  case lock
  /// Cover what identifies a person, with a reason.
  case redact

  // Safety
  /// Report a serious event and what becomes known of it.
  case reportSerious = "report-serious"
  /// Note that a report went out to authorities or committees.
  case sendReport = "send-report"

  // The trial
  /// Give a person a role, or take it away.
  case grant
  /// Bring in data that were recorded elsewhere.
  case importData = "import"
  /// Name a data cut.
  case cut
  /// Put a new version of the protocol into force.
  case amend
  /// Reveal the sealed seed when allocation has ended.
  case reveal

  // Seeing
  /// See subjects' data.
  case read
  /// See the arm of single subjects.
  case readArms = "read-arms"
  /// See results by arm.
  case readResults = "read-results"
  /// See who did what and when, and acknowledge what others must hear of.
  case audit
}

/// Whose subjects a role reaches.
public enum SiteReach: String, CaseIterable, Sendable {
  /// Those of the sites that a person was given the role for.
  case own
  case all
}
