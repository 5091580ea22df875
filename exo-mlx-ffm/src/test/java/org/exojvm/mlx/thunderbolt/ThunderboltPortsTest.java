package org.exojvm.mlx.thunderbolt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.exojvm.api.node.ThunderboltConnection;
import org.exojvm.api.node.ThunderboltIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: reports are read as the reference reads them, and no text does worse than be refused. */
class ThunderboltPortsTest {

  private static final HardwarePorts PORTS =
      new HardwarePorts(ImmutableMap.of("Thunderbolt 1", "en5", "Thunderbolt 2", "en4"));

  @Test
  void theSampleIsReadAsExpected() throws IOException {
    JsonNode sample = sample();
    ThunderboltReading.Ports read =
        ports(
            ThunderboltPorts.read(
                sample.get("system_profiler").toString(),
                HardwarePorts.parse(networksetup(sample.get("hardware_ports")))));
    assertThat(read.identifiers())
        .isEqualTo(
            sample
                .get("expected")
                .get("identifiers")
                .valueStream()
                .map(
                    port ->
                        new ThunderboltIdentifier(
                            port.get("rdma_interface").textValue(),
                            port.get("domain_uuid").textValue(),
                            port.get("link_speed").textValue()))
                .collect(ImmutableList.toImmutableList()));
    assertThat(read.connections())
        .isEqualTo(
            sample
                .get("expected")
                .get("connections")
                .valueStream()
                .map(
                    cable ->
                        new ThunderboltConnection(
                            cable.get("source_uuid").textValue(),
                            cable.get("sink_uuid").textValue()))
                .collect(ImmutableList.toImmutableList()));
    assertThat(read.unmatched()).isEmpty();
  }

  @Test
  void hardwarePortsAreReadFromWhatTheToolPrints() {
    assertThat(
            HardwarePorts.parse(
                """

                Hardware Port: Ethernet
                Device: en0
                Ethernet Address: aa:bb:cc:dd:ee:ff

                Hardware Port: Thunderbolt 1
                Device: en5
                Ethernet Address: 36:aa:bb:cc:dd:e0

                Hardware Port: Nothing
                Device:
                Device: en9

                VLAN Configurations
                ===================
                """))
        .isEqualTo(new HardwarePorts(ImmutableMap.of("Ethernet", "en0", "Thunderbolt 1", "en5")));
  }

  @Test
  void aPortWithoutAnInterfaceIsNamedAndItsCableKept() {
    ThunderboltReading.Ports read =
        ports(
            ThunderboltPorts.read(
                """
                {"SPThunderboltDataType":[{"domain_uuid_key":"a","receptacle_1_tag":
                {"receptacle_id_key":"3"},"_items":[{"x":1},{"domain_uuid_key":"b"}]},
                {"_name":"no domain","_items":null,"receptacle_1_tag":null}]}
                """,
                PORTS));
    assertThat(read.identifiers()).isEmpty();
    assertThat(read.connections()).containsExactly(new ThunderboltConnection("a", "b"));
    assertThat(read.unmatched()).containsExactly("Thunderbolt 3");
  }

  @Test
  void aMachineWithoutThunderboltHasNoPorts() {
    assertThat(ThunderboltPorts.read("{\"SPThunderboltDataType\":[]}", PORTS))
        .isEqualTo(
            new ThunderboltReading.Ports(
                ImmutableList.of(), ImmutableList.of(), ImmutableList.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"SPThunderboltDataType\":{}}",
        "{\"SPThunderboltDataType\":[1]}",
        "{\"SPThunderboltDataType\":[{\"domain_uuid_key\":7}]}",
        "{\"SPThunderboltDataType\":[{\"_items\":[\"x\"]}]}",
        "{\"SPThunderboltDataType\":[{\"receptacle_1_tag\":[]}]}"
      })
  void aReportOfAnotherShapeIsRefusedWithAReason(String report) {
    assertThat(ThunderboltPorts.read(report, PORTS))
        .isInstanceOfSatisfying(
            ThunderboltReading.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason())
                    .startsWith("The Thunderbolt report cannot be read: ")
                    .endsWith("look at what it prints."));
  }

  @Test
  void endlessReportsAreRefused() {
    String bus = "{},";
    assertThat(
            ThunderboltPorts.read(
                "{\"SPThunderboltDataType\":[" + bus.repeat(ProfileReader.DOMAINS_MAX) + "{}]}",
                PORTS))
        .isInstanceOfSatisfying(
            ThunderboltReading.Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains("more than 256 buses"));
    assertThat(ThunderboltPorts.read("[".repeat(1_000), PORTS))
        .isInstanceOf(ThunderboltReading.Unreadable.class);
    assertThat(ThunderboltPorts.read(" ".repeat(ProfileReader.REPORT_CHARS_MAX + 1), PORTS))
        .isInstanceOf(ThunderboltReading.Unreadable.class);
  }

  @Property(tries = 500)
  void aDamagedReportIsReadOrRefused(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder report = new StringBuilder(sample().get("system_profiler").toString());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(report.length());
      report.replace(
          at,
          Math.min(report.length(), at + random.nextInt(20)),
          String.valueOf("{}[]\",:1n\\".charAt(random.nextInt(10))));
    }
    ThunderboltReading reading = ThunderboltPorts.read(report.toString(), PORTS);
    if (reading instanceof ThunderboltReading.Unreadable(String reason)) {
      assertThat(reason).hasSizeLessThan(500);
    }
  }

  private static ThunderboltReading.Ports ports(ThunderboltReading reading) {
    assertThat(reading).isInstanceOf(ThunderboltReading.Ports.class);
    return (ThunderboltReading.Ports) reading;
  }

  private static String networksetup(JsonNode ports) {
    StringBuilder text = new StringBuilder();
    ports
        .properties()
        .forEach(
            port ->
                text.append("\nHardware Port: ")
                    .append(port.getKey())
                    .append("\nDevice: ")
                    .append(port.getValue().textValue())
                    .append("\nEthernet Address: 36:00:00:00:00:00\n"));
    return text.toString();
  }

  private static JsonNode sample() throws IOException {
    try (InputStream in =
        ThunderboltPortsTest.class.getResourceAsStream("/vectors/thunderbolt.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
