package org.exojvm.mlx.sidechannel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.exojvm.mlx.group.JacclTopology;

/**
 * What upstream's side channel does on the wire (MLX 0.31.2 and 0.32.1), without its data path:
 * rank 0 listens and accepts, the others dial and say their rank; all-gather sends n bytes up and
 * the bytes of all ranks down, without any framing. It waits without limits, as upstream does.
 */
final class JacclModel implements AutoCloseable {

  private final int rank;
  private final int size;
  private final List<ByteStream> others = new ArrayList<>();
  private final List<byte[]> gathered = new ArrayList<>();
  private final AutoCloseable socket;

  private JacclModel(int rank, int size, AutoCloseable socket) {
    this.rank = rank;
    this.size = size;
    this.socket = socket;
  }

  /** Rank 0 listens, and has accepted nobody yet. */
  static JacclModel listen(String coordinator, int size) throws IOException {
    // Upstream lets nobody wait; 1 is the least that Java knows.
    return new JacclModel(0, size, new ServerSocket(port(coordinator), 1, Loopback.address()));
  }

  /** Another rank dials. */
  static JacclModel dial(String coordinator, int rank, int size) throws IOException {
    Socket socket = new Socket();
    socket.connect(Loopback.at(port(coordinator)));
    JacclModel model = new JacclModel(rank, size, socket);
    model.others.add(new SocketStream(socket));
    model.others.getFirst().write(Int32.encode(rank));
    return model;
  }

  private static int port(String coordinator) {
    return Integer.parseInt(coordinator.substring(coordinator.indexOf(':') + 1));
  }

  /** Forms a group: exchanges the lists of a mesh, or of a ring with so many wires. */
  List<byte[]> form(JacclTopology topology, int wires) throws IOException {
    if (rank == 0) {
      accept();
    }
    int lists = topology == JacclTopology.MESH ? 1 : 2;
    for (int list = 0; list < lists; list++) {
      allGather(Int32.encode(topology == JacclTopology.MESH ? size : wires));
      int longest = 0;
      for (int other = 0; other < size; other++) {
        longest = Math.max(longest, Int32.decode(gathered.getLast(), other * Int32.BYTES));
      }
      allGather(records(rank, list, longest));
    }
    allGather(Int32.encode(rank));
    allGather(Int32.encode(rank));
    return gathered;
  }

  /** Returns what every rank must have gathered in the end. */
  static List<byte[]> expected(JacclTopology topology, int size, int wires) {
    int count = topology == JacclTopology.MESH ? size : wires;
    List<byte[]> rounds = new ArrayList<>();
    for (int list = 0; list < (topology == JacclTopology.MESH ? 1 : 2); list++) {
      int own = list;
      rounds.add(joined(size, _ -> Int32.encode(count)));
      rounds.add(joined(size, rank -> records(rank, own, count)));
    }
    rounds.add(joined(size, Int32::encode));
    rounds.add(joined(size, Int32::encode));
    return rounds;
  }

  interface OfRank {
    byte[] bytes(int rank);
  }

  private static byte[] joined(int size, OfRank contribution) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int rank = 0; rank < size; rank++) {
      all.writeBytes(contribution.bytes(rank));
    }
    return all.toByteArray();
  }

  /** Addresses that depend on rank and list only. */
  static byte[] records(int rank, int list, int count) {
    byte[] records = new byte[RoundPlan.RECORD_BYTES * count];
    new Random(rank * 31L + list).nextBytes(records);
    return records;
  }

  /** Rank 0: accepts all others, in whatever order they come. */
  void accept() throws IOException {
    ByteStream[] byRank = new ByteStream[size];
    for (int i = 1; i < size; i++) {
      ByteStream stream = new SocketStream(((ServerSocket) socket).accept());
      others.add(stream);
      byRank[Int32.decode(stream.readFully(Int32.BYTES), 0)] = stream;
    }
    others.clear();
    for (int other = 1; other < size; other++) {
      others.add(byRank[other]);
    }
  }

  void allGather(byte[] own) throws IOException {
    if (rank > 0) {
      others.getFirst().write(own);
      gathered.add(others.getFirst().readFully(own.length * size));
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(own);
    for (ByteStream other : others) {
      all.writeBytes(other.readFully(own.length));
    }
    for (ByteStream other : others) {
      other.write(all.toByteArray());
    }
    gathered.add(all.toByteArray());
  }

  /** The connection of a rank above 0, or of rank 0 to rank 1, for those who misbehave. */
  ByteStream wire() {
    return others.getFirst();
  }

  /** The process dies. */
  @Override
  public void close() {
    others.forEach(ByteStream::close);
    Fate.closeQuietly(socket);
  }
}
