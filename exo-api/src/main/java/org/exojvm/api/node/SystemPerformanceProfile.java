package org.exojvm.api.node;

/**
 * Load, temperature and power of one node.
 *
 * @param gpuUsage GPU load, 0..1
 * @param temp chip temperature in degrees Celsius
 * @param sysPower power drawn by the machine in watts
 * @param pcpuUsage load of the performance cores, 0..1
 * @param ecpuUsage load of the efficiency cores, 0..1
 */
public record SystemPerformanceProfile(
    double gpuUsage, double temp, double sysPower, double pcpuUsage, double ecpuUsage) {}
