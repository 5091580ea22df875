package org.exojvm.examples.load;

/**
 * What a load consists of.
 *
 * @param streams clients that follow the events
 * @param stalled further ones that never read what they are sent
 * @param reads requests per second, in turn to every path
 * @param chats short chats per second, for events to follow
 * @param warmUpSeconds time before anything is measured
 * @param seconds time in which it is measured
 */
record LoadOptions(
    int streams, int stalled, int reads, int chats, int warmUpSeconds, int seconds) {}
