package org.exojvm.core.id;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.placement.PlacementIds;

/**
 * Makes ids from a stem and a counter. Ids are unique when stems are; equal stems give equal ids,
 * which is what makes a replay decide alike. Not thread-safe; every owner has its own.
 */
public final class IdSequence {

  private static final int FIRST_PORT = 49152;
  private static final int LAST_PORT = 65535;
  private static final int PORT_OF_THE_API = 52415;

  private final String stem;
  private long next;

  /** Creates a sequence; the stem is a nonce, possibly followed by a scope. */
  public IdSequence(String stem) {
    this.stem = stem;
  }

  /** Returns the next id as text. */
  public String next() {
    return stem + "." + next++;
  }

  /** Returns a fresh event id. */
  public EventId nextEventId() {
    return EventId.of(next());
  }

  /** Returns a fresh task id. */
  public TaskId nextTaskId() {
    return TaskId.of(next());
  }

  /** Returns a fresh command id. */
  public CommandId nextCommandId() {
    return CommandId.of(next());
  }

  /** Returns ids and a port for a new instance. The port is derived from the id. */
  public PlacementIds nextPlacementIds() {
    String id = next();
    return new PlacementIds(InstanceId.of("i-" + id), "r-" + id + ".", portFor(id));
  }

  /**
   * Returns a port of the dynamic range 49152..65535, never the API's 52415; equal texts give equal
   * ports.
   */
  public static int portFor(String text) {
    int span = LAST_PORT - FIRST_PORT;
    int port = FIRST_PORT + Math.floorMod(text.hashCode() * 0x9E3779B9, span);
    return port >= PORT_OF_THE_API ? port + 1 : port;
  }
}
