/**
 * The story that SharedStruct comes from: three processes pass an (x, y) of floats.
 *
 * <pre>
 *   detector --- XY target ---&gt; planner --- Steering ---&gt; display
 *                   |                                       ^
 *                   '---------------------------------------'
 * </pre>
 *
 * <p>The detector publishes where a moving target is, millions of times a second. The planner
 * looks as often and steers a pursuer after it. The display draws both. Each is a JVM of its own; what they
 * share are four kinds of struct: {@link org.sharedstruct.examples.pursuit.XY XY}, {@link
 * org.sharedstruct.examples.pursuit.Steering Steering}, {@link
 * org.sharedstruct.examples.pursuit.Statistics Statistics} and {@link
 * org.sharedstruct.examples.pursuit.Show Show}. Begin reading there, then {@code Detector} and {@code
 * Planner}; {@code Pursuit}, the launcher, creates the files and watches the processes. The rest draws.
 *
 * <p>The target moves on a curve on which y follows from x to the last bit, so every reader checks every
 * snapshot: one torn read, the x of one commit with the y of another, and the show is over.
 *
 * <p>To run it, in the folder that holds the outermost {@code pom.xml}: {@code mvn -q -P pursuit verify}.
 */
package org.sharedstruct.examples.pursuit;
