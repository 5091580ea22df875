package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.util.Optional;
import org.exojvm.api.id.ModelId;

/** Names on disk. What comes from outside never leaves the directory it belongs to. */
public final class StoreNames {

  /** Longest path of a file within its model, in UTF-8 bytes. */
  public static final int MAX_PATH_BYTES = 1_024;

  /** Longest name of one file or directory, in UTF-8 bytes: the bound of most file systems. */
  public static final int MAX_NAME_BYTES = 255;

  /** Directory within a model where the store keeps its own files. */
  static final String OWN = ".exo";

  /** Longest name of a directory of a model before it is cut and told by its hash. */
  private static final int MAX_MODEL_CHARS = 160;

  private static final String FORBIDDEN = "\\:*?\"<>|";

  private StoreNames() {}

  /**
   * Returns why a path cannot be a file of a model, if so: it is empty, absolute or too long, or a
   * part of it is empty, {@code .} or {@code ..}, holds a character that some file system takes for
   * something else, or is the name of the store's own directory.
   */
  public static Optional<String> problemOf(String path) {
    if (path.getBytes(UTF_8).length > MAX_PATH_BYTES) {
      return refusal(path.substring(0, 60) + "...", "is longer than " + MAX_PATH_BYTES + " bytes");
    }
    for (String name : Splitter.on('/').split(path)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return refusal(path, "has the part \"" + name + "\"");
      }
      if (name.equalsIgnoreCase(OWN)) {
        return refusal(path, "has the part \"" + name + "\", which is the store's own");
      }
      if (name.getBytes(UTF_8).length > MAX_NAME_BYTES) {
        return refusal(path, "has a part of more than " + MAX_NAME_BYTES + " bytes");
      }
      if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0)) {
        return refusal(path, "holds a control character or one of " + FORBIDDEN);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(String path, String why) {
    return Optional.of(
        "The file name \"%s\" %s. Maybe the list of files is forged; ask who serves it."
            .formatted(printable(path), why));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Returns the name of the directory of a model: its id with {@code --} for a slash, and a percent
   * sign and two digits for every byte that is no letter, digit, point, dash or underscore. Two ids
   * never have the same name, but for the case of letters, and none begins with a point.
   */
  static String directoryOf(ModelId model) {
    StringBuilder name = new StringBuilder();
    byte[] id = model.value().getBytes(UTF_8);
    for (int i = 0; i < id.length; i++) {
      char c = (char) (id[i] & 0xff);
      boolean point = c == '.' && !name.isEmpty();
      boolean dash = c == '-' && (name.isEmpty() || name.charAt(name.length() - 1) != '-');
      if (c == '/' && dashFree(name)) {
        name.append("--");
      } else if (isPlain(c) || point || dash) {
        name.append(c);
      } else {
        name.append("%%%02X".formatted((int) c));
      }
    }
    if (name.length() <= MAX_MODEL_CHARS) {
      return name.toString();
    }
    return name.substring(0, MAX_MODEL_CHARS - 70) + "~" + Hashing.sha256().hashBytes(id);
  }

  private static boolean dashFree(StringBuilder name) {
    return !name.isEmpty() && name.charAt(name.length() - 1) != '-';
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
