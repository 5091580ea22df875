package org.exojvm.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.exojvm.node.config.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: the command line has every setting, and tells all that is wrong with them at once. */
class NodeCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new NodeCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void theHelpNamesEverySettingAndEveryExitCode() {
    assertThat(run("--help")).isZero();
    for (Setting setting : Setting.values()) {
      assertThat(out.toString()).contains("--" + setting.label());
    }
    for (ExitCode code : ExitCode.values()) {
      assertThat(out.toString()).containsPattern("(?m)^ +" + code.number() + " +\\w");
    }
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(run("--api", "nonsense", "--log-level=loud", "--set", "transprot.x=1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--api: api is 'nonsense'.", "--log-level: ", "--set: There is no setting");
  }

  @Test
  void anUnknownOptionIsMisuseAndTheNearestIsNamed() {
    assertThat(run("--tokenfile", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--tokenfile", "--token-file");
  }

  @Test
  void whatIsInForceIsShownWithItsSource() {
    assertThat(
            run(
                "--show-config",
                "--no-worker",
                "--transport=libp2p",
                "--peer=/ip4/10.0.0.1/tcp/1",
                "--peer=/dns/b/tcp/2",
                "--set",
                "transport.seed=" + "01".repeat(32)))
        .isZero();
    assertThat(out.toString())
        .contains(
            "no-worker: true  # --no-worker",
            "peer: /ip4/10.0.0.1/tcp/1  # --peer",
            "peer: /dns/b/tcp/2  # --peer",
            "transport.seed: (not shown)  # --set",
            "api: 127.0.0.1:52415  # default");
  }

  @Test
  void addressesThatTheTransportCannotUseAreMisuse() {
    assertThat(run("--transport=libp2p", "--peer=localhost:4001", "--listen=/ip4/1.2.3.4"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--peer: peer is 'localhost:4001'. ",
            "--listen: listen is '/ip4/1.2.3.4'. ",
            "/ip4/10.0.0.1/tcp/4001");
    assertThat(run("--peer=/ip4/10.0.0.1/tcp/1")).isEqualTo(2);
    assertThat(err.toString()).contains("Transport memory has no setting 'peers'.");
  }
}
