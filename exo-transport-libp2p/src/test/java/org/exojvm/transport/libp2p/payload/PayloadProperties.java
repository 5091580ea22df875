package org.exojvm.transport.libp2p.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Goal: messages come out as they went in, in order and once, whatever gossip does to them. */
class PayloadProperties {

  private static final PeerId AUTHOR = PeerId.ofKey(new byte[] {1});
  private static final int MAX_BYTES = 1_000;

  private final PayloadReader reader = new PayloadReader(MAX_BYTES);

  @Property(tries = 300)
  void batchIsReadBack(@ForAll @Size(min = 1, max = 20) List<@Size(max = 50) byte[]> messages)
      throws WireException {
    PayloadReader fresh = new PayloadReader(MAX_BYTES);
    assertThat(texts(fresh.read(AUTHOR, 1, PayloadWriter.batch(messages))))
        .isEqualTo(messages.stream().map(ByteString::copyFrom).toList());
  }

  @Property(tries = 200)
  void partsAreJoined(@ForAll @Size(max = MAX_BYTES) byte[] message) throws WireException {
    PayloadReader fresh = new PayloadReader(MAX_BYTES);
    List<ByteString> parts = PayloadWriter.parts(message);

    assertThat(texts(fresh.read(AUTHOR, 7, parts.get(0)))).isEmpty();
    assertThat(texts(fresh.read(AUTHOR, 8, parts.get(1))))
        .containsExactly(ByteString.copyFrom(message));
  }

  /** Numbers whose order is that of unsigned integers, across the sign. */
  @Property(tries = 200)
  void whatComesLateOrTwiceIsLetGoAndTheRestIsInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) throws WireException {
    PayloadReader fresh = new PayloadReader(MAX_BYTES);
    Random random = new Random(seed);
    List<Integer> heard = new ArrayList<>();
    int last = -1;
    for (int i = 0; i < 3 * count; i++) {
      int number = random.nextInt(count);
      ByteString data = PayloadWriter.batch(List.of(new byte[] {(byte) number}));
      PayloadReader.Reading reading = fresh.read(AUTHOR, Long.MAX_VALUE - count / 2 + number, data);
      assertThat(reading instanceof PayloadReader.Reading.Late).isEqualTo(number <= last);
      if (number > last) {
        heard.add(number);
        last = number;
      }
    }
    assertThat(heard).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrAreRefused(@ForAll @Size(max = 60) byte[] bytes) {
    PayloadReader fresh = new PayloadReader(MAX_BYTES);
    try {
      long size =
          texts(fresh.read(AUTHOR, 1, ByteString.copyFrom(bytes))).stream()
              .mapToLong(ByteString::size)
              .sum();
      assertThat(size).isLessThanOrEqualTo(bytes.length);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }

  @Example
  void secondPartWithoutItsFirstIsLetGo() throws WireException {
    List<ByteString> parts = PayloadWriter.parts(new byte[100]);
    assertThat(texts(reader.read(AUTHOR, 1, parts.get(1)))).isEmpty();
    assertThat(texts(reader.read(AUTHOR, 2, parts.get(0)))).isEmpty();
    assertThat(texts(reader.read(AUTHOR, 4, parts.get(1)))).isEmpty();
  }

  @Example
  void messageOverTheLargestIsRefusedInABatchAndInParts() throws WireException {
    ByteString large = PayloadWriter.batch(List.of(new byte[MAX_BYTES + 1]));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> reader.read(AUTHOR, 1, large));
    List<ByteString> parts = PayloadWriter.parts(new byte[MAX_BYTES + 1]);
    reader.read(AUTHOR, 2, parts.get(0));
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> reader.read(AUTHOR, 3, parts.get(1)));
  }

  @Example
  void authorThatIsForgottenMayBeginAnew() throws WireException {
    ByteString data = PayloadWriter.batch(List.of(new byte[1]));
    reader.read(AUTHOR, 100, data);
    assertThat(reader.read(AUTHOR, 1, data)).isInstanceOf(PayloadReader.Reading.Late.class);
    reader.forget(AUTHOR);
    assertThat(texts(reader.read(AUTHOR, 1, data))).hasSize(1);
  }

  @Example
  void firstPartsThatWaitAreBounded() throws WireException {
    List<ByteString> parts = PayloadWriter.parts(new byte[10]);
    int joined = 0;
    for (int i = 0; i < 2 * PayloadReader.MAX_WAITING_PARTS; i++) {
      reader.read(PeerId.ofKey(new byte[] {2, (byte) i}), 1, parts.get(0));
    }
    for (int i = 0; i < 2 * PayloadReader.MAX_WAITING_PARTS; i++) {
      joined += texts(reader.read(PeerId.ofKey(new byte[] {2, (byte) i}), 2, parts.get(1))).size();
    }
    assertThat(joined).isEqualTo(PayloadReader.MAX_WAITING_PARTS);
  }

  private static List<ByteString> texts(PayloadReader.Reading reading) {
    return ((PayloadReader.Reading.Messages) reading)
        .messages().stream().map(ByteString::copyFrom).toList();
  }
}
