package org.exojvm.core.codec.internal;

/**
 * The text of a double as the reference writes it: the shortest digits that read back as the same
 * number, plain with at least one fraction digit for 1e-5 &lt;= |x| &lt; 1e16, else with an
 * exponent such as {@code 1e16} or {@code 1.5e-7}.
 *
 * <p>The digits are those of {@link Double#toString(double)}, which are the shortest ones (R.
 * Giulietti, "The Schubfach way to render doubles"), except that it insists on two digits.
 */
final class DoubleText {

  private static final int PLAIN_FROM = -5;
  private static final int PLAIN_BELOW = 16;

  private DoubleText() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "JSON cannot express " + value + ". Maybe replace it where it is measured.");
    }
    String java = Double.toString(Math.abs(value));
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    int e = java.indexOf('E');
    double magnitude = Math.abs(value);
    if (e < 0) {
      return negative ? "-" + java : java;
    }
    int exponent = Integer.parseInt(java.substring(e + 1));
    String digits = digits(java.substring(0, e), magnitude, exponent);
    String text =
        exponent >= PLAIN_FROM && exponent < PLAIN_BELOW
            ? plain(digits, exponent)
            : scientific(digits, exponent);
    return negative ? "-" + text : text;
  }

  /** Returns the significant digits of a mantissa such as {@code 1.0} or {@code 1.25}. */
  private static String digits(String mantissa, double magnitude, int exponent) {
    String first = mantissa.substring(0, 1);
    String fraction = mantissa.substring(2);
    if (fraction.equals("0")) {
      return first;
    }
    if (fraction.length() == 1 && magnitude < Double.MIN_NORMAL) {
      String rounded = String.valueOf(Math.round(Double.parseDouble(mantissa)));
      if (Double.parseDouble(rounded + "E" + exponent) == magnitude) {
        return rounded;
      }
    }
    return first + fraction;
  }

  private static String plain(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    return digits.length() <= whole
        ? digits + "0".repeat(whole - digits.length()) + ".0"
        : digits.substring(0, whole) + "." + digits.substring(whole);
  }

  private static String scientific(String digits, int exponent) {
    if (digits.length() == 2 && digits.equals("10")) {
      return "1e" + (exponent + 1);
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + exponent;
  }
}
