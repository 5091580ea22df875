package org.exojvm.core.election;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Masters that spoke up and whose log never came: they lie, or hear nobody. Each is left alone for
 * a while, twice as long every time, because a link that works in one direction looks the same and
 * heals.
 */
final class Distrust {

  /** Masters remembered; the oldest go first. */
  static final int MAX_SESSIONS = 64;

  /** Liveness cycles that the first distrust lasts. */
  static final int FIRST_CYCLES = 3;

  private static final int MAX_DOUBLINGS = 2;

  private final Map<SessionId, Integer> offences = new LinkedHashMap<>();
  private final Set<SessionId> present = new HashSet<>();

  /** Distrusts a session; returns for how many milliseconds. */
  long begin(SessionId session, long cycleMillis) {
    int before = offences.merge(session, 1, Integer::sum) - 1;
    if (offences.size() > MAX_SESSIONS) {
      offences.remove(offences.keySet().iterator().next());
    }
    present.add(session);
    return (cycleMillis * FIRST_CYCLES) << Math.min(before, MAX_DOUBLINGS);
  }

  void end() {
    present.clear();
  }

  boolean covers(SessionId session) {
    return present.contains(session);
  }
}
