package org.exojvm.mlx.thunderbolt;

import java.util.Optional;

/**
 * One bus of the report of {@code system_profiler}, with the keys that matter.
 *
 * @param uuid {@code domain_uuid_key}
 * @param receptacle {@code receptacle_1_tag.receptacle_id_key}
 * @param speed {@code receptacle_1_tag.current_speed_key}
 * @param farUuid {@code domain_uuid_key} of the first of {@code _items} that has one
 */
record ThunderboltDomain(
    Optional<String> uuid,
    Optional<String> receptacle,
    Optional<String> speed,
    Optional<String> farUuid) {}
