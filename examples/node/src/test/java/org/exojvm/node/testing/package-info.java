/** What tests of this module share. */
@NullMarked
package org.exojvm.node.testing;

import org.jspecify.annotations.NullMarked;
