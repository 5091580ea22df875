/* What AllSumComparison compares with: one rank that adds up arrays over the ring, in C. */
#include <mlx/c/mlx.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long long now_nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static float item(mlx_array array) {
  float value = 0;
  mlx_array_eval(array);
  mlx_array_item_float32(&value, array);
  return value;
}

/* Until all ranks are here, so that none is measured while it waits for one that is not. */
static void meet(mlx_array value, mlx_distributed_group group, mlx_stream stream) {
  mlx_array met = mlx_array_new();
  mlx_distributed_all_sum(&met, value, group, stream);
  mlx_array_eval(met);
  mlx_array_free(met);
}

int main(int argc, char** argv) {
  if (argc != 3) {
    return 2;
  }
  int elements = atoi(argv[1]);
  int times = atoi(argv[2]);
  mlx_distributed_group group = mlx_distributed_group_new();
  if (mlx_distributed_init(&group, true, "ring") != 0) {
    return 1;
  }
  mlx_stream stream = mlx_default_cpu_stream_new();
  int size = mlx_distributed_group_size(group);
  float expected = size * (size + 1) / 2.0f;
  for (int i = 0; i < times; i++) {
    mlx_array value = mlx_array_new_float32(mlx_distributed_group_rank(group) + 1);
    mlx_array own = mlx_array_new();
    mlx_array sum = mlx_array_new();
    mlx_array least = mlx_array_new();
    mlx_array greatest = mlx_array_new();
    mlx_full(&own, &elements, 1, value, MLX_FLOAT32, stream);
    mlx_array_eval(own);
    mlx_distributed_all_sum(&sum, own, group, stream);
    meet(value, group, stream);
    long long before = now_nanos();
    mlx_array_eval(sum);
    long long took = now_nanos() - before;
    mlx_min(&least, sum, false, stream);
    mlx_max(&greatest, sum, false, stream);
    if (item(least) != expected || item(greatest) != expected) {
      return 3;
    }
    printf(i == 0 ? "%lld" : " %lld", took);
    mlx_array_free(value);
    mlx_array_free(own);
    mlx_array_free(sum);
    mlx_array_free(least);
    mlx_array_free(greatest);
  }
  printf("\n");
  return 0;
}
