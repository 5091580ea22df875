package org.exojvm.node.launch;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.probe.NodeProbe;

/** Measures this machine, and calls it by the name that its user gave it. */
final class NamedProbe implements NodeProbe {

  private final NodeProbe machine;
  private final String name;

  NamedProbe(NodeProbe machine, String name) {
    this.machine = machine;
    this.name = name;
  }

  @Override
  public ImmutableList<GatheredInfo> measure() throws Exception {
    ImmutableList.Builder<GatheredInfo> named = ImmutableList.builder();
    for (GatheredInfo info : machine.measure()) {
      if (!(info instanceof GatheredInfo.MiscData)) {
        named.add(info);
      }
    }
    return named.add(new GatheredInfo.MiscData(name)).build();
  }
}
