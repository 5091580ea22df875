package org.exojvm.node.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Function;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;

/** The query of a request, read as strictly as a body. */
final class Query {

  private final ApiRequest request;

  private Query(ApiRequest request) {
    this.request = request;
  }

  static Query of(ApiRequest request) {
    return new Query(request);
  }

  /** Returns a word. */
  Optional<String> word(String name) throws Problem {
    return request.parameter(name);
  }

  /** Returns an id that has to be there. */
  <T> T requiredId(String name, Function<String, T> make) throws Problem {
    Optional<String> value = request.parameter(name);
    if (value.isEmpty()) {
      throw Problem.badParameter(
          name, "The parameter '%s' is missing. Maybe add ?%s=...".formatted(name, name));
    }
    return make.apply(Words.id(name, value.get()));
  }

  /** Returns the ids of a parameter that may be there any number of times. */
  <T> ImmutableSet<T> ids(String name, Function<String, T> make) throws Problem {
    ImmutableList<String> values = request.query().get(name);
    ImmutableSet.Builder<T> ids = ImmutableSet.builder();
    for (String value : values) {
      ids.add(make.apply(Words.id(name, value)));
    }
    return ids.build();
  }

  /** Returns a whole number within bounds, or what is meant without it. */
  long number(String name, long least, long most, long absent) throws Problem {
    Optional<String> value = request.parameter(name);
    if (value.isEmpty()) {
      return absent;
    }
    try {
      long number = Long.parseLong(value.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of bounds is.
    }
    throw Problem.badParameter(
        name,
        "'%s' is '%s', and a whole number from %d to %d is needed. Maybe leave it out."
            .formatted(name, JsonBody.shown(value.get()), least, most));
  }
}
