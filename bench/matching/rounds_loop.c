/* People propose, places keep their best in heaps: the peer in C, over the same arrays. */
#include <stdint.h>
#include <stdlib.h>

int people_propose(int64_t people, int64_t places, int64_t wishes, const int64_t *starts,
                   const int32_t *place, const int32_t *rank, const int32_t *most,
                   int64_t *answer)
{
    int32_t *wanted = calloc(places, sizeof *wanted), *held = calloc(places, sizeof *held);
    int64_t *first = calloc(places + 1, sizeof *first), *next = malloc(people * sizeof *next);
    if (!wanted || !held || !first || !next)
        return 1;
    for (int64_t w = 0; w < wishes; w++)
        wanted[place[w]]++;
    for (int64_t h = 0; h < places; h++)
        first[h + 1] = first[h] + (most[h] < wanted[h] ? most[h] : wanted[h]);
    struct seat { int32_t rank, person; } *heap = malloc((first[places] + 1) * sizeof *heap);
    if (!heap)
        return 1;
    for (int64_t p = 0; p < people; p++)
        next[p] = starts[p];
    for (int64_t newcomer = 0; newcomer < people; newcomer++) {
        int64_t p = newcomer;
        for (;;) {
            int64_t w = next[p];
            if (w == starts[p + 1]) {
                answer[p] = -1;
                break;
            }
            next[p]++;
            int32_t h = place[w], size = held[h];
            struct seat mine = {rank[w], (int32_t)p}, *top = heap + first[h];
            if (size < most[h]) {
                int64_t at = size;
                held[h]++;
                while (at > 0 && top[(at - 1) / 2].rank < mine.rank) {
                    top[at] = top[(at - 1) / 2];
                    at = (at - 1) / 2;
                }
                top[at] = mine;
                answer[p] = w;
                break;
            }
            if (!size || mine.rank >= top->rank)
                continue;
            int64_t out = top->person, at = 0;
            for (;;) {
                int64_t below = 2 * at + 1;
                if (below >= size)
                    break;
                if (below + 1 < size && top[below + 1].rank > top[below].rank)
                    below++;
                if (top[below].rank <= mine.rank)
                    break;
                top[at] = top[below];
                at = below;
            }
            top[at] = mine;
            answer[p] = w;
            p = out;
        }
    }
    free(wanted), free(held), free(first), free(next), free(heap);
    return 0;
}
