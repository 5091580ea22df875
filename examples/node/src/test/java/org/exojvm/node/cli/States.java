package org.exojvm.node.cli;

/** Bodies of {@code GET /state} for tests: two nodes, and an intent that is on its way up. */
public final class States {

  public static final String MODEL = "lab/tiny";

  private States() {}

  /** An instance of two ranks that backs the intent {@code chat}, in a spelling of your choice. */
  public static String instance(boolean camel) {
    String snake =
        """
        {"MlxRingInstance":{"instance_id":"i-1","meta_instance_id":"chat","shard_assignments":{
        "model_id":"lab/tiny",
        "runner_to_shard":{
        "r-a":{"PipelineShardMetadata":{"start_layer":0,"end_layer":14,"n_layers":28}},
        "r-b":{"PipelineShardMetadata":{"start_layer":14,"end_layer":28,"n_layers":28}}},
        "node_to_runner":{"n-a":"r-a","n-b":"r-b"}}}}\
        """
            .replace("\n", "");
    return camel
        ? snake
            .replace("instance_id", "instanceId")
            .replace("meta_instanceId", "metaInstanceId")
            .replace("shard_assignments", "shardAssignments")
            .replace("model_id", "modelId")
            .replace("runner_to_shard", "runnerToShard")
            .replace("node_to_runner", "nodeToRunner")
            .replace("start_layer", "startLayer")
            .replace("end_layer", "endLayer")
            .replace("n_layers", "nLayers")
        : snake;
  }

  /** A download of the model on a node, as on the wire. */
  public static String download(String node, long done, long total) {
    return """
    {"DownloadOngoing":{"node_id":"%s","shard_metadata":{"PipelineShardMetadata":{
    "model_card":{"model_id":"lab/tiny"}}},"download_progress":{
    "total_bytes":{"in_bytes":%d},"downloaded_bytes":{"in_bytes":%d},
    "speed":50000000.0,"eta_ms":7000}}}\
    """
        .formatted(node, total, done)
        .replace("\n", "");
  }

  /** A State. */
  public static String state(String instances, String runners, String downloads) {
    return """
    {"instances":{%s},"metaInstances":{"chat":{}},"runners":{%s},"downloads":{%s},
    "topology":{"nodes":["n-a","n-b"],"connections":{"n-a":{"n-b":[
    {"sink_multiaddr":{"address":"/ip4/10.0.0.2/tcp/52415"}},
    {"source_rdma_iface":"rdma_en3","sink_rdma_iface":"rdma_en4"}]}}},
    "lastEventAppliedIdx":41,
    "nodeIdentities":{"n-a":{"chipId":"M3 Ultra","friendlyName":"studio-1"},
    "n-b":{"chipId":"M4 Max","friendlyName":"studio\\u001b[31m-2"}},
    "nodeMemory":{"n-a":{"ramTotal":{"inBytes":68719476736},
    "ramAvailable":{"inBytes":34359738368}}},
    "nodeDisk":{"n-a":{"total":{"inBytes":1099511627776},
    "available":{"inBytes":549755813888}}},
    "sessions":[{"session":{"masterNodeId":"n-b","electionClock":3},"firstIdx":0}],
    "drains":{"n-b":{"reason":"new memory","notMoved":{}}}}\
    """
        .formatted(instances, runners, downloads)
        .replace("\n", "");
  }

  /** A State with the instance, one runner ready and one loading. */
  public static String placed() {
    return state(
        "\"i-1\":" + instance(true),
        "\"r-a\":{\"RunnerReady\":{}},\"r-b\":{\"RunnerLoading\":{}}",
        "");
  }

  /** An explanation. */
  public static String report(String phase, String summary) {
    return "{\"phase\":\"%s\",\"summary\":\"%s\",\"text\":\"%s\",\"lines\":[\"it is so\"]}"
        .formatted(phase, summary, summary);
  }
}
