package org.exojvm.api.transport;

import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.NodeId;

/**
 * Makes transports of one kind. Found by {@link java.util.ServiceLoader}; the provider keeps no
 * state and has a public constructor without parameters.
 */
public interface TransportProvider {

  /**
   * Returns the name by which a host asks for this kind, such as {@code memory} or {@code libp2p}.
   */
  String name();

  /**
   * Returns what is wrong with one setting by itself, for people; empty when nothing is. Looks at
   * no file, so that a configuration can be checked where it was written.
   *
   * @param setting name of the setting
   * @param value its value, or one of several
   */
  default Optional<String> problemOf(String setting, String value) {
    return Optional.empty();
  }

  /**
   * Returns the settings of a node that has a directory of its own, in which the kind may keep what
   * it has to remember: those given, and defaults that name files there.
   *
   * @param directory path of the directory, which may not exist yet
   * @param given settings of the kind by name
   */
  default Map<String, String> settingsIn(String directory, Map<String, String> given) {
    return given;
  }

  /**
   * Returns the id under which a node with these settings is known. Where the id is proved by a key
   * it is the key's, and not the host's to choose; a host asks before it names its node.
   *
   * @param proposed the id that the host would choose
   * @param settings settings of the kind by name
   * @return {@code proposed}, unless the kind of transport decides
   * @throws IllegalArgumentException as {@link #create} does
   */
  default NodeId idOf(NodeId proposed, Map<String, String> settings) {
    return proposed;
  }

  /**
   * Returns a transport that is not started.
   *
   * @param self id of the node it will speak for, as {@link #idOf} returned it
   * @param settings settings of the kind by name
   * @throws IllegalArgumentException when a setting is unknown or malformed; names it and what is
   *     allowed
   */
  Transport create(NodeId self, Map<String, String> settings);
}
