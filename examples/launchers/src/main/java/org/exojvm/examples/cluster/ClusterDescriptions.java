package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.state.State;

/**
 * Finds cluster descriptions: bundled ones by name, others by file. A file is the wire form of
 * State; its topology and per-node parts are used, whatever else it holds is not.
 */
public final class ClusterDescriptions {

  /** Four Mac Studios with 512 GB each, all to all by Thunderbolt 5 (RDMA) and Ethernet. */
  public static final String MAC_STUDIO_4 = "mac-studio-4";

  /** This machine as measured, divided into three nodes. */
  public static final String LOCAL = "local";

  /**
   * Two Mac Studios and a laptop by Thunderbolt 5 (RDMA between some), a laptop by Wi-Fi, a Mac
   * mini.
   */
  public static final String MIXED_LAB = "mixed-lab";

  /** Names of the bundled descriptions. */
  public static final ImmutableList<String> BUNDLED =
      ImmutableList.of(MAC_STUDIO_4, MIXED_LAB, LOCAL);

  /** Largest file read, in bytes; a description has about three kilobytes per node. */
  public static final long MAX_FILE_BYTES = 4 << 20;

  private ClusterDescriptions() {}

  /**
   * Returns the cluster of a bundled name or a file.
   *
   * @throws ClusterDescriptionException when there is none, or it cannot be used
   */
  public static ClusterDescription load(String nameOrFile) throws ClusterDescriptionException {
    return ClusterDescription.of(nameOrFile, state(nameOrFile));
  }

  /**
   * Returns the cluster of a bundled name or a file as it has reported itself so far: nodes whose
   * memory is not known are there, too. The State of a running cluster can be read so.
   *
   * @throws ClusterDescriptionException when there is none, or it cannot be used
   */
  public static ClusterDescription loadAsReported(String nameOrFile)
      throws ClusterDescriptionException {
    return ClusterDescription.asReported(nameOrFile, state(nameOrFile));
  }

  private static State state(String nameOrFile) throws ClusterDescriptionException {
    return switch (nameOrFile) {
      case MAC_STUDIO_4, MIXED_LAB -> decode(nameOrFile, resource(nameOrFile + ".json"));
      case LOCAL -> LocalCluster.divide(LocalMachineProbe.measure());
      default -> decode(nameOrFile, file(nameOrFile));
    };
  }

  private static byte[] resource(String name) throws ClusterDescriptionException {
    try (InputStream resource = ClusterDescriptions.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(resource, name).readAllBytes();
    } catch (IOException e) {
      throw unreadable(name, e.toString());
    }
  }

  private static byte[] file(String name) throws ClusterDescriptionException {
    try {
      Path file = Path.of(name);
      if (Files.notExists(file)) {
        throw unreadable(name, "there is no bundled cluster of this name and no such file");
      }
      if (!Files.isRegularFile(file)) {
        throw unreadable(name, "it is not a file");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw unreadable(
            name, "it has " + Files.size(file) + " bytes, more than " + MAX_FILE_BYTES);
      }
      return Files.readAllBytes(file);
    } catch (IOException | InvalidPathException e) {
      throw unreadable(name, e.toString());
    }
  }

  private static ClusterDescriptionException unreadable(String name, String why) {
    return new ClusterDescriptionException(
        "The cluster \""
            + name
            + "\" cannot be read: "
            + why
            + ". Maybe use one of "
            + String.join(", ", BUNDLED)
            + ", or the path of a JSON file.");
  }

  private static State decode(String name, byte[] json) throws ClusterDescriptionException {
    try {
      return ExoJson.wire().decode(WireTypes.STATE, json);
    } catch (MalformedMessageException e) {
      throw new ClusterDescriptionException(
          "The cluster \""
              + name
              + "\" is not a cluster description: "
              + e.getMessage()
              + " See docs/clusters.md for the form.");
    }
  }
}
