// SPDX-License-Identifier: Apache-2.0

import TrialDesign

/// Derives the response of each subject, over time, as far as it is on file at the cut.
///
/// - Parameters:
///   - courses: One for each subject.
///   - scheme: The criteria and the parameters of response over time.
///   - cut: Last day whose facts count, in the time of the courses; nil for all.
/// - Returns: One for each course, in the same order.
public func responses(
  of courses: [SubjectCourse],
  by scheme: ResponseScheme,
  at cut: Int32?
) -> [SubjectResponse] {
  []
}
