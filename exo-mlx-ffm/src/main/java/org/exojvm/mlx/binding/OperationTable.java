package org.exojvm.mlx.binding;

/** The part of the {@link FunctionTable} that is in {@code mlx/c/ops.h} and {@code fast.h}. */
final class OperationTable {

  static final String OPERATIONS =
      """
      mlx_abs i phh              # of one array
      mlx_negative i phh
      mlx_exp i phh
      mlx_log i phh
      mlx_sqrt i phh
      mlx_rsqrt i phh
      mlx_reciprocal i phh
      mlx_square i phh
      mlx_sin i phh
      mlx_cos i phh
      mlx_tanh i phh
      mlx_erf i phh
      mlx_sigmoid i phh
      mlx_floor i phh
      mlx_ceil i phh
      mlx_isnan i phh
      mlx_logical_not i phh
      mlx_transpose i phh
      mlx_zeros_like i phh
      mlx_add i phhh             # of two
      mlx_subtract i phhh
      mlx_multiply i phhh
      mlx_divide i phhh
      mlx_remainder i phhh
      mlx_power i phhh
      mlx_maximum i phhh
      mlx_minimum i phhh
      mlx_logaddexp i phhh
      mlx_equal i phhh
      mlx_not_equal i phhh
      mlx_less i phhh
      mlx_less_equal i phhh
      mlx_greater i phhh
      mlx_greater_equal i phhh
      mlx_logical_and i phhh
      mlx_logical_or i phhh
      mlx_matmul i phhh
      mlx_where i phhhh
      mlx_addmm i phhhffh
      mlx_gather_mm i phhhhbh
      mlx_sum i phbh             # along axes
      mlx_mean i phbh
      mlx_max i phbh
      mlx_min i phbh
      mlx_all i phbh
      mlx_any i phbh
      mlx_argmax i phbh
      mlx_sum_axis i phibh
      mlx_mean_axis i phibh
      mlx_max_axis i phibh
      mlx_min_axis i phibh
      mlx_prod_axis i phibh
      mlx_var_axis i phibih
      mlx_argmax_axis i phibh
      mlx_argmin_axis i phibh
      mlx_logsumexp_axis i phibh
      mlx_softmax_axis i phibh
      mlx_cumsum i phibbh
      mlx_sort_axis i phih
      mlx_argsort_axis i phih
      mlx_partition_axis i phiih
      mlx_argpartition_axis i phiih
      mlx_topk_axis i phiih
      mlx_astype i phih          # shape, type and place
      mlx_view i phih
      mlx_contiguous i phbh
      mlx_reshape i phpnh
      mlx_flatten i phiih
      mlx_broadcast_to i phpnh
      mlx_transpose_axes i phpnh
      mlx_expand_dims i phih
      mlx_squeeze_axis i phih
      mlx_swapaxes i phiih
      mlx_repeat_axis i phiih
      mlx_tril i phih
      mlx_triu i phih
      mlx_zeros i ppnih
      mlx_ones i ppnih
      mlx_full i ppnhih
      mlx_arange i pdddih
      mlx_concatenate_axis i phih
      mlx_stack_axis i phih
      mlx_split i phiih
      mlx_split_sections i phpnih
      mlx_slice i phpnpnpnh
      mlx_slice_update i phhpnpnpnh
      mlx_slice_update_add i phhpnpnpnh
      mlx_take_axis i phhih
      mlx_take_along_axis i phhih
      mlx_put_along_axis i phhhih
      mlx_depends i phh
      mlx_quantize i phoophh
      mlx_dequantize i phhhoophoh
      mlx_quantized_matmul i phhhhbooph
      mlx_gather_qmm i phhhhhhboopbh
      mlx_fast_rms_norm i phhfh
      mlx_fast_layer_norm i phhhfh
      mlx_fast_rope i phibofihh
      mlx_fast_rope_dynamic i phibofhhh
      mlx_fast_scaled_dot_product_attention i phhhfphhh
      """;

  private OperationTable() {}
}
