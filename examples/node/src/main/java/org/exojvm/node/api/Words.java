package org.exojvm.node.api;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.api.instance.Sharding;
import org.exojvm.node.http.Problem;

/** What single words of a request mean, wherever they stand. */
final class Words {

  /** Most characters of an id that a client names. The master takes no longer ones. */
  static final int MAX_ID_CHARS = 256;

  private static final CharMatcher CONTROL = CharMatcher.javaIsoControl();

  private Words() {}

  /** Returns a text that UTF-8 can carry. */
  static String text(String name, String value) throws Problem {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw Problem.badParameter(
          name, "'%s' holds half of a surrogate pair. Maybe send valid Unicode.".formatted(name));
    }
    return value;
  }

  /** Returns an id as a client may name one: it also has its place in paths and in logs. */
  static String id(String name, String value) throws Problem {
    String id = text(name, value);
    if (id.isEmpty() || id.length() > MAX_ID_CHARS || CONTROL.matchesAnyOf(id)) {
      throw Problem.badParameter(
          name,
          "'%s' is an id of %d characters; 1 to %d printable ones are needed. Maybe use letters and digits."
              .formatted(name, id.length(), MAX_ID_CHARS));
    }
    if (id.equals(".") || id.equals("..")) {
      throw Problem.badParameter(
          name,
          "'%s' is '%s', which is no name. Maybe use letters and digits.".formatted(name, id));
    }
    return id;
  }

  static Sharding sharding(String value) throws Problem {
    return word("sharding", value, Sharding.values(), Sharding::wireName);
  }

  static InstanceMeta instanceMeta(String value) throws Problem {
    return word("instance_meta", value, InstanceMeta.values(), InstanceMeta::wireName);
  }

  static RequiredNodePolicy requiredNodePolicy(String value) throws Problem {
    return word(
        "required_node_policy", value, RequiredNodePolicy.values(), RequiredNodePolicy::wireName);
  }

  static PlacementPreference preference(String value) throws Problem {
    return word("preference", value, PlacementPreference.values(), PlacementPreference::wireName);
  }

  private static <E> E word(String name, String value, E[] known, Function<E, String> nameOf)
      throws Problem {
    for (E one : known) {
      if (nameOf.apply(one).equals(value)) {
        return one;
      }
    }
    throw Problem.badParameter(
        name,
        "'%s' is '%s', which is not known. Maybe use one of %s."
            .formatted(
                name,
                JsonBody.shown(value),
                Arrays.stream(known).map(nameOf).collect(ImmutableList.toImmutableList())));
  }

  /** Returns a text from outside with what is not printable, or no Unicode, made visible. */
  static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF)) {
                visible.append("\\u%04x".formatted(c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }
}
