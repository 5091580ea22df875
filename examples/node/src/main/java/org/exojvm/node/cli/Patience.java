package org.exojvm.node.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long to wait. */
final class Patience {

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Give up waiting after this time, such as 90s or 10m (default: never).")
  @Nullable Duration timeout;

  /** Returns the moment to give up, of {@link System#nanoTime}. */
  Deadline deadline() {
    return timeout == null ? Deadline.NEVER : Deadline.in(timeout);
  }

  /** Reads {@code 90}, {@code 90s}, {@code 10m} and {@code 1h}. */
  static final class TimeConverter implements ITypeConverter<Duration> {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|)");

    @Override
    public Duration convert(String text) {
      Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
      if (!time.matches()) {
        throw new TypeConversionException(
            "\"%s\" is not a time. Maybe write 90s, 10m or 1h".formatted(text));
      }
      long number = Long.parseLong(time.group(1));
      return switch (time.group(2)) {
        case "h" -> Duration.ofHours(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofSeconds(number);
      };
    }
  }
}
