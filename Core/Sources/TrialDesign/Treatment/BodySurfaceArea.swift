// SPDX-License-Identifier: Apache-2.0

/// Body surface area.
public enum BodySurfaceArea {
  /// Published estimates from height and weight.
  ///
  /// They differ by up to 13 % in the heaviest, so that a dose always
  /// says which one it used.
  public enum Formula: String, CaseIterable, Sendable {
    /// Mosteller RD (1987). N Engl J Med 317:1098.
    case mosteller
    /// Du Bois D, Du Bois EF (1916). Arch Intern Med 17:863.
    case duBois = "du-bois"
    /// Haycock GB et al. (1978). J Pediatr 93:62.
    case haycock
    /// Gehan EA, George SL (1970). Cancer Chemother Rep 54:225.
    case gehanGeorge = "gehan-george"
    /// Boyd E (1935). The Growth of the Surface Area of the Human Body.
    case boyd
    /// Livingston EH, Lee S (2001). Am J Physiol Endocrinol Metab 281:E586. From weight alone, above 10 kg.
    case livingstonLee = "livingston-lee"
  }
}
