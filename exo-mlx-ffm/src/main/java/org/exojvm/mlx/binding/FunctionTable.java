package org.exojvm.mlx.binding;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;

/**
 * The functions of mlx-c that are called, as its headers declare them from the commit that pins MLX
 * 0.31.2 (fba4470, April 2026) on. Read by eye; a test compares them with installed headers.
 */
public final class FunctionTable {

  /**
   * {@code mlx/c/}: error.h, version.h, string.h, array.h, vector.h, map.h, io.h, transforms.h,
   * closure.h, compile.h.
   */
  private static final String OBJECTS =
      """
      mlx_set_error_handler v ppp
      mlx_version i p
      mlx_string_data p h
      mlx_string_free i h
      mlx_array_new_bool h b
      mlx_array_new_int h i
      mlx_array_new_float32 h f
      mlx_array_new_data h ppii
      mlx_array_new_data_managed_payload h ppiipp
      mlx_array_set i ph
      mlx_array_free i h
      mlx_array_size n h
      mlx_array_ndim n h
      mlx_array_dim i hi
      mlx_array_shape p h
      mlx_array_nbytes n h
      mlx_array_itemsize n h
      mlx_array_dtype i h
      mlx_array_eval i h
      mlx_array_item_bool i ph
      mlx_array_item_int32 i ph
      mlx_array_item_uint32 i ph
      mlx_array_item_float32 i ph
      mlx_array_data_uint8 p h
      mlx_array_data_uint16 p h   # halves of both kinds too: those of their own are not everywhere
      mlx_array_data_uint32 p h
      mlx_array_data_int32 p h
      mlx_array_data_float32 p h
      mlx_array_tostring i ph
      _mlx_array_is_available i ph
      _mlx_array_wait i h
      mlx_vector_array_new_data h pn
      mlx_vector_array_size n h
      mlx_vector_array_get i phn
      mlx_vector_array_free i h
      mlx_map_string_to_array_new h
      mlx_map_string_to_array_free i h
      mlx_map_string_to_array_insert i hph
      mlx_map_string_to_array_iterator_new t h
      mlx_map_string_to_array_iterator_next i ppt
      mlx_map_string_to_array_iterator_free i t
      mlx_map_string_to_string_new h
      mlx_map_string_to_string_free i h
      mlx_map_string_to_string_insert i hpp
      mlx_map_string_to_string_iterator_new t h
      mlx_map_string_to_string_iterator_next i ppt
      mlx_map_string_to_string_iterator_free i t
      mlx_load_safetensors i ppph
      mlx_save_safetensors i phh
      mlx_eval i h
      mlx_async_eval i h
      mlx_closure_new_func_payload h ppp
      mlx_closure_apply i phh
      mlx_closure_free i h
      mlx_compile i phb
      mlx_detail_compile_clear_cache i
      mlx_enable_compile i
      mlx_disable_compile i
      """;

  /**
   * device.h, stream.h, memory.h, metal.h, cuda.h, distributed_group.h, distributed.h, random.h.
   */
  private static final String MACHINE =
      """
      mlx_device_new_type h ii
      mlx_device_free i h
      mlx_device_count i pi
      mlx_device_get_type i ph
      mlx_get_default_device i p
      mlx_set_default_device i h
      mlx_device_info_get i ph
      mlx_device_info_get_string i php
      mlx_device_info_get_size i php
      mlx_device_info_free i h
      mlx_stream_new_device h h
      mlx_stream_free i h
      mlx_stream_get_index i ph
      mlx_set_default_stream i h
      mlx_default_cpu_stream_new h
      mlx_default_gpu_stream_new h
      mlx_synchronize i h
      mlx_metal_is_available i p
      mlx_cuda_is_available i p
      mlx_clear_cache i
      mlx_get_active_memory i p
      mlx_get_cache_memory i p
      mlx_get_peak_memory i p
      mlx_get_memory_limit i p
      mlx_reset_peak_memory i
      mlx_set_cache_limit i pn
      mlx_set_memory_limit i pn
      mlx_set_wired_limit i pn
      mlx_distributed_is_available b p
      mlx_distributed_init i pbp
      mlx_distributed_group_rank i h
      mlx_distributed_group_size i h
      mlx_distributed_group_free i h   # older ones lack it, and join by other parameters
      mlx_distributed_all_sum i phhh
      mlx_distributed_all_max i phhh
      mlx_distributed_all_min i phhh
      mlx_distributed_all_gather i phhh
      mlx_distributed_sum_scatter i phhh
      mlx_distributed_send i phihh
      mlx_distributed_recv i ppniihh
      mlx_distributed_recv_like i phihh
      mlx_random_seed i u
      mlx_random_key i pu
      mlx_random_split i pphh
      mlx_random_split_num i phih
      mlx_random_categorical i phihh
      mlx_random_uniform i phhpnihh
      mlx_random_normal i ppniffhh
      """;

  private static final ImmutableMap<String, Signature> BY_NAME =
      Signature.parse(OBJECTS + MACHINE + OperationTable.OPERATIONS).stream()
          .collect(toImmutableMap(Signature::name, signature -> signature));

  private FunctionTable() {}

  /** Returns all functions by name, in the order of the table. */
  public static ImmutableMap<String, Signature> byName() {
    return BY_NAME;
  }
}
