package org.exojvm.api.engine;

import java.util.Map;

/**
 * Makes engines of one kind. Found by {@link java.util.ServiceLoader}; the provider keeps no state
 * and has a public constructor without parameters.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li><b>Threads.</b> Called once while a node is put together, by the thread that does so. May
 *       block for as long as it takes to look for a library or a driver, and no longer.
 *   <li><b>Models.</b> A runner is started once the files of its model lie in a directory of {@code
 *       models}; the engine reads them and leaves them as they are. Fetching and deleting them is
 *       the host's.
 *   <li><b>Lifecycle.</b> The engine has no end of its own: what it needs lives with its runners,
 *       which the node closes.
 * </ul>
 */
public interface RunnerEngineProvider {

  /** Returns the name by which a host asks for this kind, such as {@code mlx}. */
  String name();

  /**
   * Returns an engine.
   *
   * @param models path of the directory where the models lie, one directory each
   * @param settings settings of the kind by name
   * @throws IllegalArgumentException when a setting is unknown or malformed; names it and what is
   *     allowed
   * @throws IllegalStateException when this machine has not what the engine needs; says how to get
   *     it
   */
  RunnerEngine create(String models, Map<String, String> settings);
}
