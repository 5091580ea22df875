package org.exojvm.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.core.info.GatheredInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Goal: OSHI measures this machine, and a host without OSHI is measured by the JDK. */
class OshiProbeTest {

  @TempDir Path models;

  @BeforeAll
  static void withoutTheThousandLinesOfEveryMeasurement() {
    ((Logger) LoggerFactory.getLogger("oshi")).setLevel(Level.INFO);
  }

  @Test
  void memoryDiskAndIdentityOfThisMachineAreTold() throws Exception {
    OshiProbe probe = new OshiProbe(models);
    MemoryUsage memory = probe.memory();
    assertThat(memory.ramTotal().inBytes()).isPositive();
    assertThat(memory.ramAvailable()).isBetween(Memory.ofBytes(1), memory.ramTotal());
    assertThat(probe.disk().total().inBytes()).isPositive();
    assertThat(probe.identity().osVersion()).isNotEqualTo(NodeIdentity.UNKNOWN);
    assertThat(probe.interfaces())
        .allSatisfy(
            found ->
                assertThat(InetAddress.getByName(found.ipAddress()))
                    .isInstanceOf(Inet4Address.class));
  }

  /** A container with less memory than its machine must not be given the machine's. */
  @Test
  void neverMoreMemoryIsToldThanTheJvmHas() throws Exception {
    assertThat(new OshiProbe(models).memory().ramTotal().inBytes())
        .isLessThanOrEqualTo(JdkProbe.totalMemoryBytes());
  }

  @Test
  void bothProbesTellTheSameKindsOfFacts() throws Exception {
    assertThat(kinds(new OshiProbe(models).measure()))
        .isEqualTo(kinds(NodeProbe.ofTheJdk(models).measure()));
  }

  @Test
  void oshiIsTheDefaultWhereItIsOnThePath() throws Exception {
    assertThat(NodeProbe.ofThisMachine(models)).isInstanceOf(OshiProbe.class);
  }

  @Test
  void withoutOshiTheJdkMeasures() throws Exception {
    Class<?> seam = new WithoutOshi().loadClass(NodeProbe.class.getName());
    Object probe = seam.getMethod("ofThisMachine", Path.class).invoke(null, models);
    assertThat(probe.getClass().getSimpleName()).isEqualTo(JdkProbe.class.getSimpleName());
    assertThat((ImmutableList<?>) seam.getMethod("measure").invoke(probe)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "eth0,eth0,ETHERNET",
    "enp3s0,enp3s0,ETHERNET",
    "wlp2s0,wlp2s0,WIFI",
    "en1,Wi-Fi,WIFI",
    "en0,Ethernet,ETHERNET",
    "en5,Thunderbolt 1,THUNDERBOLT",
    "docker0,docker0,UNKNOWN"
  })
  void theKindOfAnInterfaceIsGuessedFromItsNames(
      String name, String displayName, InterfaceType expected) {
    assertThat(OshiProbe.interfaceType(name, displayName)).isEqualTo(expected);
  }

  private static ImmutableList<Class<?>> kinds(ImmutableList<GatheredInfo> infos) {
    return infos.stream().map(Object::getClass).collect(ImmutableList.toImmutableList());
  }

  /** Loads the probes anew, in a world without OSHI. */
  private static final class WithoutOshi extends ClassLoader {

    WithoutOshi() {
      super(NodeProbe.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("oshi.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith(NodeProbe.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? defined(name) : known;
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
