/*
 * The planner of the pursuit in C, beside the detector and the display in Java: it watches the
 * target, millions of looks a second, and steers the pursuer after it. Planner.java does the same.
 */
#include "sharedstruct.h"

#include <math.h>

#include "Show.h"
#include "Statistics.h"
#include "Steering.h"
#include "XY.h"

#define PI 3.14159265358979323846

/* How long to look before steering, and how long to wait for the detector. */
static const int64_t MOMENT = INT64_C(2000000);
static const int64_t PATIENCE = INT64_C(100000000);

/* Units of the plane per second, and radians per second. */
static const double TOP_SPEED = 1.6;
static const double RUDDER = 7;

static shs_region show, target, steering, statistics;

static void must(int status, const shs_region *region) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    fprintf(stderr, "planner: %s\n", shs_explain(region, status, why, sizeof why));
    exit(1);
  }
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* Whether the show goes on: the launcher has not said that it is over, and lives. */
static int is_up(void) {
  struct Show now_shown;
  must(shs_snapshot(&show, 0, &now_shown), &show);
  return !now_shown.finished && now_shown.launcher == getppid();
}

/* Whether a point lies on the curve, exactly: then it is of one commit. */
static int is_whole(const struct XY *seen) {
  float square = seen->x * seen->x;
  return seen->y == ((16 * square - 20) * square + 5) * seen->x;
}

static void count(int64_t start, int64_t looks, int64_t torn) {
  struct Statistics so_far;
  must(shs_begin(&statistics, 0, &so_far), &statistics);
  so_far.updates += 1;
  so_far.snapshots += looks;
  so_far.torn += torn;
  so_far.nanos = now() - start;
  must(shs_commit(&statistics, &so_far), &statistics);
}

/* Straight ahead, slower near the aim, and with a rudder that turns only so fast. */
static void steer(struct Steering *pursuer, const struct XY *aim, double seconds) {
  double east = aim->x - pursuer->x;
  double north = aim->y - pursuer->y;
  double turn = remainder(atan2(north, east) - pursuer->heading, 2 * PI);
  double heading = pursuer->heading + fmax(-RUDDER * seconds, fmin(turn, RUDDER * seconds));
  double speed = fmin(TOP_SPEED, 4 * hypot(east, north));
  pursuer->x += (float)(speed * seconds * cos(heading));
  pursuer->y += (float)(speed * seconds * sin(heading));
  pursuer->heading = (float)remainder(heading, 2 * PI);
  pursuer->speed = (float)speed;
  pursuer->ticks++;
}

int main(void) {
  must(shs_inherited(&show, "show", Show_SCHEMA, 0), &show);
  must(shs_inherited(&target, "target", XY_SCHEMA, 0), &target);
  must(shs_inherited(&steering, "steering", Steering_SCHEMA, 0), &steering);
  must(shs_inherited(&statistics, "planner", Statistics_SCHEMA, 0), &statistics);
  int64_t start = now(), last = start;
  uint64_t version;
  must(shs_version(&target, &version), &target);
  while (is_up()) {
    struct XY seen;
    struct Steering pursuer;
    int64_t looks = 0, torn = 0;
    int status = shs_await(&target, &version, PATIENCE);
    must(status == SHS_TIMEOUT ? SHS_OK : status, &target);
    for (int64_t end = now() + MOMENT; now() < end; looks++) {
      must(shs_snapshot(&target, 0, &seen), &target);
      torn += !is_whole(&seen);
    }
    must(shs_begin(&steering, 0, &pursuer), &steering);
    int64_t then = now();
    steer(&pursuer, &seen, (double)(then - last) / 1e9);
    last = then;
    must(shs_commit(&steering, &pursuer), &steering);
    count(start, looks, torn);
  }
  must(shs_close(&statistics), &statistics);
  must(shs_close(&steering), &steering);
  must(shs_close(&target), &target);
  must(shs_close(&show), &show);
  return 0;
}
