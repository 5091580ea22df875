package org.exojvm.mlx.verbs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Calls of libibverbs (infiniband/verbs.h of rdma-core; librdma.dylib of macOS has the same names):
 * list the devices, name them, and read the addresses of their first port. Only in a process of its
 * own: a driver may take the process down.
 */
@SuppressWarnings("restricted") // This is the process that may crash.
final class VerbsLibrary {

  /** More devices than this are not looked at; a Mac Studio has six ports. */
  static final int DEVICES_MAX = 64;

  /** More addresses of a port than this are not looked at. */
  static final int GIDS_MAX = 16;

  /** IBV_SYSFS_NAME_MAX of verbs.h, with the final zero. */
  private static final int NAME_BYTES_MAX = 64;

  /** A Thunderbolt port has one port in the sense of the verbs. */
  private static final byte FIRST_PORT = 1;

  /** ENOSYS of errno.h, which differs between the two systems. */
  private static final int ENOSYS_LINUX = 38;

  private static final int ENOSYS_MACOS = 78;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private final String name;
  private final MethodHandle getDeviceList;
  private final MethodHandle freeDeviceList;
  private final MethodHandle getDeviceName;
  private final MethodHandle openDevice;
  private final MethodHandle closeDevice;
  private final MethodHandle queryGid;

  /**
   * Finds the functions.
   *
   * @throws IllegalArgumentException if the library is not there
   * @throws java.util.NoSuchElementException if it lacks a function
   */
  VerbsLibrary(String name) {
    this.name = name;
    // Never unloaded: the process ends soon.
    SymbolLookup lookup = SymbolLookup.libraryLookup(name, Arena.global());
    Linker linker = Linker.nativeLinker();
    Linker.Option errno = Linker.Option.captureCallState("errno");
    this.getDeviceList =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_get_device_list"),
            FunctionDescriptor.of(ADDRESS, ADDRESS),
            errno);
    this.freeDeviceList =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_free_device_list"), FunctionDescriptor.ofVoid(ADDRESS));
    this.getDeviceName =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_get_device_name"), FunctionDescriptor.of(ADDRESS, ADDRESS));
    this.openDevice =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_open_device"), FunctionDescriptor.of(ADDRESS, ADDRESS), errno);
    this.closeDevice =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_close_device"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.queryGid =
        linker.downcallHandle(
            lookup.findOrThrow("ibv_query_gid"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_BYTE, JAVA_INT, ADDRESS));
  }

  /** Asks for the devices and their addresses. */
  VerbsResult devices() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_INT);
      MemorySegment state = arena.allocate(STATE);
      MemorySegment list = (MemorySegment) getDeviceList.invokeExact(state, count);
      if (list.address() == 0) {
        return none((int) ERRNO.get(state, 0L));
      }
      int devices = Math.min(count.get(JAVA_INT, 0), DEVICES_MAX);
      MemorySegment pointers = list.reinterpret(ADDRESS.byteSize() * Math.max(devices, 0));
      ImmutableList.Builder<VerbsDevice> found = ImmutableList.builder();
      for (int i = 0; i < devices; i++) {
        found.add(device(arena, pointers.getAtIndex(ADDRESS, i)));
      }
      freeDeviceList.invokeExact(list);
      return devices <= 0
          ? new VerbsResult.Absent(VerbsResult.Absence.NO_DEVICES, "an empty list")
          : new VerbsResult.Devices(name, found.build());
    }
  }

  private static VerbsResult none(int errno) {
    boolean noKernel = errno == ENOSYS_LINUX || errno == ENOSYS_MACOS;
    return new VerbsResult.Absent(
        noKernel ? VerbsResult.Absence.NO_KERNEL_SUPPORT : VerbsResult.Absence.NO_DEVICES,
        "no list, errno " + errno);
  }

  private VerbsDevice device(Arena arena, MemorySegment device) throws Throwable {
    MemorySegment text = (MemorySegment) getDeviceName.invokeExact(device);
    String deviceName =
        text.address() == 0
            ? ""
            : text.reinterpret(NAME_BYTES_MAX).getString(0, StandardCharsets.UTF_8);
    MemorySegment state = arena.allocate(STATE);
    MemorySegment context = (MemorySegment) openDevice.invokeExact(state, device);
    if (context.address() == 0) {
      int errno = (int) ERRNO.get(state, 0L);
      return new VerbsDevice(deviceName, ImmutableList.of(), "open failed, errno " + errno);
    }
    ImmutableList<Gid> gids = gids(arena, context);
    int closed = (int) closeDevice.invokeExact(context);
    return new VerbsDevice(deviceName, gids, closed == 0 ? "" : "close failed with " + closed);
  }

  private ImmutableList<Gid> gids(Arena arena, MemorySegment context) throws Throwable {
    ImmutableList.Builder<Gid> gids = ImmutableList.builder();
    MemorySegment gid = arena.allocate(Gid.BYTES);
    int result = 0;
    for (int index = 0; index < GIDS_MAX && result == 0; index++) {
      // JACCL reads memory that was never written where this fails.
      gid.fill((byte) 0);
      result = (int) queryGid.invokeExact(context, FIRST_PORT, index, gid);
      if (result == 0) {
        gids.add(new Gid(HexFormat.of().formatHex(gid.toArray(JAVA_BYTE))));
      }
    }
    return gids.build();
  }
}
