package org.exojvm.placement.cost;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exojvm.api.model.ModelCard;

/** How many bytes one weight takes, by the quantization label of the card. */
final class WeightFormat {

  private static final Pattern BITS = Pattern.compile("(\\d{1,2})bit");
  private static final int BITS_PER_BYTE = 8;

  /** Half precision, the format of models without a label. */
  private static final double HALF_PRECISION_BYTES = 2;

  /** Four bits and a shared exponent of eight bits for 32 weights. */
  private static final double MXFP4_BYTES = 4.25 / BITS_PER_BYTE;

  private WeightFormat() {}

  static double bytesPerWeight(ModelCard card) {
    Matcher bits = BITS.matcher(card.quantization());
    if (bits.find()) {
      return Math.max(1, Integer.parseInt(bits.group(1))) / (double) BITS_PER_BYTE;
    }
    return card.quantization().startsWith("MXFP4") ? MXFP4_BYTES : HALF_PRECISION_BYTES;
  }
}
