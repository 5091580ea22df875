package org.exojvm.transport.libp2p.swarm;

import java.security.SecureRandom;
import org.exojvm.transport.libp2p.timer.Timers;
import org.exojvm.transport.libp2p.yamux.ReceiveBudget;

/** What the parts of a swarm have in common. */
record Shared(
    Timers timers,
    SwarmTimes times,
    Counters counters,
    Tasks tasks,
    ReceiveBudget budget,
    SecureRandom random) {}
