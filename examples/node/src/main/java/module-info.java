/** A node as a program: HTTP API, OpenAI endpoint and command line. */
module org.exojvm.node {
  requires ch.qos.logback.classic;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires info.picocli;
  requires java.net.http;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.util;
  requires org.exojvm.api;
  requires org.exojvm.core;
  requires org.exojvm.placement;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static java.compiler;
  requires static org.immutables.value.annotations;
  requires static org.jspecify;

  exports org.exojvm.node.api;
  exports org.exojvm.node.cli;
  exports org.exojvm.node.cli.client;
  exports org.exojvm.node.cli.view;
  exports org.exojvm.node.config;
  exports org.exojvm.node.http;
  exports org.exojvm.node.launch;
  exports org.exojvm.node.openai;
  exports org.exojvm.node.program;
  exports org.exojvm.node.stream;
  exports org.exojvm.node.terminal;

  opens org.exojvm.node.cli to
      info.picocli;
  opens org.exojvm.node.launch to
      info.picocli;
  opens org.exojvm.node.terminal to
      info.picocli;

  uses org.exojvm.api.engine.RunnerEngineProvider;
  uses org.exojvm.api.transport.TransportProvider;
}
