package org.exojvm.transport.libp2p.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: peers on several machines of one network find each other without being told where, notice
 * whose cable is pulled, and go on with it when it is plugged in again. Method: network namespaces
 * with a bridge; with the profile {@code namespaces} only, for it takes root and {@code ip}.
 */
@Timeout(240)
class HostsNamespaces {

  private static final String BRIDGE = "exo-bridge";
  private static final ImmutableList<String> NAMES =
      ImmutableList.of("exo-host-1", "exo-host-2", "exo-host-3");

  private final List<Host> hosts = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private static void ip(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(arguments).isTrue();
    assertThat(process.exitValue()).as(arguments).isZero();
  }

  @BeforeEach
  void connect() throws Exception {
    ip("netns add " + BRIDGE);
    ip("-n " + BRIDGE + " link add br0 type bridge");
    ip("-n " + BRIDGE + " link set br0 up");
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      ip("netns add " + name);
      ip("link add eth0 netns %s type veth peer name port%d netns %s".formatted(name, i, BRIDGE));
      ip("-n %s link set port%d master br0 up".formatted(BRIDGE, i));
      ip("-n %s addr add 10.77.0.%d/24 dev eth0".formatted(name, i + 1));
      ip("-n " + name + " link set lo up");
      ip("-n " + name + " link set eth0 up");
      hosts.add(Host.start(name, i + 1));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    for (Host host : hosts) {
      host.close();
    }
    for (String name : NAMES) {
      ip("netns del " + name);
    }
    ip("netns del " + BRIDGE);
  }

  private void awaitAllOthers(String sign) throws InterruptedException {
    for (int i = 0; i < hosts.size(); i++) {
      for (int j = 0; j < hosts.size(); j++) {
        if (i != j) {
          hosts.get(i).await(sign + ids.get(j));
        }
      }
    }
  }

  private void allHearEachOther(String when) throws Exception {
    for (int i = 0; i < hosts.size(); i++) {
      hosts.get(i).say("host %d %s".formatted(i, when));
    }
    for (Host host : hosts) {
      for (int i = 0; i < hosts.size(); i++) {
        host.await("heard host %d %s".formatted(i, when));
      }
    }
  }

  @Test
  void hostsFindEachOtherAndNoticeAPulledCable() throws Exception {
    for (Host host : hosts) {
      ids.add(host.await("ready "));
    }
    awaitAllOthers("+");
    allHearEachOther("at first");

    hosts.forEach(Host::forget);
    ip("-n " + BRIDGE + " link set port2 down");
    hosts.get(0).await("?" + ids.get(2));
    hosts.get(1).await("?" + ids.get(2));
    hosts.get(2).await("?" + ids.get(0));
    hosts.get(2).await("?" + ids.get(1));

    hosts.forEach(Host::forget);
    ip("-n " + BRIDGE + " link set port2 up");
    hosts.get(2).await("+" + ids.get(0));
    hosts.get(2).await("+" + ids.get(1));
    hosts.get(0).await("+" + ids.get(2));
    hosts.get(1).await("+" + ids.get(2));
    allHearEachOther("again");
  }
}
