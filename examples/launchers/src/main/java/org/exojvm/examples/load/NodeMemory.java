package org.exojvm.examples.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks at the memory of another JVM of this user, by its process id. */
final class NodeMemory implements AutoCloseable {

  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final double MIB = 1 << 20;
  private static final long BYTES_PER_KIB = 1_024;

  /**
   * What it takes at one time.
   *
   * @param heapBytes live bytes of the heap, after a full collection
   * @param residentBytes memory of the process, 0 where the system does not tell
   */
  record Sample(long heapBytes, long residentBytes) {

    String told() {
      return String.format(
          Locale.ROOT,
          "heap after GC %.1f MiB, resident %s",
          heapBytes / MIB,
          residentBytes == 0
              ? "unknown"
              : String.format(Locale.ROOT, "%.1f MiB", residentBytes / MIB));
    }
  }

  private final long pid;
  private final JMXConnector connector;
  private final MemoryMXBean memory;

  private NodeMemory(long pid, JMXConnector connector, MemoryMXBean memory) {
    this.pid = pid;
    this.connector = connector;
    this.memory = memory;
  }

  /** Connects to a JVM of this user on this machine, by the address it has given itself. */
  @SuppressWarnings(
      "BanJNDI") // the address is no input: it comes from the process that was started
  static NodeMemory of(long pid) throws IOException {
    String address;
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        address = machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("Process %d cannot be looked at.".formatted(pid), e);
    }
    JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
    MBeanServerConnection beans = connector.getMBeanServerConnection();
    return new NodeMemory(
        pid,
        connector,
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class));
  }

  /** Has the garbage collected and looks. */
  Sample sample() throws IOException {
    memory.gc();
    return new Sample(memory.getHeapMemoryUsage().getUsed(), residentBytes());
  }

  private long residentBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    Matcher resident = RESIDENT.matcher(Files.readString(status, StandardCharsets.UTF_8));
    return resident.find() ? Long.parseLong(resident.group(1)) * BYTES_PER_KIB : 0;
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
