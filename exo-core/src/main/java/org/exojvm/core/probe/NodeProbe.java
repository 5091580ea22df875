package org.exojvm.core.probe;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.exojvm.core.info.GatheredInfo;

/**
 * Measures the machine of a node.
 *
 * <p>Contract: called on a thread of its own, one call at a time, about once a second and whenever
 * a runner has taken or given back memory. May block: a heartbeat goes out without it. What it
 * throws is counted, and it is asked again a second later. Not called after the node is closed; a
 * call that is under way then is interrupted.
 */
@FunctionalInterface
public interface NodeProbe {

  /**
   * Returns what the machine is like now: memory at least, without which nothing is placed on it;
   * what did not change may be left out or repeated.
   */
  ImmutableList<GatheredInfo> measure() throws Exception;

  /**
   * Returns the best probe there is: {@link OshiProbe} where OSHI is on the path, which knows the
   * machine, its processor and what is behind an interface; elsewhere one that needs nothing beyond
   * the JDK and tells memory, the disk of a directory, interfaces with IPv4 addresses, host name
   * and operating system.
   *
   * @param models directory on the volume whose space counts
   */
  static NodeProbe ofThisMachine(Path models) {
    return isOshiPresent() ? new OshiProbe(models) : ofTheJdk(models);
  }

  /**
   * Returns the probe that needs nothing beyond the JDK.
   *
   * @param models directory on the volume whose space counts
   */
  static NodeProbe ofTheJdk(Path models) {
    return new JdkProbe(models);
  }

  private static boolean isOshiPresent() {
    try {
      Class.forName("oshi.SystemInfo", false, NodeProbe.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }
}
